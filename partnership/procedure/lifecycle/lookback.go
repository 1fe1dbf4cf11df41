package lifecycle

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// lookBack gives a review what it looks back on beside figures: what has become of agreed
// days and of the review before, what surveys have found, and how many promises between
// the sides are late.
func (p *Partnership) lookBack(b *procedure.Brief) {
	if b.Occasion.Type != procedure.Review {
		return
	}
	for _, c := range p.Courses {
		if c.Type == procedure.Milestone || c.Type == procedure.Survey || c.Type == procedure.Review && c.Name == b.Occasion.Name {
			b.Courses = append(b.Courses, c)
		}
	}
	for _, r := range p.Running {
		others := func(o procedure.Owed) bool {
			return o.Stage != procedure.ItemOverdue || o.For == "" || p.sameParty(o.Owner, o.For)
		}
		b.Overdue += len(slices.DeleteFunc(slices.Clone(r.Shown.Owed), others))
	}
}
