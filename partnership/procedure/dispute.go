package procedure

import (
	"slices"
	"time"
)

// Dispute is what a partnership knows of a conflict: between whom, about what, how
// far. Nothing that anybody wrote is in it.
type Dispute struct {
	Number int `json:"number"`
	// Raiser is who raised it. By is Admin if an admin did in their name.
	Raiser string `json:"raiser"`
	By     string `json:"by,omitempty"`
	// With is with whom, and Matter about what, as soon as that is chosen.
	With   string `json:"with,omitempty"`
	Matter Matter `json:"matter,omitzero"`
	// Level counts from 1; 0: the other side does not know of it yet.
	Level int    `json:"level,omitempty"`
	Stage string `json:"stage,omitempty"`
	// Stated says that somebody's statement is written.
	Stated bool `json:"stated,omitempty"`
	// Frozen is until when the matter's goal is on hold.
	Frozen time.Time `json:"frozen,omitzero"`
	// Follows is the number of an earlier conflict of the same sides about the same
	// matter, and Above the level on which that one ended.
	Follows int `json:"follows,omitempty"`
	Above   int `json:"above,omitempty"`
	// RaisedAt, OpenedAt, ClosedAt are for the measures (domain F12).
	RaisedAt time.Time `json:"raised_at,omitzero"`
	OpenedAt time.Time `json:"opened_at,omitzero"`
	ClosedAt time.Time `json:"closed_at,omitzero"`
	// Loops counts restatements that were not quite right.
	Loops int `json:"loops,omitempty"`
	// Outcome is how it ended, if it has.
	Outcome Outcome `json:"outcome,omitempty"`
}

// Matter is what a conflict is about: a goal, a milestone, something promised. A
// zero one is what the two sides do together.
type Matter struct {
	Goal      string `json:"goal,omitempty"`
	Milestone string `json:"milestone,omitempty"`
	Item      string `json:"item,omitempty"`
	// Title is as declared, for mails and cards.
	Title string `json:"title,omitempty"`
}

// Same reports whether two conflicts are about the same.
func (m Matter) Same(o Matter) bool {
	return m.Goal == o.Goal && m.Milestone == o.Milestone && m.Item == o.Item
}

// StagesOn lists the stages to which an admin can move a conflict on from another one:
// as far as a text of both is wanted, and from what each side will do to looking back.
// Nobody but its raiser begins one, and nobody but the two sides agrees.
func StagesOn(stage string) []string {
	if stage == "forward" {
		return []string{"follow_up"}
	}
	written := []string{"framed", "understood", "exploring", "proposed"}
	if i := slices.Index(written, stage); i >= 0 {
		return written[i+1:]
	}
	return nil
}

// Agreed reports whether both sides have said yes to a text.
func (d Dispute) Agreed() bool {
	return slices.Contains([]string{"agreed", "forward", "follow_up"}, d.Stage)
}
