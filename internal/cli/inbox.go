package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

func newInbox(env Env) *cobra.Command {
	var data string
	var all, asJSON bool
	c := &cobra.Command{
		Use: "inbox", Short: "List mails that could not be used", Args: optional(),
		Long: "Lists the mails in quarantine and why each is there; with --all every mail that came in.\n" +
			"Nothing is ever dropped: the raw mails are in the store and in the mailbox's folders.",
		Example: "  rapport inbox\n  rapport inbox --all --json",
		RunE: func(c *cobra.Command, _ []string) error {
			return runInbox(c.Context(), env, data, all, asJSON)
		},
	}
	c.Flags().StringVar(&data, "data", ".rapport", "`directory` of the store")
	c.Flags().BoolVar(&all, "all", false, "list every mail")
	jsonFlag(c, &asJSON)
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
	mails, err := s.Inbox(ctx, query)
	if err != nil {
		return world(err)
	}
	view := inboxView{FormatVersion: formatVersion, Mails: []inboxRow{}}
	for _, m := range mails {
		view.Mails = append(view.Mails, inboxRow{
			ID: m.ID, ReceivedAt: m.ReceivedAt, State: string(m.State), Class: m.Class, Partnership: m.Slug,
			Person: m.Person, Workflow: m.Workflow, Reason: m.Reason, Size: m.Size,
		})
	}
	if asJSON {
		return writeJSON(env.Stdout, view)
	}
	if len(view.Mails) == 0 {
		none := "Nothing is in quarantine."
		if all {
			none = "No mail has come in."
		}
		_, err := fmt.Fprintln(env.Stdout, none)
		return err
	}
	t := newTable(env, "Received", "State", "Partnership", "Person", "Why", "ID")
	for _, m := range view.Mails {
		t.row(m.ReceivedAt.Local().Format("2006-01-02 15:04"), m.State, m.Partnership, m.Person, m.Reason, m.ID)
	}
	return t.print()
}

type inboxView struct {
	FormatVersion int        `json:"format_version"`
	Mails         []inboxRow `json:"mails"`
}

type inboxRow struct {
	ID          string    `json:"id"`
	ReceivedAt  time.Time `json:"received_at"`
	State       string    `json:"state"`
	Class       string    `json:"class"`
	Partnership string    `json:"partnership"`
	Person      string    `json:"person"`
	Workflow    string    `json:"workflow"`
	Reason      string    `json:"reason"`
	Size        int64     `json:"size"`
}
