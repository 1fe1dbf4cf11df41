package measure

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// NPS is a net promoter score with what it takes to read it. Without answers
// the figures are n/a.
type NPS struct {
	N          int   `json:"n"`
	Promoters  int   `json:"promoters"`  // 9 and 10
	Passives   int   `json:"passives"`   // 7 and 8
	Detractors int   `json:"detractors"` // 0 to 6
	Score      Ratio `json:"score"`      // −100 to 100
	SE         Ratio `json:"se"`         // standard error of the score
	// Margin is 1.96·SE: the true score lies within it 19 times out of 20.
	Margin Ratio `json:"margin"`
}

// NetPromoters is formula F8: 100·(p−d) of the shares of promoters and
// detractors, SE = 100·√((p+d−(p−d)²)/n). It fails on anything but whole
// numbers from 0 to 10.
func NetPromoters(answers []decimal.Decimal) (NPS, error) {
	var s NPS
	for _, a := range answers {
		switch {
		case !a.IsInteger() || a.IsNegative() || a.GreaterThan(whole(10)):
			return NPS{}, fmt.Errorf("net promoter score: %s is no whole number from 0 to 10", a)
		case a.GreaterThanOrEqual(whole(9)):
			s.Promoters++
		case a.GreaterThanOrEqual(whole(7)):
			s.Passives++
		default:
			s.Detractors++
		}
	}
	s.N = len(answers)
	if s.N == 0 {
		return s, nil
	}
	n := whole(s.N)
	promoters, detractors := whole(s.Promoters).Div(n), whole(s.Detractors).Div(n)
	score := promoters.Sub(detractors)
	se := root(promoters.Add(detractors).Sub(score.Mul(score)).Div(n), 2).Mul(whole(100))
	s.Score, s.SE, s.Margin = Some(score.Mul(whole(100))), Some(se), Some(se.Mul(sureness()))
	return s, nil
}
