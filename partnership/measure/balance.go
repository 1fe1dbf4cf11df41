package measure

import "github.com/shopspring/decimal"

// Portion is one party's part in something shared. For the balance of value,
// Got is what the party gained and Due its agreed share or, without one, what it
// put in. For the balance of effort, Got is the hours given and Due those
// promised.
type Portion struct {
	Party    string
	Got, Due decimal.Decimal
}

// Fairness is how evenly portions are shared. Reason says why the figures are
// n/a.
type Fairness struct {
	// Balance is the least favoured party's x over the most favoured one's, from
	// 0 to 1.
	Balance Ratio `json:"balance"`
	// Jain is Jain's index, from 1/n to 1. It is lenient: a split of 3 to 1 has
	// still 0.8, so alarms watch Balance.
	Jain Ratio `json:"jain"`
	// X is each party's part of what was got over its part of what is due: above
	// 1 it has more than its share.
	X      []Ratio `json:"x,omitempty"`
	Reason string  `json:"reason,omitempty"`
}

// Fair is formula F10: x_i = (R_i/ΣR)/(due_i/Σdue), B = min x/max x and
// J = (Σx)²/(n·Σx²).
func Fair(portions []Portion) Fairness {
	got, due := decimal.Zero, decimal.Zero
	for _, p := range portions {
		switch {
		case p.Got.IsNegative():
			return Fairness{Reason: "a party has a loss"}
		case !p.Due.IsPositive():
			return Fairness{Reason: "a party has no share and no contribution"}
		}
		got, due = got.Add(p.Got), due.Add(p.Due)
	}
	switch {
	case len(portions) < 2:
		return Fairness{Reason: "there are fewer than two parties"}
	case got.IsZero():
		return Fairness{Reason: "nobody has got anything yet"}
	}
	var f Fairness
	var parts []decimal.Decimal
	for _, p := range portions {
		// One division, so that equal parts are exactly equal.
		x := p.Got.Mul(due).Div(p.Due.Mul(got))
		parts, f.X = append(parts, x), append(f.X, Some(x))
	}
	lowest, highest := decimal.Min(parts[0], parts[1:]...), decimal.Max(parts[0], parts[1:]...)
	f.Balance, f.Jain = Some(lowest.Div(highest)), Some(jain(parts))
	return f
}

func jain(parts []decimal.Decimal) decimal.Decimal {
	sum, squares := decimal.Zero, decimal.Zero
	for _, x := range parts {
		sum, squares = sum.Add(x), squares.Add(x.Mul(x))
	}
	return sum.Mul(sum).Div(whole(len(parts)).Mul(squares))
}

// JudgeBalance gives the verdict of formula F10 on a balance: amber below 0.7,
// red below 0.4.
func JudgeBalance(balance Ratio) RAG {
	rounded := balance.Value.Round(4)
	switch {
	case !balance.OK:
		return Unknown
	case rounded.LessThan(decimal.New(4, -1)):
		return Red
	case rounded.LessThan(decimal.New(7, -1)):
		return Amber
	default:
		return Green
	}
}
