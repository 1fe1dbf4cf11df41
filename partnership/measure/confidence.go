package measure

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Vote is one person's answer on a scale, counted for their party.
type Vote struct {
	Party string
	Value decimal.Decimal
}

// PartyMean is the mean of one party's votes.
type PartyMean struct {
	Party string          `json:"party"`
	Mean  decimal.Decimal `json:"mean"`
	Votes int             `json:"votes"`
}

// MeanByParty is the first part of formula F4, in the order in which the
// parties first appear.
func MeanByParty(votes []Vote) []PartyMean {
	var sums []PartyMean
	for _, v := range votes {
		i := slices.IndexFunc(sums, func(m PartyMean) bool { return m.Party == v.Party })
		if i < 0 {
			i, sums = len(sums), append(sums, PartyMean{Party: v.Party})
		}
		sums[i].Mean = sums[i].Mean.Add(v.Value)
		sums[i].Votes++
	}
	for i := range sums {
		sums[i].Mean = sums[i].Mean.Div(whole(sums[i].Votes))
	}
	return sums
}

// Band is a range of confidence.
type Band string

// The bands of confidence from 0 to 10.
const (
	Low    Band = "low"    // up to 3
	Middle Band = "middle" // up to 7
	High   Band = "high"
)

// BandOf puts a confidence from 0 to 10 into its band.
func BandOf(confidence decimal.Decimal) Band {
	switch {
	case confidence.LessThanOrEqual(decimal.NewFromInt(3)):
		return Low
	case confidence.LessThanOrEqual(decimal.NewFromInt(7)):
		return Middle
	default:
		return High
	}
}

// PerceptionGap is the distance between the most and the least confident
// party; n/a with fewer than two.
func PerceptionGap(means []PartyMean) Ratio {
	if len(means) < 2 {
		return Ratio{}
	}
	lowest, highest := means[0].Mean, means[0].Mean
	for _, m := range means[1:] {
		lowest, highest = decimal.Min(lowest, m.Mean), decimal.Max(highest, m.Mean)
	}
	return Some(highest.Sub(lowest))
}

// WorthDiscussing reports whether a perception gap on a scale up to top belongs
// on the agenda: from 2 of 10 or 1 of 5 on.
func WorthDiscussing(gap Ratio, top int) bool {
	return gap.OK && gap.Value.Mul(decimal.NewFromInt(5)).GreaterThanOrEqual(decimal.NewFromInt(int64(top)))
}

// Falling reports whether a confidence from 0 to 10, oldest first, calls for an
// alert: it fell twice in a row, by 2 or more together.
func Falling(means []decimal.Decimal) bool {
	if len(means) < 3 {
		return false
	}
	tail := means[len(means)-3:]
	fellTwice := tail[1].LessThan(tail[0]) && tail[2].LessThan(tail[1])
	return fellTwice && tail[0].Sub(tail[2]).GreaterThanOrEqual(decimal.NewFromInt(2))
}
