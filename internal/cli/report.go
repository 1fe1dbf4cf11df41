package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/report"
	"github.com/rapport-engine/rapport/store"
)

type reportArgs struct {
	slug, data     string
	out, language  string
	all, json, csv bool
}

func newReport(env Env) *cobra.Command {
	var a reportArgs
	c := &cobra.Command{
		Use: "report SLUG|--all", Short: "Write how a partnership stands, or all of them", Args: optional("SLUG"),
		Long: "Writes how a partnership stands as one HTML page: health, goals and their figures, milestones,\n" +
			"what each party has put in and got out, promises, surveys, strengths and weaknesses, conflicts.\n" +
			"With --all it is one page on every partnership, the worst first. A page needs nothing but a\n" +
			"browser; that of one partnership prints on A4. With --json or --csv the figures are written for\n" +
			"programs. It shows only what all partners may know: no figure of a survey below its floor, no\n" +
			"conflict below the second level, and no word of any. It reads the store, so no worker has to run.",
		Example: "  rapport report teapot-kettle --out teapot-kettle.html\n  rapport report teapot-kettle --language ru > report.html\n" +
			"  rapport report --all --out partnerships.html\n  rapport report --all --csv > figures.csv",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				a.slug = args[0]
			}
			if err := a.check(); err != nil {
				return err
			}
			return runReport(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	c.Flags().StringVar(&a.out, "out", "", "write to a `file`, not to the standard output")
	c.Flags().StringVar(&a.language, "language", "", "`code` of the page's language: "+strings.Join(languageCodes(), " or ")+"; the partnership's unless given, of all English")
	c.Flags().BoolVar(&a.all, "all", false, "report on all partnerships, the worst first")
	c.Flags().BoolVar(&a.csv, "csv", false, "write comma-separated values, a row for each figure")
	jsonFlag(c, &a.json)
	return c
}

// check says what cannot be wanted together.
func (a reportArgs) check() error {
	switch {
	case a.all && a.slug != "":
		return fmt.Errorf("%s and --all say different things: name one partnership, or write --all for every one", a.slug)
	case !a.all && a.slug == "":
		return errors.New("SLUG is missing: name a partnership, or write --all for every one")
	case a.json && a.csv:
		return errors.New("--json and --csv are two forms of the same: choose one, and run it again for the other")
	case a.language != "" && (a.json || a.csv):
		return errors.New("--language is for the page: what --json and --csv write is the same in every language")
	default:
		return checkLanguage(a.language)
	}
}

func runReport(ctx context.Context, env Env, a reportArgs) error {
	s, err := app.OpenStore(ctx, a.data)
	if err != nil {
		return world(err)
	}
	defer s.Close() //nolint:errcheck // nothing was written
	if a.all {
		return reportFleet(ctx, env, s, a)
	}
	r, err := app.ReadReport(ctx, s, a.slug, env.Now())
	if err != nil {
		return refused(err)
	}
	return a.write(env, report.Fleet{On: r.On, Reports: []report.Report{r}}, "report of "+a.slug, fmt.Sprintf("%s as of %s", r.Spec.Title, english.Date(r.On)),
		func(out *bytes.Buffer) error { return report.Write(out, r, a.language) })
}

// reportFleet writes about all partnerships. One that cannot be read is told of, and stands on
// the page.
func reportFleet(ctx context.Context, env Env, s *store.Store, a reportArgs) error {
	f, err := app.ReadFleet(ctx, s, env.Now())
	if err != nil {
		return world(err)
	}
	n := len(f.Reports) + len(f.Unread)
	if n == 0 {
		return refused(fmt.Errorf("report of all partnerships: %s has none yet; rapport apply DIR begins those that DIR declares", a.data))
	}
	for _, u := range f.Unread {
		fmt.Fprintf(env.Stderr, "Warning: %s cannot be read: %s\n", u.Slug, u.Why)
	}
	return a.write(env, f, "report of all partnerships", fmt.Sprintf("%s as of %s", procedure.Counted(n, "partnership"), english.Date(f.On)),
		func(out *bytes.Buffer) error { return report.WriteFleet(out, f, a.language) })
}

// write writes what is wanted: the page, or data.
func (a reportArgs) write(env Env, f report.Fleet, document, holds string, page func(*bytes.Buffer) error) error {
	var content []byte
	var err error
	switch {
	case a.csv:
		content, err = csvOf(figureSheet(f))
	case a.json:
		var doc any = fleetData(f)
		if !a.all {
			doc = singleData{formatVersion, reportData(f.Reports[0])}
		}
		if content, err = json.MarshalIndent(doc, "", "  "); err == nil {
			content = append(content, '\n')
		}
	default:
		var out bytes.Buffer
		err = page(&out)
		content = out.Bytes()
	}
	if err != nil {
		return world(err)
	}
	return writeOut(env, a.out, content, document, holds)
}
