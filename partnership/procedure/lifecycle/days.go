package lifecycle

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Days says what has become of the milestones of the spec in force.
func (p *Partnership) Days() []procedure.AgreedDay {
	var list []procedure.AgreedDay
	for _, g := range p.Declared.Goals {
		for _, m := range g.Milestones {
			name := g.ID + "/" + m.ID
			c := procedure.CourseOf(p.Courses, procedure.Milestone, name)
			d := procedure.AgreedDay{Milestone: m.ID, Due: c.DayOf(m.Due.String()), Outcome: c.Outcome, On: c.At}
			d.Late = c.Outcome == "" && slices.Contains(p.Late, name)
			for _, r := range p.Running {
				if r.Type == procedure.Milestone && r.Name == name && d.Late {
					d.Told = r.Shown.Told
				}
			}
			list = append(list, d)
		}
	}
	return list
}
