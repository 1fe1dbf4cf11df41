package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/rehearsal"
)

type tryArgs struct {
	dir, partnership, checkIn, person string
	vars                              vars
	json                              bool
}

func newMailTry(env Env) *cobra.Command {
	var a tryArgs
	c := &cobra.Command{
		Use: "try [DIR]", Short: "Type a reply to a check-in and see what would be understood", Args: optional("DIR"),
		Long: "Shows the first mail that a check-in declared in DIR would send to a person, reads a reply from the\n" +
			"terminal or standard input, and prints what that person would get in return: as a rule the\n" +
			"receipt, in their language, with what was understood and what stays open. Without flags it is the\n" +
			"first check-in of the first partnership and the first person whom it asks. Nothing is sent or\n" +
			"stored, and no server is needed.",
		Example: "  rapport mail try examples/quickstart\n" +
			"  cat reply.txt | rapport mail try examples/quickstart --check-in fortnightly --person vera",
		RunE: func(_ *cobra.Command, args []string) error {
			a.dir = dirArg(args)
			return runTry(env, a)
		},
	}
	c.Flags().StringVar(&a.partnership, "partnership", "", "`slug` of the partnership")
	c.Flags().StringVar(&a.checkIn, "check-in", "", "`name` of the check-in")
	c.Flags().StringVar(&a.person, "person", "", "ID of the `person` who replies")
	varFlags(c, &a.vars)
	jsonFlag(c, &a.json)
	return c
}

func runTry(env Env, a tryArgs) error {
	result, err := loadErrors(env, a.dir, a.vars)
	if err != nil {
		return err
	}
	if len(result.Specs) == 0 {
		return refused(fmt.Errorf("try: %s declares no partnership", a.dir))
	}
	i := 0
	if a.partnership != "" {
		i = slices.IndexFunc(result.Specs, func(s partnership.Spec) bool { return s.Slug == a.partnership })
	}
	if i < 0 {
		return refused(fmt.Errorf("try %s: %s", a.partnership, declaredInstead(a.dir, result.Specs)))
	}
	trial, err := app.NewTrial(result.Specs[i], a.checkIn, a.person)
	if err != nil {
		return refused(fmt.Errorf("try: %w", err))
	}
	text, err := typedReply(env, trial)
	if err != nil {
		return err
	}
	tried, err := trial.Try(text)
	if err != nil {
		return world(err)
	}
	if a.json {
		return writeJSON(env.Stdout, viewTried(trial, text, tried))
	}
	showTried(env.Stdout, trial, tried)
	return nil
}

// maxReply is more than anybody types.
const maxReply = 1 << 20

// typedReply is what the person replies. Whoever types it reads the mail first.
func typedReply(env Env, t app.Trial) (string, error) {
	if env.Interactive {
		fmt.Fprintf(env.Stderr, "%s gets on %s:\n\n", t.Person.Name, t.At.Format("Mon 2 Jan 2006 15:04"))
		showLetter(env.Stderr, t.Asked)
		fmt.Fprintln(env.Stderr, "\nType the reply, and end it with Ctrl-D on a line of its own:")
	}
	typed, err := io.ReadAll(io.LimitReader(env.Stdin, maxReply))
	if err != nil {
		return "", world(fmt.Errorf("read the reply: %w", err))
	}
	text := strings.TrimSpace(strings.ReplaceAll(string(typed), "\r\n", "\n"))
	if text == "" {
		return "", refused(errors.New("try: there is no reply: type one, or give it on standard input"))
	}
	return text, nil
}

func showLetter(w io.Writer, m rehearsal.Mail) {
	fmt.Fprintf(w, "  | %s\n  |\n", m.Subject)
	indented(w, m.Text)
}

func showTried(w io.Writer, t app.Trial, tried app.Tried) {
	fmt.Fprintf(w, "Check-in %s of %s, answered by %s an hour after %s.\n",
		t.CheckIn, t.Spec.Slug, t.Person.Name, t.At.Format("Mon 2 Jan 2006 15:04"))
	switch {
	case tried.Refused != "":
		fmt.Fprintf(w, "\nNobody would take this reply: %s.\n", tried.Refused)
	case len(tried.Answers) == 0:
		fmt.Fprintf(w, "\n%s would get no mail in return: there is nothing to say to it.\n", t.Person.Name)
	}
	for _, m := range tried.Answers {
		fmt.Fprintf(w, "\n%s would get:\n\n", t.Person.Name)
		showLetter(w, m)
	}
}

// triedView is a trial for machines.
type triedView struct {
	FormatVersion int                    `json:"format_version"`
	Partnership   string                 `json:"partnership"`
	CheckIn       string                 `json:"check_in"`
	Person        string                 `json:"person"`
	At            time.Time              `json:"at"`
	Asked         letterView             `json:"asked"`
	Understood    understand.Explanation `json:"understood"`
	Answers       []letterView           `json:"answers"`
	Refused       string                 `json:"refused"`
}

type letterView struct {
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

func viewTried(t app.Trial, text string, tried app.Tried) triedView {
	r := tried.Understood
	v := triedView{
		FormatVersion: formatVersion, Partnership: t.Spec.Slug, CheckIn: t.CheckIn, Person: t.Person.ID, At: t.At,
		Asked: letterView{t.Asked.Subject, t.Asked.Text}, Answers: []letterView{}, Refused: tried.Refused,
		Understood: understand.Explain(understand.Understanding{
			Class: understand.Class(r.Class), Text: text, Answers: r.Answers, Commands: r.Commands, Problems: r.Problems, Open: tried.Open,
		}),
	}
	v.Understood.Promised = r.Class == procedure.ReplyPromise
	v.Understood.Until = r.Until
	for _, m := range tried.Answers {
		v.Answers = append(v.Answers, letterView{m.Subject, m.Text})
	}
	return v
}
