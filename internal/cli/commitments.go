package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

type commitmentsArgs struct {
	slug, data string
	json       bool
}

func newCommitments(env Env) *cobra.Command {
	var a commitmentsArgs
	c := &cobra.Command{
		Use: "commitments SLUG", Short: "List what is owed in a partnership", Args: required("SLUG"),
		Long: "Lists everything that somebody owes and that is not settled, what is late first: since when, whose\n" +
			"it is, who waits for it, and what comes next. It reads the store, so no worker has to run.",
		Example: "  rapport commitments teapot-kettle\n  rapport commitments teapot-kettle --json",
		RunE: func(c *cobra.Command, args []string) error {
			a.slug = args[0]
			return runCommitments(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	jsonFlag(c, &a.json)
	return c
}

func runCommitments(ctx context.Context, env Env, a commitmentsArgs) error {
	owed, err := fromStore(ctx, a.data, func(s *store.Store) (app.Owed, error) { return app.ReadOwed(ctx, s, a.slug) })
	if err != nil {
		return err
	}
	v := commitmentsOf(owed, a.slug)
	if a.json {
		return writeJSON(env.Stdout, v)
	}
	return showCommitments(env, v)
}

type commitmentsView struct {
	FormatVersion int              `json:"format_version"`
	Slug          string           `json:"slug"`
	Open          int              `json:"open"`
	Late          int              `json:"late"`
	Commitments   []commitmentView `json:"commitments"`
}

type commitmentView struct {
	ID    string              `json:"id"`
	What  string              `json:"what"`
	Kind  string              `json:"kind"` // task, issue, idea or experiment
	Stage procedure.ItemStage `json:"stage"`
	// Owner has to do it, For waits for it: people by ID, and by name.
	Owner     string `json:"owner"`
	OwnerName string `json:"owner_name"`
	For       string `json:"for"`
	ForName   string `json:"for_name"`
	Due       string `json:"due"` // empty: no day is agreed
	Late      bool   `json:"late"`
	// LateSince is when it became late, empty if it is not.
	LateSince string `json:"late_since"`
	Next      string `json:"next"` // who has it, which step was taken, what comes next
}

func commitmentsOf(o app.Owed, slug string) commitmentsView {
	v := commitmentsView{FormatVersion: formatVersion, Slug: slug, Open: len(o.Items), Commitments: []commitmentView{}}
	for _, i := range o.Items {
		c := commitmentView{
			ID: i.ID, What: i.What, Kind: string(i.Kind), Stage: i.Stage, Owner: i.Owner, OwnerName: nameIn(o.Spec, i.Owner), For: i.For,
			ForName: nameIn(o.Spec, i.For), Due: i.Due, Late: !i.Since.IsZero(), Next: i.Line,
		}
		if c.Kind == "" {
			c.Kind = "task"
		}
		if c.Late {
			v.Late++
			c.LateSince = i.Since.Format(time.RFC3339)
		}
		v.Commitments = append(v.Commitments, c)
	}
	return v
}

func nameIn(spec partnership.Spec, id string) string {
	if p, ok := spec.Person(id); ok {
		return p.Name
	}
	return id
}

// wide is how much of a text a row shows.
const wide = 44

func showCommitments(env Env, v commitmentsView) error {
	if v.Open == 0 {
		fmt.Fprintf(env.Stdout, "%s: nothing is owed.\n", v.Slug)
		return nil
	}
	fmt.Fprintf(env.Stdout, "%s: %d open, %d late\n\n", v.Slug, v.Open, v.Late)
	t := newTable(env, "Due", "Who", "What", "For", "Stage", "ID", "Next")
	for _, c := range v.Commitments {
		stage := string(c.Stage)
		if c.Late {
			stage = "LATE"
		}
		t.row(c.Due, c.OwnerName, fitted(c.What, wide), c.ForName, stage, c.ID, c.Next)
	}
	return t.print()
}
