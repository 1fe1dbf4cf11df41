package measure

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Scale is what a survey's question is answered on, such as 1 to 5.
type Scale struct {
	Low, High int
	// Reversed scales ask about something bad: x counts as Low + High − x.
	Reversed bool
}

// Likert is what the answers on a scale come to. Without answers every figure
// is n/a.
type Likert struct {
	N      int   `json:"n"`
	Mean   Ratio `json:"mean"`
	Median Ratio `json:"median"`
	SD     Ratio `json:"sd"` // of the population: these are all answers, no sample
	// Favourable is the share of answers on the two highest points.
	Favourable Ratio `json:"favourable"`
	// Index is the mean as a figure from 0 to 100.
	Index Ratio `json:"index"`
	// Margin is 1.96·SD/√n, in points: would everybody be asked again, the mean would lie
	// within it 19 times out of 20.
	Margin Ratio `json:"margin"`
}

// Likert is formula F7. It fails when an answer lies outside the scale.
func (s Scale) Likert(answers []decimal.Decimal) (Likert, error) {
	low, high := whole(s.Low), whole(s.High)
	values := make([]decimal.Decimal, 0, len(answers))
	for _, a := range answers {
		if a.LessThan(low) || a.GreaterThan(high) {
			return Likert{}, fmt.Errorf("likert: %s is outside the scale from %d to %d", a, s.Low, s.High)
		}
		if s.Reversed {
			a = low.Add(high).Sub(a)
		}
		values = append(values, a)
	}
	if len(values) == 0 {
		return Likert{}, nil
	}
	slices.SortFunc(values, decimal.Decimal.Cmp)
	mean := meanOf(values)
	sd := deviation(values, mean)
	l := Likert{N: len(values), Mean: Some(mean), Median: Some(median(values)), SD: Some(sd), Margin: Some(margin(sd, len(values)))}
	top := 0
	for _, v := range values {
		if v.GreaterThanOrEqual(high.Sub(one())) {
			top++
		}
	}
	l.Favourable = Some(whole(top).Div(whole(len(values))))
	if width := high.Sub(low); width.IsPositive() {
		l.Index = Some(mean.Sub(low).Mul(whole(100)).Div(width))
	}
	return l, nil
}

func meanOf(values []decimal.Decimal) decimal.Decimal {
	return decimal.Sum(decimal.Zero, values...).Div(whole(len(values)))
}

// median wants the values sorted.
func median(values []decimal.Decimal) decimal.Decimal {
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return values[middle]
	}
	return values[middle-1].Add(values[middle]).Div(whole(2))
}

// margin is that of a mean of n values.
func margin(sd decimal.Decimal, n int) decimal.Decimal {
	return sd.Mul(sureness()).Div(root(whole(n), 2))
}

// sureness is how many standard errors hold 19 of 20 results.
func sureness() decimal.Decimal { return decimal.New(196, -2) }

func deviation(values []decimal.Decimal, mean decimal.Decimal) decimal.Decimal {
	sum := decimal.Zero
	for _, v := range values {
		off := v.Sub(mean)
		sum = sum.Add(off.Mul(off))
	}
	return root(sum.Div(whole(len(values))), 2)
}
