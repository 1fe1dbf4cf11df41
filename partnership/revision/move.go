package revision

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Subject says what a move is about.
type Subject string

// The subjects of moves.
const (
	TermMoves   Subject = "term"   // the first or the last day of the partnership
	AskMoves    Subject = "ask"    // the mails of a check-in to one person
	RoundMoves  Subject = "round"  // a meeting, survey, review or report
	TargetMoves Subject = "target" // the due day of a milestone or an obligation
)

// Move says how the times of one thing change.
type Move struct {
	Path    partnership.Path `json:"path"` // "check_in.weekly", "end", "goal.x/milestone.y"
	Subject Subject          `json:"subject"`
	// Person is whose turn an ask is; AskMoves only.
	Person string `json:"person,omitempty"`
	Old    *Times `json:"old,omitempty"` // nil when there was none
	New    *Times `json:"new,omitempty"` // nil when there will be none
}

// Times are the next instants of one thing, in the zone of whom they concern.
type Times struct {
	Next time.Time `json:"next"`
	// Zone is the name of the zone of all times: JSON keeps their offsets only.
	Zone string `json:"zone"`
	// Day says that only the day of Next counts.
	Day bool `json:"day,omitempty"`
	// Reminder is the first reminder of the next ask, zero for none.
	Reminder time.Time `json:"reminder,omitzero"`
	// Due is when the next ask counts as missed.
	Due time.Time `json:"due,omitzero"`
	// To is the deputy who gets the next ask instead of the person.
	To string `json:"to,omitempty"`
	// Within counts the asks or rounds up to the horizon.
	Within int `json:"within,omitempty"`
}

// Moves lists what will happen at other times under the new spec than under the
// old one, from now on up to a horizon: rarer things are compared by their next
// time alone. What is open already stays as it is and does not appear. The zero
// spec stands for a partnership that does not exist.
//
// A check-in that kicks off is counted from the partnership's first day, as
// timing.Between does. Begun are the partnership's latest rounds: the next ones
// keep their distance from them. Kinds are those of the procedures that are begun.
func Moves(kinds []procedure.Kind, old, new partnership.Spec, now time.Time, horizon time.Duration, begun []procedure.Begun) ([]Move, error) {
	before, err := plan(kinds, old, now, horizon, begun)
	if err != nil {
		return nil, fmt.Errorf("plan %s as it runs: %w", old.Slug, err)
	}
	after, err := plan(kinds, new, now, horizon, begun)
	if err != nil {
		return nil, fmt.Errorf("plan %s as declared: %w", new.Slug, err)
	}
	var moves []Move
	for _, p := range merge(before, after, line.key) {
		if p.old == nil || p.new == nil || !p.old.same(*p.new) {
			moves = append(moves, move(p))
		}
	}
	return moves, nil
}

func move(p pair[line]) Move {
	var m Move
	if p.old != nil {
		m = Move{Path: p.old.path, Subject: p.old.subject, Person: p.old.person}
		m.Old = &p.old.first
	}
	if p.new != nil {
		m.Path, m.Subject, m.Person = p.new.path, p.new.subject, p.new.person
		m.New = &p.new.first
	}
	return m
}
