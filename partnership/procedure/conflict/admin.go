package conflict

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// moved takes it on because an admin says so, which both sides read. Nobody but the
// raiser says GO, and nobody but the sides agrees.
func (s *step) moved(o procedure.Order) {
	n := slices.IndexFunc(s.Levels, func(l Level) bool { return l.ID == o.Level }) + 1
	switch {
	case s.Dispute.Level == 0:
	case o.Stage != "":
		s.push(Stage(o.Stage), o.Reason)
	case n > 0 && s.Accepted == 0:
		s.tellBoth("moved-by-admin", func(c *Content) {
			c.Reason = o.Reason
			c.goesOn(s.Levels[n-1], s.Conflict)
		})
		s.rise(n)
	}
}

// push ends the stages before another one; what was written by now counts as it
// stands.
func (s *step) push(to Stage, reason string) {
	if !slices.Contains(procedure.StagesOn(string(s.Stage)), string(to)) {
		return
	}
	s.tellBoth("pushed-by-admin", func(c *Content) { c.Reason = reason })
	for s.Stage != to {
		switch s.Stage {
		case Framed:
			s.takeUnfinished()
			s.understand()
		case Understood:
			s.explore()
		case Exploring:
			s.showOptions()
		case Forward:
			s.takeParts()
		case Raised, Proposed, Agreed, FollowUp: // nobody moves it on from there
			return
		}
	}
}

// recorded keeps what an admin puts on record of what happens outside. From then on
// the other side's silence is counted anew.
func (s *step) recorded(o procedure.Order) {
	s.Recorded = append(s.Recorded, Record{Day: o.Day, What: o.Reason})
	s.note(procedure.EntryCommand, procedure.Admin, "Recorded of "+s.name()+" on "+o.Day)
	s.countSilence(o.Day)
}
