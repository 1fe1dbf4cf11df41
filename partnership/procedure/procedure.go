// Package procedure holds the business rules of joint work as pure state
// machines. A procedure takes an event and the time, changes its own state and
// returns effects; it never reads a clock, a file, a map's order or a random
// number. Workflows and rehearsals carry the effects out.
package procedure

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Rules is the version of the rules that new procedures are started with. A
// procedure keeps the version it was started with in its state; a rule that
// would change the effects of an older one is gated by it.
const Rules = 2

// rulesOfAdoption came with version 2: a running partnership tells its open
// rounds of a changed spec, loses nothing that was due when it arrived, and
// never begins two rounds of one date.
const rulesOfAdoption = 2

// Procedure is one piece of joint work that asks people, waits, reminds and
// ends in an outcome. Its exported fields are its whole state and survive JSON.
type Procedure interface {
	// Step applies one event. Effects are to be carried out in their order.
	Step(ev Event, now time.Time) []Effect
	// Check refuses a command that cannot be carried out now, saying why.
	Check(cmd Command) error
	// Of returns the slug of the partnership that the procedure belongs to.
	Of() string
}

// Kind names a type of procedure; it is also the workflow type's name.
type Kind string

// The kinds of procedures.
const (
	KindPartnership Kind = "Partnership"
	KindCheckIn     Kind = "CheckIn"
)

// EventKind says what happened. Values are written into histories.
type EventKind string

// The kinds of events.
const (
	Started   EventKind = "started"
	Woke      EventKind = "woke"      // the time of the last Wake effect has come
	Replied   EventKind = "replied"   // a person answered, or their mailbox did
	Told      EventKind = "told"      // another procedure reports
	Commanded EventKind = "commanded" // an admin acts
	Planned   EventKind = "planned"   // the occasions that a Plan effect asked for
	Amended   EventKind = "amended"   // the spec changed
)

// Event is one thing that happened; the field that belongs to its kind is set.
type Event struct {
	Kind    EventKind
	Reply   *Reply
	Report  *Report
	Command *Command
	Agenda  *Agenda
	Spec    *partnership.Spec
}

// Reply is what was understood of one incoming mail, or typed in for a person
// by an admin. ID is the same each time the same mail is delivered.
type Reply struct {
	ID       string                `json:"id"`
	Ask      string                `json:"ask"` // the ask's ID
	Person   string                `json:"person"`
	Class    ReplyClass            `json:"class"`
	Answers  []partnership.Answer  `json:"answers,omitempty"`
	Commands []partnership.Command `json:"commands,omitempty"`
	Problems []string              `json:"problems,omitempty"`
	// Away is the last day of an absence that an automatic reply announced.
	Away string `json:"away,omitempty"`
	// Source is the Message-ID that the reply came from, for the journal.
	Source string `json:"source,omitempty"`
	// By names the admin who answered in the person's place.
	By string `json:"by,omitempty"`
}

// ReplyClass says what kind of mail came back.
type ReplyClass string

// The classes that reach a procedure. Everything else goes to quarantine.
const (
	ReplyAnswer ReplyClass = "reply"
	ReplyAuto   ReplyClass = "auto_reply"
	ReplyBounce ReplyClass = "bounce"
)

// Command is an admin's order. Which fields count depends on Name, and ID makes
// a repeated delivery harmless.
type Command struct {
	ID     string      `json:"id,omitempty"`
	Name   CommandName `json:"name"`
	By     string      `json:"by,omitempty"`
	Reason string      `json:"reason,omitempty"`
	KPI    string      `json:"kpi,omitempty"`
	Value  string      `json:"value,omitempty"`
	Person string      `json:"person,omitempty"`
	// Answers are "question: value" pairs as an admin types them.
	Answers []TypedAnswer `json:"answers,omitempty"`
}

// TypedAnswer is an answer that an admin enters for somebody: 130, "yes",
// "2026-12-01" or text, as the question's kind wants it.
type TypedAnswer struct {
	Question string `json:"question"`
	Value    string `json:"value"`
}

// CommandName is the name of an admin command and of its workflow update. The
// values are written into histories: never change one.
type CommandName string

// The admin commands.
const (
	Pause     CommandName = "pause"
	Resume    CommandName = "resume"
	RecordKPI CommandName = "record-kpi"
	AnswerFor CommandName = "answer-for"
	EndNow    CommandName = "end"
)

// Report is what a procedure tells the partnership, or the partnership a
// procedure. ID makes a repeated delivery harmless.
type Report struct {
	ID       string            `json:"id"`
	From     string            `json:"from"` // workflow ID
	Kind     ReportKind        `json:"kind"`
	Readings []measure.Reading `json:"readings,omitempty"`
	Open     []OpenAsk         `json:"open,omitempty"`
	Blockers []Blocker         `json:"blockers,omitempty"`
	Outcome  Outcome           `json:"outcome,omitempty"`
	// Spec is the digest of an adopted spec, and People whom it reaches in another
	// way than the one before.
	Spec   string         `json:"spec,omitempty"`
	People []PersonChange `json:"people,omitempty"`
}

// PersonChange is what a changed spec means for a person who may have been asked
// something.
type PersonChange struct {
	Person string `json:"person"`
	Name   string `json:"name,omitempty"`  // as the changed spec has it
	Left   bool   `json:"left,omitempty"`  // the spec knows the person no more
	Moved  bool   `json:"moved,omitempty"` // mail goes to another address
}

// ReportKind says what a report is about. Values are written into histories.
type ReportKind string

// The kinds of reports.
const (
	ReportProgress ReportKind = "progress" // open asks or readings changed
	ReportEnded    ReportKind = "ended"    // the procedure has its outcome
	ReportPaused   ReportKind = "paused"
	ReportResumed  ReportKind = "resumed"
	ReportWithdraw ReportKind = "withdraw"
	ReportAmended  ReportKind = "amended" // the partnership has adopted a changed spec
)

// Blocker is what a person says is in the way.
type Blocker struct {
	Person string `json:"person"`
	Text   string `json:"text"`
}

// Outcome is how a procedure ended; never just "done".
type Outcome string

// The outcomes.
const (
	OutcomeAnswered  Outcome = "answered"  // everybody asked has answered everything
	OutcomePartial   Outcome = "partial"   // some answers are missing
	OutcomeMissed    Outcome = "missed"    // nobody answered in time
	OutcomeSkipped   Outcome = "skipped"   // its time passed while nothing ran
	OutcomeWithdrawn Outcome = "withdrawn" // an admin ended it, or the partnership ended
	OutcomeCompleted Outcome = "completed" // the partnership reached its last day
	OutcomeEnded     Outcome = "ended"     // an admin ended the partnership
)

// OpenAsk is a question mail that waits for an answer.
type OpenAsk struct {
	Ask    string    `json:"ask"`
	Person string    `json:"person"`
	Since  time.Time `json:"since"`
	Due    time.Time `json:"due"`
	Late   bool      `json:"late,omitempty"`
	Note   string    `json:"note,omitempty"` // "away until 7 Jan", "mail bounced"
}
