package procedure

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
)

// Amendment is a change of the spec that was decided: whoever writes the spec takes it in.
type Amendment struct {
	ID   string        `json:"id"`
	From string        `json:"from"` // what decided it: "Review quarter"
	Kind AmendmentKind `json:"kind,omitempty"`
	// Goal and Way are of a goal, End is another last day, Party the one that leaves, and
	// Milestone the one that is to be due on another day, End.
	Goal      string                  `json:"goal"` // ID
	Way       partnership.GoalVerdict `json:"way"`
	End       string                  `json:"end,omitempty"`
	Party     string                  `json:"party,omitempty"`
	Milestone string                  `json:"milestone,omitempty"`
	What      string                  `json:"what,omitempty"` // in the words of whoever decided
	// Text is what was agreed on under seal, where it is to stand in the spec; Void says that it
	// is agreed on no more. Person is who is not there to sign.
	Text   *Writing `json:"text,omitempty"`
	Void   bool     `json:"void,omitempty"`
	Person string   `json:"person,omitempty"`
	// Said is what each of several wants to be different.
	Said []Words   `json:"said,omitempty"`
	At   time.Time `json:"at"`
}

// AmendmentKind says what of a spec is to change. Values are written into histories.
type AmendmentKind string

// The kinds.
const (
	AmendsGoal  AmendmentKind = ""      // a goal goes another way
	AmendsTerm  AmendmentKind = "term"  // the partnership goes on until another day
	AmendsParty AmendmentKind = "party" // a party leaves, and the others go on
	AmendsDay   AmendmentKind = "day"   // a milestone is to have a day after its goal's last one
	AmendsRules AmendmentKind = "rules" // both sides of a conflict want the terms to say what they agreed on
	// AmendsSigner is that somebody else signs for a party, says whoever leads it.
	AmendsSigner AmendmentKind = "signer"
)

// Verb and Subject say what is to change, in words for admins: "stop", "goal leads".
func (a Amendment) Verb() string {
	switch a.Kind {
	case AmendsTerm:
		return "prolong"
	case AmendsParty:
		return "take out"
	case AmendsDay:
		return "move"
	case AmendsRules:
		return "write in"
	case AmendsSigner:
		return "name"
	default:
		return string(a.Way)
	}
}

// Subject is what of the spec is to change.
func (a Amendment) Subject() string {
	switch a.Kind {
	case AmendsTerm:
		return "the term until " + a.End
	case AmendsParty:
		return "party " + a.Party
	case AmendsDay:
		return "milestone " + a.Milestone + " to " + a.End + ", after the last day of goal " + a.Goal
	case AmendsRules:
		return "the rule that both sides agreed on"
	case AmendsSigner:
		return "who signs for party " + a.Party + " in the place of " + a.Person
	default:
		return "goal " + a.Goal
	}
}

// Replaces reports whether a newer change takes the place of an older one.
func (a Amendment) Replaces(old Amendment) bool {
	if a.Kind == AmendsRules {
		return old.ID == a.ID
	}
	return old.Kind == a.Kind && old.Goal == a.Goal && old.Party == a.Party && old.Milestone == a.Milestone && old.Person == a.Person
}
