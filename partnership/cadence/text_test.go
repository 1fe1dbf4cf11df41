package cadence_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestTextSurvivesJSON(t *testing.T) {
	t.Parallel()
	type carried struct {
		Clock cadence.Clock
		Hours cadence.Hours
		Span  cadence.Span
		Empty cadence.Span
		Date  cadence.Date
		None  cadence.Date
		Rule  cadence.Rule
	}
	rule, err := cadence.ParseRule("2 weeks", "tue", "10:00")
	if err != nil {
		t.Fatal(err)
	}
	hours, err := cadence.ParseHours("08:00-17:00")
	if err != nil {
		t.Fatal(err)
	}
	want := carried{
		Clock: clock(t, "07:05"), Hours: hours, Span: span(t, "60%"), Date: date(t, "2028-02-29"), Rule: rule,
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	const text = `{"Clock":"07:05","Hours":{"from":"08:00","until":"17:00"},"Span":"60%","Empty":"","Date":"2028-02-29","None":"",` +
		`"Rule":{"every":"2 weeks","on":"tuesday","at":"10:00","on_holiday":"next","missed":"send_latest"}}`
	if diff := cmp.Diff(text, string(b)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var got carried
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("round trip (-want +got):\n%s", diff)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	clock := func(s string) error { _, err := cadence.ParseClock(s); return err }
	hours := func(s string) error { _, err := cadence.ParseHours(s); return err }
	span := func(s string) error { _, err := cadence.ParseSpan(s); return err }
	date := func(s string) error { _, err := cadence.ParseDate(s); return err }
	wall := func(s string) error { _, err := cadence.ParseWallTime(s); return err }
	for _, tt := range []struct {
		name  string
		parse func(string) error
		text  string
		want  string
	}{
		{"clock with one digit", clock, "9:30", "09:30"},
		{"clock with seconds", clock, "09:30:00", "09:30"},
		{"clock past the day", clock, "24:00", "23:59"},
		{"clock without digits", clock, "noon", "noon"},
		{"hours without an end", hours, "08:00", "08:00-17:00"},
		{"hours over midnight", hours, "22:00-06:00", "later than the beginning"},
		{"hours with a bad end", hours, "08:00-25:00", "25:00"},
		{"span without a unit", span, "3", `unknown unit ""`},
		{"span without a number", span, "bd", "whole number"},
		{"empty span", span, "", "whole number"},
		{"weeks", span, "2w", "write 14d"},
		{"hours in words", span, "36 hours", "write 36h"},
		{"upper case", span, "2BD", "lower case"},
		{"zero", span, "0d", "from 1d"},
		{"negative", span, "-2bd", "whole number"},
		{"fraction", span, "1.5h", "whole number"},
		{"more than the window", span, "101%", "100%"},
		{"centuries", span, "99999bd", "10000bd"},
		{"more than fits", span, "99999999999999999999d", "whole number"},
		{"date that is none", date, "2026-02-29", "2026-12-01"},
		{"date in another order", date, "01.12.2026", "2026-12-01"},
		{"time without a day", wall, "10:00", "2027-02-03 10:00"},
		{"time without a clock", wall, "2027-02-03", "2027-02-03 10:00"},
		{"time on a day that is none", wall, "2027-02-30 10:00", "2027-02-03 10:00"},
		{"time with an offset", wall, "2027-02-03 10:00+01:00", "2027-02-03 10:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if err := tt.parse(tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%q: error %v, want one about %q", tt.text, err, tt.want)
			}
		})
	}
}

func TestSpanReadsWhatItWrites(t *testing.T) {
	t.Parallel()
	units := []cadence.SpanUnit{cadence.BusinessDays, cadence.Days, cadence.HoursUnit, cadence.Minutes, cadence.Percent}
	rapid.Check(t, func(t *rapid.T) {
		want := cadence.Span{Count: rapid.IntRange(1, 100).Draw(t, "count"), Unit: rapid.SampledFrom(units).Draw(t, "unit")}
		if got, err := cadence.ParseSpan(want.String()); err != nil || got != want {
			t.Fatalf("ParseSpan(%q) = %v, %v", want, got, err)
		}
	})
}

func TestDaysUntilOverCenturies(t *testing.T) {
	t.Parallel()
	if got := date(t, "1600-01-01").DaysUntil(date(t, "2000-01-01")); got != 146097 {
		t.Errorf("400 years have 146097 days, got %d", got)
	}
}
