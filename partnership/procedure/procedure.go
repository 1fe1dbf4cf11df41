// Package procedure is the kernel of joint work: what a procedure is, what
// happens to it and what it wants done. It knows no kind of procedure; each has
// a package of its own below, made of this kernel and the components beside it
// (asking, timing, card, standing). kinds lists them.
//
// A procedure takes an event and the time, changes its own state and returns
// effects; it never reads a clock, a file, a map's order or a random number.
// Workflows and rehearsals carry the effects out.
package procedure

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Procedure is one piece of joint work that asks people, waits, reminds and
// ends in an outcome. Its exported fields are its whole state and survive JSON.
type Procedure interface {
	// Step applies one event. Effects are to be carried out in their order.
	Step(ev Event, now time.Time) []Effect
	// Check refuses a command that cannot be carried out now, saying why.
	Check(cmd Command, now time.Time) error
	// Of returns the slug of the partnership that the procedure belongs to.
	Of() string
	// UnderRules returns the version of the rules that the procedure goes by.
	UnderRules() int
	// Outcome returns how the procedure has come out, once that is decided: it may
	// still take corrections then.
	Outcome() Outcome
}

// Knowing is a procedure that knows what an admin may name in a command to it.
type Knowing interface {
	Nameable(now time.Time) Known
}

// Type names a type of procedure; it is also the workflow type's name.
type Type string

// Partnership is the type of the procedure that begins all others; the others are
// those for which it takes commands.
const (
	Partnership Type = "Partnership"
	Milestone   Type = "Milestone"
	Commitments Type = "Commitments"
	CheckIn     Type = "CheckIn"
	Conflict    Type = "Conflict"
	Survey      Type = "Survey"
	Review      Type = "Review"
	Agreement   Type = "Agreement"
	Exit        Type = "Exit"
	Ideas       Type = "Ideas"
	Meeting     Type = "Meeting"
	// Report is no workflow: it waits for nobody, so the partnership itself writes it.
	Report Type = "Report"
	Vote   Type = "Vote"
)

// NounCommitments names the one procedure that keeps all items of a partnership,
// NounConflict its conflicts, "<slug>/conflict/<n>", NounSurvey its surveys,
// "<slug>/survey/<name>/<date>", NounReview its reviews, NounAgreement the signing of its
// terms, "<slug>/agreement/<revision>", NounExit its end, "<slug>/exit", NounIdeas the
// rounds in which goals are found, "<slug>/ideas/<name>", with a date where there are several
// of a name, and NounMeeting its meetings, "<slug>/meeting/<name>/<date>". NounReport is that
// of reports, which have no workflow.
const (
	NounCommitments = "commitments"
	NounConflict    = "conflict"
	NounSurvey      = "survey"
	NounReview      = "review"
	NounAgreement   = "agreement"
	NounExit        = "exit"
	NounIdeas       = "ideas"
	NounReport      = "report"
	NounMeeting     = "meeting"
	NounVote        = "vote" // "<slug>/vote/<n>"
)

// Kind is all that the rest of the program knows of a type of procedure.
type Kind struct {
	Type Type // never changes: it is written into histories
	// Noun names a procedure of the kind to people and in workflow IDs: "check-in".
	Noun string
	// Due lists the occasions that the calendar brings; nil when facts begin it.
	Due func(Horizon) (Calendar, error)
	// New prepares a procedure, and what it shows at first. Nil is for the
	// partnership, which is begun by applying its spec.
	New func(spec partnership.Spec, b Brief) (Procedure, Attributes)
	// Blank is what a state is decoded into.
	Blank func() Procedure
	// Commands are what admins may send to it.
	Commands []CommandDoc
	// Templates are the mails that only this kind writes, and Asks those of them
	// that ask something.
	Templates []Template
	Asks      []Template
	// Lines are those of the asks that need only a line: they stand together with
	// others in one mail a day.
	Lines []Template
	// Alarms are those of the mails that tell of trouble: those of one day to one person
	// stand together in one mail, which is none of the person's budget.
	Alarms []Template
	// Across are those of the mails that stand together with those of other partnerships
	// to the same address.
	Across Across
	// Digests are notices that go out at their hour, and stand in one mail with those of
	// other partnerships to the same address.
	Digests []Template
	// Unmetered says that none of the kind's mails is one of a person's budget.
	Unmetered bool
	// Items are the commands that count in a mail about a procedure of the kind.
	Items []partnership.CommandName
}

// Across says which mails of several partnerships to one address are one, and what that one
// is called.
type Across struct {
	As Template
	Of []Template
}

// SlugOf is the partnership that a workflow belongs to, by its workflow ID.
func SlugOf(workflow string) string {
	slug, _, _ := strings.Cut(workflow, "/")
	return slug
}

// ItemsOf lists the commands that count in a mail about a procedure, by its
// workflow ID.
func ItemsOf(kinds []Kind, workflow string) []partnership.CommandName {
	_, rest, _ := strings.Cut(workflow, "/")
	noun, _, _ := strings.Cut(rest, "/")
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Noun == noun })
	if i < 0 {
		return nil
	}
	return kinds[i].Items
}

// CommandDoc describes a command where an admin sends it. The description holds
// an example of the input, as JSON on one line.
type CommandDoc struct {
	Name        CommandName
	Description string
}

// Horizon says which occasions of a spec are wanted.
type Horizon struct {
	Spec  partnership.Spec
	After time.Time // strictly
	// Kickoff wants the first round of those that ask for one at the start.
	Kickoff bool
	// Begun are the latest rounds so far: the next ones keep their distance.
	Begun []Begun
	// Courses are what has become of agreed days.
	Courses []Course
	// Limit bounds the occasions of each name; 0 does not. Until bounds their
	// time, unless it is zero.
	Limit int
	Until time.Time
	// Leaves says that the end is decided, before the term is over.
	Leaves bool
}

// Calendar is what a kind has to do within a horizon.
type Calendar struct {
	Declared  []Rhythm // also those without an occasion
	Occasions []Occasion
	More      bool // others follow beyond the limits
}

// Begun is the latest round of a name that was begun or passed over.
type Begun struct {
	Type Type      `json:"type"`
	Name string    `json:"name"`
	Date string    `json:"date"`
	At   time.Time `json:"at"`
}

// Brief is what a procedure is begun with.
type Brief struct {
	Slug     string `json:"slug"`
	Spec     string `json:"spec"` // digest
	Workflow string `json:"workflow"`
	Rules    int    `json:"rules"`
	// Amends is the digest of the spec in force that Spec is to take the place of.
	Amends   string            `json:"amends,omitempty"`
	Occasion Occasion          `json:"occasion"`
	Readings []measure.Reading `json:"readings,omitempty"` // what was measured before
	Presence Presence          `json:"presence,omitzero"`
	// Reach is of whoever cannot be reached as the spec has it.
	Reach []Reach `json:"reach,omitempty"`
	// Courses are what has become of agreed days so far.
	Courses []Course `json:"courses,omitempty"`
	// Missing are people who let rounds pass and of whom more people will hear soon:
	// that they answer is news at once.
	Missing []string `json:"missing,omitempty"`
	// Duties are people who are asked whether they are here for what the page says that
	// travels with the mail; Access are those who are asked whether they can open what is
	// shared, and Tending those who are asked for the hours that went into the partnership
	// itself.
	Duties  []string `json:"duties,omitempty"`
	Access  []string `json:"access,omitempty"`
	Tending []string `json:"tending,omitempty"`
	// Met are those who are asked how it was at a meeting without an agenda.
	Met []Met `json:"met,omitempty"`
	// Dispute is the conflict that it is to lead through, and Disputes are the others.
	Dispute  *Dispute  `json:"dispute,omitempty"`
	Disputes []Dispute `json:"disputes,omitempty"`
	// Overdue is how many promises are late that a review looks back on.
	Overdue int `json:"overdue,omitempty"`
	// Health is how the partnership does that a review looks at, as far as partners may know.
	Health *health.Report `json:"health,omitempty"`
	// Deals are the entries of the ledger in which several parties may have a part.
	Deals []ledger.Entry `json:"deals,omitempty"`
	// Parting is why it is to end.
	Parting *Parting `json:"parting,omitempty"`
	// Motion is what the parties are to vote on.
	Motion *Motion `json:"motion,omitempty"`
	// Promises are what is owed between the sides, which it can be about.
	Promises []Matter `json:"promises,omitempty"`
	// Reply is the mail, and Order the wish of the partnership, for which it begins
	// before its time.
	Reply *Reply `json:"reply,omitempty"`
	Order *Order `json:"order,omitempty"`
}

// Met is somebody who was at a meeting without an agenda, by what people call it.
type Met struct {
	Person  string `json:"person"`
	Meeting string `json:"meeting"`
}

// Course is what has become of an agreed day, beyond what the spec says of it: a
// day to which it was moved by consent, or how it came out.
type Course struct {
	Type Type   `json:"type"`
	Name string `json:"name"`
	// Day is the day that counts, and Declared the one that the spec said when it
	// was moved: a spec that says another one since then is newer.
	Day      string `json:"day,omitempty"`
	Declared string `json:"declared,omitempty"`
	// Turn counts how often it was begun anew.
	Turn    int       `json:"turn,omitempty"`
	Outcome Outcome   `json:"outcome,omitempty"`
	At      time.Time `json:"at,omitzero"` // of the outcome
	// Closed words the answer to who writes about it after its outcome.
	Closed Template `json:"closed,omitempty"`
	// Kept is what the next turn takes over from this one, and what others look back on.
	Kept json.RawMessage `json:"kept,omitempty"`
}

// DayOf is the day that counts where the spec declares one.
func (c Course) DayOf(declared string) string {
	if c.Day != "" && c.Declared == declared {
		return c.Day
	}
	return declared
}

// CourseOf finds what has become of an agreed day; nothing of one that has not
// begun.
func CourseOf(courses []Course, t Type, name string) Course {
	i := slices.IndexFunc(courses, func(c Course) bool { return c.Type == t && c.Name == name })
	if i < 0 {
		return Course{Type: t, Name: name}
	}
	return courses[i]
}

// EventKind says what happened. Values are written into histories.
type EventKind string

// The kinds of events.
const (
	Started   EventKind = "started"
	Woke      EventKind = "woke"      // the time of the last Wake effect has come, or somebody asks to look
	Replied   EventKind = "replied"   // a person answered, or their mailbox did
	Arrived   EventKind = "arrived"   // letters were taken by the mail server, or refused
	Told      EventKind = "told"      // another procedure reports or orders
	Commanded EventKind = "commanded" // an admin acts
	Planned   EventKind = "planned"   // the agenda that a Plan effect asked for
	Reckoned  EventKind = "reckoned"  // what a Reckon effect asked for
	Tallied   EventKind = "tallied"   // what a Tally effect asked for
	Looked    EventKind = "examined"  // what an Examine effect asked for
	Published EventKind = "published" // what a Publish effect asked for
)

// Event is one thing that happened; the field that belongs to its kind is set.
type Event struct {
	Kind      EventKind
	Reply     *Reply
	Arrivals  []Arrival
	Message   *Message
	Command   *Command
	Agenda    *Agenda
	Reckoning *Reckoning
	Tally     *Tallies
	Examined  *Examined
	// Publication is what a survey came to.
	Publication *Publication
	// Alarm is the time that the procedure wanted to be woken at, if that is why.
	Alarm time.Time
}

// identity is what the event is known by however often and late it is handled;
// empty if it has no such thing.
func (e Event) identity() string {
	switch {
	case e.Reply != nil:
		return e.Reply.ID
	case e.Message != nil:
		return e.Message.ID
	case e.Command != nil:
		return e.Command.ID
	case !e.Alarm.IsZero():
		return "alarm " + e.Alarm.UTC().Format(time.RFC3339Nano)
	default:
		return ""
	}
}

// Reply is what was understood of one incoming mail, or typed in for a person
// by an admin. ID is the same each time the same mail is delivered.
type Reply struct {
	ID  string `json:"id"`
	Ask string `json:"ask"` // the ask's ID
	// Person wrote it: the one who was asked, or their deputy, who is Named then.
	Person   string                `json:"person"`
	Named    string                `json:"named,omitempty"`
	Class    ReplyClass            `json:"class"`
	Answers  []partnership.Answer  `json:"answers,omitempty"`
	Commands []partnership.Command `json:"commands,omitempty"`
	Problems []string              `json:"problems,omitempty"`
	// Unopened are attachments, by their names, that nobody read.
	Unopened []string `json:"unopened,omitempty"`
	// Sealed says that the answers are in the store only: here they name their
	// questions and hold no value.
	Sealed bool `json:"sealed,omitempty"`
	// Cast says that it is a ballot: what else was answered, if anything, is known to
	// nobody.
	Cast bool `json:"cast,omitempty"`
	// Until is the last day of an absence that an automatic reply announced or the
	// writer tells of, or the day by which the writer promises to answer; empty if
	// none was named.
	Until string `json:"until,omitempty"`
	// Bounce says why a mail came back, of a bounce.
	Bounce Setback `json:"bounce,omitempty"`
	// Departure says that the person has left, whatever the class.
	Departure *Departure `json:"departure,omitempty"`
	// Unasked says that the person wrote first, or answered a mail that had asked
	// them nothing.
	Unasked bool `json:"unasked,omitempty"`
	// Proof is by what the receiving server vouches for the sender; empty if it
	// does not, as where no such server is declared.
	Proof string `json:"proof,omitempty"`
	// From is the address of a mail that is held back because the spec does not know
	// it; the receiving server vouches for it.
	From string `json:"from,omitempty"`
	// Sender is the address that a mail came from which binds whoever wrote it.
	Sender string `json:"sender,omitempty"`
	// Divided is the ID of the mail as all hear it, if several procedures hear of it.
	Divided string `json:"divided,omitempty"`
	// Mail is the ID under which a mail that is held back is kept, and At when it
	// came, on the person's clock.
	Mail string    `json:"mail,omitempty"`
	At   time.Time `json:"at,omitzero"`
	// Promised says that the writer has answered and promises what is missing, by
	// Until.
	Promised bool `json:"promised,omitempty"`
	// Away is the last day of an absence that the writer tells of beside answers.
	Away string `json:"away,omitempty"`
	// Source is the Message-ID that the reply came from, for the journal.
	Source string `json:"source,omitempty"`
	// Entry is which entry of their calendar the person has answered, of an answer that their
	// calendar has sent.
	Entry *CalendarEntry `json:"entry,omitempty"`
	// Of is the workflow that asked, where that has ended and another takes the
	// reply.
	Of string `json:"of,omitempty"`
	// By names the admin who answered in the person's place, and Reason says why.
	By     string `json:"by,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// CalendarEntry is the entry that a calendar has answered: how often it had been changed, which
// is -1 where the calendar does not say, and when the answer was given.
type CalendarEntry struct {
	Sequence int       `json:"sequence"`
	At       time.Time `json:"at,omitzero"`
	// Counters says that another time is proposed.
	Counters bool `json:"counters,omitempty"`
	// Comment is what its owner says beside it, for whoever leads the meeting.
	Comment string `json:"comment,omitempty"`
}

// Written reports whether the person wrote it: no program, no admin in their place,
// and nobody for whom no server vouches.
func (r Reply) Written() bool {
	return (r.Class.Written() || r.Class == ReplyUnread) && r.By == ""
}

// ReplyClass says what kind of mail came back. Values are written into histories.
type ReplyClass string

// The classes that reach a procedure. Everything else goes to quarantine.
const (
	ReplyAnswer  ReplyClass = "reply"
	ReplyAuto    ReplyClass = "auto_reply"
	ReplyBounce  ReplyClass = "bounce"
	ReplyPromise ReplyClass = "promise" // no answer yet, but the word that one will come
	ReplyAbsence ReplyClass = "absence" // the writer tells of an absence and answers nothing
	ReplyUnread  ReplyClass = "unread"  // somebody wrote, but it could not be read
	ReplyHeld    ReplyClass = "held"    // a mail in the person's name, for whose sender nobody vouches
)

// Written reports whether a person has written the mail, who then gets an answer.
func (c ReplyClass) Written() bool {
	return c == ReplyAnswer || c == ReplyPromise || c == ReplyAbsence
}

// Arrival says what became of a letter. Due and Remind are those of its window,
// counted from the moment at which the mail server took it.
type Arrival struct {
	Key    string      `json:"key"`
	At     time.Time   `json:"at,omitzero"`   // taken by the mail server; zero: not yet
	Held   time.Time   `json:"held,omitzero"` // the reader's hours begin then; nothing is wrong
	Due    time.Time   `json:"due,omitzero"`
	Remind []time.Time `json:"remind,omitempty"`
	// Refused says that this recipient will never get it, Unwritten that it could
	// not be composed. Reason is for admins and names nobody.
	// Setback says why it was refused, as far as the server did.
	Refused   bool    `json:"refused,omitempty"`
	Setback   Setback `json:"setback,omitempty"`
	Unwritten bool    `json:"unwritten,omitempty"`
	Reason    string  `json:"reason,omitempty"`
}

// Admin is who acts when an admin does: in the journal, and as the reporter of a
// figure that an admin has recorded.
const Admin = measure.Arbiter

// Outcome is how a procedure ended; never just "done".
type Outcome string

// The outcomes.
const (
	OutcomeAnswered    Outcome = "answered"    // everybody asked has answered everything
	OutcomePartial     Outcome = "partial"     // some answers are missing
	OutcomeMissed      Outcome = "missed"      // nobody answered in time
	OutcomeUndelivered Outcome = "undelivered" // nobody could be asked: no mail arrived
	OutcomeSkipped     Outcome = "skipped"     // its time passed while nothing ran
	OutcomeWithdrawn   Outcome = "withdrawn"   // an admin ended it, or the partnership ended
	OutcomeCompleted   Outcome = "completed"   // the partnership reached its last day
	OutcomeEnded       Outcome = "ended"       // an admin ended the partnership
	OutcomeMet         Outcome = "met"         // done by its day, and accepted
	OutcomeMetLate     Outcome = "met_late"    // done after its day
	OutcomeWaived      Outcome = "waived"      // it need not be done any more
	OutcomeDropped     Outcome = "dropped"     // its time ended, and it was late
	OutcomeMoved       Outcome = "moved"       // none of an agreed day: it has another one and begins again
	OutcomeResolved    Outcome = "resolved"    // the sides have agreed, and it held
	OutcomeExternal    Outcome = "external"    // lawyers or a court go on
	OutcomeLapsed      Outcome = "lapsed"      // nobody carried it on
	OutcomePublished   Outcome = "published"   // what a survey came to is out
	OutcomeSuppressed  Outcome = "suppressed"  // too few have answered for anything to be told
	OutcomeDecided     Outcome = "decided"     // a review has led to a step, or to a reason for none
	OutcomeSigned      Outcome = "signed"      // all parties have signed the same terms
	OutcomeDeclined    Outcome = "declined"    // somebody will not sign them
	OutcomeExpired     Outcome = "expired"     // not everybody had signed in time
	OutcomeClosed      Outcome = "closed"      // the partnership ended before its time, as agreed, or a party left it
	OutcomeContinued   Outcome = "continued"   // it was to end, and goes on
	OutcomeTerminated  Outcome = "terminated"  // it ended for what a party broke and did not put right
	OutcomeAccepted    Outcome = "accepted"    // a meeting whose minutes nobody objects to any more
	OutcomeObjected    Outcome = "objected"    // a meeting whose minutes stand beside an objection
	OutcomeCancelled   Outcome = "cancelled"   // a meeting that does not take place
	OutcomeNoMinutes   Outcome = "no_minutes"  // nobody wrote any
	OutcomeHeld        Outcome = "held"        // people met, and nothing was to be decided
	OutcomeCarried     Outcome = "carried"     // the parties have decided as proposed
	OutcomeRejected    Outcome = "rejected"    // they have not
	OutcomeVetoed      Outcome = "vetoed"      // they have, and a party whose own interests it touches stopped it
	OutcomeNoQuorum    Outcome = "no_quorum"   // too few were there to decide
)

// Settled reports whether nobody waits for anything after the outcome.
func (o Outcome) Settled() bool {
	switch o {
	case OutcomeAnswered, OutcomeWithdrawn, OutcomeMet, OutcomeMetLate, OutcomeWaived, OutcomeDropped, OutcomeMoved,
		OutcomeResolved, OutcomeExternal, OutcomeLapsed, OutcomeSuppressed, OutcomeDecided,
		OutcomeSigned, OutcomeDeclined, OutcomeExpired, OutcomeClosed, OutcomeContinued, OutcomeTerminated,
		OutcomeAccepted, OutcomeObjected, OutcomeCancelled, OutcomeNoMinutes, OutcomeHeld,
		OutcomeCarried, OutcomeRejected, OutcomeVetoed, OutcomeNoQuorum:
		return true
	default:
		return false
	}
}
