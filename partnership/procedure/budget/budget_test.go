package budget_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/budget"
)

func day(t *testing.T, s string) cadence.Date {
	t.Helper()
	d, err := cadence.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWeeksBeginOnMondays(t *testing.T) {
	t.Parallel()
	for d, want := range map[string]string{"2026-12-07": "2026-12-07", "2026-12-13": "2026-12-07", "2026-12-14": "2026-12-14", "2027-01-01": "2026-12-28"} {
		if got := budget.WeekOf(day(t, d)).String(); got != want {
			t.Errorf("%s is in the week of %s, want %s", d, got, want)
		}
	}
}

func TestMailsAreCountedByWeekWithTheirCauses(t *testing.T) {
	t.Parallel()
	var w budget.Weeks
	for _, m := range []struct {
		day, template string
		workflows     []string
	}{
		{"2026-12-15", "check-in", []string{"duo/check-in/weekly/2026-12-15"}},
		{"2026-12-08", "check-in", []string{"duo/check-in/weekly/2026-12-08"}},
		{"2026-12-09", "check-in", []string{"duo/check-in/weekly/2026-12-08"}},
		{"2026-12-10", "today", []string{"duo/milestone/leads/rules", "duo/commitments"}},
		{"2026-12-13", "paused", []string{"duo"}},
	} {
		w.Add(day(t, m.day), budget.CauseOf("duo", procedure.Template(m.template), m.workflows...))
	}
	cause := func(name, template string, mails int) budget.Cause {
		return budget.Cause{Partnership: "duo", Procedure: name, Template: procedure.Template(template), Mails: mails}
	}
	want := budget.Week{Of: day(t, "2026-12-07"), Mails: 4, Causes: []budget.Cause{
		cause("check-in/weekly", "check-in", 2), cause("", "paused", 1), cause("commitments + milestone/leads/rules", "today", 1),
	}}
	if diff := cmp.Diff(want, w.Most()); diff != "" {
		t.Errorf("the fullest week (-want +got):\n%s", diff)
	}
	if w.Total() != 5 || len(w.Above(3)) != 1 || len(w.Above(4)) != 0 || w.Causes()[0].Mails != 3 {
		t.Errorf("%d mails, above 3 %v, above 4 %v, causes %v", w.Total(), w.Above(3), w.Above(4), w.Causes())
	}
}

func TestReceiptsAndAlarmsAreNoneOfTheBudget(t *testing.T) {
	t.Parallel()
	alarms := []procedure.Template{"milestone-late"}
	for form, want := range map[procedure.Form]bool{
		procedure.FormAsk: true, procedure.FormReminder: true, procedure.FormNotice: true,
		procedure.FormReceipt: false, procedure.FormClosed: false, procedure.FormStatus: false, procedure.FormHelp: false, procedure.FormAnswer: false,
	} {
		if got := budget.Counts(procedure.Letter{Form: form, Template: "check-in"}, alarms); got != want {
			t.Errorf("a mail of form %s counts: %v", form, got)
		}
		if budget.Counts(procedure.Letter{Form: form, Template: "milestone-late"}, alarms) {
			t.Errorf("an alarm of form %s counts", form)
		}
	}
}
