// Package health says in one figure from 0 to 100 how a partnership does, what that comes
// from, and what costs most (domain 4.4, F11).
//
// What is not known is n/a, never zero: it is left out, and its weight goes to the rest.
package health

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// Kind names a dimension. Values are written into histories.
type Kind string

// The dimensions, in the order in which they are shown.
const (
	Goals        Kind = "goals"
	Operations   Kind = "operations"
	Relationship Kind = "relationship"
	Value        Kind = "value"
	Issues       Kind = "issues"
)

// Kinds lists the dimensions in their order.
func Kinds() []Kind { return []Kind{Goals, Operations, Relationship, Value, Issues} }

// Weight is the share of a dimension where all are known: .30, .20, .25, .15, .10 (F11).
func (k Kind) Weight() decimal.Decimal {
	switch k {
	case Goals:
		return decimal.New(30, -2)
	case Operations:
		return decimal.New(20, -2)
	case Relationship:
		return decimal.New(25, -2)
	case Value:
		return decimal.New(15, -2)
	case Issues:
		return decimal.New(10, -2)
	default:
		return decimal.Zero
	}
}

// Dimension is one side of health. Its causes say where its score comes from: their points
// are what is missing to 100.
type Dimension struct {
	Kind  Kind          `json:"kind"`
	Score measure.Ratio `json:"score"` // from 0 to 100
	// RAG is the verdict on the score; a red dimension keeps the whole from being green.
	RAG    measure.RAG `json:"rag"`
	Causes []Cause     `json:"causes,omitempty"`
}

// Cause is something that costs points.
type Cause struct {
	Reason Reason `json:"reason"`
	// Kind is the dimension in which it does.
	Kind Kind `json:"kind"`
	// Of is a goal, or a party.
	Of string `json:"of,omitempty"`
	// Share is what was reached of it, from 0 to 1: a pace, an index, an attainment.
	Share decimal.Decimal `json:"share"`
	// Part of Whole were as they should be: asks, days, promises. Of conflicts that is how
	// many are not late, of all that are open.
	Part  int `json:"part,omitempty"`
	Whole int `json:"whole,omitempty"`
	// Level is the highest of open conflicts.
	Level int `json:"level,omitempty"`
	// Points are how much it costs: of its dimension's 100, in the list of a Health of the
	// whole's.
	Points decimal.Decimal `json:"points"`
	// Who can change it, as person IDs; nobody: all who are asked or owe something.
	Who []string `json:"who,omitempty"`
}

// Reason names what costs points. Values are written into histories.
type Reason string

// The reasons.
const (
	Behind     Reason = "behind"     // a goal is behind its plan
	Unanswered Reason = "unanswered" // asks were not answered
	DaysLate   Reason = "days-late"  // milestones were not met in time
	TasksLate  Reason = "tasks-late" // promises were not kept in time
	Discontent Reason = "discontent" // the least content party
	OffPlan    Reason = "off-plan"   // less was gained than planned
	Uneven     Reason = "uneven"     // one party gains much less than its share
	Conflicts  Reason = "conflicts"
)

// Paced is how far a goal is over how far it should be by now, and who owns it.
type Paced struct {
	Goal string
	Pace measure.Ratio
	Who  []string
}

// OfGoals is 100·mean min(1, pace) of the goals with a pace.
func OfGoals(goals []Paced) Dimension {
	var parts []part
	for _, g := range goals {
		parts = append(parts, part{weight: decimal.New(1, 0), share: g.Pace, cause: Cause{Reason: Behind, Of: g.Goal, Who: g.Who}})
	}
	return compose(Goals, parts)
}

// Counted is how many of some were as they should be (F6).
type Counted struct {
	Part, Whole int
	// Known says that there were enough to say anything.
	Known bool
	Who   []string
}

// Ratio is the share, n/a where too few were counted.
func (c Counted) Ratio() measure.Ratio {
	if !c.Known || c.Whole == 0 {
		return measure.Ratio{}
	}
	return measure.Some(decimal.NewFromInt(int64(c.Part)).Div(decimal.NewFromInt(int64(c.Whole))))
}

// OfOperations is .4 of the asks that were answered, .3 of the milestones met in time, and
// .3 of the promises kept in time.
func OfOperations(answered, met, kept Counted) Dimension {
	var parts []part
	for _, one := range []struct {
		Counted
		reason Reason
		weight int64
	}{{answered, Unanswered, 4}, {met, DaysLate, 3}, {kept, TasksLate, 3}} {
		parts = append(parts, part{
			weight: decimal.New(one.weight, -1), share: one.Ratio(), cause: Cause{Reason: one.reason, Part: one.Part, Whole: one.Whole, Who: one.Who},
		})
	}
	return compose(Operations, parts)
}

// Content is how content a party is, from 0 to 100 (F7).
type Content struct {
	Party string // empty: all together
	Index decimal.Decimal
	Who   []string
}

// OfRelationship is the index of the least content party: nobody else's makes up for it.
func OfRelationship(parties []Content) Dimension {
	if len(parties) == 0 {
		return Dimension{Kind: Relationship, RAG: measure.Unknown}
	}
	least := slices.MinFunc(parties, func(a, b Content) int { return a.Index.Cmp(b.Index) })
	return compose(Relationship, []part{{
		weight: decimal.New(1, 0), share: measure.Some(least.Index.Div(hundred())), cause: Cause{Reason: Discontent, Of: least.Party, Who: least.Who},
	}})
}

// OfValue is .5 of what was gained of what was planned, and .5 of the balance (F10).
func OfValue(attained, balance measure.Ratio, who []string) Dimension {
	half := decimal.New(5, -1)
	return compose(Value, []part{
		{weight: half, share: attained, cause: Cause{Reason: OffPlan, Who: who}}, {weight: half, share: balance, cause: Cause{Reason: Uneven, Who: who}},
	})
}

// Open is a conflict that is not over. Its level counts from 1; 0: the other side does not
// know of it yet.
type Open struct {
	Level   int
	Overdue bool
}

// penalty is what a conflict costs: 5, 15, 30 or 50 by its level, half as much again when
// overdue.
func (o Open) penalty() decimal.Decimal {
	points := [...]int64{5, 15, 30, 50}
	cost := decimal.NewFromInt(points[max(0, min(o.Level, len(points)-1))])
	if o.Overdue {
		cost = cost.Mul(decimal.New(15, -1))
	}
	return cost
}

// OfIssues is 100 less the penalties of all open conflicts, at least 0.
func OfIssues(open []Open) Dimension {
	cost := decimal.Zero
	c := Cause{Reason: Conflicts, Whole: len(open)}
	for _, o := range open {
		cost = cost.Add(o.penalty())
		c.Level = max(c.Level, o.Level)
		if !o.Overdue {
			c.Part++
		}
	}
	left := measure.Some(decimal.New(1, 0).Sub(cost.Div(hundred())))
	return compose(Issues, []part{{weight: decimal.New(1, 0), share: left, cause: c}})
}

// part is a weighted share of a dimension.
type part struct {
	weight decimal.Decimal
	share  measure.Ratio
	cause  Cause
}

// compose is 100 times the weighted mean of the parts that are known, each limited to 0 to 1.
func compose(kind Kind, parts []part) Dimension {
	d := Dimension{Kind: kind, RAG: measure.Unknown}
	weights, sum := decimal.Zero, decimal.Zero
	for _, p := range parts {
		if p.share.OK {
			weights, sum = weights.Add(p.weight), sum.Add(p.weight.Mul(p.share.Clamped().Value))
		}
	}
	if weights.IsZero() {
		return d
	}
	d.Score = measure.Some(sum.Mul(hundred()).Div(weights))
	for _, p := range parts {
		missing := decimal.New(1, 0).Sub(p.share.Clamped().Value)
		if !p.share.OK || !missing.IsPositive() {
			continue
		}
		c := p.cause
		c.Kind, c.Share, c.Points = kind, p.share.Clamped().Value, p.weight.Mul(missing).Mul(hundred()).Div(weights)
		d.Causes = append(d.Causes, c)
	}
	return d
}

func hundred() decimal.Decimal { return decimal.NewFromInt(100) }
