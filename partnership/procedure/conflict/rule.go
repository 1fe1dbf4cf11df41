package conflict

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// What two sides agree on may be a rule for all: where both say so, whoever writes the spec gets
// the text that both have accepted, and all who sign are asked about it. Nothing else that was
// written leaves the seal (procedures 8).

// ruled reports whether both want the terms to say what was agreed on.
func (s *step) ruled() bool { return s.Accepted > 0 && s.Sides[0].Rule && s.Sides[1].Rule }

// propound has the accepted text kept for the spec, or no more where it is open again. The
// record names where it is kept, and not a word of it.
func (s *step) propound(void bool) {
	text := s.proposal(s.Accepted).Text
	s.amendments = append(s.amendments, procedure.Amendment{
		ID: fmt.Sprintf("%s-%d-rule", procedure.NounConflict, s.Dispute.Number), From: fmt.Sprintf("Conflict %d", s.Dispute.Number),
		Kind: procedure.AmendsRules, Text: &text, Void: void, At: s.now,
	})
}
