package config

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestPeriodAfter(t *testing.T) {
	t.Parallel()
	tests := []struct {
		from  string
		count int
		unit  string
		want  string
	}{
		{"2026-02-01", 12, "month", "2027-02-01"},
		{"2026-01-31", 1, "month", "2026-02-28"},
		{"2027-12-31", 2, "month", "2028-02-29"},
		{"2028-02-29", 1, "year", "2029-02-28"},
		{"2026-12-01", 2, "week", "2026-12-15"},
		{"2026-12-31", 1, "day", "2027-01-01"},
	}
	for _, tt := range tests {
		from, err := cadence.ParseDate(tt.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := (period{tt.count, tt.unit}).after(from).String(); got != tt.want {
			t.Errorf("%d %s after %s: got %s, want %s", tt.count, tt.unit, tt.from, got, tt.want)
		}
	}
}

func TestParseShare(t *testing.T) {
	t.Parallel()
	tests := []struct {
		value cty.Value
		want  string // empty when refused
	}{
		{cty.StringVal("2/3"), "0.6667"},
		{cty.StringVal("67%"), "0.67"},
		{cty.StringVal("66.5 %"), "0.665"},
		{cty.StringVal("3/2"), "1.5"}, // refused for its size
		{cty.NumberFloatVal(0.5), "0.5"},
		{cty.StringVal("1/0"), ""},
		{cty.StringVal("most"), ""},
		{cty.True, ""},
		{cty.NullVal(cty.String), ""},
	}
	for _, tt := range tests {
		got, ok := parseShare(tt.value)
		if ok != (tt.want != "") || ok && got.String() != tt.want {
			t.Errorf("%#v: got %s (%t), want %q", tt.value, got, ok, tt.want)
		}
	}
}
