package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
)

func newValidate(env Env) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "validate [DIR]", Short: "Check a spec directory", Args: optional("DIR"),
		Long: "Checks every *.hcl and *.hcl.json file below DIR and prints all findings at once,\n" +
			"each with a code, the place, and what to do. Needs no server.",
		Example: "  rapport validate examples/quickstart\n  rapport validate --json . | jq .diagnostics",
		RunE: func(_ *cobra.Command, args []string) error {
			return runValidate(env, dirArg(args), asJSON)
		},
	}
	jsonFlag(c, &asJSON)
	return c
}

func runValidate(env Env, dir string, asJSON bool) error {
	result, err := load(dir, vars{})
	if err != nil && !asJSON {
		return err
	}
	if err != nil {
		result.Diagnostics = unreadable(err)
	}
	if asJSON {
		err = writeJSON(env.Stdout, result.Diagnostics)
	} else {
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
