package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func newMail(env Env) *cobra.Command {
	c := &cobra.Command{
		Use: "mail", Short: "Look into mails", Args: subcommand, DisableFlagsInUseLine: true,
		Long:    "Looks into single mails, without a server and without any effect.",
		Example: "  rapport mail explain reply.eml --questions questions.json",
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newMailExplain(env))
	return c
}

type explainArgs struct {
	file, questions, locale string
	json                    bool
}

func newMailExplain(env Env) *cobra.Command {
	var a explainArgs
	c := &cobra.Command{
		Use: "explain FILE.eml", Short: "Show how a mail would be understood", Args: required("FILE.eml"),
		Long: "Reads one mail as the engine would, and prints what it takes for the new text, the answers and\n" +
			"the commands in it, and what stays open. A plain text file is read as a new mail's body; - reads\n" +
			"standard input. Questions are a JSON list such as\n" +
			`  [{"id": "mql", "kind": "number", "text": "New leads", "unit": "leads"}]`,
		Example: "  rapport mail explain reply.eml --questions questions.json --locale ru\n" +
			"  pbpaste | rapport mail explain - --json",
		RunE: func(_ *cobra.Command, args []string) error {
			a.file = args[0]
			return runExplain(env, a)
		},
	}
	c.Flags().StringVar(&a.questions, "questions", "", "JSON `file` of the questions that were asked")
	c.Flags().StringVar(&a.locale, "locale", "en", "language of the person who answers: en or ru")
	jsonFlag(c, &a.json)
	return c
}

// maxMail is the size up to which a mail is read.
const maxMail = 35 << 20

func runExplain(env Env, a explainArgs) error {
	if a.locale != "en" && a.locale != "ru" {
		return fmt.Errorf("--locale %q: want en or ru", a.locale)
	}
	raw, err := readMail(env, a.file)
	if err != nil {
		return refused(fmt.Errorf("read mail %s: %w", a.file, pathless(err)))
	}
	var questions []partnership.Question
	if a.questions != "" {
		b, err := os.ReadFile(a.questions)
		if err != nil {
			return refused(fmt.Errorf("read questions %s: %w", a.questions, pathless(err)))
		}
		if questions, err = understand.ReadQuestions(b); err != nil {
			return refused(fmt.Errorf("%s: %w", a.questions, err))
		}
	}
	u := understand.Understand(understand.Read(raw), understand.Context{
		Questions: questions, Locale: a.locale, Today: cadence.DateOf(env.Now()),
	})
	if a.json {
		return writeJSON(env.Stdout, understand.Explain(u))
	}
	showExplanation(env.Stdout, u)
	return nil
}

func readMail(env Env, file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(env.Stdin, maxMail))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxMail))
}

func showExplanation(w io.Writer, u understand.Understanding) {
	fmt.Fprintf(w, "Class: %s\n", u.Class)
	if u.Forward {
		fmt.Fprintln(w, "It forwards another mail; only what stands above that is read.")
	}
	text := func(head, text string) {
		fmt.Fprintf(w, "\n%s:\n", head)
		for line := range strings.Lines(strings.TrimRight(text, "\n") + "\n") {
			fmt.Fprintf(w, "  | %s\n", strings.TrimRight(line, "\n"))
		}
	}
	text("New text", u.Text)
	if u.LeftOut != "" {
		text("Left out", u.LeftOut)
	}
	section := func(head string, n int) {
		if n > 0 {
			fmt.Fprintf(w, "\n%s:\n", head)
		}
	}
	section("Answers", len(u.Answers))
	for _, answer := range u.Answers {
		fmt.Fprintf(w, "  %s = %s\n      from %q\n", answer.Question, strings.TrimSpace(answer.Value.String()+" "+answer.Unit), answer.Raw)
	}
	section("Commands", len(u.Commands))
	for _, command := range u.Commands {
		fmt.Fprintf(w, "  %s\n", strings.TrimSpace(string(command.Name)+" "+command.Argument))
	}
	section("Still open", len(u.Open))
	for _, id := range u.Open {
		fmt.Fprintf(w, "  %s\n", id)
	}
	section("Problems", len(u.Problems))
	for _, problem := range u.Problems {
		fmt.Fprintf(w, "  %s\n", problem)
	}
}
