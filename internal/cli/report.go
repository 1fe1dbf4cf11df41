package cli

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/report"
)

type reportArgs struct {
	slug, data    string
	out, language string
}

func newReport(env Env) *cobra.Command {
	var a reportArgs
	c := &cobra.Command{
		Use: "report SLUG", Short: "Write one page on how a partnership stands", Args: required("SLUG"),
		Long: "Writes how a partnership stands as one HTML page: health, goals and their figures, milestones, what\n" +
			"each party has put in and got out, promises, surveys, strengths and weaknesses, conflicts. The page\n" +
			"needs nothing but a browser, and prints on A4. It shows only what all partners may know: no figure\n" +
			"of a survey below its floor, no conflict below the second level, and no word of any.\n" +
			"It reads the store, so no worker has to run.",
		Example: "  rapport report teapot-kettle --out teapot-kettle.html\n  rapport report teapot-kettle --language ru > report.html",
		RunE: func(c *cobra.Command, args []string) error {
			a.slug = args[0]
			if err := checkLanguage(a.language); err != nil {
				return err
			}
			return runReport(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	c.Flags().StringVar(&a.out, "out", "", "write the page to a `file`, not to the standard output")
	c.Flags().StringVar(&a.language, "language", "", "`code` of the page's language: "+strings.Join(languageCodes(), " or ")+"; the partnership's unless given")
	return c
}

func runReport(ctx context.Context, env Env, a reportArgs) error {
	s, err := app.OpenStore(ctx, a.data)
	if err != nil {
		return world(err)
	}
	defer s.Close() //nolint:errcheck // nothing was written
	r, err := app.ReadReport(ctx, s, a.slug, env.Now())
	if err != nil {
		return refused(err)
	}
	var page bytes.Buffer
	if err := report.Write(&page, r, a.language); err != nil {
		return world(err)
	}
	return writeOut(env, a.out, page.Bytes(), "report of "+a.slug, fmt.Sprintf("%s as of %s", r.Spec.Title, english.Date(r.On)))
}
