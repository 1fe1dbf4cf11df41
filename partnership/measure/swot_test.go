package measure_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func TestPlace(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name               string
		impact, likelihood []decimal.Decimal
		want               string // n, priority, agreement
	}{
		{"of one mind", decs(4, 4, 4), decs(3, 3, 3), "3 12 1"},
		{"split", decs(1, 5, 1, 5), decs(5, 5, 5, 5), "4 15 0"},
		{"some way apart", decs(5, 4, 3), decs(2, 3, 4), "3 12 0.5918"},
		{"one person", decs(5), decs(1), "1 5 1"},
		{"nobody", nil, nil, "0 n/a n/a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := measure.Place(tt.impact, tt.likelihood)
			if got := fmt.Sprint(p.N, p.Priority, p.Agreement); err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
	for _, wrong := range [][2][]decimal.Decimal{{decs(1), decs(1, 2)}, {decs(6), decs(1)}, {decs(1), decs(0)}} {
		if p, err := measure.Place(wrong[0], wrong[1]); err == nil {
			t.Errorf("%v was placed as %+v", wrong, p)
		}
	}
}

func TestPlaceStaysOnItsScales(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		scores := func(what string) []decimal.Decimal {
			return decs(rapid.SliceOfN(rapid.Int64Range(1, 5), n, n).Draw(t, what)...)
		}
		p, err := measure.Place(scores("impact"), scores("likelihood"))
		switch {
		case err != nil:
			t.Fatal(err)
		case p.Priority.Value.LessThan(dec("1")) || p.Priority.Value.GreaterThan(dec("25")):
			t.Fatalf("priority %s", p.Priority)
		case p.Agreement.Value.IsNegative() || p.Agreement.Value.GreaterThan(dec("1")):
			t.Fatalf("agreement %s", p.Agreement)
		}
	})
}
