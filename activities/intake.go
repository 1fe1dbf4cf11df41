package activities

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
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
	// Understand reads the answers out of the new part of the text.
	Understand(c ReplyContext) Understanding
	// Calendar is what a calendar answers with the mail to an entry of ours, if it does.
	Calendar() (CalendarAnswer, bool)
}

// CalendarAnswer is what a calendar answers to an entry for a meeting.
type CalendarAnswer struct {
	// Workflow is that of the meeting, as the entry names it, and Signed what proves that it is
	// one of ours.
	Workflow, Signed string
	Entry            procedure.CalendarEntry
	// Attendees are those whom it speaks of.
	Attendees []CalendarAttendee
}

// CalendarAttendee is somebody by address, in lower case, with what they say: that they come,
// that they do not, or that they do not know.
type CalendarAttendee struct {
	Address string
	Comes   partnership.Value
}

// Envelope is what a mail says of itself before anybody reads its text.
type Envelope struct {
	MessageID string
	From      string // the one sender's address, lower case; "" if there is no such one
	Class     MailClass
	// Partnerships are those to whose own address the mail was sent, by their
	// slugs; an empty one is the engine's address, which names none.
	Partnerships []string
	Tokens       []string // possible reply tokens, most trustworthy first
	References   []string // Message-IDs that the mail answers, nearest first
	Away         string   // last day of an announced absence, or ""
	// Bounce says why a mail of ours came back.
	Bounce procedure.Setback
	// Departure is what an automatic mail says of a person who has left.
	Departure *procedure.Departure
	// Listed says that a mail of class other would be a reply but for the fields of
	// a list that it came through.
	Listed bool
	// Own says that the mail was made by this engine: a loop.
	Own bool
	// Doubt says why the mail can't be believed to be from From: it names several
	// senders, or the receiving server does not vouch for its sender.
	Doubt string
	// Proof is by what the receiving server vouches for From. It is empty without a
	// doubt, too, where no such server is declared.
	Proof Proof
}

// MailClass says what kind of mail came in.
type MailClass string

// The classes of mail.
const (
	MailReply    MailClass = "reply"
	MailAuto     MailClass = "auto_reply"
	MailBounce   MailClass = "bounce"
	MailDelivery MailClass = "delivery_report" // of a mail that is late, or has arrived
	MailFeedback MailClass = "feedback_report"
	MailOther    MailClass = "other"
)

// ReplyContext is what we know of the letter that a mail answers.
type ReplyContext struct {
	Questions []partnership.Question
	// Phrases are the texts of the spec in other languages: the questions are read, and their
	// choices answered, in the words of the locale.
	Phrases  partnership.Phrases
	Locale   string
	Sent     string    // the text that we sent
	SentHTML string    // and its other part
	At       time.Time // when the mail came, in the zone of the person asked
	// Workflow is the procedure that the mail is about: some commands count only
	// there.
	Workflow string
	// Unasked says that the mail answers no letter: what names no question is no
	// answer.
	Unasked bool
	// Parties are those that can have a part in an amount of money that is asked for, and Own
	// is the one of the person asked.
	Parties []partnership.Party
	Own     string
}

// Understanding is what was understood of a reply.
type Understanding struct {
	Answers  []partnership.Answer
	Commands []partnership.Command
	Problems []string
	// Unopened are the attachments, by their names, that nobody read.
	Unopened []string
	// Promise says that the writer will answer later, by Until if a day was named.
	Promise bool
	Until   string
	// Departure says that the writer leaves, or has another address.
	Departure *procedure.Departure
	// Away is the last day of an absence that the writer tells of.
	Away string
}

// Fill puts what was understood into the reply that a procedure hears. What
// answers nothing is of a class of its own: a promise is no answer, and who is
// away is asked otherwise.
func (u Understanding) Fill(r *procedure.Reply) {
	r.Answers, r.Commands, r.Problems, r.Unopened = u.Answers, u.Commands, u.Problems, u.Unopened
	if u.Departure != nil {
		r.Departure = u.Departure
	}
	answered := len(u.Answers) > 0
	switch {
	case u.Away != "" && !answered:
		r.Class, r.Until = procedure.ReplyAbsence, u.Away
	case u.Promise && !answered:
		r.Class, r.Until = procedure.ReplyPromise, u.Until
	case u.Away != "":
		r.Away = u.Away
	case u.Promise:
		r.Promised, r.Until = true, u.Until
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
	// Unsettled lists the mails that are kept and of which nothing has become yet, by their
	// IDs, the oldest first.
	Unsettled(ctx context.Context) ([]string, error)
	// Settle records what became of a mail.
	Settle(ctx context.Context, id string, v Verdict) error
	// Ask finds an ask by its ID, with the letter that a mail answers if one of
	// the given Message-IDs is known.
	Ask(ctx context.Context, id string, references []string) (Ask, bool, error)
	// AskByMessage finds the ask that one of our own mails belonged to.
	AskByMessage(ctx context.Context, references []string) (Ask, bool, error)
	// SentHTML returns the HTML part of one of our own mails, or nothing if it
	// has none.
	SentHTML(ctx context.Context, messageID string) (string, error)
	// Asked lists the latest letter of each ask of a person in a partnership that
	// asks something, the latest first.
	Asked(ctx context.Context, slug, person string) ([]Ask, error)
	// Held returns a mail that was put aside, with its row, if it is still there.
	Held(ctx context.Context, id string) (row InboxRow, mail Received, found bool, err error)
	// Seal keeps the answers to a sealed ask, in the place of earlier ones.
	Seal(ctx context.Context, ask Ask, r procedure.Reply, at time.Time) error
	// Cast keeps a ballot, in the place of an earlier one, and returns which questions are
	// answered by now.
	Cast(ctx context.Context, ask Ask, r procedure.Reply) (answered []string, err error)
}

// InboxRow is a stored mail.
type InboxRow struct {
	ID    string
	State InboxState
	// Twin says that the same mail came before by another way.
	Twin bool
	// Seal is that of the twin.
	Seal Seal
	// Ballot says that the mail was found to answer an anonymous survey before.
	Ballot bool
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
	Seal     Seal
}

// Intake takes one mail after another to the workflow that asked.
type Intake struct {
	Inbox  Inbox
	Reader Reader
	Tokens Tokens
	Specs  Specs
	// Partnerships finds those that people write to first.
	Partnerships Partnerships
	Procedures   Procedures
	Ledger       Ledger
	Logger       *slog.Logger
	// Posted is called when letters are in the outbox.
	Posted func()
}

// Taken is what has become of a mail, for whoever has it in hand.
type Taken struct {
	State InboxState
	// Erase says that the mailbox is to keep no copy of it, whatever its state: what an
	// admin may still replay is in the store.
	Erase bool
}

// Take deals with one mail and returns what has become of it for good. An error means
// that the mail must stay where it is and be tried again; then nothing is lost and
// nothing counts twice, because its ID is made from its content.
func (in *Intake) Take(ctx context.Context, r Received) (Taken, error) {
	row, err := in.Inbox.Store(ctx, r)
	if err != nil {
		return Taken{State: InboxStored}, fmt.Errorf("store mail %d of %s: %w", r.UID, r.Mailbox, err)
	}
	if row.State != InboxStored {
		return Taken{row.State, row.Ballot}, nil // what comes after it was interrupted
	}
	verdict, err := in.settle(ctx, arrival{row: row, received: r})
	if err != nil {
		return Taken{State: InboxStored}, fmt.Errorf("take mail %d of %s: %w", r.UID, r.Mailbox, err)
	}
	return Taken{verdict.State, verdict.Seal.Ballot}, nil
}

// Resume deals with the mails that somebody had in hand who was interrupted. Mostly the
// mailbox hands them over again; after a backup was gone on from, it may have put them away
// by then, and only the store still has them. One that fails does not hold up the others, and
// has its turn again with the next watch.
func (in *Intake) Resume(ctx context.Context) error {
	ids, err := in.Inbox.Unsettled(ctx)
	if err != nil {
		return fmt.Errorf("list mails that are not settled: %w", err)
	}
	for _, id := range ids {
		if err := in.resume(ctx, id); err != nil {
			in.Logger.Warn("mail that was interrupted is not settled; it is tried again", "mail", id, "error", err)
		}
	}
	return ctx.Err()
}

func (in *Intake) resume(ctx context.Context, id string) error {
	row, received, found, err := in.Inbox.Held(ctx, id)
	if err != nil || !found || row.State != InboxStored {
		return err
	}
	_, err = in.settle(ctx, arrival{row: row, received: received})
	return err
}

// arrival is one mail on its way to whoever takes it.
type arrival struct {
	row      InboxRow
	received Received
	mail     Mail
	env      Envelope
	// deputy is who wrote, if it is the declared deputy of the person who was asked.
	deputy partnership.Person
	// confirmed is the person who has said that the mail is theirs, after it was
	// held back.
	confirmed string
	// byReader says that it was not the person who said so, but whoever reads their
	// mail.
	byReader bool
	// seal is what is found out of it while the mail is judged.
	seal *Seal
	// again says that the mail could not be used when it came, and voucher who
	// wrote it, on an admin's word.
	again   bool
	voucher Voucher
}

// settle finds out what becomes of a mail, and puts that on record.
func (in *Intake) settle(ctx context.Context, a arrival) (Verdict, error) {
	verdict, err := in.judge(ctx, a)
	if err != nil {
		return Verdict{}, err
	}
	if verdict.State == InboxQuarantined {
		if err := in.journalQuarantine(ctx, a.row, a.received, verdict); err != nil {
			return Verdict{}, fmt.Errorf("journal quarantine: %w", err)
		}
	}
	if err := in.Inbox.Settle(ctx, a.row.ID, verdict); err != nil {
		return Verdict{}, err
	}
	in.Logger.Info("mail settled", "mail", a.row.ID, "state", verdict.State, "class", verdict.Class,
		"workflow", verdict.Workflow, "reason", verdict.Reason)
	return verdict, nil
}

// judge decides what becomes of a mail, whether its words are sealed, and delivers it
// if somebody waits for it.
func (in *Intake) judge(ctx context.Context, a arrival) (Verdict, error) {
	if a.row.Twin {
		return Verdict{State: InboxDuplicate, Reason: "the same mail came before", Seal: a.row.Seal}, nil
	}
	a.seal = &Seal{}
	verdict, err := in.weigh(ctx, a)
	verdict.Seal = *a.seal
	return verdict, err
}

func (in *Intake) weigh(ctx context.Context, a arrival) (Verdict, error) {
	a.mail = in.Reader.Read(a.received.Raw)
	a.env = a.mail.Envelope()
	if a.env.Own {
		return a.quarantined(Ask{}, "one of our own mails came back: a loop"), nil
	}
	if a.voucher.given() {
		stranger, err := in.vouch(ctx, &a.env, a.voucher)
		if err != nil || stranger != "" {
			return a.quarantined(Ask{}, stranger), err
		}
	}
	if v, taken, err := in.attend(ctx, a); taken || err != nil {
		return v, err
	}
	ask, found, err := in.find(ctx, a.env)
	if err == nil && !found && a.voucher.given() {
		ask, found, err = in.askedLast(ctx, a.voucher)
	}
	switch {
	case err != nil:
		return Verdict{}, err
	case !found:
		if err := in.standInThread(ctx, a); err != nil {
			return Verdict{}, err
		}
		return in.unasked(ctx, a)
	case a.env.Listed: // a list stands in the thread; who wrote is found out like anybody else
		a.env.Class = MailReply
	}
	a.stand(ask)
	return in.sorted(ctx, a, ask)
}

// sorted is what becomes of a mail that belongs to an ask, by what kind of mail it is.
func (in *Intake) sorted(ctx context.Context, a arrival, ask Ask) (Verdict, error) {
	switch a.env.Class {
	case MailDelivery: // nothing is wrong yet; a bounce may follow
		return Verdict{State: InboxAccepted, Class: a.env.Class, Ask: ask, Reason: "it reports a mail that is on its way"}, nil
	case MailBounce: // of a mail server's, whoever that is
		return in.deliver(ctx, a, ask, a.reply(ask))
	case MailFeedback:
		return a.quarantined(ask, "its reader complains about a mail of ours"), nil
	case MailReply, MailAuto: // both speak for the person: an absence silences reminders
		return in.answer(ctx, a, ask)
	default: // also what could not be read: it has no class
		return a.quarantined(ask, "it is neither an answer nor about one"), nil
	}
}

// answer takes what somebody sent back in answer to a mail of ours. Whoever was
// asked answers; anybody else whom the spec knows writes first.
func (in *Intake) answer(ctx context.Context, a arrival, ask Ask) (Verdict, error) {
	writer, known, err := in.writer(ctx, a, ask)
	asked := known && writer.ID == ask.Person
	asksBack := asked && lifecycle.AsksBack(ask.ID, ask.Slug, ask.Person, ask.Questions)
	switch {
	case err != nil:
		return Verdict{}, err
	case a.voucher.given() && (ask.Sealed || asksBack):
		return a.quarantined(ask, "it answers what its author alone can answer, and nobody can vouch for them"), nil
	case a.byReader && ask.Sealed:
		return a.quarantined(ask, "it answers what its author alone can answer, and somebody else reads their mail now"), nil
	case !known:
		return in.stranger(ctx, a, ask, writer)
	case !asked && a.env.Class != MailReply:
		return a.quarantined(ask, fromElsewhere), nil
	case !a.believed(asksBack):
		return in.hold(ctx, a, ask, writer, a.env.Doubt)
	case a.env.Class == MailAuto:
		return in.deliver(ctx, a, ask, a.reply(ask))
	case !asked:
		return in.standIn(ctx, a, ask, writer)
	default:
		return in.read(ctx, a, ask, writer)
	}
}

// fromElsewhere is why a mail does not count whose token is good.
const fromElsewhere = "its token is good, but it comes from another address"

// stranger takes a mail from an address that nobody is known to have. One of the
// asked person's own organisation may be theirs: they are asked.
func (in *Intake) stranger(ctx context.Context, a arrival, ask Ask, writer partnership.Person) (Verdict, error) {
	switch {
	case a.env.Doubt != "":
		return a.quarantined(ask, a.env.Doubt), nil
	case a.env.Class == MailReply && len(a.env.Tokens) > 0 && a.vouched() && writer.ID != "":
		return in.hold(ctx, a, ask, writer, fromElsewhere)
	default:
		return a.quarantined(ask, fromElsewhere), nil
	}
}

// standIn takes what somebody wrote in the thread of another person: their deputy
// answers for them, and anybody else writes first.
func (in *Intake) standIn(ctx context.Context, a arrival, ask Ask, writer partnership.Person) (Verdict, error) {
	deputy, err := in.isDeputy(ctx, ask, writer)
	switch {
	case err != nil:
		return Verdict{}, err
	case !deputy:
		return in.hear(ctx, a, ask, writer, nil)
	}
	a.deputy = writer
	return in.read(ctx, a, ask, writer)
}

// read takes the answers out of a mail, whose writer may give them.
func (in *Intake) read(ctx context.Context, a arrival, ask Ask, writer partnership.Person) (Verdict, error) {
	switch {
	case a.received.TooLarge:
		return in.unread(ctx, a, ask, "it is too large to read")
	case len(ask.Questions) == 0 && asking.Spread(ask.Parts):
		return in.aboutSeveral(ctx, a, ask, writer)
	case len(ask.Questions) == 0:
		return in.hearOpen(ctx, a, ask, writer)
	}
	page, err := in.Inbox.SentHTML(ctx, ask.MessageID)
	if err != nil {
		return Verdict{}, err
	}
	at := InZone(a.received.At, writer)
	parties, own, err := in.sharing(ctx, ask)
	if err != nil {
		return Verdict{}, err
	}
	phrases, err := in.phrases(ctx, ask)
	if err != nil {
		return Verdict{}, err
	}
	u := a.mail.Understand(ReplyContext{
		Questions: ask.Questions, Phrases: phrases, Locale: ask.Locale, Sent: ask.Text, SentHTML: page, At: at, Workflow: ask.Workflow, Parties: parties, Own: own,
	})
	a.conceal(ask.Slug, u.Commands)
	if a.byReader && slices.ContainsFunc(u.Commands, signs) {
		return a.quarantined(ask, "it signs, which its author alone can, and somebody else reads their mail now"), nil
	}
	if reason := a.tooWeak(u.Commands, votes(ask.Questions, u.Answers)); reason != "" {
		return in.hold(ctx, a, ask, writer, reason)
	}
	reply := a.reply(ask)
	if slices.ContainsFunc(u.Commands, signs) {
		reply.Sender = a.env.From
	}
	if err := in.fill(ctx, &reply, u, ask, at, ask.Sealed); err != nil {
		return Verdict{}, err
	}
	return in.deliver(ctx, a, ask, reply)
}

// reply is what a mail is to whoever waits for it, before its text is read.
func (a arrival) reply(ask Ask) procedure.Reply {
	r := procedure.Reply{
		ID: a.row.Digest, Ask: ask.ID, Person: ask.Person, Class: procedure.ReplyClass(a.env.Class),
		Until: a.env.Away, Source: a.env.MessageID, Proof: string(a.proof()), Bounce: a.env.Bounce, Departure: a.env.Departure,
	}
	if ask.Anonymous { // a short answer is found by a sum over it
		r.ID = "ballot/" + a.row.ID
	}
	if a.again {
		r.ID += "/replayed" // whoever heard that it could not be used hears it anew
	}
	if a.deputy.ID != "" {
		r.Person, r.Named = a.deputy.ID, a.deputy.Name
	}
	if a.voucher.given() {
		r.By, r.Reason = procedure.Admin, a.voucher.Reason
	}
	return r
}

func (a arrival) quarantined(ask Ask, reason string) Verdict {
	return Verdict{State: InboxQuarantined, Class: a.env.Class, Ask: ask, Reason: reason}
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

// fill puts what was understood of a mail into a reply. What is sealed stays in the
// store: histories hear only which questions were answered. What stands in a sealed
// thread and answers none of its questions is kept nowhere.
func (in *Intake) fill(ctx context.Context, reply *procedure.Reply, u Understanding, ask Ask, at time.Time, sealed bool) error {
	u.Fill(reply)
	if ask.Anonymous {
		return in.cast(ctx, reply, ask)
	}
	if ask.Sealed {
		if err := in.Inbox.Seal(ctx, ask, reply.Kept(ask.Questions), at); err != nil {
			return err
		}
	}
	if !sealed {
		return nil
	}
	var colleague func(name string) (id string)
	if slices.ContainsFunc(reply.Commands, passesOn) {
		spec, err := in.Partnerships.InForce(ctx, ask.Slug)
		if err != nil {
			return err
		}
		colleague = timing.Colleagues(spec, reply.Person)
	}
	*reply = reply.Seal(ask.Questions, colleague)
	return nil
}

// signs reports whether a command puts its sender's name to something: the record keeps the
// address.
func signs(c partnership.Command) bool { return c.Name == partnership.CommandSign }

// passesOn reports whether a command names a colleague.
func passesOn(c partnership.Command) bool { return c.Name == partnership.CommandDelegate }

// cast puts a ballot into the urn. Histories hear which of the questions that everybody
// must answer are answered by now, and nothing of the others.
func (in *Intake) cast(ctx context.Context, reply *procedure.Reply, ask Ask) error {
	answered, err := in.Inbox.Cast(ctx, ask, *reply)
	if err != nil {
		return err
	}
	*reply = reply.Ballot(ask.Questions, answered)
	return nil
}

// unread puts a mail into quarantine and lets the procedure know that somebody
// wrote.
func (in *Intake) unread(ctx context.Context, a arrival, ask Ask, reason string) (Verdict, error) {
	if len(ask.Parts) > 0 {
		ask = ask.part(ask.Parts[0].Workflow, ask.Parts[0].Ask)
	}
	reply := a.reply(ask)
	reply.Class = procedure.ReplyUnread
	if err := in.Procedures.Reply(ctx, ask.Workflow, reply); err != nil && !errors.Is(err, ErrClosed) {
		return Verdict{}, err
	}
	return a.quarantined(ask, reason), nil
}

// deliver hands a reply to the procedures that asked: one, or each that stood in the
// mail together with others.
func (in *Intake) deliver(ctx context.Context, a arrival, ask Ask, reply procedure.Reply) (Verdict, error) {
	if len(ask.Parts) == 0 {
		return in.deliverTo(ctx, a, ask, reply)
	}
	var taken Verdict
	for _, share := range asking.Split(ask.Parts, reply) {
		part, theirs, err := in.partOf(ctx, a, ask, share)
		if err != nil {
			return Verdict{}, err
		}
		if !theirs {
			continue
		}
		share.Reply.Person = cmp.Or(a.deputy.ID, part.Person)
		v, err := in.deliverTo(ctx, a, part, share.Reply)
		if err != nil {
			return Verdict{}, err // tried again: who has heard it hears it no more
		}
		if taken.State != InboxAccepted {
			taken = v
		}
	}
	if taken.State == "" {
		return a.quarantined(ask, fromElsewhere), nil
	}
	return taken, nil
}

// aboutSeveral takes an answer to news of several partnerships. What its writer says of
// themselves each of them hears; whatever else it says is for one of them, and nobody knows
// for which: an admin who asks can replay it there.
func (in *Intake) aboutSeveral(ctx context.Context, a arrival, ask Ask, writer partnership.Person) (Verdict, error) {
	u := a.mail.Understand(ReplyContext{Locale: ask.Locale, Sent: ask.Text, At: InZone(a.received.At, writer), Unasked: true})
	a.conceal(ask.Slug, u.Commands)
	if reason := a.tooWeak(u.Commands, false); reason != "" {
		return in.hold(ctx, a, ask, writer, reason)
	}
	reply := a.reply(ask)
	for _, c := range u.Commands {
		if c.Name.OfWriter() {
			reply.Commands = append(reply.Commands, c)
		}
	}
	if len(reply.Commands) == 0 {
		return a.quarantined(ask, "it answers news of several partnerships, and names none"), nil
	}
	return in.deliver(ctx, a, ask, reply)
}

// partOf is the ask that a share of a reply belongs to. In another partnership it is its
// writer's only if they are known by the same address there; nobody stands in for them.
func (in *Intake) partOf(ctx context.Context, a arrival, ask Ask, share asking.Share) (part Ask, theirs bool, err error) {
	if procedure.SlugOf(share.Workflow) == ask.Slug {
		return ask.part(share.Workflow, share.Reply.Ask), true, nil
	}
	part, found, err := in.Inbox.Ask(ctx, share.Reply.Ask, nil)
	if err != nil || !found || a.deputy.ID != "" {
		return part, false, err
	}
	if a.env.Class == MailBounce {
		return part, true, nil
	}
	a.confirmed = "" // of the other partnership
	writer, known, err := in.writer(ctx, a, part)
	return part, known && writer.ID == part.Person, err
}

// part is one of the asks that stand together in a mail.
func (a Ask) part(workflow, ask string) Ask {
	for _, p := range a.Parts {
		if p.Ask == ask && p.Workflow == workflow {
			a.Questions = p.Questions
		}
	}
	a.ID, a.Workflow, a.Parts = ask, workflow, nil
	return a
}

// deliverTo hands a reply to the procedure that asked, or to the partnership when
// that procedure has ended.
func (in *Intake) deliverTo(ctx context.Context, a arrival, ask Ask, reply procedure.Reply) (Verdict, error) {
	for _, workflow := range []string{ask.Workflow, ask.Slug} {
		if workflow != ask.Workflow {
			reply.Of = ask.Workflow
		}
		err := in.Procedures.Reply(ctx, workflow, reply)
		if err == nil {
			return Verdict{State: InboxAccepted, Class: a.env.Class, Ask: ask, Workflow: workflow}, nil
		}
		if !errors.Is(err, ErrClosed) {
			return Verdict{}, err
		}
	}
	if a.env.Class == MailReply {
		if err := in.sayClosed(ctx, ask, reply, a.received.At); err != nil {
			return Verdict{}, err
		}
	}
	return a.quarantined(ask, "the partnership has ended"), nil
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
	letter := lifecycle.AfterTheEnd(ask.Slug, ask.Spec, ask.Workflow, ask.Questions, reply, at)
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
