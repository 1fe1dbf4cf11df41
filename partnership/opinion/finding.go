package opinion

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/disclosure"
)

// Findings are what a round leaves to whoever looks back on it later. They are made of
// published figures, as everything else is.
type Findings struct {
	Date string `json:"date,omitempty"` // of the round
	// Rated are in the order in which they were asked about.
	Rated []Rated `json:"rated,omitempty"`
	// Apart are the gaps that should be spoken about, the widest first, one of each
	// question. Their figures have one decimal.
	Apart []Gap `json:"gaps,omitempty"`
}

// Rated is how content all together are with one thing: a dimension, or a question that
// belongs to none.
type Rated struct {
	Dimension string `json:"dimension,omitempty"`
	Question  string `json:"question,omitempty"`
	// Index is from 0 to 100 (F7), in whole points.
	Index decimal.Decimal `json:"index"`
}

// Findings are those of the round. What may not be seen exactly is none.
func (w Wave) Findings() Findings {
	f := Findings{Date: w.Date}
	for _, d := range w.Dimensions() {
		if c := w.Content(All, d); c.Index.OK {
			f.Rated = append(f.Rated, Rated{Dimension: d, Index: c.Index.Value.Round(0)})
		}
	}
	for _, r := range w.Results {
		if l := r.Total.Likert; r.Dimension == "" && r.counts("") && r.Total.Sight == disclosure.Exact && l != nil && l.Index.OK {
			f.Rated = append(f.Rated, Rated{Question: r.Question, Index: l.Index.Value.Round(0)})
		}
	}
	for _, g := range w.Gaps() {
		if g.Wide && !slices.ContainsFunc(f.Apart, func(known Gap) bool { return known.Question == g.Question }) {
			g.Said, g.Seen = g.Said.Round(1), g.Seen.Round(1)
			f.Apart = append(f.Apart, g)
		}
	}
	return f
}
