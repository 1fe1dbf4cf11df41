package measure_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func TestJudgeOtherDirections(t *testing.T) {
	t.Parallel()
	year := term{start: "2026-01-01", due: "2026-12-31"}.window(t)
	tolerance := dec("0.5")
	band := measure.Target{Direction: measure.InRange, Low: dec("4"), High: dec("6"), Tolerance: &tolerance}
	strict := measure.Target{Direction: measure.InRange, Low: dec("4"), High: dec("6")}
	done := measure.Target{Direction: measure.Binary}
	lenient := way("120", "300")
	lenient.Thresholds = &measure.Thresholds{Green: dec("0.8"), Amber: dec("0.5")}
	for _, tt := range []struct {
		name        string
		target      measure.Target
		window      measure.Window
		actual, now string
		want        string // progress, expected, pace, RAG, verdict
	}{
		{"inside the range", band, year, "5", "2026-01-02", "1 1 n/a green on track"},
		{"on its lower bound", band, year, "4", "2026-01-02", "1 1 n/a green on track"},
		{"below it within the tolerance", band, year, "3.8", "2026-01-02", "0.6 1 n/a amber at risk"},
		{"above it where the tolerance ends", band, year, "6.5", "2026-01-02", "0 1 n/a amber at risk"},
		{"above it past the tolerance", band, year, "6.6", "2026-01-02", "0 1 n/a red off track"},
		{"a range without tolerance", strict, year, "6.01", "2026-01-02", "0 1 n/a red off track"},
		{"not yet done", done, year.Stepped(), "0", "2026-07-01", "0 0 n/a unknown too early to tell"},
		{"done early", done, year.Stepped(), "1", "2026-02-01", "1 0 n/a green on track"},
		{"done when due", done, year.Stepped(), "1", "2026-12-31", "1 1 1 green on track"},
		{"not done when due", done, year.Stepped(), "0", "2026-12-31", "0 1 0 red off track"},
		{"thresholds of its own", lenient, year, "198", "2026-07-01", "0.4333 0.4973 0.8715 green on track"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			actual := dec(tt.actual)
			s := measure.Judge(tt.target, tt.window, &actual, date(t, tt.now))
			got := s.Progress.String() + " " + s.Expected.String() + " " + s.Pace.String() + " " + string(s.RAG) + " " + s.Verdict()
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTheWorseOfDisputedReadingsCountsInEveryDirection(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		target measure.Target
		a, b   string
		want   string
	}{
		{"range", measure.Target{Direction: measure.InRange, Low: dec("4"), High: dec("6")}, "5", "7", "7"},
		{"range, below", measure.Target{Direction: measure.InRange, Low: dec("4"), High: dec("6")}, "3", "7", "3"},
		{"binary", measure.Target{Direction: measure.Binary}, "1", "0", "0"},
		{"total that grows", measure.Target{Direction: measure.Cumulative, Target: dec("100")}, "7", "5", "5"},
		{"total that shrinks", measure.Target{Direction: measure.Cumulative, Baseline: dec("100"), Target: dec("50")}, "5", "7", "7"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			readings := []measure.Reading{
				{Period: "2026-02-01", Reporter: "lars", Value: dec(tt.a)},
				{Period: "2026-02-01", Reporter: "tom", Value: dec(tt.b)},
			}
			got, disputed, ok := measure.Current(readings, tt.target)
			if !ok || !disputed || !got.Value.Equal(dec(tt.want)) {
				t.Errorf("got %s, disputed %v, want %s", got.Value, disputed, tt.want)
			}
		})
	}
}

func TestGradeGoal(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		progress     string
		aspirational bool
		want         measure.Grade
	}{
		{"0.95", false, measure.Achieved},
		{"0.94996", false, measure.Achieved}, // printed as 0.95
		{"0.9499", false, measure.Partially},
		{"0.75", false, measure.Partially},
		{"0.7499", false, measure.Missed},
		{"0.7", true, measure.Achieved},
		{"0.69", true, measure.Partially},
		{"0.39", true, measure.Missed},
		{"-1", true, measure.Missed},
		{"", false, measure.Ungraded},
	} {
		var progress measure.Ratio
		if tt.progress != "" {
			progress = measure.Some(decimal.RequireFromString(tt.progress))
		}
		if got := measure.GradeGoal(progress, tt.aspirational); got != tt.want {
			t.Errorf("%s of an aspirational (%v) goal is %s, want %s", progress, tt.aspirational, got, tt.want)
		}
	}
}
