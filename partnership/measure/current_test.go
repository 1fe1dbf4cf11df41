package measure_test

import (
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func TestCurrent(t *testing.T) {
	t.Parallel()
	reading := func(period, reporter, value string, hour int) measure.Reading {
		return measure.Reading{
			Period: period, Reporter: reporter, Value: dec(value),
			At: time.Date(2026, time.December, 1, hour, 0, 0, 0, time.UTC),
		}
	}
	const first, second = "2026-12-01", "2026-12-15"
	for _, tt := range []struct {
		name      string
		direction measure.Direction
		readings  []measure.Reading
		want      string // value, "" for none
		disputed  bool
	}{
		{"none", measure.Increase, nil, "", false},
		{"one", measure.Increase, []measure.Reading{reading(first, "sofie", "130", 9)}, "130", false},
		{"the latest period", measure.Increase, []measure.Reading{
			reading(second, "sofie", "150", 10), reading(first, "sofie", "130", 9),
		}, "150", false},
		{"a late answer to the old period", measure.Increase, []measure.Reading{
			reading(second, "sofie", "150", 10), reading(first, "tom", "110", 12),
		}, "150", false},
		{"a correction", measure.Increase, []measure.Reading{
			reading(first, "sofie", "130", 9), reading(first, "sofie", "135", 10),
		}, "135", false},
		{"a correction that arrives first", measure.Increase, []measure.Reading{
			reading(first, "sofie", "135", 10), reading(first, "sofie", "130", 9),
		}, "135", false},
		{"a correction of the same instant", measure.Increase, []measure.Reading{
			reading(first, "sofie", "130", 9), reading(first, "sofie", "135", 9),
		}, "135", false},
		{"two who agree", measure.Increase, []measure.Reading{
			reading(first, "sofie", "130", 9), reading(first, "tom", "130.0", 10),
		}, "130", false},
		{"two who differ on growth", measure.Increase, []measure.Reading{
			reading(first, "sofie", "130", 9), reading(first, "tom", "125", 10),
		}, "125", true},
		{"two who differ on cost", measure.Decrease, []measure.Reading{
			reading(first, "sofie", "70", 9), reading(first, "tom", "65", 10),
		}, "70", true},
		{"two who differ on a floor", measure.MaintainMin, []measure.Reading{
			reading(first, "sofie", "4.4", 9), reading(first, "tom", "4.1", 10),
		}, "4.1", true},
		{"two who differ on a ceiling", measure.MaintainMax, []measure.Reading{
			reading(first, "sofie", "20", 9), reading(first, "tom", "24", 10),
		}, "24", true},
		{"a correction ends the dispute", measure.Increase, []measure.Reading{
			reading(first, "sofie", "130", 9), reading(first, "tom", "125", 10), reading(first, "sofie", "125", 11),
		}, "125", false},
		{"three of whom one differs", measure.Increase, []measure.Reading{
			reading(first, "sofie", "130", 9), reading(first, "tom", "130", 10), reading(first, "lars", "131", 11),
		}, "130", true},
		{"an admin settles a dispute", measure.Increase, []measure.Reading{
			reading(first, "sofie", "130", 9), reading(first, "tom", "125", 10), reading(first, measure.Arbiter, "140", 11),
		}, "140", false},
		{"an admin is not outvoted afterwards", measure.Increase, []measure.Reading{
			reading(first, measure.Arbiter, "140", 9), reading(first, "sofie", "130", 10), reading(first, "tom", "125", 11),
		}, "140", false},
		{"an admin corrects themselves", measure.Increase, []measure.Reading{
			reading(first, measure.Arbiter, "140", 9), reading(first, measure.Arbiter, "141", 10),
		}, "141", false},
		{"an admin settles one period, not the next", measure.Increase, []measure.Reading{
			reading(first, measure.Arbiter, "140", 9), reading(second, "sofie", "150", 10), reading(second, "tom", "145", 10),
		}, "145", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, disputed, ok := measure.Current(tt.readings, measure.Target{Direction: tt.direction})
			switch {
			case ok != (tt.want != ""):
				t.Errorf("found %v, want %q", ok, tt.want)
			case ok && !got.Value.Equal(dec(tt.want)), disputed != tt.disputed:
				t.Errorf("got %s, disputed %v, want %s, %v", got.Value, disputed, tt.want, tt.disputed)
			}
		})
	}
}
