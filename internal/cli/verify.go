package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/chain"
)

func newVerify(env Env) *cobra.Command {
	var data, head string
	var asJSON bool
	c := &cobra.Command{
		Use: "verify [SLUG ... | DIR]", Short: "Check the store and its journals, or a record that was exported",
		Long: "Reads the whole store in search of damage, recomputes the hash chain of each partnership's\n" +
			"journal, or of the named ones, and says where one was tampered with. Needs no server.\n\n" +
			"Of a directory that `rapport export` has written it checks every file, the journal and what its\n" +
			"signatures rest on, without store or server, and says what that proves. With --head it also\n" +
			"compares the end of the journal with the one that you have kept apart, or that the other side has.",
		Example: "  rapport verify\n  rapport verify teapot-kettle --data /var/lib/rapport\n  rapport verify teapot-kettle-2030 --head 3f9a...",
		RunE: func(c *cobra.Command, args []string) error {
			if dir, ok := recordIn(args); ok {
				return verifyRecord(env, dir, head, asJSON)
			}
			if head != "" {
				return errors.New("--head is for a directory that `rapport export` has written")
			}
			return runVerify(c.Context(), env, data, args, asJSON)
		},
	}
	c.Flags().StringVar(&head, "head", "", "`hash` that the journal of an exported record ends with, as you know it from elsewhere")
	c.Flags().StringVar(&data, "data", ".rapport", "`directory` of the store")
	jsonFlag(c, &asJSON)
	return c
}

func runVerify(ctx context.Context, env Env, data string, slugs []string, asJSON bool) error {
	s, err := app.OpenStore(ctx, data)
	if err != nil {
		return world(err)
	}
	defer s.Close() //nolint:errcheck // nothing was written
	if err := s.Sound(ctx); err != nil {
		return world(err)
	}
	known, err := s.Slugs(ctx)
	if err != nil {
		return world(err)
	}
	if len(slugs) == 0 {
		slugs = known
	}
	view := verifyView{FormatVersion: formatVersion, Intact: true, Journals: []verifiedJournal{}}
	for _, slug := range slugs {
		if !slices.Contains(known, slug) {
			return refused(fmt.Errorf("verify journal of %s: no such partnership was ever applied", slug))
		}
		journal := verifiedJournal{Partnership: slug, Intact: true}
		err := s.Verify(ctx, slug)
		var tampered *chain.BrokenError
		switch {
		case errors.As(err, &tampered):
			journal.Intact, journal.Fault = false, tampered.Error()
			view.Intact = false
		case err != nil:
			return world(err)
		}
		view.Journals = append(view.Journals, journal)
	}
	if asJSON {
		err = writeJSON(env.Stdout, view)
	} else {
		showVerified(env, view)
	}
	if err == nil && !view.Intact {
		return found()
	}
	return err
}

type verifyView struct {
	FormatVersion int               `json:"format_version"`
	Intact        bool              `json:"intact"` // whether every journal is
	Journals      []verifiedJournal `json:"journals"`
}

type verifiedJournal struct {
	Partnership string `json:"partnership"`
	Intact      bool   `json:"intact"`
	Fault       string `json:"fault"` // where the chain breaks, empty when it holds
}

func showVerified(env Env, view verifyView) {
	for _, j := range view.Journals {
		if j.Intact {
			fmt.Fprintf(env.Stdout, "intact  %s\n", j.Partnership)
		} else {
			fmt.Fprintf(env.Stdout, "BROKEN  %s: %s\n", j.Partnership, j.Fault)
		}
	}
	if len(view.Journals) == 0 {
		fmt.Fprintln(env.Stdout, "There is no journal yet.")
	}
}
