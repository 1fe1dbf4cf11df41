package cadence_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestParsePeriod(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"12 months", "12 months"},
		{"1 year", "12 months"},
		{"year", "12 months"},
		{" 2  Years ", "2 years"},
		{"quarter", "3 months"},
		{"14 days", "2 weeks"},
		{"90 days", "90 days"},
		{"month", "1 month"},
	} {
		p, err := cadence.ParsePeriod(tt.text)
		if err != nil || p.String() != tt.want {
			t.Errorf("%q is %q, %v; want %q", tt.text, p, err, tt.want)
		}
	}
	for _, tt := range []struct{ text, want string }{
		{"", "no period"},
		{"twelve months", "no period"},
		{"12", "unknown unit"},
		{"12 moons", `unknown unit "moons"`},
		{"0 days", "out of range"},
		{"-1 months", "out of range"},
		{"51 years", "out of range"},
		{"99999999999999999999 days", "no period"},
	} {
		if _, err := cadence.ParsePeriod(tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got error %v, want one that says %q", tt.text, err, tt.want)
		}
	}
}

func TestPeriodsEndSafelyInShortMonths(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ from, period, later, earlier string }{
		{"2026-01-01", "12 months", "2027-01-01", "2025-01-01"},
		{"2026-02-01", "12 months", "2027-02-01", "2025-02-01"},
		{"2026-01-31", "1 month", "2026-02-28", "2025-12-31"},
		{"2028-01-31", "1 month", "2028-02-29", "2027-12-31"},
		{"2028-02-29", "1 year", "2029-02-28", "2027-02-28"},
		{"2026-10-25", "2 weeks", "2026-11-08", "2026-10-11"},
		{"2026-12-31", "2 months", "2027-02-28", "2026-10-31"},
	} {
		p, err := cadence.ParsePeriod(tt.period)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.AddTo(date(t, tt.from)).String(); got != tt.later {
			t.Errorf("%s after %s is %s, want %s", tt.period, tt.from, got, tt.later)
		}
		if got := p.SubtractFrom(date(t, tt.from)).String(); got != tt.earlier {
			t.Errorf("%s before %s is %s, want %s", tt.period, tt.from, got, tt.earlier)
		}
	}
}

func TestPeriodsSurviveTheirText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := cadence.Period{Days: rapid.IntRange(1, 18_000).Draw(t, "days")}
		if rapid.Bool().Draw(t, "in months") {
			p = cadence.Period{Months: rapid.IntRange(1, 600).Draw(t, "months")}
		}
		if again, err := cadence.ParsePeriod(p.String()); err != nil || again != p {
			t.Fatalf("%+v is written %q, which reads back as %+v, %v", p, p, again, err)
		}
		day := cadence.Date{Year: 2026, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
		if !day.Before(p.AddTo(day)) || !p.SubtractFrom(day).Before(day) {
			t.Fatalf("%s after %s is %s and before it %s", p, day, p.AddTo(day), p.SubtractFrom(day))
		}
	})
}
