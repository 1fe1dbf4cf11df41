package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// house is duo in which each side has a lead and an executive, and all of the north
// are asked every other Tuesday.
func house() partnership.Spec {
	spec := specs.Duo()
	as := func(id, party string, role partnership.Role) partnership.Person {
		return partnership.Person{
			ID: id, Name: strings.ToUpper(id[:1]) + id[1:], Email: id + "@" + party + ".example", Zone: "Etc/UTC", Language: "en", Roles: []partnership.Role{role},
		}
	}
	spec.Parties[0].People = []partnership.Person{
		as("lars", "north", partnership.RoleMember), as("mia", "north", partnership.RoleMember),
		as("sofie", "north", partnership.RoleLead), as("ingrid", "north", partnership.RoleExecutive),
	}
	spec.Parties[1].People = append(spec.Parties[1].People, as("aoife", "south", partnership.RoleExecutive))
	spec.CheckIns[0].Ask = []string{"lars", "mia"}
	return spec
}

// round names the round of a day.
func round(day string) string { return "duo/check-in/fortnightly/" + day }

// passes has a round closed that people have let pass.
func (l *life) passes(day string, people ...string) *life {
	l.t.Helper()
	m := procedure.Message{Shown: &procedure.Shown{Stage: "missed", Outcome: procedure.OutcomeMissed}}
	for _, person := range people {
		m.Facts = append(m.Facts, procedure.Fact{Kind: procedure.FactMissed, Of: person, At: l.Now, Due: l.Now})
	}
	return l.report(round(day), m)
}

// answers has somebody answer a round.
func (l *life) answers(day, person string) *life {
	l.t.Helper()
	return l.report(round(day), procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactAnswered, Of: person, At: l.Now}}})
}

// told are the alarms and all-clears so far, as "12-04 10:00 template to person: whom".
func (l *life) heardOf() []string {
	var list []string
	for _, w := range l.Letters {
		switch w.Template {
		case lifecycle.TemplateCheckInLate, procedure.TemplateAllClear:
			if !w.Rides {
				list = append(list, w.At.Format("01-02 15:04 ")+string(w.Template)+" to "+w.Person)
			}
		}
	}
	return list
}

func (l *life) wantHeard(want ...string) *life {
	l.t.Helper()
	if got, want := strings.Join(l.heardOf(), "\n"), strings.Join(want, "\n"); got != want {
		l.t.Errorf("who heard of it\n--- got\n%s\n--- want\n%s", got, want)
	}
	return l
}

func TestARowOfMissesClimbsTheOwnSide(t *testing.T) {
	t.Parallel()
	l := open(t, house()).until("2026-12-03 10:00").passes("2026-12-01", "lars")
	l.shows("### Without an answer", "**Lars** has let 1 check-in pass, the first due Thu 3 Dec; next: Sofie, Fri 4 Dec 10:00")
	l.until("2026-12-17 10:00").passes("2026-12-15", "lars").
		until("2026-12-31 10:00").passes("2026-12-29", "lars").
		until("2027-01-14 10:00").passes("2027-01-12", "lars").
		until("2027-02-20 10:00").
		wantHeard(
			"12-04 10:00 check-in-late to sofie",
			"12-18 10:00 check-in-late to sofie",
			"01-01 10:00 check-in-late to ingrid",
		)
	l.shows("told: Sofie, Ingrid; nobody else hears of it by itself")
	l.answers("2027-01-12", "lars").wantHeard(
		"12-04 10:00 check-in-late to sofie", "12-18 10:00 check-in-late to sofie", "01-01 10:00 check-in-late to ingrid",
		"02-20 10:00 all-clear to sofie", "02-20 10:00 all-clear to ingrid",
	)
	if strings.Contains(l.Shown.Card, "Without an answer") {
		t.Errorf("the row is not over:\n%s", l.Shown.Card)
	}
}

// Lars answers each round when it is over: his lead hears of each in one mail, and that
// it is over with the next.
func TestTheEndOfASingleMissIsNoMailOfItsOwn(t *testing.T) {
	t.Parallel()
	l := open(t, house()).until("2026-12-03 10:00").passes("2026-12-01", "lars").until("2026-12-05 10:00").answers("2026-12-01", "lars").
		until("2026-12-17 10:00").passes("2026-12-15", "lars").until("2026-12-19 10:00").answers("2026-12-15", "lars").
		wantHeard("12-04 10:00 check-in-late to sofie", "12-18 10:00 check-in-late to sofie")
	var rides []string
	for _, w := range l.Letters {
		if w.Template == procedure.TemplateAllClear && w.Rides && w.Topic != "" && len(w.FollowsAny) == 1 {
			rides = append(rides, w.At.Format("01-02 ")+w.Person)
		}
	}
	if want := []string{"12-05 sofie", "12-19 sofie"}; !slices.Equal(rides, want) {
		t.Errorf("along with another mail go %v, want %v", rides, want)
	}
}

func TestWhoHearsOfAMissFirst(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		change func(*partnership.Spec)
		who    string
		before func(*life)
		want   string
	}{
		{"the lead", func(*partnership.Spec) {}, "lars", nil, "sofie"},
		{"the deputy", func(s *partnership.Spec) { s.Parties[0].People[0].Deputy = "mia" }, "lars", nil, "mia"},
		{"of the lead the executive", func(s *partnership.Spec) { s.CheckIns[0].Ask = []string{"sofie"} }, "sofie", nil, "ingrid"},
		{"not a lead who is away", func(*partnership.Spec) {}, "lars", func(l *life) { l.away("sofie") }, "ingrid"},
		{"not a lead whom no mail reaches", func(*partnership.Spec) {}, "lars", func(l *life) { l.returned("sofie", procedure.SetbackPermanent) }, "ingrid"},
		{"not a deputy who wants no mail", func(s *partnership.Spec) { s.Parties[0].People[0].Deputy = "mia" }, "lars", func(l *life) { l.stops("mia") }, "sofie"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			spec := house()
			tc.change(&spec)
			l := open(t, spec).until("2026-12-03 10:00").passes("2026-12-01", tc.who)
			if tc.before != nil {
				tc.before(l)
			}
			l.until("2026-12-08 10:00").wantHeard("12-04 10:00 check-in-late to " + tc.want)
		})
	}
}

func (l *life) wishes(person string, c partnership.Command) *life {
	l.t.Helper()
	return l.report(first, procedure.Message{Heard: []procedure.Heard{{Command: c, Person: person, Reply: "mail of " + person + string(c.Name)}}})
}

func (l *life) away(person string) *life {
	return l.wishes(person, partnership.Command{Name: partnership.CommandAway, Argument: "2027-02-01"})
}

func (l *life) stops(person string) *life {
	return l.wishes(person, partnership.Command{Name: partnership.CommandStop})
}

func TestWhatEndsARowBeforeAnybodyHears(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*life){
		"an answer": func(l *life) { l.answers("2026-12-01", "lars") },
		"an answer after the end of the round": func(l *life) {
			l.Reply(procedure.Reply{Person: "lars", Ask: "0011223344556677", Answers: []partnership.Answer{specs.Number("mql", "5")}})
		},
		"a declared absence":   func(l *life) { l.away("lars") },
		"an automatic reply":   func(l *life) { l.fact(procedure.Fact{Kind: procedure.FactAway, Of: "lars"}) },
		"no mail reaches them": func(l *life) { l.returned("lars", procedure.SetbackPermanent) },
		"they want no mail":    func(l *life) { l.stops("lars") },
		"they are in no spec any more": func(l *life) {
			l.amend(func(s *partnership.Spec) {
				s.Parties[0].People, s.CheckIns[0].Ask = s.Parties[0].People[1:], []string{"mia"}
			})
		},
		"the spec says that they are away": func(l *life) {
			l.amend(func(s *partnership.Spec) {
				s.Parties[0].People[0].Absences = []partnership.Absence{{From: specs.Date("2026-12-01"), Until: specs.Date("2026-12-31")}}
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := open(t, house()).until("2026-12-03 10:00").passes("2026-12-01", "lars").until("2026-12-03 15:00")
			end(l)
			l.until("2026-12-12 10:00").wantHeard()
			if n := len(l.partnership().Silent); n != 0 {
				t.Errorf("%d rows go on", n)
			}
		})
	}
}

func TestNobodyIsLateWhoIsNotThere(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]func(*life){
		"away":        func(l *life) { l.away("lars") },
		"unreachable": func(l *life) { l.returned("lars", procedure.SetbackPermanent) },
		"stopped":     func(l *life) { l.stops("lars") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := open(t, house()).until("2026-12-02 10:00")
			before(l)
			l.until("2026-12-03 10:00").passes("2026-12-01", "lars").until("2026-12-12 10:00").wantHeard()
		})
	}
}

func TestALeadHearsOfAllInOneMail(t *testing.T) {
	t.Parallel()
	l := open(t, house()).until("2026-12-03 10:00").passes("2026-12-01", "lars", "mia").until("2026-12-05 10:00").
		wantHeard("12-04 10:00 check-in-late to sofie")
	// The mail speaks of somebody else still, so it stays.
	l.answers("2026-12-01", "lars")
	if recalled := l.recalled(); slices.ContainsFunc(recalled, func(k string) bool { return strings.Contains(k, "/sofie/") }) {
		t.Errorf("taken back: %v", recalled)
	}
	l.answers("2026-12-01", "mia")
	if recalled := l.recalled(); !slices.ContainsFunc(recalled, func(k string) bool { return strings.Contains(k, "/sofie/") }) {
		t.Errorf("taken back: %v", recalled)
	}
}

// recalled are the keys of the latest step's recalls.
func (l *life) recalled() []string {
	var keys []string
	for _, e := range l.Recalled {
		keys = append(keys, e.Keys...)
	}
	return keys
}

func TestADeclaredLadderCountsFromTheFirstMiss(t *testing.T) {
	t.Parallel()
	spec := house()
	spec.Escalations = []partnership.Escalation{{ID: "check_in", Steps: []partnership.EscalationStep{
		{ID: "leads", After: specs.Span("1bd"), Notify: []string{"sofie", "tom"}},
		{ID: "executives", After: specs.Span("12bd"), Notify: []string{"aoife", "ingrid"}},
	}}}
	open(t, spec).until("2026-12-03 10:00").passes("2026-12-01", "lars").
		until("2026-12-17 10:00").passes("2026-12-15", "lars").
		until("2027-01-12 10:00").
		wantHeard("12-04 10:00 check-in-late to sofie", "12-21 10:00 check-in-late to ingrid")
}

func TestAPauseHoldsTheRow(t *testing.T) {
	t.Parallel()
	open(t, house()).until("2026-12-03 10:00").passes("2026-12-01", "lars").
		until("2026-12-03 12:00").command(procedure.Command{Name: procedure.Pause, Reason: "merger"}).
		until("2026-12-10 12:00").wantHeard().
		command(procedure.Command{Name: procedure.Resume}).
		until("2026-12-14 12:00").wantHeard("12-11 10:00 check-in-late to sofie")
}

func TestThePersonReadsWithTheNextCheckInWhoHearsOfIt(t *testing.T) {
	t.Parallel()
	l := open(t, house()).until("2026-12-03 10:00").passes("2026-12-01", "lars").until("2026-12-15 10:30")
	i := slices.IndexFunc(l.Letters, func(w procedure.Letter) bool { return w.Template == lifecycle.TemplateCheckInLate && w.Rides })
	if i < 0 || l.Letters[i].Person != "lars" || !l.Letters[i].Rides || !strings.Contains(string(l.Letters[i].Content), `"next_people":["sofie"]`) {
		t.Fatalf("lars reads %+v", l.Letters)
	}
	l.answers("2026-12-01", "lars")
	if recalled := l.recalled(); !slices.Contains(recalled, l.Letters[i].Key) {
		t.Errorf("taken back: %v", recalled)
	}
}

func TestTheNextRoundKnowsOfWhomMorePeopleWillHear(t *testing.T) {
	t.Parallel()
	spec := house()
	spec.Escalations = []partnership.Escalation{{ID: "check_in", Steps: []partnership.EscalationStep{
		{ID: "leads", After: specs.Span("1bd"), Notify: []string{"sofie"}}, {ID: "executives", After: specs.Span("12bd"), Notify: []string{"ingrid"}},
	}}}
	l := open(t, spec).until("2026-12-03 10:00").passes("2026-12-01", "mia").until("2026-12-15 11:00")
	if begun := l.Begun[len(l.Begun)-1].Brief; !slices.Equal(begun.Missing, []string{"mia"}) {
		t.Errorf("the round of %s begins with %v missing", begun.Occasion.Date, begun.Missing)
	}
}

// TestWhateverHappensToSilentPeople plays random rows: nobody of the other side hears
// of them, nobody hears twice of the same, and whoever was alarmed gets the all-clear
// when the row ends.
func TestWhateverHappensToSilentPeople(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec := house()
		if rapid.Bool().Draw(t, "declared") {
			spec.Escalations = []partnership.Escalation{{ID: "check_in", Steps: []partnership.EscalationStep{
				{ID: "leads", After: cadence.Span{Count: rapid.IntRange(1, 4).Draw(t, "after"), Unit: cadence.BusinessDays}, Notify: []string{"sofie", "tom"}, Repeat: 1},
				{ID: "executives", After: specs.Span("9bd"), Notify: []string{"aoife", "ingrid"}},
			}}}
		}
		l := open(t, spec)
		for n := range rapid.IntRange(1, 5).Draw(t, "rounds") {
			day := specs.Date("2026-12-01").AddDays(14 * n)
			at := cadence.In(day, cadence.Clock{Hour: 10}, time.UTC).AddDate(0, 0, 2)
			l.Pass(at)
			for _, person := range []string{"lars", "mia"} {
				if rapid.Bool().Draw(t, person+" lets it pass") {
					l.passes(day.String(), person)
				}
			}
			l.Pass(at.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "hours")) * time.Hour))
			for _, person := range []string{"lars", "mia", "sofie"} {
				switch rapid.IntRange(0, 8).Draw(t, "what "+person+" does") {
				case 0:
					l.answers(day.String(), person)
				case 1:
					l.wishes(person, partnership.Command{Name: partnership.CommandAway, Argument: day.AddDays(rapid.IntRange(0, 9).Draw(t, "days")).String()})
				case 2:
					l.wishes(person, partnership.Command{Name: partnership.CommandBack})
				}
			}
		}
		for _, person := range []string{"lars", "mia"} {
			l.answers("2026-12-01", person)
		}
		alarmed := map[string]int{}
		for _, w := range l.Letters {
			switch {
			case w.Template == lifecycle.TemplateCheckInLate && !w.Rides:
				alarmed[w.Person]++
			case w.Template == procedure.TemplateAllClear:
				alarmed[w.Person] = 0
			}
			if w.Template != lifecycle.TemplateCheckInLate && w.Template != procedure.TemplateAllClear {
				continue
			}
			if w.Person == "tom" || w.Person == "aoife" {
				t.Fatalf("%s of the other side hears of it", w.Person)
			}
		}
		if left := fmt.Sprint(alarmed); strings.ContainsAny(left, "123456789") {
			t.Fatalf("without an all-clear: %s", left)
		}
		if len(l.partnership().Silent) > 0 {
			t.Fatalf("rows go on: %+v", l.partnership().Silent)
		}
	})
}

// TestAnotherReckoningTakesNoStepEarly has the second miss of somebody and a
// difference of others in one report: each asks the calendar something.
func TestAnotherReckoningTakesNoStepEarly(t *testing.T) {
	t.Parallel()
	l := open(t, house()).until("2026-12-03 10:00").passes("2026-12-01", "lars").until("2026-12-17 10:00")
	second := round("2026-12-15")
	l.report(second, procedure.Message{
		Shown:    &procedure.Shown{Stage: "partial", Outcome: procedure.OutcomePartial},
		Readings: append(l.reading(second, "mql", "130", "mia"), l.reading(second, "mql", "140", "tom")...),
		Facts:    []procedure.Fact{{Kind: procedure.FactMissed, Of: "lars", At: l.Now, Due: l.Now}},
	})
	l.until("2026-12-19 10:00").wantHeard("12-04 10:00 check-in-late to sofie", "12-18 10:00 check-in-late to sofie")
}
