package measure_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func TestBrier(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name         string
		right, wrong []decimal.Decimal // confidences of what came true, and of what did not
		want         string
	}{
		{"nothing has ended", nil, nil, "n/a"},
		{"certain and right", decs(10, 10), decs(0), "0"},
		{"certain and wrong", decs(0), decs(10), "1"},
		{"always in the middle", decs(5, 5, 5), decs(5), "0.25"},
		{"nearly", decs(8, 7, 9), nil, "0.0467"},
		{"too sure", nil, decs(8, 7, 9), "0.6467"},
		{"of two goals", decs(8, 6), decs(3, 4), "0.1125"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := judged(tt.right, true).Plus(judged(tt.wrong, false)).Brier().String(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func judged(confidences []decimal.Decimal, came bool) measure.Calibration {
	var f measure.Forecasts
	for _, c := range confidences {
		f = f.With(c)
	}
	return measure.Calibration{}.Judge(f, came)
}

// TestBrierIsTheMeanOfTheSquares reckons it by the formula, and takes back what was counted
// by mistake.
func TestBrierIsTheMeanOfTheSquares(t *testing.T) {
	t.Parallel()
	confidence := rapid.Custom(func(t *rapid.T) decimal.Decimal { return decimal.New(rapid.Int64Range(0, 100).Draw(t, "tenths"), -1) })
	rapid.Check(t, func(t *rapid.T) {
		came := rapid.Bool().Draw(t, "came")
		list := rapid.SliceOfN(confidence, 1, 20).Draw(t, "confidences")
		outcome, sum := decimal.Zero, decimal.Zero
		if came {
			outcome = decimal.NewFromInt(1)
		}
		f, mistake := measure.Forecasts{}, confidence.Draw(t, "mistake")
		for i, c := range list {
			off := c.Shift(-1).Sub(outcome)
			sum = sum.Add(off.Mul(off))
			if f = f.With(c); i == 0 {
				f = f.With(mistake).Without(mistake)
			}
		}
		got := measure.Calibration{}.Judge(f, came).Brier()
		if want := sum.Div(decimal.NewFromInt(int64(len(list)))); !got.Value.Equal(want) || !got.Value.Equal(got.Clamped().Value) {
			t.Fatalf("of %v, came %t: %s, want %s", list, came, got.Value, want)
		}
	})
}
