package activities_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// inbox knows one ask and one mail.
type inbox struct {
	row      activities.InboxRow
	kept     bool // before anybody hands the mail over
	received activities.Received
	verdict  *activities.Verdict
	sealed   []partnership.Answer
	// problems are what could not be read of a sealed answer.
	problems []string
	ballot   []procedure.Reply // that were cast
	// forgotten says that nothing is left of what the mail said.
	forgotten bool
	ask       activities.Ask
	open      []activities.Ask // other asks of lars and sofie, the latest first
	elsewhere []activities.Ask // of other partnerships
	err       error
}

// asked is the ask of lars, for which the token "good" was signed.
var asked = activities.Ask{
	ID: "a1", Slug: "duo", Workflow: "duo/round", Person: "lars", Locale: "en", Spec: "digest",
	MessageID: "m1@rapport.example", Questions: []partnership.Question{{ID: "mql"}}, Text: "How many leads?",
}

func (i *inbox) Store(context.Context, activities.Received) (activities.InboxRow, error) {
	return i.row, i.err
}

// Unsettled lists the one mail, if it was kept and is to be settled, behind one that is gone.
func (i *inbox) Unsettled(context.Context) ([]string, error) {
	if !i.kept || i.row.State != activities.InboxStored {
		return nil, i.err
	}
	return []string{"gone", i.row.ID}, i.err
}

func (i *inbox) Settle(_ context.Context, _ string, v activities.Verdict) error {
	i.verdict = &v
	i.row.State, i.row.Ballot = v.State, i.row.Ballot || v.Seal.Ballot
	return nil
}

func (i *inbox) Ask(_ context.Context, id string, _ []string) (activities.Ask, bool, error) {
	for _, a := range append([]activities.Ask{i.ask}, i.elsewhere...) {
		if a.ID == id {
			return a, true, nil
		}
	}
	return activities.Ask{}, false, nil
}

func (i *inbox) AskByMessage(_ context.Context, references []string) (activities.Ask, bool, error) {
	if slices.Contains(references, i.ask.MessageID) {
		return i.ask, true, nil
	}
	return activities.Ask{}, false, nil
}

// Kept is the one mail, in quarantine until it is settled anew.
func (i *inbox) Kept(_ context.Context, id string) (activities.Kept, bool, error) {
	if id != i.row.ID {
		return activities.Kept{}, false, i.err
	}
	k := activities.Kept{InboxRow: i.row, Received: i.received}
	if i.verdict != nil {
		k.Verdict = *i.verdict
	}
	return k, true, i.err
}

// Lying counts the one mail.
func (i *inbox) Lying(context.Context) ([]activities.Lying, error) {
	if i.row.State != activities.InboxQuarantined {
		return nil, i.err
	}
	return []activities.Lying{{Slug: i.verdict.Ask.Slug, Count: 1}}, i.err
}

func (i *inbox) Asked(_ context.Context, slug, person string) ([]activities.Ask, error) {
	var asks []activities.Ask
	for _, a := range append([]activities.Ask{i.ask}, i.open...) {
		if a.Slug == slug && a.Person == person && len(a.Questions) > 0 {
			asks = append(asks, a)
		}
	}
	return asks, i.err
}

func (i *inbox) Held(_ context.Context, id string) (activities.InboxRow, activities.Received, bool, error) {
	mail := received()
	if i.forgotten {
		mail.Raw = nil
	}
	return i.row, mail, id == i.row.ID, i.err
}

// partnerships know duo, whose spec is the one of every digest, and another that
// knows sofie, too.
type partnerships struct{}

func (partnerships) InForce(ctx context.Context, slug string) (partnership.Spec, error) {
	spec, err := specs{}.Spec(ctx, "digest")
	if slug != "duo" {
		return partnership.Spec{}, activities.ErrNoSpec
	}
	return spec, err
}

func (p partnerships) Knowing(ctx context.Context, address string) ([]partnership.Spec, error) {
	spec, err := p.InForce(ctx, "duo")
	if _, known := spec.PersonAt(address); !known || err != nil {
		return nil, err
	}
	if address == "sofie@north.example" {
		return []partnership.Spec{spec, {Slug: "trio"}}, nil
	}
	return []partnership.Spec{spec}, nil
}

func (i *inbox) SentHTML(_ context.Context, messageID string) (string, error) {
	return "<p>" + messageID + "</p>", nil
}

func (i *inbox) Cast(_ context.Context, _ activities.Ask, r procedure.Reply) ([]string, error) {
	i.ballot = append(i.ballot, r)
	var answered []string
	for _, a := range r.Answers {
		answered = append(answered, a.Question)
	}
	return answered, nil
}

func (i *inbox) Seal(_ context.Context, _ activities.Ask, r procedure.Reply, _ time.Time) error {
	i.sealed, i.problems = slices.Clone(r.Answers), slices.Clone(r.Problems)
	return nil
}

// tokens accept "good", which was signed for a1 and lars.
type tokens struct{}

func (tokens) Verify(token string, person func(string) (string, bool)) (string, bool) {
	who, known := person("a1")
	return "a1", token == "good" && known && who == "lars"
}

// reader reads every mail as the one it was made with.
type reader struct {
	envelope   activities.Envelope
	understood activities.Understanding
	calendar   activities.CalendarAnswer
	// named are answers that name their questions: a mail that answers none of ours
	// answers those of them that it is read for.
	named   []partnership.Answer
	context *activities.ReplyContext // of the latest Understand
}

func (r *reader) Read([]byte) activities.Mail   { return r }
func (r *reader) Envelope() activities.Envelope { return r.envelope }
func (r *reader) Calendar() (activities.CalendarAnswer, bool) {
	return r.calendar, r.calendar.Workflow != ""
}

func (r *reader) Understand(c activities.ReplyContext) activities.Understanding {
	r.context = &c
	if !c.Unasked {
		return r.understood
	}
	u := activities.Understanding{Commands: r.understood.Commands}
	for _, a := range r.named {
		if slices.ContainsFunc(c.Questions, func(q partnership.Question) bool { return q.ID == a.Question }) {
			u.Answers = append(u.Answers, a)
		}
	}
	return u
}

// house is an intake with everything around it.
type house struct {
	inbox      *inbox
	reader     *reader
	procedures *procedures
	ledger     *ledger
	log        *strings.Builder
	posted     int // calls for the postman
}

func newHouse(e activities.Envelope) *house {
	return &house{
		inbox:      &inbox{row: activities.InboxRow{ID: "row", State: activities.InboxStored, Digest: "digest of the mail"}, ask: asked},
		reader:     &reader{envelope: e},
		procedures: &procedures{running: []string{"duo/round", "duo"}},
		ledger:     &ledger{}, log: &strings.Builder{},
	}
}

func (h *house) intake() *activities.Intake {
	return &activities.Intake{
		Inbox: h.inbox, Reader: h.reader, Tokens: tokens{}, Specs: specs{}, Partnerships: partnerships{}, Procedures: h.procedures, Ledger: h.ledger,
		Logger: slog.New(slog.NewTextHandler(h.log, nil)), Posted: func() { h.posted++ },
	}
}

// quarantine has a clock of its own that goes on with every look.
func (h *house) quarantine() *activities.Quarantine {
	at := noon
	return &activities.Quarantine{
		Shelf: h.inbox, Intake: h.intake(), Procedures: h.procedures, Mailbox: "mailbox/main",
		Now: func() time.Time { at = at.Add(time.Second); return at }, Logger: slog.New(slog.NewTextHandler(h.log, nil)),
	}
}

// answer is a reply as it should be: from lars, with his token.
func answer() activities.Envelope {
	return activities.Envelope{
		MessageID: "r1@north.example", From: "lars@north.example", Class: activities.MailReply,
		Tokens: []string{"good"}, References: []string{"m1@rapport.example"},
	}
}

func received() activities.Received {
	return activities.Received{Account: "main", Mailbox: "INBOX", UID: 7, At: noon, Raw: []byte("From: lars@north.example\r\n\r\n130")}
}
