package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

func newInbox(env Env) *cobra.Command {
	var data string
	var all, asJSON bool
	c := &cobra.Command{
		Use: "inbox", Short: "List mails that could not be used, and deal with them", Args: subcommand,
		Long: "Lists the mails in quarantine: who wrote, about what, and why nobody took them; with --all every\n" +
			"mail that came in, and how much is kept and for how long (engine > mail > keep). Nothing is dropped\n" +
			"before: the raw mails are in the store and in the mailbox's folders.",
		Example: "  rapport inbox\n  rapport inbox --all --json",
		RunE: func(c *cobra.Command, _ []string) error {
			return runInbox(c.Context(), env, data, all, asJSON)
		},
	}
	c.Flags().StringVar(&data, "data", ".rapport", "`directory` of the store")
	c.Flags().BoolVar(&all, "all", false, "list every mail")
	jsonFlag(c, &asJSON)
	c.AddCommand(newInboxShow(env), newInboxReplay(env), newInboxDismiss(env))
	return c
}

// inboxRows is how many mails are listed, newest first.
const inboxRows = 200

func runInbox(ctx context.Context, env Env, data string, all, asJSON bool) error {
	s, err := app.OpenStore(ctx, data)
	if err != nil {
		return world(err)
	}
	defer s.Close() //nolint:errcheck // nothing was written
	query := store.InboxQuery{States: []store.InboxState{store.InboxQuarantined}, Limit: inboxRows}
	if all {
		query.States = nil
	}
	mails, err := app.ListInbox(ctx, s, query)
	if err != nil {
		return world(err)
	}
	view := inboxView{FormatVersion: formatVersion, Mails: []inboxRow{}}
	for _, m := range mails {
		view.Mails = append(view.Mails, rowOf(m))
	}
	if view.Kept, err = keptIn(ctx, s); err != nil {
		return world(err)
	}
	if asJSON {
		return writeJSON(env.Stdout, view)
	}
	defer func() { view.Kept.show(env.Stdout) }()
	if len(view.Mails) == 0 {
		none := "Nothing is in quarantine."
		if all {
			none = "No mail has come in."
		}
		_, err := fmt.Fprintln(env.Stdout, none)
		return err
	}
	return showInbox(env, view.Mails, all)
}

// Widths of what strangers write, in columns.
const (
	fromWidth    = 32
	subjectWidth = 40
)

func showInbox(env Env, mails []inboxRow, all bool) error {
	head := []string{"ID", "Received", "From", "Subject", "Partnership", "Why"}
	if all {
		head = slices.Insert(head, 2, "State")
	}
	t := newTable(env, head...)
	for _, m := range mails {
		row := []string{
			m.ID, m.ReceivedAt.Local().Format("2006-01-02 15:04"), fitted(m.From, fromWidth), fitted(m.about(), subjectWidth), m.Partnership, m.Reason,
		}
		if all {
			row = slices.Insert(row, 2, m.State)
		}
		t.row(row...)
	}
	return t.print()
}

type inboxView struct {
	FormatVersion int        `json:"format_version"`
	Mails         []inboxRow `json:"mails"`
	Kept          keptView   `json:"kept"`
}

type inboxRow struct {
	ID          string    `json:"id"`
	ReceivedAt  time.Time `json:"received_at"`
	State       string    `json:"state"`
	Class       string    `json:"class"`
	From        string    `json:"from"`
	Subject     string    `json:"subject"` // none if it is sealed
	Sealed      bool      `json:"sealed"`
	Partnership string    `json:"partnership"`
	Person      string    `json:"person"`
	Workflow    string    `json:"workflow"`
	Reason      string    `json:"reason"`
	Size        int64     `json:"size"`
}

// about is what stands in the place of the subject.
func (r inboxRow) about() string {
	if r.Sealed {
		return "(sealed)"
	}
	return r.Subject
}

func rowOf(m app.InboxMail) inboxRow {
	return inboxRow{
		ID: m.ID, ReceivedAt: m.ReceivedAt, State: string(m.State), Class: m.Class, From: mailbox(m.FromName, m.From),
		Subject: printable(m.Subject), Sealed: m.Sealed, Partnership: m.Slug, Person: m.Person, Workflow: m.Workflow, Reason: m.Reason, Size: m.Size,
	}
}

// mailbox is a name with its address.
func mailbox(name, address string) string {
	if name == "" || name == address {
		return printable(address)
	}
	return printable(fmt.Sprintf("%s <%s>", name, address))
}

// printable is a line that strangers have written, without what would move a
// terminal's cursor or turn its text around.
func printable(line string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, line)
}

// tendArgs are what replay and dismiss have in common.
type tendArgs struct {
	id, data, engine, reason, by string
	person, partnership          string
	json                         bool
}

func (a *tendArgs) flags(c *cobra.Command, env Env) {
	login := ""
	for _, name := range []string{"USER", "LOGNAME", "USERNAME"} {
		value, _ := env.LookupEnv(name)
		login = cmp.Or(login, value)
	}
	f := c.Flags()
	f.StringVar(&a.reason, "reason", "", "why; the journal keeps the `text` (required)")
	f.StringVar(&a.by, "by", login, "`name` of who does it, for the journal")
	f.StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	f.StringVar(&a.engine, "engine", "", "`file` with the engine block of a worker that runs elsewhere")
	jsonFlag(c, &a.json)
}

func newInboxReplay(env Env) *cobra.Command {
	var a tendArgs
	c := &cobra.Command{
		Use: "replay ID", Short: "Take a mail out of quarantine", Args: required("ID"),
		Long: "Has the running engine take a mail out of quarantine as if it came now. With --as it is taken as\n" +
			"written by that person, on your word; a mail that shows no thread then answers what the person\n" +
			"was asked last. The journal keeps who did it and why, and the person's receipt says that an\n" +
			"admin did. The beginning of an ID is enough. A mail that nobody takes now either stays where it\n" +
			"is, and so does one to a sealed ask, for which nobody can vouch.",
		Example: "  rapport inbox replay 5f0c2a9d --as lars --reason wrote-from-his-phone\n" +
			"  rapport inbox replay 5f0c2a9d --reason new-address-in-the-spec",
		RunE: func(c *cobra.Command, args []string) error {
			a.id = args[0]
			return tend(c.Context(), env, procedure.ReplayMail, a)
		},
	}
	a.flags(c, env)
	c.Flags().StringVar(&a.person, "as", "", "ID of the `person` who wrote it")
	c.Flags().StringVar(&a.partnership, "partnership", "", "`slug` of the partnership, if the mail does not show it")
	return c
}

func newInboxDismiss(env Env) *cobra.Command {
	var a tendArgs
	c := &cobra.Command{
		Use: "dismiss ID", Short: "Do nothing more with a mail in quarantine", Args: required("ID"),
		Long: "Has the running engine take a mail off the list and out of the counts. It is kept: --all lists it,\n" +
			"and the journal has who dismissed it and why. The beginning of an ID is enough.",
		Example: "  rapport inbox dismiss 5f0c2a9d --reason advertisement",
		RunE: func(c *cobra.Command, args []string) error {
			a.id = args[0]
			return tend(c.Context(), env, procedure.DismissMail, a)
		},
	}
	a.flags(c, env)
	return c
}

// tend has the running engine carry out a command with a mail.
func tend(ctx context.Context, env Env, name procedure.CommandName, a tendArgs) error {
	if strings.TrimSpace(a.reason) == "" {
		return errors.New(`--reason is required: say why; the journal keeps it`)
	}
	planner, err := openPlanner(ctx, env, planArgs{data: a.data, engine: a.engine}, nil)
	if err != nil {
		return err
	}
	defer planner.Close() //nolint:errcheck // the engine writes
	row, err := planner.FindMail(ctx, a.id)
	if err != nil {
		return missingMail(a.id, err)
	}
	tended, err := planner.TendMail(ctx, procedure.Command{
		Name: name, Mail: row.ID, Person: a.person, Partnership: a.partnership, Reason: a.reason, By: a.by,
	})
	var said *app.MailRefusedError
	if errors.As(err, &said) {
		return refused(said)
	}
	if err != nil {
		return world(err)
	}
	if a.json {
		return writeJSON(env.Stdout, tendedView{FormatVersion: formatVersion, ID: row.ID, State: string(tended.State), Workflow: tended.Workflow})
	}
	line := "Dismissed " + row.ID + "."
	if tended.Workflow != "" {
		line = fmt.Sprintf("%s was taken by %s.", row.ID, tended.Workflow)
	}
	_, err = fmt.Fprintln(env.Stdout, line)
	return err
}

// missingMail tells an ID that names no mail from a store that fails.
func missingMail(id string, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return refused(fmt.Errorf("no mail has the ID %s; rapport inbox --all lists them", id))
	}
	if errors.Is(err, store.ErrAmbiguous) {
		return refused(fmt.Errorf("several mails have IDs that begin with %s: give more of it", id))
	}
	return world(err)
}

type tendedView struct {
	FormatVersion int    `json:"format_version"`
	ID            string `json:"id"`
	State         string `json:"state"`
	Workflow      string `json:"workflow"`
}
