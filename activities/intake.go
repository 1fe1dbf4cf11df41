package activities

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// Received is one mail as it lies in the mailbox.
type Received struct {
	Account     string
	Mailbox     string
	UIDValidity uint32
	UID         uint32
	At          time.Time
	Size        int64
	Raw         []byte
	TooLarge    bool // Raw holds only the headers
}

// Mail is an incoming mail, read within bounds.
type Mail interface {
	Envelope() Envelope
	// Understand reads the answers out of the new part of the text, as that of a
	// reply.
	Understand(c ReplyContext) Understanding
}

// Envelope is what a mail says of itself before anybody reads its text.
type Envelope struct {
	MessageID  string
	From       string // the one sender's address, lower case; "" if there is no such one
	Class      MailClass
	Tokens     []string // possible reply tokens, most trustworthy first
	References []string // Message-IDs that the mail answers, nearest first
	Away       string   // last day of an announced absence, or ""
	// Own says that the mail was made by this engine: a loop.
	Own bool
	// Listed says that a mail of class other would be a reply but for the fields of
	// a list that it came through.
	Listed bool
	// Doubt says why the mail can't be believed to be from From: it names several
	// senders, or the receiving server does not vouch for its sender.
	Doubt string
}

// MailClass says what kind of mail came in.
type MailClass string

// The classes of mail.
const (
	MailReply    MailClass = "reply"
	MailAuto     MailClass = "auto_reply"
	MailBounce   MailClass = "bounce"
	MailFeedback MailClass = "feedback_report"
	MailOther    MailClass = "other"
)

// ReplyContext is what we know of the letter that a mail answers.
type ReplyContext struct {
	Questions []partnership.Question
	Locale    string
	Sent      string    // the text that we sent
	SentHTML  string    // and its other part
	At        time.Time // when the mail came, in the zone of the person asked
}

// Understanding is what was understood of a reply.
type Understanding struct {
	Answers  []partnership.Answer
	Commands []partnership.Command
	Problems []string
	// Promise says that the writer will answer later, by Until if a day was named.
	Promise bool
	Until   string
}

// Into puts what was understood into a reply.
func (u Understanding) Into(r *procedure.Reply) {
	r.Answers, r.Commands, r.Problems = u.Answers, u.Commands, u.Problems
	if u.Promise {
		r.Class, r.Until = procedure.ReplyPromise, u.Until
	}
}

// Reader reads raw mails. It never fails: what it cannot read has no class.
type Reader interface{ Read(raw []byte) Mail }

// Tokens verifies reply tokens.
type Tokens interface {
	// Verify returns the ask that a token was signed for.
	Verify(token string, person func(ask string) (string, bool)) (ask string, ok bool)
}

// Inbox remembers every mail that came in and what became of it.
type Inbox interface {
	// Store keeps the raw mail before anything else is done with it. A mail that
	// is known already comes back with its state.
	Store(ctx context.Context, r Received) (InboxRow, error)
	// Settle records what became of a mail.
	Settle(ctx context.Context, id string, v Verdict) error
	// Ask finds an ask by its ID, with the letter that a mail answers if one of
	// the given Message-IDs is known.
	Ask(ctx context.Context, id string, references []string) (Ask, bool, error)
	// AskByMessage finds the ask that one of our own mails belonged to.
	AskByMessage(ctx context.Context, references []string) (Ask, bool, error)
	// LatestAsk finds what a person of a partnership was asked last.
	LatestAsk(ctx context.Context, slug, person string) (Ask, bool, error)
	// SentHTML returns the HTML part of one of our own mails, or nothing if it
	// has none.
	SentHTML(ctx context.Context, messageID string) (string, error)
	// Seal keeps the answers to a sealed ask, in the place of earlier ones.
	Seal(ctx context.Context, ask Ask, r procedure.Reply, at time.Time) error
}

// InboxRow is a stored mail.
type InboxRow struct {
	ID    string
	State InboxState
	// Twin says that the same mail came before by another way.
	Twin bool
	// Digest is the SHA-256 of the raw mail.
	Digest string
}

// InboxState is what has become of a mail.
type InboxState string

// The states of a mail. Only stored is not final.
const (
	InboxStored      InboxState = "stored"
	InboxAccepted    InboxState = "accepted"
	InboxQuarantined InboxState = "quarantined"
	InboxDuplicate   InboxState = "duplicate"
	InboxDismissed   InboxState = "dismissed" // an admin needs no more of it
)

// Verdict is what becomes of one mail, and why.
type Verdict struct {
	State    InboxState
	Class    MailClass
	Ask      Ask
	Workflow string // who took it
	Reason   string // why nobody took it
	Command  string // ID of the admin's command that moved it, if one did
}

// Intake takes one mail after another to the workflow that asked.
type Intake struct {
	Inbox      Inbox
	Reader     Reader
	Tokens     Tokens
	Specs      Specs
	Procedures Procedures
	Ledger     Ledger
	Logger     *slog.Logger
	// Posted is called when letters are in the outbox.
	Posted func()
}

// Take deals with one mail and returns its final state. An error means that
// the mail must stay where it is and be tried again; then nothing is lost and
// nothing counts twice, because its ID is made from its content.
func (in *Intake) Take(ctx context.Context, r Received) (InboxState, error) {
	row, err := in.Inbox.Store(ctx, r)
	if err != nil {
		return InboxStored, fmt.Errorf("store mail %d of %s: %w", r.UID, r.Mailbox, err)
	}
	if row.State != InboxStored {
		return row.State, nil // the move after it was interrupted
	}
	verdict, err := in.judge(ctx, row, r, Voucher{})
	if err != nil {
		return InboxStored, fmt.Errorf("take mail %d of %s: %w", r.UID, r.Mailbox, err)
	}
	if verdict.State == InboxQuarantined {
		if err := in.journalQuarantine(ctx, row, r, verdict); err != nil {
			return InboxStored, fmt.Errorf("journal mail %d of %s: %w", r.UID, r.Mailbox, err)
		}
	}
	if err := in.Inbox.Settle(ctx, row.ID, verdict); err != nil {
		return InboxStored, fmt.Errorf("settle mail %d of %s: %w", r.UID, r.Mailbox, err)
	}
	in.Logger.Info("mail settled", "mail", row.ID, "state", verdict.State, "class", verdict.Class,
		"workflow", verdict.Workflow, "reason", verdict.Reason)
	return verdict.State, nil
}

// judge decides what becomes of a mail, and delivers it if somebody waits for it.
// An admin may vouch for who wrote it.
func (in *Intake) judge(ctx context.Context, row InboxRow, r Received, v Voucher) (Verdict, error) {
	if row.Twin {
		return Verdict{State: InboxDuplicate, Reason: "the same mail came before"}, nil
	}
	mail := in.Reader.Read(r.Raw)
	env := mail.Envelope()
	if env.Own {
		return quarantine(env, Ask{}, "one of our own mails came back: a loop"), nil
	}
	ask, stray, err := in.asked(ctx, env, v)
	switch {
	case err != nil:
		return Verdict{}, err
	case stray != "":
		return quarantine(env, Ask{}, stray), nil
	}
	if env.Listed || v.given() && env.Class == MailOther {
		// It answers a mail of ours: a list stood in the thread, or an admin says so.
		// Whether the person who was asked wrote it, the sender says.
		env.Class = MailReply
	}
	reply := procedure.Reply{
		ID: row.Digest, Ask: ask.ID, Person: ask.Person, Class: procedure.ReplyClass(env.Class),
		Until: env.Away, Source: env.MessageID,
	}
	switch env.Class {
	case MailBounce: // of a mail server's, whoever that is
		return in.deliver(ctx, ask, reply, env.Class, r.At)
	case MailReply, MailAuto: // both speak for the person: an absence silences reminders
		return in.hear(ctx, r, mail, env, ask, reply, v)
	default: // also what could not be read: it has no class
		return quarantine(env, ask, "it is neither an answer nor about one"), nil
	}
}

func quarantine(env Envelope, a Ask, reason string) Verdict {
	return Verdict{State: InboxQuarantined, Class: env.Class, Ask: a, Reason: reason}
}

// hear takes what a person wrote, or their mailbox.
func (in *Intake) hear(ctx context.Context, r Received, mail Mail, env Envelope, ask Ask, reply procedure.Reply, v Voucher) (Verdict, error) {
	author, doubt, err := in.sender(ctx, ask, env, v)
	switch {
	case err != nil:
		return Verdict{}, err
	case doubt != "":
		return quarantine(env, ask, doubt), nil
	}
	author.sign(&reply, v)
	switch {
	case env.Class != MailReply:
	case r.TooLarge:
		return in.unread(ctx, ask, reply, env.Class, "it is too large to read")
	default:
		if err := in.understand(ctx, &reply, mail, ask, InZone(r.At, author.Person)); err != nil {
			return Verdict{}, err
		}
	}
	return in.deliver(ctx, ask, reply, env.Class, r.At)
}

// asked finds the ask that a mail answers, on an admin's word what the person was
// asked last; otherwise stray says why there is none.
func (in *Intake) asked(ctx context.Context, env Envelope, v Voucher) (ask Ask, stray string, err error) {
	ask, found, err := in.find(ctx, env)
	if err == nil && !found && v.given() {
		ask, found, err = in.Inbox.LatestAsk(ctx, v.Slug, v.Person)
	}
	switch {
	case err != nil || found:
		return ask, "", err
	case v.given():
		return Ask{}, "it answers no mail of ours, and that person was never asked anything", nil
	case len(env.Tokens) > 0:
		return Ask{}, "its reply token is not one of ours", nil
	default:
		return Ask{}, "it answers no mail of ours", nil
	}
}

// find looks for the ask that a mail answers: by its token first, by the
// Message-IDs it refers to otherwise.
func (in *Intake) find(ctx context.Context, env Envelope) (Ask, bool, error) {
	for _, token := range env.Tokens {
		var ask Ask
		var failed error
		id, ok := in.Tokens.Verify(token, func(id string) (string, bool) {
			a, found, err := in.Inbox.Ask(ctx, id, env.References)
			ask, failed = a, err
			return a.Person, found
		})
		if failed != nil {
			return Ask{}, false, failed
		}
		if ok {
			ask.ID = id
			return ask, true, nil
		}
	}
	if len(env.Tokens) > 0 {
		return Ask{}, false, nil // a foreign or forged token is not made good by a header
	}
	return in.Inbox.AskByMessage(ctx, env.References)
}

// InZone is a time as the person's clock shows it: "tomorrow" is their tomorrow.
func InZone(at time.Time, p partnership.Person) time.Time {
	zone, err := cadence.LoadZone(p.Zone)
	if err != nil {
		return at // checked when the spec was loaded
	}
	return at.In(zone)
}

// understand reads the answers out of a mail into a reply.
func (in *Intake) understand(ctx context.Context, reply *procedure.Reply, mail Mail, ask Ask, at time.Time) error {
	page, err := in.Inbox.SentHTML(ctx, ask.MessageID)
	if err != nil {
		return err
	}
	u := mail.Understand(ReplyContext{Questions: ask.Questions, Locale: ask.Locale, Sent: ask.Text, SentHTML: page, At: at})
	u.Into(reply)
	if !ask.Sealed {
		return nil
	}
	// What is sealed stays in the store: histories hear only which questions were
	// answered.
	if err := in.Inbox.Seal(ctx, ask, *reply, at); err != nil {
		return err
	}
	*reply = reply.Seal()
	return nil
}

// unread puts a mail into quarantine and lets the procedure know that somebody
// wrote.
func (in *Intake) unread(ctx context.Context, ask Ask, reply procedure.Reply, class MailClass, reason string) (Verdict, error) {
	reply.Class = procedure.ReplyUnread
	if err := in.Procedures.Reply(ctx, ask.Workflow, reply); err != nil && !errors.Is(err, ErrClosed) {
		return Verdict{}, err
	}
	return Verdict{State: InboxQuarantined, Class: class, Ask: ask, Reason: reason}, nil
}

// deliver hands a reply to the procedure that asked, or to the partnership when
// that procedure has ended.
func (in *Intake) deliver(ctx context.Context, ask Ask, reply procedure.Reply, class MailClass, at time.Time) (Verdict, error) {
	for _, workflow := range []string{ask.Workflow, ask.Slug} {
		err := in.Procedures.Reply(ctx, workflow, reply)
		if err == nil {
			return Verdict{State: InboxAccepted, Class: class, Ask: ask, Workflow: workflow}, nil
		}
		if !errors.Is(err, ErrClosed) {
			return Verdict{}, err
		}
	}
	if class == MailReply {
		if err := in.sayClosed(ctx, ask, reply, at); err != nil {
			return Verdict{}, err
		}
	}
	return Verdict{State: InboxQuarantined, Class: class, Ask: ask, Reason: "the partnership has ended"}, nil
}

// sayClosed tells the sender that the partnership has ended: no workflow is left
// to do it.
func (in *Intake) sayClosed(ctx context.Context, ask Ask, reply procedure.Reply, at time.Time) error {
	spec, err := in.Specs.Spec(ctx, ask.Spec)
	if err != nil {
		return err
	}
	if _, there := spec.Person(reply.Person); !there {
		return nil
	}
	letter := lifecycle.AfterTheEnd(ask.Slug, ask.Spec, ask.Workflow, reply, at)
	if err := in.Ledger.Commit(ctx, Record{Slug: ask.Slug, Letters: []procedure.Letter{letter}}); err != nil {
		return err
	}
	if in.Posted != nil {
		in.Posted()
	}
	return nil
}

// unassigned is the journal of mails that belong to no partnership.
const unassigned = "mailbox"

func (in *Intake) journalQuarantine(ctx context.Context, row InboxRow, r Received, v Verdict) error {
	slug := v.Ask.Slug
	if slug == "" {
		slug = unassigned
	}
	return in.Ledger.Commit(ctx, Record{Slug: slug, Entries: []procedure.Entry{{
		ID: "quarantine/" + row.ID, At: r.At, Workflow: v.Ask.Workflow, Kind: procedure.EntryReply, Actor: v.Ask.Person,
		Text: "A mail was put in quarantine: " + v.Reason, Source: row.ID,
	}}})
}
