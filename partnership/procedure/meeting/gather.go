package meeting

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// next is the party whose turn it is to host, after the one that did it last. One that is not
// among the hosts any more has no turn.
func next(hosts []string, last string) string {
	if len(hosts) == 0 {
		return ""
	}
	return hosts[(slices.Index(hosts, last)+1)%len(hosts)]
}

// reviewed settles a meeting for which people came together for a review: that asks the chair
// what was decided, and tells everybody.
func (s *step) reviewed() {
	s.Decide(s.out, s.now, procedure.OutcomeHeld, s.title())
	s.keep()
}

// fewest is how many people meet at least.
const fewest = 2

// gather is when people have met without an agenda: all who were really invited and have not
// said that they would not come, as far as anybody knows. How it was they are asked in a line
// of their next check-in.
func (s *step) gather() {
	var there []string
	for _, a := range s.Inviting.Asks {
		if a.Arrived() && !a.Left() && attends(a) != Absent {
			there = append(there, a.Person)
		}
	}
	if len(there) < fewest {
		s.Decide(s.out, s.now, procedure.OutcomeCancelled, s.title())
		s.keep()
		return
	}
	s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactGathered, Of: s.Workflow, At: s.now, People: there})
	s.Decide(s.out, s.now, procedure.OutcomeHeld, s.title())
	s.keep()
}
