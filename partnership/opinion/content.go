package opinion

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/disclosure"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Content is how content a group is, over several questions: a figure from 0 to 100.
// It is made of published figures, so it tells nothing that they do not tell.
type Content struct {
	Index measure.Ratio `json:"index"`
	// Margin is the mean of the questions' margins: one person's answers go together, so
	// that more questions make nobody surer.
	Margin measure.Ratio `json:"margin"`
	// N is the least number of answers behind it.
	N int `json:"n"`
}

// All stands for everybody in the place of a party.
const All = ""

// Content is that of a party, or of all, in a dimension, or over all of them. It is n/a
// unless every statement that belongs to it may be seen exactly: with another set of
// questions it would be another figure.
func (w Wave) Content(party, dimension string) Content {
	var c Content
	sum, margins, n := decimal.Zero, decimal.Zero, int64(0)
	for _, r := range w.Results {
		if !r.counts(dimension) {
			continue
		}
		f, ok := w.figureOf(r, party)
		if !ok || f.Sight != disclosure.Exact || f.Likert == nil || !f.Likert.Index.OK {
			return Content{}
		}
		sum, n = sum.Add(f.Likert.Index.Value), n+1
		margins = margins.Add(f.Likert.Margin.Value.Mul(hundred()).Div(decimal.NewFromInt(int64(r.width()))))
		if c.N == 0 || f.N < c.N {
			c.N = f.N
		}
	}
	if n == 0 {
		return Content{}
	}
	c.Index, c.Margin = measure.Some(sum.Div(decimal.NewFromInt(n))), measure.Some(margins.Div(decimal.NewFromInt(n)))
	return c
}

func hundred() decimal.Decimal { return decimal.NewFromInt(100) }

// counts reports whether a question belongs to a dimension, or to all of them. What is
// guessed of the other side says nothing about how content anybody is.
func (r Result) counts(dimension string) bool {
	return r.Scored() && r.Mirrors == "" && (dimension == "" || r.Dimension == dimension)
}

// figureOf is that of a party, or of all.
func (w Wave) figureOf(r Result, party string) (Figure, bool) {
	if party == All {
		return r.Total, true
	}
	i := slices.IndexFunc(w.Groups, func(g Group) bool { return g.Party == party })
	if i < 0 || i >= len(r.Parties) {
		return Figure{}, false
	}
	return r.Parties[i], true
}

// Dimensions are those that the questions belong to, in the order in which they were
// asked.
func (w Wave) Dimensions() []string {
	var list []string
	for _, r := range w.Results {
		if r.Dimension != "" && r.counts(r.Dimension) && !slices.Contains(list, r.Dimension) {
			list = append(list, r.Dimension)
		}
	}
	return list
}

// Least is the party that is least content.
type Least struct {
	Party string  `json:"party"`
	Is    Content `json:"is"`
	// Next is the least content of the others.
	Next Content `json:"next"`
	// Clear says that the two are further apart than their margins: asked again, it would
	// hardly be another party.
	Clear bool `json:"clear,omitempty"`
}

// Least finds the least content party. There is none where fewer than two may be seen,
// or where two are least alike.
func (w Wave) Least() (Least, bool) {
	var least []Least
	for _, g := range w.Groups {
		if c := w.Content(g.Party, ""); c.Index.OK && g.Party != All {
			least = append(least, Least{Party: g.Party, Is: c})
		}
	}
	slices.SortStableFunc(least, func(a, b Least) int { return a.Is.Index.Value.Cmp(b.Is.Index.Value) })
	if len(least) < 2 || least[0].Is.Index.Value.Equal(least[1].Is.Index.Value) {
		return Least{}, false
	}
	first := least[0]
	first.Next = least[1].Is
	apart := first.Next.Index.Value.Sub(first.Is.Index.Value)
	first.Clear = apart.GreaterThan(first.Is.Margin.Value.Add(first.Next.Margin.Value))
	return first, true
}
