package rehearsal_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/rehearsal"
)

// tallied plays specs with one tally until a time.
func tallied(t *testing.T, until string, personas []rehearsal.Persona, specs ...partnership.Spec) *rehearsal.Tally {
	t.Helper()
	tally := rehearsal.NewTally()
	for _, spec := range specs {
		o := options(until, personas...)
		o.Tally = tally
		if _, err := rehearsal.Run(spec, o); err != nil {
			t.Fatal(err)
		}
	}
	return tally
}

// brief is a load without what is the same for everybody in these tests.
type brief struct {
	Email      string
	Mails      int
	Most       int
	Week       string
	Mean       float64
	Minutes    float64
	Unanswered []string
}

func briefs(loads []rehearsal.Load) []brief {
	var list []brief
	for _, l := range loads {
		b := brief{Email: l.Email, Mails: l.Mails, Most: l.MostAWeek, Mean: l.MeanAWeek, Minutes: l.Minutes}
		if !l.WeekOf.IsZero() {
			b.Week = l.WeekOf.String()
		}
		for _, u := range l.Unanswered {
			line := u.Partnership + " " + u.About + " " + u.At.Format("01-02 15:04")
			for _, q := range u.Open {
				line += " " + q
			}
			if u.TooLate {
				line += ", too late"
			}
			if u.Part {
				line += ", in part"
			}
			b.Unanswered = append(b.Unanswered, line)
		}
		list = append(list, b)
	}
	return list
}

// TestLoads plays three rounds of two weeks: Lars answers the first with his
// second mail, Tom none, and Sofie is never asked. The third round is not due
// when the rehearsal ends.
func TestLoads(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.Goals[0].KPIs = append(spec.Goals[0].KPIs, kpi("pots", "10", "20"))
	personas := []rehearsal.Persona{
		{Person: "tom", Silent: true},
		{Person: "lars", Replies: []rehearsal.Reply{{Template: checkin.TemplateAsk, Texts: []string{"", "1: 130\n2: 12", "1: 140\n2: many", ""}}}},
	}
	got := briefs(tallied(t, "12-16 09:00", personas, spec).Loads())
	want := []brief{
		// Three asks, two reminders and two receipts; three figures were looked up.
		{"lars@duo.example", 7, 2, "2026-11-30", 1.67, 6, []string{"duo weekly 12-08 10:00 pots, in part"}},
		{"tom@duo.example", 5, 2, "2026-11-30", 1.67, 2.5, []string{"duo weekly 12-01 13:00 mql pots", "duo weekly 12-08 13:00 mql pots"}},
		{"sofie@duo.example", 0, 0, "", 0, 0, nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("loads (-want +got):\n%s", diff)
	}
}

// TestALoadIsOfAnAddress adds up what two partnerships send to one address.
func TestALoadIsOfAnAddress(t *testing.T) {
	t.Parallel()
	second := duo()
	second.Slug, second.Title = "trio", "Trio"
	second.Parties[0].People[0].ID, second.Parties[0].People[0].Email = "lasse", "Lars@duo.example"
	second.CheckIns[0].Ask = []string{"lasse"}
	loads := tallied(t, "12-02 00:00", nil, duo(), second).Loads()
	want := []brief{
		{"lars@duo.example", 4, 2, "2026-11-30", 2, 3.5, nil},
		{"tom@duo.example", 2, 1, "2026-11-30", 1, 1.8, nil},
		{"sofie@duo.example", 0, 0, "", 0, 0, nil},
	}
	if diff := cmp.Diff(want, briefs(loads)); diff != "" {
		t.Errorf("loads (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"duo", "trio"}, loads[0].Partnerships); diff != "" {
		t.Errorf("partnerships (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[procedure.Template]int{"check-in": 2, "receipt": 2}, loads[0].Templates); diff != "" {
		t.Errorf("templates (-want +got):\n%s", diff)
	}
}

// TestTooLateIsNotAnswered: an answer after the round has closed is kept and
// counts for nothing.
func TestTooLateIsNotAnswered(t *testing.T) {
	t.Parallel()
	personas := []rehearsal.Persona{{Person: "tom", Silent: true}, {Person: "lars", After: span("8d")}}
	got := briefs(tallied(t, "12-09 23:00", personas, duo()).Loads())
	if diff := cmp.Diff([]string{"duo weekly 12-01 10:00 mql, too late"}, got[0].Unanswered); diff != "" {
		t.Errorf("unanswered (-want +got):\n%s", diff)
	}
}

// TestFinals gives the goals of each partnership by its last figures.
func TestFinals(t *testing.T) {
	t.Parallel()
	finals := tallied(t, "12-02 00:00", []rehearsal.Persona{
		{Person: "lars", Scripts: []rehearsal.Script{{Question: "mql", Values: []string{"210"}}}},
		{Person: "tom", Silent: true},
	}, duo()).Finals()
	if len(finals) != 1 || finals[0].Title != "Duo" || len(finals[0].Standing.Goals) != 1 {
		t.Fatalf("finals %+v", finals)
	}
	goal := finals[0].Standing.Goals[0]
	if want := decimal.RequireFromString("0.5"); !goal.Progress.Value.Equal(want) || !goal.KPIs[0].Actual.Equal(decimal.NewFromInt(210)) {
		t.Errorf("the goal stands at %+v", goal)
	}
}
