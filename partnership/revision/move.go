package revision

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
)

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
