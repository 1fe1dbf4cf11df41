package measure

import "github.com/shopspring/decimal"

// Forecasts are how sure somebody was, time and again, of one thing: confidences from 0 to
// 10, as far as formula F4 needs them.
type Forecasts struct {
	N       int             `json:"n"`
	Sum     decimal.Decimal `json:"sum"`
	Squares decimal.Decimal `json:"squares"` // the sum of their squares
}

// With counts a confidence in.
func (f Forecasts) With(confidence decimal.Decimal) Forecasts {
	return Forecasts{N: f.N + 1, Sum: f.Sum.Add(confidence), Squares: f.Squares.Add(confidence.Mul(confidence))}
}

// Without takes back a confidence that was counted.
func (f Forecasts) Without(confidence decimal.Decimal) Forecasts {
	return Forecasts{N: f.N - 1, Sum: f.Sum.Sub(confidence), Squares: f.Squares.Sub(confidence.Mul(confidence))}
}

// Calibration is how far confidences were from what came of it, over all that has come to
// its end.
type Calibration struct {
	N      int             `json:"n"`      // confidences
	Errors decimal.Decimal `json:"errors"` // the sum of (c/10 − outcome)²
}

// Judge counts forecasts in once it is known whether the thing came true.
func (c Calibration) Judge(f Forecasts, came bool) Calibration {
	errors := f.Squares.Shift(-2)
	if came {
		errors = errors.Sub(f.Sum.Mul(whole(2)).Shift(-1)).Add(whole(f.N))
	}
	return Calibration{N: c.N + f.N, Errors: c.Errors.Add(errors)}
}

// Plus counts two together.
func (c Calibration) Plus(o Calibration) Calibration {
	return Calibration{N: c.N + o.N, Errors: c.Errors.Add(o.Errors)}
}

// Brier is the score of formula F4, mean((c/10 − outcome)²): 0 for who was certain and
// right, 0.25 for who always said 5, 1 for who was certain and wrong; n/a without forecasts.
func (c Calibration) Brier() Ratio {
	if c.N == 0 {
		return Ratio{}
	}
	return Some(c.Errors.Div(whole(c.N)))
}
