package lint

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// MethodMissing is METHOD: the methods that together make a partnership work.
const MethodMissing ID = "method-missing"

// methods reports all that are missing at once. Goals that fail SMART have been
// reported one by one, so they are named here but are no reason of their own.
func (c *checker) methods() {
	missing := c.missingMethods()
	if len(missing) == 0 {
		return
	}
	_, searching := c.spec.FirstIdeas() // goals are still to be found
	if c.smartest == 0 && !searching {
		missing = append([]string{"a goal that is SMART in every letter"}, missing...)
	}
	c.find(MethodMissing, whole, "Missing: %s. Each method covers what the others do not see; add what fits your partnership.", list(missing))
}

func (c *checker) missingMethods() []string {
	var missing []string
	_, searching := c.spec.FirstIdeas()
	for _, m := range [...]struct {
		name    string
		present bool
	}{
		{"KPIs", searching || slices.ContainsFunc(c.spec.Goals, func(g partnership.Goal) bool { return len(g.KPIs) > 0 })},
		{"a review of progress", c.reviewed()},
		{"a SWOT review", c.hasReview(partnership.ReviewSWOT)},
		{"feedback by survey", len(c.spec.Surveys) > 0},
		{"a financial review", c.hasReview(partnership.ReviewFinancial)},
		{"a conflict ladder", c.spec.Conflict != nil},
		{"an informal meeting", c.meets(true)},
	} {
		if !m.present {
			missing = append(missing, m.name)
		}
	}
	return missing
}

// reviewed reports whether progress is looked at together: in a review, or in a
// meeting that is not informal.
func (c *checker) reviewed() bool {
	return c.hasReview(partnership.ReviewProgress) || c.hasReview(partnership.ReviewHealth) || c.meets(false)
}

func (c *checker) hasReview(m partnership.ReviewMethod) bool {
	return slices.ContainsFunc(c.spec.Reviews, func(r partnership.Review) bool { return r.Method == m })
}

func (c *checker) meets(informal bool) bool {
	return slices.ContainsFunc(c.spec.Meetings, func(m partnership.Meeting) bool { return m.Informal == informal })
}
