package procedure

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Effect is something that a procedure wants done. The set is closed.
type Effect interface{ effect() }

// Send puts a letter into the outbox, once however often it is retried. The
// postman sends it when its reader's hours allow.
type Send struct{ Letter Letter }

// Recall takes letters back that have not gone out yet.
type Recall struct {
	Keys []string
	All  bool // every letter of the procedure
	// Person stands for all that the partnership's procedures have for this person,
	// but answers to what they wrote.
	Person string
}

// Await asks for an Arrived event when the mail server has taken or refused
// letters. What is not known after some minutes follows as a message.
type Await struct {
	Keys []string
	// Summary is what an admin reads beside the activity.
	Summary string
}

// Wake asks for a Woke event at a time. It replaces the procedure's earlier
// Wake; the zero time cancels it.
type Wake struct {
	At      time.Time
	Summary string
}

// Begin starts another procedure.
type Begin struct {
	Type    Type
	Brief   Brief
	Title   string `json:",omitempty"` // what people call it
	Summary string
}

// Tell reports to another procedure.
type Tell struct {
	To      string // workflow ID
	Message Message
}

// Record appends to the journal and to the measurements.
type Record struct {
	Entries  []Entry
	Readings []measure.Reading
}

// Book appends to the ledger, each entry once however often it is booked.
type Book struct{ Entries []ledger.Entry }

// Keep has the spec that the partnership goes by from now on found by its digest.
type Keep struct{ Spec partnership.Spec }

// Show replaces what an admin sees of the procedure.
type Show struct {
	Card       string // Markdown
	Attributes Attributes
}

// Plan asks for a Planned event with the agenda after a time.
type Plan struct {
	Spec  string    `json:"spec"` // digest
	After time.Time `json:"after"`
	// Kickoff puts the first round of those that ask for it at the start.
	Kickoff bool     `json:"kickoff,omitempty"`
	Begun   []Begun  `json:"begun,omitempty"`
	Courses []Course `json:"courses,omitempty"`
	// Presence is what people have said about being there.
	Presence Presence `json:"presence,omitzero"`
	// Ends is the last day, where that is before the spec's own.
	Ends cadence.Date `json:"ends,omitzero"`
}

// Reckon asks for a Reckoned event with instants that only a calendar knows and
// with people who stand in for others.
type Reckon struct {
	Spec     string    `json:"spec"` // digest
	Instants []Instant `json:"instants,omitempty"`
	StandIns []StandIn `json:"stand_ins,omitempty"`
	// Presence is what people have said about being there.
	Presence Presence `json:"presence,omitzero"`
}

// Instant is a span after a moment, as a person's calendar counts it.
type Instant struct {
	Key    string       `json:"key"`
	Person string       `json:"person"`
	From   time.Time    `json:"from"`
	Span   cadence.Span `json:"span,omitzero"`
	// Day takes the place of a span: the beginning of the person's hours on it.
	Day string `json:"day,omitempty"`
	// Clock makes it that time of the day on the person's clock, "15:00", whether or not they
	// are at work.
	Clock string `json:"clock,omitempty"`
	// Of makes it a moment of something that is due on the day, with somebody who
	// waits for it.
	Of   DueMoment `json:"of,omitempty"`
	With string    `json:"with,omitempty"`
}

// DueMoment is a moment of something that is due on a day.
type DueMoment string

// The moments. On a day that is no business day of the owner nobody can deliver.
const (
	MomentAsk  DueMoment = "ask"  // the morning on which its owner is asked
	MomentLate DueMoment = "late" // the first moment at which it is late
)

// StandIn asks who answers for a person who is away.
type StandIn struct {
	Key    string    `json:"key"`
	Person string    `json:"person"`
	At     time.Time `json:"at"`
	Not    []string  `json:"not,omitempty"` // who are known to be away themselves
	// Self lets the person answer, unless the spec says that they are away.
	Self bool `json:"self,omitempty"`
	// First is asked before all others, if they are there.
	First string `json:"first,omitempty"`
	// Named wants a colleague of the same party whom a name or an address means.
	Named string `json:"named,omitempty"`
}

// Reckoning answers a Reckon effect. A stand-in without a person is nobody.
type Reckoning struct {
	Instants []ReckonedInstant `json:"instants,omitempty"`
	StandIns []ReckonedStandIn `json:"stand_ins,omitempty"`
}

// ReckonedInstant is an instant, with the offset of the person's zone.
type ReckonedInstant struct {
	Key string    `json:"key"`
	At  time.Time `json:"at"`
}

// ReckonedStandIn is who stands in.
type ReckonedStandIn struct {
	Key    string `json:"key"`
	Person string `json:"person,omitempty"`
	Name   string `json:"name,omitempty"`
	City   string `json:"city,omitempty"`
	// Choices are the colleagues whom a name could mean, or all if it means none.
	Choices []string `json:"choices,omitempty"`
}

// Respond is what the sender of the command is told; "done" without it.
type Respond struct{ Text string }

// Release has a mail that was held back taken as it is: the person in whose name
// it came says that it is theirs.
type Release struct {
	Mail   string `json:"mail"`
	Person string `json:"person"`
	// Reader says that somebody else reads the person's mail, and has said so in their
	// place. That is no word about what the person alone can say.
	Reader bool `json:"reader,omitempty"`
}

// End closes the procedure.
type End struct{ Outcome Outcome }

func (Send) effect()    {}
func (Recall) effect()  {}
func (Await) effect()   {}
func (Wake) effect()    {}
func (Begin) effect()   {}
func (Tell) effect()    {}
func (Record) effect()  {}
func (Book) effect()    {}
func (Keep) effect()    {}
func (Show) effect()    {}
func (Plan) effect()    {}
func (Reckon) effect()  {}
func (Tally) effect()   {}
func (Respond) effect() {}
func (Release) effect() {}
func (Examine) effect() {}
func (Forget) effect()  {}
func (End) effect()     {}

// Attributes are the search attributes that a procedure shows. They never hold
// personal data. Zero values are left out.
type Attributes struct {
	// Title is what people call it. Empty leaves what the server has.
	Title    string    `json:"title,omitempty"`
	Phase    string    `json:"phase,omitempty"`
	Health   string    `json:"health,omitempty"`
	Stage    string    `json:"stage,omitempty"`
	Spec     string    `json:"spec,omitempty"`     // digest
	Progress *float64  `json:"progress,omitempty"` // 0 to 1, of all goals
	NextAt   time.Time `json:"next_at,omitzero"`
	DueAt    time.Time `json:"due_at,omitzero"`
	Overdue  int       `json:"overdue,omitempty"`
	// Conflicts are those that both sides know of and that are open.
	Conflicts int `json:"conflicts,omitempty"`
	// Blocked says that somebody has named what is in their way, and Quarantined how many
	// mails nobody took.
	Blocked     bool `json:"blocked,omitempty"`
	Quarantined int  `json:"quarantined,omitempty"`
}

// Equal reports whether both show the same.
func (a Attributes) Equal(b Attributes) bool {
	progress := a.Progress == nil && b.Progress == nil ||
		a.Progress != nil && b.Progress != nil && *a.Progress == *b.Progress
	sameTimes := a.NextAt.Equal(b.NextAt) && a.DueAt.Equal(b.DueAt)
	a.Progress, a.NextAt, a.DueAt = b.Progress, b.NextAt, b.DueAt
	return progress && sameTimes && a == b
}
