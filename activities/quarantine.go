package activities

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Quarantine is where mails lie that nobody took, until an admin deals with them.
// Whoever shows how many there are hears of every change.
type Quarantine struct {
	Shelf      Shelf
	Intake     *Intake
	Procedures Procedures
	// Mailbox is the workflow that shows how many mails lie there in all.
	Mailbox string
	Now     func() time.Time
	Logger  *slog.Logger

	mu   sync.Mutex
	told []Lying // what was told; guarded by mu
}

// Shelf is what quarantine asks of the store.
type Shelf interface {
	// Kept finds a mail that came in by its ID, as it was received and settled.
	Kept(ctx context.Context, id string) (Kept, bool, error)
	// Lying counts the mails in quarantine of each partnership, and those of none
	// under "", in the order of their names.
	Lying(ctx context.Context) ([]Lying, error)
}

// Kept is a mail that came in, and what became of it.
type Kept struct {
	InboxRow
	Received
	Verdict
}

// Lying is how many mails of a partnership lie in quarantine.
type Lying struct {
	Slug  string
	Count int
}

// Order is what an admin wants done with a mail in quarantine, and when.
type Order struct {
	Command procedure.Command `json:"command"`
	At      time.Time         `json:"at"`
}

// Tended is what became of a mail that an admin dealt with.
type Tended struct {
	State    InboxState `json:"state"`
	Workflow string     `json:"workflow,omitempty"` // who took it
}

// RefusedMail is the type of the error that says that nothing could be done with
// a mail, and why. To try again does not help.
const RefusedMail = "RefusedMail"

func refuse(c procedure.Command, format string, args ...any) error {
	return temporal.NewNonRetryableApplicationError(fmt.Sprintf("%s %s: %s", c.Name, c.Mail, fmt.Sprintf(format, args...)), RefusedMail, nil)
}

// Replay takes a mail out of quarantine as if it had come just now, and, if the
// order names a person, as written by that person. It is refused when nobody
// takes the mail now either.
func (q *Quarantine) Replay(ctx context.Context, o Order) (Tended, error) {
	return q.tend(ctx, o, func(c procedure.Command, k Kept) (Verdict, string, error) {
		v, err := q.voucher(c, k)
		switch {
		case err != nil:
			return Verdict{}, "", err
		case k.TooLarge:
			return Verdict{}, "", refuse(c, "only its headers were fetched, because it is too large to read")
		case k.Verdict.Seal.Workflow != "" && len(k.Raw) == 0:
			return Verdict{}, "", refuse(c, "it was sealed, and what it said is deleted: its time is over")
		}
		verdict, err := q.Intake.judge(ctx, arrival{row: k.InboxRow, received: k.Received, again: true, voucher: v})
		switch {
		case err != nil:
			return Verdict{}, "", fmt.Errorf("take mail %s: %w", c.Mail, err)
		case verdict.State != InboxAccepted:
			return Verdict{}, "", refuse(c, "%s", verdict.Reason)
		}
		return verdict, "had a mail taken from quarantine" + as(v), nil
	})
}

func as(v Voucher) string {
	if !v.given() {
		return ""
	}
	return " as written by " + v.Person
}

// voucher is the admin's word for the author of a mail.
func (q *Quarantine) voucher(c procedure.Command, k Kept) (Voucher, error) {
	v := Voucher{Slug: c.Partnership, Person: c.Person, Reason: c.Reason}
	about := k.Ask.Slug
	switch {
	case v.Slug == "":
		v.Slug = about
	case about != "" && v.Slug != about:
		return v, refuse(c, "it is about the partnership %s, not %s", about, v.Slug)
	}
	if v.given() && v.Slug == "" {
		return v, refuse(c, "it shows no partnership; say which one %s belongs to", v.Person)
	}
	return v, nil
}

// Dismiss says that nothing more is to be done with a mail in quarantine. It is
// kept, unless it stands in the thread of an anonymous survey.
func (q *Quarantine) Dismiss(ctx context.Context, o Order) (Tended, error) {
	return q.tend(ctx, o, func(c procedure.Command, k Kept) (Verdict, string, error) {
		verdict := k.Verdict
		verdict.State, verdict.Reason = InboxDismissed, c.Reason
		return verdict, "dismissed a mail in quarantine", nil
	})
}

// tend lets an order be carried out with a mail in quarantine, puts it on record
// and counts anew. What was done before a crash is not done again.
func (q *Quarantine) tend(ctx context.Context, o Order, do func(procedure.Command, Kept) (Verdict, string, error)) (Tended, error) {
	c := o.Command
	k, found, err := q.Shelf.Kept(ctx, c.Mail)
	switch {
	case err != nil:
		return Tended{}, fmt.Errorf("%s: %w", c.Name, err)
	case !found:
		return Tended{}, refuse(c, "there is no such mail; `rapport inbox` lists what lies in quarantine")
	case k.Command == c.ID && c.ID != "":
		return Tended{State: k.InboxRow.State, Workflow: k.Workflow}, q.Tell(ctx)
	case k.InboxRow.State != InboxQuarantined:
		return Tended{}, refuse(c, "it is not in quarantine but %s", k.InboxRow.State)
	}
	verdict, did, err := do(c, k)
	if err != nil {
		return Tended{}, err
	}
	verdict.Command = c.ID
	if err := q.journal(ctx, o, verdict.Ask, did); err != nil {
		return Tended{}, fmt.Errorf("journal %s: %w", c.Name, err)
	}
	if err := q.Intake.Inbox.Settle(ctx, c.Mail, verdict); err != nil {
		return Tended{}, fmt.Errorf("settle mail %s: %w", c.Mail, err)
	}
	q.Logger.Info("mail tended", "mail", c.Mail, "command", c.Name, "state", verdict.State, "workflow", verdict.Workflow)
	return Tended{State: verdict.State, Workflow: verdict.Workflow}, q.Tell(ctx)
}

func (q *Quarantine) journal(ctx context.Context, o Order, ask Ask, did string) error {
	c, slug := o.Command, ask.Slug
	if slug == "" {
		slug = unassigned
	}
	who := "An admin"
	if c.By != "" {
		who += " (" + c.By + ")"
	}
	return q.Intake.Ledger.Commit(ctx, Record{Slug: slug, Entries: []procedure.Entry{{
		ID: strings.Join([]string{string(c.Name), c.Mail, c.ID}, "/"), At: o.At, Workflow: ask.Workflow, Kind: procedure.EntryCommand,
		Actor: procedure.Admin, Text: who + " " + did + ": " + c.Reason, Source: c.Mail,
	}}})
}

// Tell says how many mails lie in quarantine to whoever has heard another number:
// the watch over the mailbox of all, and partnerships of their own. One that has
// ended needs no number.
func (q *Quarantine) Tell(ctx context.Context) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	lying, err := q.Shelf.Lying(ctx)
	if err != nil {
		return fmt.Errorf("count mails in quarantine: %w", err)
	}
	all := Lying{Slug: q.Mailbox}
	now := make([]Lying, 0, len(lying)+1)
	for _, l := range lying {
		all.Count += l.Count
		if l.Slug != "" {
			now = append(now, l)
		}
	}
	now = append(now, all)
	for _, known := range q.told { // of which none is left
		if !slices.ContainsFunc(now, func(l Lying) bool { return l.Slug == known.Slug }) {
			now = append(now, Lying{Slug: known.Slug})
		}
	}
	for _, l := range now {
		if slices.Contains(q.told, l) {
			continue
		}
		id := fmt.Sprintf("quarantine/%d", q.Now().UnixNano())
		err := q.Procedures.Tell(ctx, l.Slug, procedure.Message{ID: id, From: q.Mailbox, Quarantined: &l.Count})
		if err != nil && !errors.Is(err, ErrClosed) {
			return fmt.Errorf("tell %s of mails in quarantine: %w", l.Slug, err)
		}
		q.told = append(slices.DeleteFunc(q.told, func(known Lying) bool { return known.Slug == l.Slug }), l)
	}
	return nil
}
