package lint

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// ConditionPlanned is COND: a condition that the plan itself fulfils tells nothing when
// it becomes true (procedures 12).
const ConditionPlanned ID = "condition-planned"

func (c *checker) conditions() {
	for _, g := range c.spec.Guards {
		c.onPlan(whole.Block("guard", g.ID), g.When)
	}
	if c.spec.Exit == nil {
		return
	}
	for _, t := range c.spec.Exit.Triggers {
		c.onPlan(whole.Block("exit", "").Block("trigger", t.ID), t.When)
	}
}

// step is the number of days from one look at the plan to the next.
const step = 7

// onPlan looks for a day on which all that a condition wants is so when everything
// goes as it was planned.
func (c *checker) onPlan(at partnership.Path, when condition.Condition) {
	for _, conjunction := range when.Alternatives() {
		for day := c.spec.Start; !c.spec.End.Before(day); day = day.AddDays(step) {
			if slices.ContainsFunc(conjunction, func(clause condition.Clause) bool { return !c.holdsOnPlan(clause, day) }) {
				continue
			}
			c.find(ConditionPlanned, at.Attribute("when"), "This is so on %s if everything goes as planned, so it would alarm people about nothing. %s", day, remedy(conjunction[0].Metric))
			return
		}
	}
}

func remedy(m condition.Metric) string {
	switch m.Kind {
	case "kpi", "goal", "progress":
		return "Choose a value that the plan does not pass, or compare with the plan: pace.GOAL is 1 on plan."
	case "days_silent":
		return "Choose more days than lie between two check-ins."
	default:
		return "Choose a value that the plan does not reach."
	}
}

// holdsOnPlan reports whether a clause is so on a day, and for as long after it as it
// wants. What is not planned is never so.
func (c *checker) holdsOnPlan(clause condition.Clause, from cadence.Date) bool {
	days, counted := c.length(clause.For)
	if !counted {
		return false
	}
	until := from.AddDays(days)
	if c.spec.End.Before(until) {
		return false
	}
	for day := from; ; day = day.AddDays(step) {
		if until.Before(day) {
			day = until
		}
		if holds, known := clause.Compare(c.onPlanIs(clause.Metric, day)); !holds || !known {
			return false
		}
		if day == until {
			return true
		}
	}
}

// length is how many days a stretch takes; reviews and check-ins in a row begin and end
// with one. Without any it is never over.
func (c *checker) length(s condition.Stretch) (days int, counted bool) {
	const week, month, quarter = 7, 30, 91
	switch s.Unit {
	case condition.Days:
		return s.Count, true
	case condition.Weeks:
		return s.Count * week, true
	case condition.Months:
		return s.Count * month, true
	case condition.Quarters:
		return s.Count * quarter, true
	case condition.Reviews:
		return c.between("review", s.Count)
	case condition.CheckIns:
		return c.between("check_in", s.Count)
	}
	return 0, true
}

// between is how many days lie between the first and the last of some rounds of a
// kind, of those that come most often.
func (c *checker) between(kind string, rounds int) (days int, found bool) {
	shortest := 0.0
	for i := range c.rounds {
		r := &c.rounds[i]
		progress := kind != "review" || slices.ContainsFunc(c.spec.Reviews, func(v partnership.Review) bool { return v.ID == r.id && v.Method == partnership.ReviewProgress })
		if r.kind != kind || !progress {
			continue
		}
		if d := interval(r.rule); shortest == 0 || d < shortest {
			shortest = d
		}
	}
	return int(shortest * float64(rounds-1)), shortest > 0
}

// onPlanIs is what a metric is on a day when everything goes as planned; n/a before a
// goal has begun, and for all that nobody plans.
func (c *checker) onPlanIs(m condition.Metric, day cadence.Date) condition.Figure {
	share := func(d decimal.Decimal) condition.Figure {
		return condition.Figure{Known: true, Number: d, Word: "green"}
	}
	one := decimal.NewFromInt(1)
	switch m.Kind {
	case "kpi":
		return c.plannedKPI(m.Name, day)
	case "goal":
		g, ok := c.spec.Goal(m.Name)
		if !ok || day.Before(g.Start) {
			return condition.Figure{}
		}
		return share(measure.Window{Start: g.Start, Due: g.Due}.Expected(day))
	case "pace":
		g, ok := c.spec.Goal(m.Name)
		if !ok || day.Before(g.Start) {
			return condition.Figure{}
		}
		return share(one)
	case "response_rate", "on_time":
		return share(one)
	case "milestone":
		return c.plannedMilestone(m.Name, day)
	case "days_silent":
		return c.plannedSilence()
	default:
		return condition.Figure{}
	}
}

// plannedKPI is where a KPI is to be. A total depends on its rounds, and is left out.
func (c *checker) plannedKPI(id string, day cadence.Date) condition.Figure {
	g, k, ok := c.spec.KPI(id)
	if !ok || day.Before(g.Start) || k.Direction == partnership.Cumulative {
		return condition.Figure{}
	}
	f := condition.Figure{Known: true, Number: k.Target, Word: "green"}
	switch k.Direction {
	case partnership.MaintainMin, partnership.MaintainMax:
	case partnership.InRange:
		if k.Low == nil || k.High == nil {
			return condition.Figure{}
		}
		f.Number = k.Low.Add(*k.High).Div(decimal.NewFromInt(2))
	default:
		w := measure.Window{Start: g.Start, Due: g.Due}
		from, to := k.Baseline, k.Target
		if k.Direction == partnership.Binary {
			from, to = decimal.Zero, decimal.NewFromInt(1)
		}
		switch {
		case k.Curve == partnership.MilestoneCurve:
			w.Curve = plannedShares(g)
		case k.Curve == partnership.StepCurve, k.Direction == partnership.Binary:
			w = w.Stepped()
		}
		f.Number = from.Add(to.Sub(from).Mul(w.Expected(day)))
	}
	return f
}

// plannedShares are what a goal's milestones plan to have reached, by day.
func plannedShares(g partnership.Goal) []measure.Point {
	var points []measure.Point
	for _, m := range g.Milestones {
		if m.Planned != nil && !m.Due.Before(g.Start) && !g.Due.Before(m.Due) {
			points = append(points, measure.Point{Date: m.Due, Fraction: *m.Planned})
		}
	}
	slices.SortStableFunc(points, func(a, b measure.Point) int { return a.Date.Compare(b.Date) })
	return points
}

// plannedMilestone is met from its day on, and nothing else before.
func (c *checker) plannedMilestone(id string, day cadence.Date) condition.Figure {
	_, m, ok := c.spec.Milestone(id)
	if !ok {
		return condition.Figure{}
	}
	if day.Before(m.Due) {
		return condition.Figure{Known: true, Word: "to come"}
	}
	return condition.Figure{Known: true, Word: "met"}
}

// plannedSilence is how many days lie between two answers of the party that is asked
// least often.
func (c *checker) plannedSilence() condition.Figure {
	f := condition.Figure{}
	for _, party := range c.spec.Parties {
		shortest := 0.0
		for i := range c.spec.CheckIns {
			in := &c.spec.CheckIns[i]
			asked := slices.ContainsFunc(party.People, func(p partnership.Person) bool { return slices.Contains(in.Ask, p.ID) })
			if d := interval(&in.Rule); asked && (shortest == 0 || d < shortest) {
				shortest = d
			}
		}
		if days := decimal.NewFromInt(int64(shortest)); shortest > 0 && (!f.Known || days.GreaterThan(f.Number)) {
			f.Known, f.Number = true, days
		}
	}
	return f
}
