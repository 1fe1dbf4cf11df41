package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/rehearsal"
)

type rehearseArgs struct {
	dir, until, personas string
	json, texts          bool
	vars                 vars
}

func newRehearse(env Env) *cobra.Command {
	var a rehearseArgs
	c := &cobra.Command{
		Use: "rehearse [DIR]", Short: "Play the partnerships on a virtual clock", Args: optional("DIR"),
		Long: "Plays the partnerships in DIR from their first day until a date, without any server, with the\n" +
			"same procedures, mails and understanding of replies that a real run has, and prints every mail,\n" +
			"answer, reminder and outcome in order. Personas say how people behave; without one a person\n" +
			"answers everything after an hour. At the end stand the mails and minutes that it asked of\n" +
			"everybody, what was never answered, and how the goals stand.",
		Example: "  rapport rehearse examples/quickstart --until 2027-02-28\n" +
			"  rapport rehearse . --until 2027-12-31 --personas personas.hcl --json",
		RunE: func(c *cobra.Command, args []string) error {
			a.dir = dirArg(args)
			return runRehearse(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.until, "until", "", "last `date`, such as 2027-12-31 (required)")
	c.Flags().StringVar(&a.personas, "personas", "", "HCL `file` that says how people behave and what admins do")
	c.Flags().BoolVar(&a.texts, "texts", false, "print the text of every mail")
	varFlags(c, &a.vars)
	jsonFlag(c, &a.json)
	return c
}

// A rehearsal makes very much that soon is garbage, and ends after seconds: collecting it
// less often, as long as there is room, takes a third of the time off.
const (
	roomyPercent = 400
	roomyBytes   = 2 << 30
)

// roomy has garbage collected less often until its result is called.
func roomy() (back func()) {
	percent, limit := debug.SetGCPercent(roomyPercent), debug.SetMemoryLimit(roomyBytes)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

func runRehearse(ctx context.Context, env Env, a rehearseArgs) error {
	if a.until == "" {
		return fmt.Errorf("--until is required: say the last date to rehearse, such as --until 2027-12-31")
	}
	until, err := cadence.ParseDate(a.until)
	if err != nil {
		return fmt.Errorf("--until: %w", err)
	}
	defer roomy()()
	result, err := loadValid(env, a.dir, a.vars)
	if err != nil {
		return err
	}
	script := result.Rehearsal
	if a.personas != "" {
		named, diags := config.LoadRehearsal(a.personas, result.Specs...)
		showDiagnostics(env.Stderr, env, diags)
		if diags.HasErrors() {
			return refused(fmt.Errorf("%s is not valid: mend what is listed above", a.personas))
		}
		script = named
	}
	rehearsing := env.begin("Rehearsing", len(result.Specs))
	played, err := app.RehearseEach(result.Specs, script, until, func(done int, slug string) error {
		rehearsing.at(done, slug)
		if ctx.Err() != nil {
			return fmt.Errorf("interrupted after %d of %d partnerships", done, len(result.Specs))
		}
		return nil
	})
	rehearsing.end()
	if err != nil {
		return world(err)
	}
	if a.json {
		return writeJSON(env.Stdout, rehearsalView{
			FormatVersion: formatVersion, Events: orEmpty(played.Events), Summary: summaryOf(played),
		})
	}
	if len(played.Events) == 0 {
		if err := begunBy(until, result.Specs); err != nil {
			return err
		}
	}
	showRehearsal(env.Stdout, played.Events, a.texts, len(result.Specs) > 1)
	return showSummary(env, played)
}

// begunBy refuses a last date on which nothing has begun yet.
func begunBy(until cadence.Date, specs []partnership.Spec) error {
	first := slices.MinFunc(specs, func(a, b partnership.Spec) int { return a.Start.Compare(b.Start) })
	if until.Compare(first.Start) >= 0 {
		return nil
	}
	return fmt.Errorf("--until %s: %s begins on %s; name a later date", until, first.Slug, first.Start)
}

type rehearsalView struct {
	FormatVersion int               `json:"format_version"`
	Events        []rehearsal.Event `json:"events"`
	Summary       rehearsalSummary  `json:"summary"`
}

// showRehearsal prints an event a line; with several partnerships each line
// says which one it is about.
func showRehearsal(w io.Writer, events []rehearsal.Event, texts, several bool) {
	counts := map[string]int{}
	for _, e := range events {
		counts[e.Kind]++
		about := ""
		if several {
			about = procedure.SlugOf(e.Workflow) + ": "
		}
		fmt.Fprintf(w, "%s  %-8s %s%s\n", e.At.Format("Mon 2006-01-02 15:04"), e.Kind, about, headline(e))
		if e.Kind == rehearsal.KindMail && texts {
			for line := range strings.Lines(e.Text) {
				fmt.Fprintf(w, "    | %s\n", strings.TrimRight(line, "\n"))
			}
		}
	}
	fmt.Fprintf(w, "\n%s, %s. Times are the partnership's own.\n",
		plural(counts[rehearsal.KindMail], "mail"), plural(counts[procedure.EntryOutcome], "outcome"))
}

// headline is an event in one line.
func headline(e rehearsal.Event) string {
	switch e.Kind {
	case rehearsal.KindMail:
		return mailLine(e)
	case rehearsal.KindReply:
		line := fmt.Sprintf("%s writes: %s", e.From, strings.Join(strings.FieldsFunc(e.Text, func(r rune) bool { return r == '\n' }), " / "))
		if e.Outcome != "" {
			line += fmt.Sprintf(" (%s: %s)", e.Outcome, cmp.Or(e.Note, "nobody takes it"))
		}
		return line
	default:
		return e.Text
	}
}

// mailLine says which mail went to whom, and what travelled along.
func mailLine(e rehearsal.Event) string {
	what := e.Template
	if e.Reminder > 0 {
		what = fmt.Sprintf("reminder %d of %s", e.Reminder, what)
	}
	line := fmt.Sprintf("%s to %s: %s", what, e.To, e.Subject)
	if len(e.Also) > 0 {
		line += " (with " + strings.Join(e.Also, ", ") + ")"
	}
	return line
}
