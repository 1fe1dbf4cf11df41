package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/store"
)

func newInboxShow(env Env) *cobra.Command {
	var data string
	var asJSON bool
	c := &cobra.Command{
		Use: "show ID", Short: "Show a mail that came in, and what became of it", Args: required("ID"),
		Long: "Shows a mail's headers and text, what the engine understands of it, and why it is where it is. The\n" +
			"beginning of an ID is enough. Of a mail that is sealed, such as one in a conflict, nobody is shown\n" +
			"the subject or the text; while it lies in quarantine its headers are.",
		Example: "  rapport inbox show 5f0c2a9d",
		RunE: func(c *cobra.Command, args []string) error {
			return runInboxShow(c.Context(), env, data, args[0], asJSON)
		},
	}
	c.Flags().StringVar(&data, "data", ".rapport", "`directory` of the store")
	jsonFlag(c, &asJSON)
	return c
}

func runInboxShow(ctx context.Context, env Env, data, id string, asJSON bool) error {
	m, err := readInbox(ctx, data, id)
	if err != nil {
		return err
	}
	if m.Sealed && m.State != store.InboxQuarantined {
		return refusedSealed(id, m)
	}
	view := viewMail(m)
	if asJSON {
		return writeJSON(env.Stdout, view)
	}
	showMail(env.Stdout, view, m)
	return nil
}

// readInbox reads a mail of the store by the beginning of its ID.
func readInbox(ctx context.Context, data, id string) (app.ReadMail, error) {
	s, err := app.OpenStore(ctx, data)
	if err != nil {
		return app.ReadMail{}, world(err)
	}
	defer s.Close() //nolint:errcheck // nothing was written
	m, err := app.ReadInbox(ctx, s, id)
	if err != nil {
		return app.ReadMail{}, missingMail(id, err)
	}
	return m, nil
}

// refusedSealed says why a mail is not shown.
func refusedSealed(what string, m app.ReadMail) error {
	if m.Forgotten {
		return refused(fmt.Errorf("%s was sealed, and its time is over: what it said is deleted", what))
	}
	return refused(fmt.Errorf("%s is sealed: it belongs to something that only those may read who are asked, and its text is shown to nobody; "+
		"rapport inbox --all says who wrote and when", what))
}

// mailView is one mail for machines. A sealed one has neither text nor an
// explanation.
type mailView struct {
	FormatVersion int `json:"format_version"`
	inboxRow
	To         []string                `json:"to"`
	Date       *time.Time              `json:"date,omitempty"`
	MessageID  string                  `json:"message_id"`
	Text       string                  `json:"text"`
	Understood *understand.Explanation `json:"understood,omitempty"`
}

func viewMail(m app.ReadMail) mailView {
	msg := m.Message
	v := mailView{
		FormatVersion: formatVersion, MessageID: printable(msg.MessageID), To: []string{}, inboxRow: rowOf(m.Listed()),
	}
	for _, to := range msg.To {
		v.To = append(v.To, mailbox(to.Name, to.Address))
	}
	if !msg.Date.IsZero() {
		v.Date = &msg.Date
	}
	if !m.Sealed {
		e := understand.Explain(m.Understanding())
		v.Text, v.Understood = msg.Text, &e
	}
	return v
}

// showMail prints a mail as an admin decides about it.
func showMail(w io.Writer, v mailView, m app.ReadMail) {
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-12s %s\n", name+":", value)
		}
	}
	field("From", v.From)
	field("To", strings.Join(v.To, ", "))
	field("Subject", v.Subject)
	if v.Date != nil {
		field("Written", v.Date.Format("Mon 2006-01-02 15:04 -0700"))
	}
	field("Received", v.ReceivedAt.Local().Format("Mon 2006-01-02 15:04 -0700"))
	field("Message-ID", v.MessageID)
	field("Partnership", v.Partnership)
	field("Asked", v.Person)
	field("State", v.State)
	field("Taken by", v.Workflow)
	field("Why", v.Reason)
	if v.Sealed {
		fmt.Fprintln(w, "\nIt is sealed: its subject and text are shown to nobody. Decide by who wrote, and why nobody took it.")
	} else {
		fmt.Fprintln(w, "\nText:")
		indented(w, v.Text)
		u := m.Understanding()
		fmt.Fprintf(w, "\nRead as: %s\n", u.Class)
		showSections(w, u)
	}
	if m.State == store.InboxQuarantined {
		fmt.Fprintf(w, "\nTo take it:  rapport inbox replay %[1]s --as PERSON --reason \"...\"\nTo leave it: rapport inbox dismiss %[1]s --reason \"...\"\n", m.ID)
	}
}

// indented prints text that somebody else has written.
func indented(w io.Writer, text string) {
	for line := range strings.Lines(strings.TrimRight(text, "\n") + "\n") {
		fmt.Fprintf(w, "  | %s\n", printable(strings.TrimRight(line, "\r\n")))
	}
}
