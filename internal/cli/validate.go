package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
)

// format says for whom findings are printed.
type format string

const (
	formatText  format = "text"
	formatJSON  format = "json"
	formatSARIF format = "sarif"
)

var formats = []string{string(formatText), string(formatJSON), string(formatSARIF)}

// Set takes the flag's text.
func (f *format) Set(text string) error {
	if !slices.Contains(formats, text) {
		return fmt.Errorf("want one of %s", strings.Join(formats, ", "))
	}
	*f = format(text)
	return nil
}

func (f *format) String() string { return string(*f) }

// Type names the value in the help.
func (f *format) Type() string { return "format" }

type validateArgs struct {
	dir    string
	format format
	vars   vars
}

func newValidate(env Env) *cobra.Command {
	a := validateArgs{format: formatText}
	var asJSON bool
	c := &cobra.Command{
		Use: "validate [DIR]", Short: "Check a spec directory", Args: optional("DIR"),
		Long: "Checks every *.hcl and *.hcl.json file below DIR and prints all findings at once,\n" +
			"each with a code, the place, and what to do. Needs no server.\n\n" +
			"With --format=sarif the findings are a SARIF 2.1.0 log, which code review tools show beside the\n" +
			"lines that they speak of. Run it in the root of the checkout, so that files are named from there.",
		Example: "  rapport validate examples/quickstart\n  rapport validate --json . | jq .diagnostics\n" +
			"  rapport validate partnerships --format=sarif > rapport.sarif\n" +
			"  rapport validate examples/dealers -var 'regions=[\"ural\"]'",
		RunE: func(c *cobra.Command, args []string) error {
			a.dir = dirArg(args)
			if asJSON {
				if c.Flags().Changed("format") && a.format != formatJSON {
					return fmt.Errorf("--json and --format=%s ask for two outputs: choose one", a.format)
				}
				a.format = formatJSON
			}
			return runValidate(env, a)
		},
	}
	c.Flags().Var(&a.format, "format", "`format` of the findings: text, json or sarif")
	jsonFlag(c, &asJSON)
	varFlags(c, &a.vars)
	return c
}

func runValidate(env Env, a validateArgs) error {
	checking := env.begin("Checking "+called(a.dir), 0)
	result, err := load(a.dir, a.vars)
	checking.end()
	if err != nil && a.format == formatText {
		return err
	}
	if err != nil {
		result.Diagnostics = unreadable(err)
	}
	switch a.format {
	case formatJSON:
		err = writeJSON(env.Stdout, result.Diagnostics)
	case formatSARIF:
		err = writeSARIF(env.Stdout, a, result.Diagnostics)
	default:
		err = showFindings(env, result)
	}
	if err == nil && result.Diagnostics.HasErrors() {
		return found()
	}
	return err
}

// unreadable is the finding that no directory could be read, so that a program
// gets one document whatever happens.
func unreadable(err error) config.Diagnostics {
	const code = "RAP005"
	d := config.Diagnostic{Code: code, Severity: config.Error, Detail: err.Error()}
	for _, doc := range config.Codes() {
		if doc.Code == code {
			d.Summary = doc.Title
		}
	}
	return config.Diagnostics{d}
}

func showFindings(env Env, result config.Result) error {
	showDiagnostics(env.Stdout, env, result.Diagnostics)
	summary := "Valid: " + plural(len(result.Specs), "partnership") + "."
	errorCount, warnings := result.Diagnostics.Count(config.Error), result.Diagnostics.Count(config.Warning)
	switch {
	case errorCount > 0:
		summary = fmt.Sprintf("Not valid: %s, %s.", plural(errorCount, "error"), plural(warnings, "warning"))
	case warnings > 0:
		summary = fmt.Sprintf("Valid, with %s: %s.", plural(warnings, "warning"), plural(len(result.Specs), "partnership"))
	}
	_, err := fmt.Fprintln(env.Stdout, summary)
	return err
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
