package measure_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func TestAccount(t *testing.T) {
	t.Parallel()
	a := measure.Account{
		Cash: dec("40000"), Hours: dec("300"), Rate: dec("60"), InKind: dec("2000"),
		Revenue: dec("70000"), Savings: dec("10000"), Benefits: dec("10000"), Variable: dec("30000"),
	}
	got := fmt.Sprint(a.Cost(), a.Gain(), a.Net(), a.ROI(), a.BCR(), a.Margin())
	if want := "60000 90000 30000 0.5 1.5 0.6667"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if none := (measure.Account{}); none.ROI().OK || none.BCR().OK || none.Margin().OK {
		t.Error("an empty account has ratios")
	}
}

func TestAccountsAddUp(t *testing.T) {
	t.Parallel()
	a := measure.Account{Cash: dec("1"), Hours: dec("100"), Rate: dec("90"), InKind: dec("2"), Revenue: dec("3"), Savings: dec("4"), Benefits: dec("5"), Variable: dec("6")}
	b := measure.Account{Hours: dec("300"), Rate: dec("50"), Revenue: dec("10")}
	for _, tt := range []struct {
		name string
		sum  measure.Account
		want string // rate, cost, gain, variable cost
	}{
		{"hours of two rates", a.Plus(b), "60 24003 22 6"},
		{"the other way round", b.Plus(a), "60 24003 22 6"},
		{"hours on one side only", a.Plus(measure.Account{Cash: dec("7"), Rate: dec("1")}), "90 9010 12 6"},
		{"hours on the other side only", measure.Account{Rate: dec("1")}.Plus(b), "50 15000 10 0"},
		{"nothing", measure.Account{}.Plus(measure.Account{}), "0 0 0 0"},
	} {
		if got := fmt.Sprint(tt.sum.Rate, tt.sum.Cost(), tt.sum.Gain(), tt.sum.Variable); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestSlope(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		values []decimal.Decimal
		want   string
	}{
		{decs(1, 2, 3, 4), "1"},
		{decs(-60, 5, 25, 40), "32"},
		{decs(1_000, 5, 5, 5, 5), "0"},
		{decs(4, 3, 1, 0), "-1.4"},
		{decs(1, 2, 3), "n/a"},
		{nil, "n/a"},
	} {
		if got := measure.Slope(tt.values).String(); got != tt.want {
			t.Errorf("of %v: got %s, want %s", tt.values, got, tt.want)
		}
	}
}

func TestPaybackAndNPV(t *testing.T) {
	t.Parallel()
	nets := decs(-60_000, 5_000, 25_000, 40_000, 45_000)
	if period, ok := measure.Payback(nets); !ok || period != 3 {
		t.Errorf("paid back in period %d, %v", period, ok)
	}
	if _, ok := measure.Payback(nets[:3]); ok {
		t.Error("paid back too early")
	}
	for _, tt := range []struct {
		rate    string
		perYear int
		want    string
	}{
		{"0.12", 4, "45402"}, // quarters at 12 % a year
		{"0", 4, "55000"},
		{"0.12", 1, "21464"},
		{"-1", 4, "n/a"},
		{"0.12", 0, "n/a"},
	} {
		got := "n/a"
		if npv := measure.NPV(nets, dec(tt.rate), tt.perYear); npv.OK {
			got = npv.Value.Round(0).String()
		}
		if got != tt.want {
			t.Errorf("at %s and %d periods a year: got %s, want %s", tt.rate, tt.perYear, got, tt.want)
		}
	}
}

func TestVariance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		actual, budget string
		flow           measure.Flow
		want           string
	}{
		{"108", "100", measure.Cost, "0.08 amber"},
		{"92", "100", measure.Income, "-0.08 amber"},
		{"105", "100", measure.Cost, "0.05 green"},
		{"110.01", "100", measure.Cost, "0.1001 red"},
		{"80", "100", measure.Cost, "-0.2 green"},
		{"150", "100", measure.Income, "0.5 green"},
		{"-12", "-10", measure.Income, "-0.2 red"},
		{"5", "0", measure.Cost, "n/a unknown"},
	} {
		v := measure.Variance(dec(tt.actual), dec(tt.budget))
		if got := v.String() + " " + string(measure.DefaultBands().Judge(v, tt.flow)); got != tt.want {
			t.Errorf("%s %s of %s: got %q, want %q", tt.flow, tt.actual, tt.budget, got, tt.want)
		}
	}
}

func TestBurn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		spent, budget string
		elapsed, term int
		want          string
	}{
		{"50", "100", 91, 364, "2"},
		{"25", "100", 91, 364, "1"},
		{"0", "100", 91, 364, "0"},
		{"25", "0", 91, 364, "n/a"},
		{"25", "100", 0, 364, "n/a"},
	} {
		if got := measure.Burn(dec(tt.spent), dec(tt.budget), tt.elapsed, tt.term).String(); got != tt.want {
			t.Errorf("%s of %s on day %d: got %s, want %s", tt.spent, tt.budget, tt.elapsed, got, tt.want)
		}
	}
}

func portions(got, due []int64) []measure.Portion {
	var list []measure.Portion
	for i := range got {
		list = append(list, measure.Portion{Got: decimal.NewFromInt(got[i]), Due: decimal.NewFromInt(due[i])})
	}
	return list
}

func TestFair(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		got, due []int64
		want     string // B, J, x, verdict
	}{
		{"three parties by cost", []int64{150, 140, 55}, []int64{120, 80, 50}, "0.6286 0.9603 [0.9058 1.2681 0.7971] amber"},
		{"marketing", []int64{90, 30}, []int64{40, 40}, "0.3333 0.8 [1.5 0.5] red"},
		{"water", []int64{900, 520, 610, 380, 290}, []int64{30, 15, 25, 20, 10}, "0.5481 0.9637 [1.1111 1.284 0.9037 0.7037 1.0741] amber"},
		{"haulage", []int64{5, 2}, []int64{60, 40}, "0.6 0.9412 [1.1905 0.7143] amber"},
		{"all alike", []int64{2, 4, 6}, []int64{1, 2, 3}, "1 1 [1 1 1] green"},
		{"one has nothing", []int64{5, 0}, []int64{1, 1}, "0 0.5 [2 0] red"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := measure.Fair(portions(tt.got, tt.due))
			if got := fmt.Sprint(f.Balance, f.Jain, " ", f.X, " ", measure.JudgeBalance(f.Balance)); got != tt.want || f.Reason != "" {
				t.Errorf("got %q %s, want %q", got, f.Reason, tt.want)
			}
		})
	}
	for _, tt := range []struct {
		name     string
		got, due []int64
		want     string
	}{
		{"a loss", []int64{5, -1}, []int64{1, 1}, "a party has a loss"},
		{"nothing yet", []int64{0, 0}, []int64{1, 1}, "nobody has got anything yet"},
		{"nothing due", []int64{5, 1}, []int64{1, 0}, "a party has no share and no contribution"},
		{"one party", []int64{5}, []int64{1}, "there are fewer than two parties"},
	} {
		f := measure.Fair(portions(tt.got, tt.due))
		if f.Reason != tt.want || f.Balance.OK || f.Jain.OK || measure.JudgeBalance(f.Balance) != measure.Unknown {
			t.Errorf("%s: got %+v", tt.name, f)
		}
	}
}

func TestFairnessIgnoresTheScale(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 6).Draw(t, "parties")
		amounts := rapid.SliceOfN(rapid.Int64Range(1, 1_000_000), n, n)
		list := portions(amounts.Draw(t, "got"), amounts.Draw(t, "due"))
		f := measure.Fair(list)
		gotFactor := decimal.New(rapid.Int64Range(1, 100_000).Draw(t, "factor of got"), -3)
		dueFactor := decimal.New(rapid.Int64Range(1, 100_000).Draw(t, "factor of due"), -3)
		scaled := make([]measure.Portion, n)
		equal := true
		for i, p := range list {
			scaled[i] = measure.Portion{Got: p.Got.Mul(gotFactor), Due: p.Due.Mul(dueFactor)}
			equal = equal && p.Got.Mul(list[0].Due).Equal(list[0].Got.Mul(p.Due))
		}
		s := measure.Fair(scaled)
		least := decimal.NewFromInt(1).Div(decimal.NewFromInt(int64(n)))
		switch {
		case !f.Balance.Value.Round(10).Equal(s.Balance.Value.Round(10)), !f.Jain.Value.Round(10).Equal(s.Jain.Value.Round(10)):
			t.Fatalf("scaling changes B %s to %s and J %s to %s", f.Balance, s.Balance, f.Jain, s.Jain)
		case equal != f.Balance.Value.Equal(dec("1")):
			t.Fatalf("B = %s, all equal: %v", f.Balance.Value, equal)
		case equal && !f.Jain.Value.Equal(dec("1")):
			t.Fatalf("J = %s of equal parts", f.Jain.Value)
		case f.Jain.Value.Round(10).LessThan(least.Round(10)) || f.Jain.Value.GreaterThan(dec("1")):
			t.Fatalf("J = %s of %d parties", f.Jain.Value, n)
		}
	})
}
