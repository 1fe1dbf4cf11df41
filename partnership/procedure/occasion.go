package procedure

import (
	"slices"
	"time"
)

// Occasion is one occurrence of a declared procedure with every instant it
// needs, so that the procedure itself never touches a zone or a calendar. Times
// carry the offset of the zone that they are to be shown in.
type Occasion struct {
	Type Type   `json:"type"`
	Noun string `json:"noun"` // of the kind
	Name string `json:"name"` // as declared
	Date string `json:"date"` // local date of the occurrence; part of the workflow ID
	// At is when the first mail may go out.
	At time.Time `json:"at"`
	// Closes is when what is unanswered would count as missed, if every mail went
	// out as planned.
	Closes time.Time `json:"closes"`
	// Until is when late answers stop counting: the next occurrence.
	Until time.Time  `json:"until"`
	Asks  []AskTimes `json:"asks"`
	// SkipLate says that the occasion is passed over when it cannot begin in time.
	SkipLate bool `json:"skip_late,omitempty"`
	// Parts are when the later parts begin of what leads up to a day, the last of them on
	// it: At is when the first one does, and Date is that of the day.
	Parts []time.Time `json:"parts,omitempty"`
	// Later are asked in a later part, as far as that can be planned; Voluntary says that
	// nobody waits for the answers of those who are asked in the first one.
	Later     []AskTimes `json:"later,omitempty"`
	Voluntary bool       `json:"voluntary,omitempty"`
	// Agreed says that this is a day that people have agreed on, and not a rhythm:
	// its workflow has no date in its ID, it begins however late, and no pause
	// holds it. Terms stand for what was agreed, Date is the day, and Turn counts
	// how often it has begun before.
	Agreed bool   `json:"agreed,omitempty"`
	Terms  string `json:"terms,omitempty"`
	Turn   int    `json:"turn,omitempty"`
	// Overtaken says that the day passed before all had signed: another one is to be
	// agreed on first.
	Overtaken bool `json:"overtaken,omitempty"`
}

// Workflow is the workflow ID of the occasion.
func (o Occasion) Workflow(slug string) string {
	switch {
	case o.Name == "": // the only one of its kind
		return slug + "/" + o.Noun
	case o.Agreed:
		return slug + "/" + o.Noun + "/" + o.Name
	}
	return WorkflowID(slug, o.Noun, o.Name, o.Date)
}

// AskTimes are one person's instants of an occasion, in the person's own zone,
// as they are planned. What counts in the end is when the mail went out.
type AskTimes struct {
	Person string      `json:"person"` // who is asked: the person or a deputy
	For    string      `json:"for,omitempty"`
	Send   time.Time   `json:"send"`
	Remind []time.Time `json:"remind,omitempty"`
	Due    time.Time   `json:"due"`
	City   string      `json:"city"` // "Oslo", from the zone's name
}

// Agenda is what will happen next in a partnership. Zones and calendars become
// instants here and in Reckoning only, outside the workflow, and the result is
// recorded: a new edition of the zone data on some machine can then never change
// what history says.
type Agenda struct {
	// Rules is the newest version of the rules where the agenda was planned; the
	// partnership goes by it from then on.
	Rules int `json:"rules"`
	// From is the moment after which the agenda was planned, in the
	// partnership's zone.
	From     time.Time `json:"from"`
	StartsAt time.Time `json:"starts_at"`
	EndsAt   time.Time `json:"ends_at"` // the first moment after the last day
	// Complete says that nothing follows the last occasion.
	Complete  bool       `json:"complete"`
	Occasions []Occasion `json:"occasions"` // by time
	// Agreed are all agreed days that have not begun, by time.
	Agreed []Occasion `json:"agreed,omitempty"`
	// Declared are all rhythms of the spec: what runs and is not among them has
	// been taken out.
	Declared []Rhythm `json:"declared,omitempty"`
}

// Coming are all occasions of the agenda, by time.
func (a Agenda) Coming() []Occasion {
	all := slices.Concat(a.Occasions, a.Agreed)
	slices.SortStableFunc(all, func(x, y Occasion) int { return x.At.Compare(y.At) })
	return all
}

// Rhythm names something that the calendar begins again and again, or on an
// agreed day in certain terms.
type Rhythm struct {
	Type  Type   `json:"type"`
	Name  string `json:"name"`
	Date  string `json:"date,omitempty"`
	Terms string `json:"terms,omitempty"`
}
