package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/charter"
	"github.com/rapport-engine/rapport/partnership"
)

type charterArgs struct {
	slug, dir     string
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
			"on A4. What people wrote stands as they wrote it, whatever the language. Needs no server.",
		Example: "  rapport charter teapot-kettle\n  rapport charter teapot-kettle --language ru --html --out charter.html",
		RunE: func(_ *cobra.Command, args []string) error {
			a.slug, a.dir = args[0], dirArg(args[1:])
			if a.language != "" && !slices.Contains(languageCodes(), a.language) {
				return fmt.Errorf("--language %s is none of %s", a.language, strings.Join(languageCodes(), ", "))
			}
			return runCharter(env, a)
		},
	}
	c.Flags().BoolVar(&a.html, "html", false, "write an HTML page")
	c.Flags().StringVar(&a.out, "out", "", "write it to a `file`, not to the standard output")
	c.Flags().StringVar(&a.language, "language", "", "`code` of the charter's language: "+strings.Join(languageCodes(), " or ")+"; the partnership's unless given")
	varFlags(c, &a.vars)
	return c
}

func runCharter(env Env, a charterArgs) error {
	result, err := loadErrors(env, a.dir, a.vars)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(result.Specs, func(s partnership.Spec) bool { return s.Slug == a.slug })
	if i < 0 {
		return refused(fmt.Errorf("charter of %s: %s", a.slug, declaredInstead(a.dir, result.Specs)))
	}
	d, err := charter.In(charter.Charter{Spec: result.Specs[i]}, a.language)
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
	if a.out == "" {
		_, err := out.WriteTo(env.Stdout)
		return err
	}
	if err := writeWhole(a.out, ownerOnly, out.Bytes()); err != nil {
		return world(fmt.Errorf("write charter of %s: %w", a.slug, err))
	}
	fmt.Fprintf(env.Stdout, "Wrote %s: the charter of %s.\n", a.out, result.Specs[i].Title)
	return nil
}
