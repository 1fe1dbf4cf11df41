// Package revision compares what runs with what is declared: which attributes
// changed, whether a change is material, who has to sign it, and which timers
// and mails move.
//
// Everything is computed from two specs; nothing here knows a server or a file.
package revision

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
)

// Action says what became of an attribute or a block.
type Action string

// The actions.
const (
	Added   Action = "added"
	Removed Action = "removed"
	Changed Action = "changed"
)

// Change is one difference between two specs.
type Change struct {
	Path   partnership.Path `json:"path"`
	Action Action           `json:"action"`
	// Block is the whole block that came or went; nil when an attribute changed.
	Block *outline.Block `json:"block,omitempty"`
	// Old and New are an attribute's values; nil where it was absent.
	Old *outline.Value `json:"old,omitempty"`
	New *outline.Value `json:"new,omitempty"`
	// Gained and Lost say how a list without order changed.
	Gained []outline.Value `json:"gained,omitempty"`
	Lost   []outline.Value `json:"lost,omitempty"`
	// Material changes need a new signature of all parties (domain 4.3).
	Material bool `json:"material"`
	// Why says in words why the change is material, or why it is not.
	Why string `json:"why"`
}

// Signer is somebody who has to sign a change.
type Signer struct {
	Person string `json:"person"` // empty when the party has nobody who could sign
	Party  string `json:"party"`
	Why    string `json:"why"`
}

// Subject says what a move is about.
type Subject string

// The subjects of moves.
const (
	AskMoves    Subject = "ask"    // the mails of a check-in to one person
	TermMoves   Subject = "term"   // the start or the end of the partnership
	RoundMoves  Subject = "round"  // a meeting, survey, review or report
	TargetMoves Subject = "target" // the due day of a milestone or an obligation
)

// Move says how the times of one thing change.
type Move struct {
	Path    partnership.Path `json:"path"` // "check_in.weekly", "end", "goal.x/milestone.y"
	Subject Subject          `json:"subject"`
	// Person is whose turn an ask is; AskMoves only.
	Person string `json:"person,omitempty"`
	Old    *Times `json:"old,omitempty"` // nil when it was not there before
	New    *Times `json:"new,omitempty"` // nil when it no longer takes place
}

// Times are the next instants of one thing, in the zone of whom they concern.
type Times struct {
	Next time.Time `json:"next"`
	// Day says that only the day of Next counts.
	Day bool `json:"day,omitempty"`
	// Reminder is the first reminder of the next ask, zero for none.
	Reminder time.Time `json:"reminder,omitzero"`
	Due      time.Time `json:"due,omitzero"`
	// To is the deputy who is asked instead of the person.
	To string `json:"to,omitempty"`
	// Within counts the asks or rounds up to the horizon.
	Within int `json:"within,omitempty"`
}

// Summary counts for concise output.
type Summary struct {
	Added    int `json:"added"`
	Removed  int `json:"removed"`
	Changed  int `json:"changed"`
	Material int `json:"material"`
}
