package procedure

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Effect is something that a procedure wants done. The set is closed.
type Effect interface{ effect() }

// Send posts a letter to one person, once however often it is retried.
type Send struct {
	Letter Letter
	// Summary is what an admin reads beside the activity.
	Summary string
}

// Wake asks for a Woke event at a time. It replaces the procedure's earlier
// Wake; the zero time cancels it.
type Wake struct {
	At      time.Time
	Summary string
}

// Begin starts another procedure under a workflow ID.
type Begin struct {
	ID          string
	Partnership string // slug
	Kind        Kind
	Procedure   Procedure
	Attributes  Attributes // as the procedure shows them at first
	Summary     string
}

// Tell reports to another procedure.
type Tell struct {
	To     string // workflow ID
	Report Report
}

// Record appends to the journal and to the measurements.
type Record struct {
	Entries  []Entry
	Readings []measure.Reading
}

// Show replaces what an admin sees of the procedure.
type Show struct {
	Card       string // Markdown
	Attributes Attributes
}

// Plan asks for a Planned event with the agenda after a time.
type Plan struct {
	After time.Time
	// Kickoff puts the first round of check-ins that ask for it at the start.
	Kickoff bool
}

// End closes the procedure.
type End struct{ Outcome Outcome }

func (Send) effect()   {}
func (Wake) effect()   {}
func (Begin) effect()  {}
func (Tell) effect()   {}
func (Record) effect() {}
func (Show) effect()   {}
func (Plan) effect()   {}
func (End) effect()    {}

// Attributes are the search attributes that a procedure shows. They never hold
// personal data. Zero values are left out.
type Attributes struct {
	Phase    string    `json:"phase,omitempty"`
	Health   string    `json:"health,omitempty"`
	Stage    string    `json:"stage,omitempty"`
	Spec     string    `json:"spec,omitempty"`     // digest
	Progress *float64  `json:"progress,omitempty"` // 0 to 1, of all goals
	NextAt   time.Time `json:"next_at,omitzero"`
	DueAt    time.Time `json:"due_at,omitzero"`
	Overdue  int       `json:"overdue,omitempty"`
}

// Equal reports whether both show the same.
func (a Attributes) Equal(b Attributes) bool {
	progress := a.Progress == nil && b.Progress == nil ||
		a.Progress != nil && b.Progress != nil && *a.Progress == *b.Progress
	sameTimes := a.NextAt.Equal(b.NextAt) && a.DueAt.Equal(b.DueAt)
	a.Progress, a.NextAt, a.DueAt = b.Progress, b.NextAt, b.DueAt
	return progress && sameTimes && a == b
}

// Entry is one line of a partnership's journal: who, what, about which goal,
// and the mail it came from. When is the time of the step.
type Entry struct {
	ID       string    `json:"id"` // makes a repeated append harmless
	At       time.Time `json:"at"`
	Workflow string    `json:"workflow"`
	Kind     string    `json:"kind"`            // begin, mail, reply, measure, outcome, phase, command
	Actor    string    `json:"actor,omitempty"` // a person's ID, "admin" or ""
	Goal     string    `json:"goal,omitempty"`
	Text     string    `json:"text"`
	Outcome  Outcome   `json:"outcome,omitempty"`
	Source   string    `json:"source,omitempty"` // a Message-ID
}

// Template names a whole mail; every locale has each of them.
type Template string

// The templates. Values are written into histories: never change one.
const (
	TemplateCheckIn  Template = "check-in" // the ask
	TemplateReminder Template = "reminder"
	TemplateReceipt  Template = "receipt" // what was understood, what is open
	TemplateClosed   Template = "closed"  // a reply came after its round had closed
	TemplateStatus   Template = "status"  // answer to STATUS
	TemplateHelp     Template = "help"    // answer to HELP
)

// Templates lists every template.
func Templates() []Template {
	return []Template{TemplateCheckIn, TemplateReminder, TemplateReceipt, TemplateClosed, TemplateStatus, TemplateHelp}
}

// Letter is one mail as a procedure thinks of it: names and values, no wording.
// The wording is the composer's, in the reader's language.
type Letter struct {
	// Key is unique within the workflow: "ask", "remind-1", "receipt-<reply>".
	Key      string   `json:"key"`
	Template Template `json:"template"`
	Slug     string   `json:"slug"`
	Spec     string   `json:"spec"` // digest of the spec that it speaks of
	Workflow string   `json:"workflow"`
	Person   string   `json:"person"` // who gets it
	// For is the person in whose place Person is asked, if that is another.
	For string `json:"for,omitempty"`
	// Ask is the ID of the ask that replies to this letter belong to.
	Ask string `json:"ask"`
	// About names the procedure as declared ("fortnightly").
	About string `json:"about"`
	// At is when the procedure decided to send it.
	At        time.Time              `json:"at"`
	Due       time.Time              `json:"due,omitzero"`
	Questions []partnership.Question `json:"questions,omitempty"`
	// Understood, Open and Problems belong to receipts: what was understood so
	// far, the IDs of questions still open, and what could not be read.
	Understood []partnership.Answer `json:"understood,omitempty"`
	Open       []string             `json:"open,omitempty"`
	Problems   []string             `json:"problems,omitempty"`
	// Complete says that nothing more is needed of the person.
	Complete bool `json:"complete,omitempty"`
	// InReplyTo is the Message-ID of the mail that this one answers.
	InReplyTo string `json:"in_reply_to,omitempty"`
	// Late says that the answer came after the window had closed.
	Late bool `json:"late,omitempty"`
	// Number and Of count reminders, from 1.
	Number int `json:"number,omitempty"`
	Of     int `json:"of,omitempty"`
}

// Language is the language of the letter's reader.
func (l Letter) Language(spec partnership.Spec) string {
	p, _ := spec.Person(l.Person)
	return p.Language
}
