package health

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// Health is how a partnership does.
type Health struct {
	// Score is the weighted mean of the dimensions that are known, from 0 to 100.
	Score measure.Ratio `json:"score"`
	// Coverage is how much of what counts is known, from 0 to 1.
	Coverage decimal.Decimal `json:"coverage"`
	// RAG is the verdict, and Band that of the score alone: the next one is judged from it.
	RAG  measure.RAG `json:"rag"`
	Band measure.RAG `json:"band"`
	// Capped says why the verdict is less than the score would give.
	Capped     Cap         `json:"capped,omitempty"`
	Dimensions []Dimension `json:"dimensions,omitempty"`
	// Causes are the largest losses of points, the largest first.
	Causes []Cause `json:"causes,omitempty"`
}

// Cap is why a verdict is less than its score. Values are written into histories.
type Cap string

// The caps: a conflict is on a high level, or a dimension is red.
const (
	CapConflict  Cap = "conflict"
	CapDimension Cap = "dimension"
)

// mostCauses is how many causes anybody can do something about at a time.
const mostCauses = 3

// Of is formula F11: H = Σw·S/Σw over the dimensions that are known. Level is the highest
// of open conflicts. The verdict is green from 70 and amber from 40 points on, at most amber
// where a dimension is red or a conflict is on the second level, red where one is on the
// third, and unknown while less than 60 % of the weights are known. A band is left for
// another one only where the score has passed the border by 3 points since the last time.
func Of(dimensions []Dimension, level int, last Memory) Health {
	h := Health{RAG: measure.Unknown, Band: last.Band, Dimensions: slices.Clone(dimensions)}
	sum := decimal.Zero
	for i := range h.Dimensions {
		d := &h.Dimensions[i]
		if !d.Score.OK {
			continue
		}
		d.RAG = judge(d.Score.Value, last.of(d.Kind))
		h.Coverage, sum = h.Coverage.Add(d.Kind.Weight()), sum.Add(d.Kind.Weight().Mul(d.Score.Value))
	}
	if h.Coverage.IsZero() {
		return h
	}
	h.Score = measure.Some(sum.Div(h.Coverage))
	h.Causes = h.largest()
	if h.Coverage.LessThan(decimal.New(6, -1)) {
		return h
	}
	h.Band = judge(h.Score.Value, last.Band)
	h.RAG = h.Band
	h.cap(level)
	return h
}

// cap lowers the verdict for what no mean may hide.
func (h *Health) cap(level int) {
	red := slices.ContainsFunc(h.Dimensions, func(d Dimension) bool { return d.RAG == measure.Red })
	switch {
	case level >= 3 && h.RAG != measure.Red:
		h.RAG, h.Capped = measure.Red, CapConflict
	case h.RAG != measure.Green:
	case level >= 2:
		h.RAG, h.Capped = measure.Amber, CapConflict
	case red:
		h.RAG, h.Capped = measure.Amber, CapDimension
	}
}

// largest are the causes that cost the whole most.
func (h Health) largest() []Cause {
	var all []Cause
	for _, d := range h.Dimensions {
		for _, c := range d.Causes {
			c.Points = c.Points.Mul(d.Kind.Weight()).Div(h.Coverage)
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b Cause) int { return b.Points.Cmp(a.Points) })
	return all[:min(len(all), mostCauses)]
}

// Points are the score as people read it, in whole points: what is printed as 70 is judged
// as 70.
func Points(score decimal.Decimal) int { return int(score.Round(0).IntPart()) }

// The bands begin at these points, and a border has to be passed by leeway.
const (
	greenFrom = 70
	amberFrom = 40
	leeway    = 3
)

// judge puts a score into a band, given the last one.
func judge(score decimal.Decimal, last measure.RAG) measure.RAG {
	points := Points(score)
	reaches := func(border int, before bool) bool {
		switch {
		case last == measure.Unknown || last == "":
			return points >= border
		case before: // and stays until it is well below
			return points > border-leeway
		default:
			return points >= border+leeway
		}
	}
	switch {
	case reaches(greenFrom, last == measure.Green):
		return measure.Green
	case reaches(amberFrom, last != measure.Red):
		return measure.Amber
	default:
		return measure.Red
	}
}

// Of finds a dimension; an unknown one where it is not there.
func (h Health) Of(k Kind) Dimension {
	if i := slices.IndexFunc(h.Dimensions, func(d Dimension) bool { return d.Kind == k }); i >= 0 {
		return h.Dimensions[i]
	}
	return Dimension{Kind: k, RAG: measure.Unknown}
}
