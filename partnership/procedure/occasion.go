package procedure

import "time"

// Occasion is one occurrence of a declared procedure with every instant it
// needs, so that the procedure itself never touches a zone or a calendar. Times
// carry the offset of the zone that they are to be shown in.
type Occasion struct {
	Kind Kind   `json:"kind"`
	Name string `json:"name"` // the check-in's ID
	Date string `json:"date"` // local date of the occurrence; part of the workflow ID
	// At is when the first mail may go out.
	At time.Time `json:"at"`
	// Closes is when what is unanswered counts as missed.
	Closes time.Time `json:"closes"`
	// Until is when late answers stop counting: the next occurrence.
	Until time.Time  `json:"until"`
	Asks  []AskTimes `json:"asks"`
}

// AskTimes are one person's instants of an occasion, in the person's own zone.
type AskTimes struct {
	Person string      `json:"person"` // who is asked: the person or a deputy
	For    string      `json:"for,omitempty"`
	Send   time.Time   `json:"send"`
	Remind []time.Time `json:"remind,omitempty"`
	Due    time.Time   `json:"due"`
	City   string      `json:"city"` // "Oslo", from the zone's name
}
