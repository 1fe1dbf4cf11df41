package opinion

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/disclosure"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Gap is where two sides see something differently, or one of them does not see how the
// other does. Figures are means, in points, with high for good.
type Gap struct {
	Question string `json:"question"`
	// Of is the party whose answer is Said. Without Guessed that is the one that answers
	// lower, and By the one that answers higher.
	Of   string          `json:"of"`
	Said decimal.Decimal `json:"said"`
	By   string          `json:"by"`
	Seen decimal.Decimal `json:"seen"`
	// Guessed says that Seen is what By thinks that Of would answer.
	Guessed bool `json:"guessed,omitempty"`
	// Wide says that the two are far enough apart to be spoken about (F4).
	Wide bool `json:"wide,omitempty"`
}

// Size is how far the two are apart.
func (g Gap) Size() decimal.Decimal { return g.Seen.Sub(g.Said).Abs() }

// Gaps are the perception gaps of a round, the widest first: of each statement between
// the parties that answer it lowest and highest, and between what a party thinks that
// the other answers and what that one says. Where three or more take part, "the other"
// is each of them.
func (w Wave) Gaps() []Gap {
	var gaps []Gap
	for _, r := range w.Results {
		if r.Mirrors == "" {
			gaps = append(gaps, w.between(r)...)
			continue
		}
		i := slices.IndexFunc(w.Results, func(o Result) bool { return o.Question == r.Mirrors && o.Scored() })
		if i >= 0 && w.Results[i].width() == r.width() {
			gaps = append(gaps, w.mirrored(w.Results[i], r)...)
		}
	}
	slices.SortStableFunc(gaps, func(a, b Gap) int { return b.Size().Cmp(a.Size()) })
	return gaps
}

// between are the parties that are furthest apart about a statement, if they are wide
// apart.
func (w Wave) between(r Result) []Gap {
	if !r.Scored() {
		return nil
	}
	var low, high Gap
	seen := 0
	for i, f := range r.Parties {
		if f.Sight != disclosure.Exact || !f.Mean.OK {
			continue
		}
		mean := f.Mean.Value
		if seen == 0 || mean.LessThan(low.Said) {
			low.Of, low.Said = w.Groups[i].Party, mean
		}
		if seen == 0 || mean.GreaterThan(high.Seen) {
			high.By, high.Seen = w.Groups[i].Party, mean
		}
		seen++
	}
	g := Gap{Question: r.Question, Of: low.Of, Said: low.Said, By: high.By, Seen: high.Seen, Wide: true}
	if seen < 2 || g.Size().LessThan(r.apart()) {
		return nil
	}
	return []Gap{g}
}

// mirrored are what each party guesses, beside what the others say.
func (w Wave) mirrored(said, guessed Result) []Gap {
	var gaps []Gap
	for i, by := range guessed.Parties {
		for j, of := range said.Parties {
			if i == j || by.Sight != disclosure.Exact || of.Sight != disclosure.Exact || !by.Mean.OK || !of.Mean.OK {
				continue
			}
			g := Gap{
				Question: said.Question, Of: w.Groups[j].Party, Said: of.Mean.Value, By: w.Groups[i].Party, Seen: by.Mean.Value, Guessed: true,
			}
			g.Wide = g.Size().GreaterThanOrEqual(said.apart())
			gaps = append(gaps, g)
		}
	}
	return gaps
}

// Point is a figure of one round in a row of rounds. Where it may not be seen, or was
// made of other questions, it is n/a.
type Point struct {
	Date   string        `json:"date"`
	Index  measure.Ratio `json:"index"`
	Margin measure.Ratio `json:"margin"`
	N      int           `json:"n,omitempty"`
}

// Way says in which direction a figure goes.
type Way string

// The ways. What lies within the margins is no change.
const (
	WayUnknown Way = ""
	WayUp      Way = "up"
	WayDown    Way = "down"
	WaySame    Way = "same"
)

// Trend is how content a group is, round by round, the latest last.
type Trend struct {
	Points []Point `json:"points"`
	// Since is the date of the latest round before the last that can be compared with it,
	// and Way where it has gone since then.
	Since string `json:"since,omitempty"`
	Way   Way    `json:"way,omitempty"`
}

// TrendOf sets rounds beside each other, for a party or all, in a dimension or over all
// of them. Rounds that asked other questions, or the same in another version, stay empty:
// they are never counted together.
func TrendOf(waves []Wave, party, dimension string) Trend {
	var t Trend
	if len(waves) == 0 {
		return t
	}
	last := waves[len(waves)-1]
	for _, w := range waves {
		p := Point{Date: w.Date}
		if w.asksThe(last, dimension) {
			c := w.Content(party, dimension)
			p.Index, p.Margin, p.N = c.Index, c.Margin, c.N
		}
		t.Points = append(t.Points, p)
	}
	now := t.Points[len(t.Points)-1]
	for _, p := range slices.Backward(t.Points[:len(t.Points)-1]) {
		if p.Index.OK && now.Index.OK {
			t.Since, t.Way = p.Date, wayFrom(p, now)
			break
		}
	}
	return t
}

// asksThe reports whether two rounds asked the same in a dimension.
func (w Wave) asksThe(o Wave, dimension string) bool {
	of := func(w Wave) []Measure {
		var list []Measure
		for _, r := range w.Results {
			if r.counts(dimension) {
				list = append(list, r.Measure)
			}
		}
		return list
	}
	mine, theirs := of(w), of(o)
	within := func(list []Measure, m Measure) bool { return slices.ContainsFunc(list, m.Equal) }
	return len(mine) == len(theirs) && !slices.ContainsFunc(mine, func(m Measure) bool { return !within(theirs, m) })
}

// wayFrom compares two points. Two rounds of the same people are no two samples, but the
// wider of the two margins is what chance may do.
func wayFrom(before, now Point) Way {
	change := now.Index.Value.Sub(before.Index.Value)
	switch margin := decimal.Max(before.Margin.Value, now.Margin.Value); {
	case change.GreaterThan(margin):
		return WayUp
	case change.Neg().GreaterThan(margin):
		return WayDown
	default:
		return WaySame
	}
}
