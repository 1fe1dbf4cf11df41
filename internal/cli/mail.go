package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
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
	c.AddCommand(newMailExplain(env), newMailTry(env))
	return c
}

type explainArgs struct {
	what, questions, locale, sent, data string
	json                                bool
}

func newMailExplain(env Env) *cobra.Command {
	var a explainArgs
	c := &cobra.Command{
		Use: "explain FILE.eml|ID", Short: "Show how a mail would be understood", Args: required("FILE.eml or ID"),
		Long: "Reads one mail as the engine would, and prints what it takes for the new text, the answers and\n" +
			"the commands in it, and what stays open; of a bounce and an absence what procedures see of them.\n" +
			"A plain text file is read as a new mail's body; - reads standard input; an ID (or its beginning)\n" +
			"is a mail of rapport inbox, read as the engine does: against the very mail that it answers, and\n" +
			"with days counted from its arrival where the person is. Otherwise days count from the mail's own\n" +
			"date. Questions are a JSON list such as\n" +
			`  [{"id": "mql", "kind": "number", "text": "New leads", "unit": "leads"}]`,
		Example: "  rapport mail explain reply.eml --questions questions.json --sent check-in.eml --locale ru\n" +
			"  rapport mail explain 5f0c2a9d\n" +
			"  pbpaste | rapport mail explain - --json",
		RunE: func(c *cobra.Command, args []string) error {
			a.what = args[0]
			return runExplain(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.questions, "questions", "", "JSON `file` of the questions that were asked")
	c.Flags().StringVar(&a.locale, "locale", "", "language of the person who answers: en or ru (en unless the ask is known)")
	c.Flags().StringVar(&a.sent, "sent", "", "`file` of the mail that is answered: an .eml of ours or its text")
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` of the store in which an ID is looked up")
	jsonFlag(c, &a.json)
	return c
}

// maxMail is the size up to which a mail is read.
const maxMail = 35 << 20

func runExplain(ctx context.Context, env Env, a explainArgs) error {
	if a.locale != "" && a.locale != "en" && a.locale != "ru" {
		return fmt.Errorf("--locale %q: want en or ru", a.locale)
	}
	m, err := a.mail(ctx, env)
	if err != nil {
		return err
	}
	if m.Sealed {
		return refusedSealed(a.what, m)
	}
	if err := a.complete(&m); err != nil {
		return err
	}
	u := m.Understanding()
	if a.json {
		return writeJSON(env.Stdout, understand.Explain(u))
	}
	showExplanation(env.Stdout, u)
	return nil
}

var inboxID = regexp.MustCompile(`^[0-9a-f]{4,16}$`)

// mail is the mail to explain: one of the store if there is no such file and the
// name can be an ID.
func (a explainArgs) mail(ctx context.Context, env Env) (app.ReadMail, error) {
	raw, err := readMail(env, a.what)
	switch {
	case err != nil && inboxID.MatchString(a.what):
		return readInbox(ctx, a.data, a.what)
	case err != nil:
		return app.ReadMail{}, refused(fmt.Errorf("read mail %s: %w", a.what, pathless(err)))
	}
	m := app.ReadMail{Message: understand.Read(raw), Context: understand.Context{Locale: "en", Today: cadence.DateOf(env.Now())}}
	if written := m.Message.Date; !written.IsZero() {
		m.Context.Today = cadence.DateOf(written)
	}
	return m, nil
}

// complete adds what the flags say of the mail that is answered.
func (a explainArgs) complete(m *app.ReadMail) error {
	m.Context.Locale = cmp.Or(a.locale, m.Context.Locale)
	if a.questions != "" {
		b, err := os.ReadFile(a.questions)
		if err != nil {
			return refused(fmt.Errorf("read questions %s: %w", a.questions, pathless(err)))
		}
		if m.Context.Questions, err = understand.ReadQuestions(b); err != nil {
			return refused(fmt.Errorf("%s: %w", a.questions, err))
		}
	}
	if a.sent != "" {
		b, err := os.ReadFile(a.sent)
		if err != nil {
			return refused(fmt.Errorf("read sent mail %s: %w", a.sent, pathless(err)))
		}
		m.Context.Sent, m.Context.SentHTML = understand.Sent(b)
		if m.Message.Listed {
			m.Message.Class = understand.ClassReply // it stands in a thread of ours
		}
	}
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
	fmt.Fprintln(w, "\nNew text:")
	indented(w, u.Text)
	showSections(w, u)
}

// showSections prints what was found in a mail, as far as there is any.
func showSections(w io.Writer, u understand.Understanding) {
	if u.LeftOut != "" {
		fmt.Fprintln(w, "\nLeft out:")
		indented(w, u.LeftOut)
	}
	e := understand.Explain(u)
	section := func(head string, lines ...string) {
		if len(lines) > 0 {
			fmt.Fprintf(w, "\n%s:\n  %s\n", head, strings.Join(lines, "\n  "))
		}
	}
	var answers, commands, problems []string
	for _, a := range u.Answers {
		said := strings.TrimSpace(a.Value.String()+" "+a.Unit) + remarks(a)
		answers = append(answers, fmt.Sprintf("%s = %s\n      from %q", a.Question, printable(said), a.Raw))
	}
	for _, c := range u.Commands {
		commands = append(commands, printable(strings.TrimSpace(string(c.Name)+" "+c.Argument)))
	}
	for _, p := range u.Problems {
		problems = append(problems, printable(p))
	}
	section("Answers", answers...)
	section("Commands", commands...)
	if e.Promised {
		section("Promises an answer", "by "+cmp.Or(e.Until, "no day that it names"))
	}
	if e.Away != "" {
		section("Away", "until "+e.Away)
	}
	if b := e.Bounce; b != nil {
		section("Bounce", "recipient:  "+printable(cmp.Or(b.Recipient, "not named")), "kind:       "+b.Kind, "reason:     "+b.Reason,
			"status:     "+cmp.Or(b.Status, "none"), "reply code: "+cmp.Or(b.ReplyCode, "none"), "mail:       "+printable(cmp.Or(b.Original, "not named")))
	}
	section("Still open", u.Open...)
	section("Problems", problems...)
}

// remarks are what a value is to be taken with.
func remarks(a partnership.Answer) string {
	var words []string
	if a.Provisional {
		words = append(words, "provisional")
	}
	if a.Unlikely {
		words = append(words, "unlikely")
	}
	if a.From != "" {
		words = append(words, a.From)
	}
	if len(words) == 0 {
		return ""
	}
	return " (" + strings.Join(words, ", ") + ")"
}
