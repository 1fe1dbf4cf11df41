package standing_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func TestASourceSaysWhetherAValueCountsAndHowItWasVerified(t *testing.T) {
	t.Parallel()
	k := partnership.KPI{ID: "mql", Direction: partnership.Increase, Target: dec("300")}
	spec := measured(k)
	said := func(period string, list ...string) []measure.Reading {
		var readings []measure.Reading
		for i := 0; i < len(list); i += 2 {
			r := reading("mql", period, list[i+1], list[i])
			r.ID, r.At = fmt.Sprint(period, i), time.Unix(int64(i), 0)
			readings = append(readings, r)
		}
		return readings
	}
	for _, tt := range []struct {
		name string
		said []measure.Reading
		want []string
	}{
		{"one person", said("2027-01-12", "lars", "130"), []string{"130 reported counts"}},
		{"two of one side", said("2027-01-12", "lars", "130", "sofie", "130"), []string{"130 reported counts", "130 reported"}},
		{"both sides", said("2027-01-12", "lars", "130", "tom", "130"), []string{"130 both counts", "130 both"}},
		{"they differ", said("2027-01-12", "lars", "130", "tom", "128"), []string{"130 reported", "128 reported counts disputed"}},
		{"they agree by a correction", said("2027-01-12", "lars", "130", "tom", "128", "lars", "128"), []string{"130 reported", "128 both", "128 both counts corrects 130"}},
		{"an admin settles it", said("2027-01-12", "lars", "130", "tom", "128", measure.Arbiter, "129"), []string{"130 reported", "128 reported", "129 admin counts"}},
		{"who is of no side any more confirms nothing", said("2027-01-12", "lars", "130", "gone", "130"), []string{"130 reported counts", "130 reported"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, s := range standing.Sources(spec, k, tt.said) {
				words := s.Value.String() + " " + string(s.Verified)
				if s.Counts {
					words += " counts"
				}
				if s.Disputed {
					words += " disputed"
				}
				if s.Corrects != nil {
					words += " corrects " + s.Corrects.Value.String()
				}
				got = append(got, words)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	both := slices.Concat(said("2027-01-12", "lars", "130"), said("2026-12-29", "lars", "121"))
	if s, ok := standing.Latest(spec, k, both); !ok || s.Period != "2027-01-12" {
		t.Errorf("the latest is %+v", s)
	}
	if s, ok := standing.Latest(spec, k, nil); ok {
		t.Errorf("of nothing the latest is %+v", s)
	}
}
