package measure_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func TestJudgeIndex(t *testing.T) {
	t.Parallel()
	for index, want := range map[string]measure.RAG{
		"100": measure.Green, "70": measure.Green, "69.5": measure.Green, "69.4": measure.Amber, "40": measure.Amber, "39.4": measure.Red, "0": measure.Red,
	} {
		if got := measure.JudgeIndex(dec(index)); got != want {
			t.Errorf("%s is %s, want %s", index, got, want)
		}
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	year := term{start: "2026-01-01", due: "2026-12-31"}
	kept := func(d measure.Direction, bound, tolerance string) measure.Target {
		target := measure.Target{Direction: d, Target: dec(bound)}
		if tolerance != "" {
			v := dec(tolerance)
			target.Tolerance = &v
		}
		return target
	}
	for _, tt := range []struct {
		name        string
		target      measure.Target
		actual, now string
		want        string // progress, pace, RAG, verdict
	}{
		{"never measured", way("120", "300"), "", "2026-07-01", "n/a n/a unknown not measured"},
		{"moved the wrong way", way("85", "60"), "90", "2026-07-01", "-0.2 -0.4022 red off track"},
		{"more than wanted", way("120", "300"), "390", "2026-07-01", "1.5 3.0166 green on track"},
		{"too early", way("120", "300"), "120", "2026-02-05", "0 n/a unknown too early to tell"},
		{"a tenth is early enough", way("120", "300"), "120", "2026-02-08", "0 0 red off track"},
		{"before the start", way("120", "300"), "130", "2025-12-01", "0.0556 n/a unknown too early to tell"},
		{"after the due date", way("120", "300"), "291", "2027-06-01", "0.95 0.95 green on track"},
		{"target and baseline are the same", way("60", "60"), "70", "2026-07-01", "n/a n/a unknown unknown"},
		{"keeps its bound", kept(measure.MaintainMin, "4.3", "0.5"), "4.3", "2026-01-02", "1 n/a green on track"},
		{"below the bound, within tolerance", kept(measure.MaintainMin, "4.3", "0.5"), "4.2", "2026-01-02", "0.8 n/a amber at risk"},
		{"where the tolerance ends", kept(measure.MaintainMin, "4.3", "0.5"), "3.8", "2026-01-02", "0 n/a amber at risk"},
		{"past the tolerance", kept(measure.MaintainMin, "4.3", "0.5"), "3.7", "2026-01-02", "0 n/a red off track"},
		{"no tolerance", kept(measure.MaintainMin, "4.3", ""), "4.2", "2026-01-02", "0 n/a red off track"},
		{"stays under a ceiling", kept(measure.MaintainMax, "24", "6"), "20", "2026-01-02", "1 n/a green on track"},
		{"breaks a ceiling", kept(measure.MaintainMax, "24", "6"), "27", "2026-01-02", "0.5 n/a amber at risk"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var actual *decimal.Decimal
			if tt.actual != "" {
				v := dec(tt.actual)
				actual = &v
			}
			s := measure.Judge(tt.target, year.window(t), actual, date(t, tt.now))
			got := s.Progress.String() + " " + s.Pace.String() + " " + string(s.RAG) + " " + s.Verdict()
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNoForecastWithoutProgress(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, actual, now string }{
		{"nothing won", "120", "2026-07-01"},
		{"lost ground", "110", "2026-07-01"},
		{"first day", "130", "2026-01-01"},
		{"in a thousand years", "120.0001", "2026-07-01"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			actual := dec(tt.actual)
			s := measure.Judge(way("120", "300"), term{start: "2026-01-01", due: "2026-12-31"}.window(t), &actual, date(t, tt.now))
			if s.ETA != nil {
				t.Errorf("ETA %s", s.ETA)
			}
		})
	}
}

func TestForecastIsNotRounded(t *testing.T) {
	t.Parallel()
	// Two thirds in two days is three days; 2/0.6666666666666667 would be less.
	actual := dec("2")
	s := measure.Judge(way("0", "3"), term{start: "2026-01-01", due: "2026-01-10"}.window(t), &actual, date(t, "2026-01-03"))
	if s.ETA == nil || s.ETA.String() != "2026-01-04" || s.DaysLate != -6 {
		t.Errorf("ETA %v, %d days late", s.ETA, s.DaysLate)
	}
}

func TestExpected(t *testing.T) {
	t.Parallel()
	year := term{start: "2026-01-01", due: "2026-12-31"}.window(t)
	milestones := year
	milestones.Curve = []measure.Point{{Date: date(t, "2026-04-01"), Fraction: dec("0.1")}, {Date: date(t, "2026-10-01"), Fraction: dec("0.6")}}
	step := year.Stepped()
	noTime := measure.Window{Start: date(t, "2026-07-01"), Due: date(t, "2026-07-01")}
	for _, tt := range []struct {
		name   string
		window measure.Window
		now    string
		want   string
	}{
		{"half way", year, "2026-07-01", "0.4973"},
		{"before the start", year, "2025-07-01", "0"},
		{"on the first day", year, "2026-01-01", "0"},
		{"on the last day", year, "2026-12-31", "1"},
		{"later", year, "2027-12-31", "1"},
		{"between milestones", milestones, "2026-07-01", "0.3486"},
		{"before the first milestone", milestones, "2026-02-15", "0.05"},
		{"on a milestone", milestones, "2026-10-01", "0.6"},
		{"after the last milestone", milestones, "2026-11-15", "0.7978"},
		{"a step, before", step, "2026-12-30", "0"},
		{"a step, after", step, "2026-12-31", "1"},
		{"no time at all, before", noTime, "2026-06-30", "0"},
		{"no time at all, due", noTime, "2026-07-01", "1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := tt.window.Expected(date(t, tt.now)).Round(4).String(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRelativeTarget(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, baseline, change, want string }{
		{"growth", "48", "0.2", "57.6"},
		{"loss", "-10", "0.5", "-5"},
		{"cut", "80", "-0.25", "60"},
		{"of nothing", "0", "0.2", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, ok := measure.RelativeTarget(dec(tt.baseline), dec(tt.change))
			if ok != (tt.want != "") || ok && !got.Equal(dec(tt.want)) {
				t.Errorf("got %s, %v, want %q", got, ok, tt.want)
			}
		})
	}
}

func TestStandingSurvivesJSON(t *testing.T) {
	t.Parallel()
	actual := dec("198.50")
	year := term{start: "2026-01-01", due: "2026-12-31"}.window(t)
	for _, want := range []measure.KPIStanding{
		measure.Judge(way("120", "300"), year, &actual, date(t, "2026-07-01")),
		measure.Judge(way("120", "300"), year, nil, date(t, "2026-07-01")),
	} {
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got measure.KPIStanding
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", b, diff)
		}
	}
	if b, err := json.Marshal(measure.Ratio{}); err != nil || string(b) != "null" {
		t.Errorf("n/a is %s, %v in JSON, want null", b, err)
	}
}
