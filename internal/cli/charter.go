package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/charter"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

type charterArgs struct {
	slug, dir     string
	data          string // where set, what was applied there is meant
	vars          vars
	html          bool
	out, language string
}

// charterWidth is how wide a charter is where no terminal says how wide it is.
const charterWidth = 90

func newCharter(env Env) *cobra.Command {
	var a charterArgs
	c := &cobra.Command{
		Use: "charter SLUG [DIR]", Short: "Write what the parties agree on, to read and to sign", Args: slugAndDir,
		Long: "Writes what DIR declares for the partnership SLUG as a text that its directors can read and sign:\n" +
			"numbered articles on goals, people, what each party gives and gets, rhythms, delays, disagreements,\n" +
			"changes and the end. As plain text, or as one HTML page that needs nothing but a browser and prints\n" +
			"on A4. What the spec says in several languages stands in the one that is asked for, everything else\n" +
			"as it is written. Needs no server.\n\n" +
			"With --data it is what was applied there, with who has signed it and when.",
		Example: "  rapport charter teapot-kettle\n  rapport charter teapot-kettle --language ru --html --out charter.html\n" +
			"  rapport charter teapot-kettle --data .rapport",
		RunE: func(c *cobra.Command, args []string) error {
			if a.data != "" && len(args) > 1 {
				return errors.New("DIR and --data exclude each other: the charter is of what is declared in DIR, or of what was applied on --data")
			}
			a.slug, a.dir = args[0], dirArg(args[1:])
			if err := checkLanguage(a.language); err != nil {
				return err
			}
			return runCharter(c.Context(), env, a)
		},
	}
	c.Flags().BoolVar(&a.html, "html", false, "write an HTML page")
	c.Flags().StringVar(&a.out, "out", "", "write it to a `file`, not to the standard output")
	c.Flags().StringVar(&a.language, "language", "", "`code` of the charter's language: "+strings.Join(languageCodes(), " or ")+"; the partnership's unless given")
	c.Flags().StringVar(&a.data, "data", "", "`directory` that up or worker runs on: write what was applied there, with its signatures")
	varFlags(c, &a.vars)
	return c
}

func runCharter(ctx context.Context, env Env, a charterArgs) error {
	read := declaredCharter
	if a.data != "" {
		read = appliedCharter
	}
	c, err := read(ctx, env, a)
	if err != nil {
		return err
	}
	d, err := charter.In(c, a.language)
	if err != nil {
		return world(err)
	}
	var out bytes.Buffer
	if a.html {
		err = d.Page(&out)
	} else {
		width := charterWidth
		if env.Width > 0 && a.out == "" {
			width = min(width, env.Width)
		}
		out.WriteString(d.Text(width))
	}
	if err != nil {
		return world(err)
	}
	return writeOut(env, a.out, out.Bytes(), "charter of "+a.slug, "the charter of "+c.Spec.Title)
}

// declaredCharter is of what a directory declares.
func declaredCharter(_ context.Context, env Env, a charterArgs) (charter.Charter, error) {
	_, spec, err := loadOne(env, a.dir, a.vars, a.slug, "charter of")
	return charter.Charter{Spec: spec}, err
}

// appliedCharter is of what was applied, with its signatures.
func appliedCharter(ctx context.Context, _ Env, a charterArgs) (charter.Charter, error) {
	return fromStore(ctx, a.data, func(s *store.Store) (charter.Charter, error) { return app.ReadCharter(ctx, s, a.slug) })
}
