package measure

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Placed is how much an item of a SWOT matters to those who scored it. Without scores
// both figures are n/a.
type Placed struct {
	N int `json:"n"`
	// Priority is mean impact × mean likelihood, from 1 to 25.
	Priority Ratio `json:"priority"`
	// Agreement is 1 − SD/2 of the impact, from 0 for a room that is split to 1 for one
	// that is of one mind.
	Agreement Ratio `json:"agreement"`
}

// Place is the part of formula F12 about SWOT. Impact and likelihood are from 1 to 5,
// one of each from everybody who scored.
func Place(impact, likelihood []decimal.Decimal) (Placed, error) {
	if len(impact) != len(likelihood) {
		return Placed{}, fmt.Errorf("place: %d scores of impact and %d of likelihood", len(impact), len(likelihood))
	}
	five := Scale{Low: 1, High: 5}
	impacts, err := five.Likert(impact)
	if err != nil {
		return Placed{}, fmt.Errorf("place by impact: %w", err)
	}
	likelihoods, err := five.Likert(likelihood)
	if err != nil || impacts.N == 0 {
		return Placed{}, err
	}
	return Placed{
		N: impacts.N, Priority: Some(impacts.Mean.Value.Mul(likelihoods.Mean.Value)),
		Agreement: Some(one().Sub(impacts.SD.Value.Div(whole(2)))),
	}, nil
}
