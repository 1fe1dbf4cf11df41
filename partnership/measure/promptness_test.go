package measure_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func TestPromptness(t *testing.T) {
	t.Parallel()
	took := func(hours string, onTime bool) measure.Response {
		return measure.Response{Answered: true, OnTime: onTime, Hours: measure.Some(dec(hours))}
	}
	var silent measure.Response
	for _, tt := range []struct {
		name      string
		responses []measure.Response
		want      string // asked, answered, on time, response rate, timeliness, latency
	}{
		{"nobody was asked", nil, "0 0 0 n/a n/a n/a"},
		{"nobody has answered", []measure.Response{silent, silent}, "2 0 0 0 n/a n/a"},
		{"some in time, one late, one silent", []measure.Response{took("2", true), took("30", false), silent, took("4.5", true)}, "4 3 2 0.75 0.6667 4.5"},
		{"an even number of answers", []measure.Response{took("2", true), took("5", true)}, "2 2 2 1 1 3.5"},
		{"an answer of which it is not known how long it took", []measure.Response{{Answered: true, OnTime: true}, took("3", true)}, "2 2 2 1 1 3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := measure.PromptnessOf(tt.responses)
			if got := fmt.Sprint(p.Asked, p.Answered, p.OnTime, p.ResponseRate(), p.Timeliness(), p.Latency); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestPromptnessStaysOnItsScales draws any responses: no share is above 1, the median is
// none that nobody took less or more than, and the order changes nothing.
func TestPromptnessStaysOnItsScales(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var list []measure.Response
		for range rapid.IntRange(0, 20).Draw(t, "n") {
			r := measure.Response{Answered: rapid.Bool().Draw(t, "answered")}
			if r.Answered {
				r.OnTime, r.Hours = rapid.Bool().Draw(t, "on time"), measure.Some(decs(rapid.Int64Range(0, 500).Draw(t, "hours"))[0])
			}
			list = append(list, r)
		}
		p := measure.PromptnessOf(list)
		for _, r := range []measure.Ratio{p.ResponseRate(), p.Timeliness()} {
			if !r.Value.Equal(r.Clamped().Value) {
				t.Errorf("%+v has a share of %s", p, r)
			}
		}
		shorter, longer := false, false
		for _, r := range list {
			shorter = shorter || r.Answered && r.Hours.Value.LessThanOrEqual(p.Latency.Value)
			longer = longer || r.Answered && r.Hours.Value.GreaterThanOrEqual(p.Latency.Value)
		}
		if p.Latency.OK && (!shorter || !longer) {
			t.Errorf("the median of %+v is %s", list, p.Latency)
		}
		if again := measure.PromptnessOf(rapid.Permutation(list).Draw(t, "order")); again.Latency.String() != p.Latency.String() || again.OnTime != p.OnTime {
			t.Errorf("in another order: %+v, want %+v", again, p)
		}
	})
}
