package lifecycle

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// lookBack gives a review what it looks back on beside figures: what has become of agreed
// days and of the review before, what surveys have found, how many promises between the
// sides are late, and health where that is what it looks at.
func (p *Partnership) lookBack(b *procedure.Brief, now time.Time) {
	if b.Occasion.Type == procedure.Meeting {
		if c := procedure.CourseOf(p.Courses, procedure.Meeting, b.Occasion.Name); len(c.Kept) > 0 {
			b.Courses = append(b.Courses, c)
		}
		return
	}
	if b.Occasion.Type != procedure.Review {
		return
	}
	for _, c := range p.Courses {
		if c.Type == procedure.Milestone || c.Type == procedure.Survey || c.Type == procedure.Review && c.Name == b.Occasion.Name {
			b.Courses = append(b.Courses, c)
		}
	}
	if v, _, _ := p.Declared.Review(b.Occasion.Name); v.Method == partnership.ReviewHealth || v.Method == partnership.ReviewRenewal {
		b.Health = p.HealthTold(now)
	}
	if v, _, _ := p.Declared.Review(b.Occasion.Name); v.Method == partnership.ReviewFinancial {
		b.Deals = slices.DeleteFunc(ledger.Current(p.Ledger), func(e ledger.Entry) bool { return e.Deal == "" })
	}
	for _, r := range p.Running {
		others := func(o procedure.Owed) bool {
			return o.Stage != procedure.ItemOverdue || o.For == "" || p.sameParty(o.Owner, o.For)
		}
		b.Overdue += len(slices.DeleteFunc(slices.Clone(r.Shown.Owed), others))
	}
}
