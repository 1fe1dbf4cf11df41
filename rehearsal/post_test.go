package rehearsal_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/rehearsal"
)

// office gives Tom hours in which he reads mail: 9 to 17 in Yerevan, which is 6 to
// 14 in Oslo.
func office(t *testing.T, spec partnership.Spec) partnership.Spec {
	t.Helper()
	hours := cadence.Hours{From: cadence.Clock{Hour: 9}, Until: cadence.Clock{Hour: 17}}
	spec.Calendars = append(spec.Calendars, cadence.Calendar{Name: "office", Hours: &hours})
	spec.Parties[1].People[0].Calendar = "office"
	return spec
}

func silent(person string) rehearsal.Persona { return rehearsal.Persona{Person: person, Silent: true} }

func every(t *testing.T, every, on, at string) cadence.Rule {
	t.Helper()
	rule, err := cadence.ParseRule(every, on, at)
	if err != nil {
		t.Fatal(err)
	}
	return rule
}

func TestLettersWaitForTheirReadersHours(t *testing.T) {
	t.Parallel()
	spec := office(t, duo())
	spec.CheckIns[0].Rule = every(t, "week", "tuesday", "16:00")
	want := []string{
		"12-01 16:00 begin Check-in weekly began",
		"12-01 16:00 check-in to lars@duo.example",
		"12-02 06:00 check-in to tom@duo.example", // from when on his two days count
		"12-02 20:48 check-in, reminder 1, to lars@duo.example", "12-03 10:48 check-in, reminder 1, to tom@duo.example",
		"12-04 06:00 outcome Check-in weekly: missed",
		"12-04 16:00 check-in-late to sofie@duo.example",
	}
	if diff := cmp.Diff(want, run(t, spec, options("12-07 23:00", silent("lars"), silent("tom")))); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

func TestReceiptsGoOutAtAnyHour(t *testing.T) {
	t.Parallel()
	got := run(t, office(t, duo()), options("12-02 00:00", silent("lars"), rehearsal.Persona{Person: "tom", After: span("12h")}))
	want := []string{"12-01 22:00 reply of tom@duo.example 1: 120", "12-01 22:00 measure mql = 120", "12-01 22:00 receipt to tom@duo.example"}
	if diff := cmp.Diff(want, got[len(got)-3:]); diff != "" {
		t.Errorf("last events (-want +got):\n%s", diff)
	}
}

func TestWhatWaitsForItsHourCanBeTakenBack(t *testing.T) {
	t.Parallel()
	spec := office(t, duo())
	spec.CheckIns[0].Rule = every(t, "week", "tuesday", "16:00")
	o := options("12-07 23:00", silent("lars"))
	o.Orders = []rehearsal.Order{{At: at("12-01 20:00"), Command: procedure.Command{Name: procedure.EndNow, Reason: "over"}}}
	want := []string{
		"12-01 16:00 begin Check-in weekly began",
		"12-01 16:00 check-in to lars@duo.example",
		"12-01 20:00 command An admin ended the partnership: over",
		"12-01 20:00 outcome Check-in weekly: withdrawn",
		"12-01 20:00 ended to lars@duo.example", "12-01 20:00 ended to sofie@duo.example",
		"12-02 06:00 ended to tom@duo.example",
	}
	if diff := cmp.Diff(want, run(t, spec, o)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

func TestNoticesRideAlongWithTheNextLetter(t *testing.T) {
	t.Parallel()
	want := []string{
		"12-01 10:00 begin Check-in weekly began", "12-01 10:00 check-in to lars@duo.example", "12-01 10:00 check-in to tom@duo.example",
		"12-01 11:00 reply of lars@duo.example 1: 120", "12-01 11:00 measure mql = 120", "12-01 11:00 receipt to lars@duo.example",
		"12-02 14:48 check-in, reminder 1, to tom@duo.example", "12-03 10:00 outcome Check-in weekly: partial",
		"12-08 10:00 begin Check-in weekly began",
		"12-08 10:00 check-in to lars@duo.example with round-summary", "12-08 10:00 check-in to tom@duo.example with round-summary, check-in-late",
	}
	if diff := cmp.Diff(want, run(t, duo(), options("12-08 10:00", silent("tom")))); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

// Of two summaries of the same check-in only the newer one is worth reading, and
// one that nothing takes along goes alone after ten business days.
func TestANoticeThatNothingTakesAlongGoesAlone(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.CheckIns[0].Rule = every(t, "month", "1st tuesday", "10:00")
	want := []string{
		"12-04 10:00 reply of lars@duo.example 1: 121", "12-04 10:00 measure mql = 121",
		"12-04 10:00 outcome Check-in weekly: partial", "12-04 10:00 receipt to lars@duo.example with round-summary",
		"12-18 10:00 round-summary to tom@duo.example",
	}
	got := run(t, spec, options("12-31 10:00", silent("tom"), rehearsal.Persona{Person: "lars", After: span("3d")}))
	if diff := cmp.Diff(want, got[len(got)-len(want):]); diff != "" {
		t.Errorf("last events (-want +got):\n%s", diff)
	}
}

// Tom is to hear at 7 that a milestone is late, and reads mail from 10 on. What is over by
// then he hears of as everybody does; of what he has read he hears that it is over.
func TestAnAlarmThatNobodyHasReadIsTakenBackWhenItIsOver(t *testing.T) {
	t.Parallel()
	spec := office(t, dueTogether())
	spec.Calendars[0].Hours.From = cadence.Clock{Hour: 14}
	spec.Parties[0].Obligations = nil
	for done, want := range map[string][]string{
		"01-28 09:00": {"02-11 10:00 milestone-met"}, // nothing takes it along
		"01-29 09:00": {"01-28 10:00 milestone-late", "01-29 10:00 all-clear"},
	} {
		o := options("02-20 00:00", silent("lars"))
		o.Until = o.Until.AddDate(1, 0, 0)
		o.Orders = []rehearsal.Order{{At: at(done).AddDate(1, 0, 0), Command: procedure.Command{
			Name: procedure.CompleteMilestone, Goal: "leads", Milestone: "rules", Reason: "seen",
		}}}
		events, err := rehearsal.Run(spec, o)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range events {
			if e.Kind == rehearsal.KindMail && e.To == "tom@duo.example" && cadence.DateOf(e.At).String() > "2027-01-20" {
				got = append(got, e.At.UTC().Format("01-02 15:04 ")+e.Template)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("done at %s, tom's mails (-want +got):\n%s", done, diff)
		}
	}
}
