//go:build !slim

package app

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
)

// TestPromptnessCountsBusinessHoursOfTheLast90Days lets one side answer over a weekend and a
// day late, and the other be away, be asked still, and be silent.
func TestPromptnessCountsBusinessHoursOfTheLast90Days(t *testing.T) {
	t.Parallel()
	r := newReported(t)
	office := cadence.StandardWeek()
	office.Name, office.Hours = "office", &cadence.Hours{From: cadence.Clock{Hour: 9}, Until: cadence.Clock{Hour: 17}}
	r.spec.Calendars = append(r.spec.Calendars, office)
	own, other := &r.spec.Parties[0].People[0], &r.spec.Parties[1].People[0]
	own.Zone, own.Calendar, other.Zone = "Etc/UTC", "office", "Etc/UTC"
	r.ok(r.store.PutSpec(t.Context(), r.spec))

	at := func(when string) time.Time { return instant(t, when) }
	round := func(sent string, own, other asking.Ask) {
		own.SentAt, own.Due, own.Person, own.Party = at(sent), at(sent).AddDate(0, 0, 4), r.spec.Parties[0].People[0].ID, r.spec.Parties[0].ID
		other.SentAt, other.Due, other.Person, other.Party = own.SentAt, own.Due, r.spec.Parties[1].People[0].ID, r.spec.Parties[1].ID
		c := checkin.CheckIn{Occasion: procedure.Occasion{At: at(sent)}, Circle: asking.Circle{Asks: []asking.Ask{own, other}}}
		r.keep(r.spec.Slug+"/check-in/weekly/"+sent[:10], procedure.CheckIn, "", c)
	}
	answered := func(when, by string) asking.Ask { return asking.Ask{Given: []asking.Given{{At: at(when), By: by}}} }
	round("2090-11-20 15:00", answered("2090-11-20 16:00", ""), asking.Ask{}) // too long ago
	round("2091-02-09 15:00", answered("2091-02-12 10:00", ""), asking.Ask{}) // Friday to Monday
	round("2091-02-19 15:00", answered("2091-02-26 15:00", ""), asking.Ask{Away: "?"})
	round("2091-02-20 09:00", answered("2091-02-20 10:00", "admin"), asking.Ask{})
	round("2091-03-01 09:00", asking.Ask{}, asking.Ask{}) // they still have time

	list, err := promptness(t.Context(), r.store, r.spec, r.now)
	r.ok(err)
	var got []string
	for _, p := range list {
		got = append(got, fmt.Sprint(p.Party, " ", p.Answered, "/", p.Asked, " in time ", p.OnTime, " median ", p.Latency))
	}
	want := []string{" 3/5 in time 2 median 21.5", r.spec.Parties[0].ID + " 3/3 in time 2 median 21.5", r.spec.Parties[1].ID + " 0/2 in time 0 median n/a"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if told := r.read().Promptness; len(told) != 3 {
		t.Errorf("the report tells %+v", told)
	}
}
