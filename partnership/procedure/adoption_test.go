package procedure_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TestARunningPartnershipAdoptsAnyChange plays a partnership of two check-ins in
// which people answer, machines stand still, and the spec changes in small ways
// at any moment. Whatever happens, nothing may get lost.
func TestARunningPartnershipAdoptsAnyChange(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := &adoption{scenario: play(t, trio(), "2026-12-01 09:00"), rt: t}
		a.since = a.now
		for range rapid.IntRange(2, 8).Draw(t, "happenings") {
			a.pass(t)
			if rapid.IntRange(0, 3).Draw(t, "outage") == 0 {
				a.standStill(t)
			}
			a.answer(t)
			a.adopt(t, rapid.IntRange(0, 2).Draw(t, "changes"))
		}
		a.closes()
	})
}

// adoption is a scenario with what its spec promised.
type adoption struct {
	*scenario
	rt    *rapid.T
	since time.Time // when the spec in force was adopted
}

// trio has a second check-in and a third person to be asked.
func trio() partnership.Spec {
	spec := duo()
	spec.End = date("2027-04-30")
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	monthly := spec.CheckIns[0]
	monthly.ID, monthly.Ask = "monthly", []string{"sofie", "tom"}
	rule, err := cadence.ParseRule("month", "first thursday", "09:00")
	if err != nil {
		panic(err)
	}
	monthly.Rule = rule
	spec.CheckIns = append(spec.CheckIns, monthly)
	return spec
}

func (a *adoption) partnership() *procedure.Partnership {
	return a.actors[0].p.(*procedure.Partnership)
}

func (a *adoption) over() bool { return a.actors[0].ended }

func (a *adoption) pass(t *rapid.T) {
	a.until(a.now.Add(time.Duration(rapid.IntRange(1, 20*24).Draw(t, "hours")) * time.Hour).Format("2006-01-02 15:04"))
}

// standStill lets time pass in which nobody is woken.
func (a *adoption) standStill(t *rapid.T) {
	a.now = a.now.Add(time.Duration(rapid.IntRange(1, 20*24).Draw(t, "hours")) * time.Hour)
}

// openRounds lists the rounds that wait for an answer and have time for it, as
// workflow and person.
func (a *adoption) openRounds() [][2]string {
	var open [][2]string
	for _, actor := range a.actors[1:] {
		c := actor.p.(*procedure.CheckIn)
		if actor.ended || !a.now.Before(c.Until) {
			continue
		}
		for _, r := range c.Rounds {
			if !r.SentAt.IsZero() && len(r.Answers) == 0 && r.LeftWith == "" {
				open = append(open, [2]string{actor.id, r.Person})
			}
		}
	}
	return open
}

// answer gives one answer to an open round; it must be measured and receipted.
func (a *adoption) answer(t *rapid.T) {
	open := a.openRounds()
	if len(open) == 0 {
		return
	}
	who := rapid.SampledFrom(open).Draw(t, "who")
	question := a.checkIn(who[0]).Rounds[0].Questions[0].ID
	measured, letters := len(a.measured), len(a.log)
	a.reply(who[0], who[1], number(question, fmt.Sprint(rapid.IntRange(100, 300).Draw(t, "value"))))
	if len(a.measured) != measured+1 || !slices.ContainsFunc(a.log[letters:], func(line string) bool {
		return line == a.now.Format("01-02 15:04 ")+fmt.Sprintf("receipt/mail-%d receipt to %s", a.sent, who[1])
	}) {
		t.Fatalf("an answer of %s to %s was not taken:\n%v", who[1], who[0], a.log[letters:])
	}
}

// adopt makes small changes at once and looks for what may not be lost.
func (a *adoption) adopt(t *rapid.T, changes int) {
	if a.over() {
		return
	}
	old := a.partnership().Declared
	spec := clone(t, old)
	for range changes {
		rapid.SampledFrom(smallChanges()).Draw(t, "what")(t, &spec)
	}
	open, readings := a.openRounds(), slices.Clone(a.partnership().Readings)
	a.step(a.actors[0], procedure.Event{Kind: procedure.Amended, Spec: &spec})
	a.keeps(t, spec, open, readings)
	if spec.Digest() != old.Digest() {
		a.begunWhatWasDue(t, old, spec)
		a.since = a.now
	}
	if !a.over() {
		a.plans(t, spec)
		a.adoptsOnce(t, spec)
	}
	a.beginsNothingTwice(t)
}

// keeps looks for lost readings and lost asks.
func (a *adoption) keeps(t *rapid.T, spec partnership.Spec, open [][2]string, readings []measure.Reading) {
	if diff := cmp.Diff(readings, a.partnership().Readings); diff != "" {
		t.Fatalf("adopting a spec changed the readings (-before +after):\n%s", diff)
	}
	now := a.openRounds()
	for _, ask := range open {
		if _, there := spec.Person(ask[1]); there && !slices.Contains(now, ask) {
			t.Fatalf("the ask of %s in %s vanished", ask[1], ask[0])
		}
	}
	for _, r := range a.partnership().Running {
		for _, o := range r.Open {
			if _, there := spec.Person(o.Person); !there {
				t.Fatalf("%s has left, and %s still waits for them", o.Person, r.Workflow)
			}
		}
	}
}

// begunWhatWasDue looks for rounds of the old spec whose time had come.
func (a *adoption) begunWhatWasDue(t *rapid.T, old, changed partnership.Spec) {
	if a.partnership().Phase != procedure.PhaseActive {
		return
	}
	for _, c := range old.CheckIns {
		due := a.occurrences(t, old, c, a.since, a.now.Add(1))
		now, still := changed.CheckIn(c.ID)
		// What the old agenda did not reach follows the changed rule.
		if !still || len(due) == 0 || len(due) >= 6 && now.Rule != c.Rule {
			continue
		}
		i := slices.IndexFunc(a.partnership().Begun, func(b procedure.Begun) bool { return b.Name == c.ID })
		if last := due[len(due)-1]; i < 0 || a.partnership().Begun[i].At.Format(time.DateOnly) < last.Format(time.DateOnly) {
			t.Fatalf("the round of %s at %s was lost", c.ID, last)
		}
	}
}

// plans looks for check-ins without their next round.
func (a *adoption) plans(t *rapid.T, spec partnership.Spec) {
	agenda := a.partnership().Agenda
	for _, c := range spec.CheckIns {
		next := a.occurrences(t, spec, c, a.now, a.now.AddDate(3, 0, 0))
		if len(next) == 0 {
			continue
		}
		planned := slices.ContainsFunc(agenda.Occasions, func(o procedure.Occasion) bool { return o.Name == c.ID && o.At.Equal(next[0]) })
		later := !agenda.Complete && len(agenda.Occasions) > 0 && !next[0].Before(agenda.Occasions[len(agenda.Occasions)-1].At)
		if !planned && !later {
			t.Fatalf("the next round of %s at %s is not planned", c.ID, next[0])
		}
	}
	if alarm := a.actors[0].alarm; alarm.IsZero() || len(agenda.Occasions) > 0 && alarm.After(agenda.Occasions[0].At) {
		t.Fatalf("the partnership sleeps until %s", alarm)
	}
}

// occurrences are those after one instant and before another.
func (a *adoption) occurrences(t *rapid.T, spec partnership.Spec, c partnership.CheckIn, from, until time.Time) []time.Time {
	s := cadence.Schedule{Rule: c.Rule, Zone: spec.Zone, Start: spec.Start, End: spec.End}
	list, err := s.Between(from.Add(1), until)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// adoptsOnce applies the spec in force again.
func (a *adoption) adoptsOnce(t *rapid.T, spec partnership.Spec) {
	before, lines := asJSON(t, a.partnership()), len(a.log)
	a.step(a.actors[0], procedure.Event{Kind: procedure.Amended, Spec: &spec})
	if diff := cmp.Diff(before, asJSON(t, a.partnership())); diff != "" || len(a.log) != lines {
		t.Fatalf("applying a spec again does something: %v (-before +after):\n%s", a.log[lines:], diff)
	}
}

func (a *adoption) beginsNothingTwice(t *rapid.T) {
	seen := map[string]bool{}
	for _, c := range a.begun {
		if seen[c.Workflow] {
			t.Fatalf("%s was begun twice", c.Workflow)
		}
		seen[c.Workflow] = true
	}
}

// closes lets the rest of the time pass: everything must come to an end.
func (a *adoption) closes() {
	a.until("2028-01-01 00:00")
	a.beginsNothingTwice(a.rt)
	for _, actor := range a.actors {
		if !actor.ended {
			a.rt.Fatalf("%s never ends", actor.id)
		}
	}
	for _, r := range a.measured {
		if !slices.ContainsFunc(a.partnership().Readings, func(known measure.Reading) bool {
			return known.KPI == r.KPI && known.Period >= r.Period
		}) {
			a.rt.Fatalf("no reading of %s is left", r.KPI)
		}
	}
}

// smallChanges are what people change in a spec.
func smallChanges() []func(*rapid.T, *partnership.Spec) {
	return []func(*rapid.T, *partnership.Spec){
		func(t *rapid.T, s *partnership.Spec) {
			s.Title = rapid.SampledFrom([]string{"Duo", "Two", "Pair"}).Draw(t, "title")
		},
		changeRhythm, changeWindow, changePeople, changeAddress, changeKPIs, changeEnd, changeCheckIns,
	}
}

func changeRhythm(t *rapid.T, s *partnership.Spec) {
	if len(s.CheckIns) == 0 {
		return
	}
	in := rapid.SampledFrom([][2]string{
		{"week", "tuesday"}, {"2 weeks", "tuesday"}, {"week", "friday"}, {"day", ""}, {"month", "15th"}, {"quarter", "last business day"},
	}).Draw(t, "rhythm")
	rule, err := cadence.ParseRule(in[0], in[1], rapid.SampledFrom([]string{"08:00", "10:00", "16:00"}).Draw(t, "at"))
	if err != nil {
		t.Fatal(err)
	}
	s.CheckIns[rapid.IntRange(0, len(s.CheckIns)-1).Draw(t, "check-in")].Rule = rule
}

func changeWindow(t *rapid.T, s *partnership.Spec) {
	for i := range s.CheckIns {
		s.CheckIns[i].Window = span(rapid.SampledFrom([]string{"4h", "1d", "2bd", "10d"}).Draw(t, "window"))
	}
}

// changePeople lets una come or go.
func changePeople(_ *rapid.T, s *partnership.Spec) {
	south := &s.Parties[1]
	leave := func(p partnership.Person) bool { return p.ID == "una" }
	joined := slices.ContainsFunc(south.People, leave)
	south.People = slices.DeleteFunc(south.People, leave)
	if !joined {
		una := south.People[0]
		una.ID, una.Name, una.Email = "una", "Una", "una@south.example"
		south.People = append(south.People, una)
	}
	for i := range s.CheckIns {
		ask := slices.DeleteFunc(s.CheckIns[i].Ask, func(id string) bool { return id == "una" })
		if !joined {
			ask = append(ask, "una")
		}
		s.CheckIns[i].Ask = ask
	}
}

func changeAddress(t *rapid.T, s *partnership.Spec) {
	s.Parties[0].People[0].Email = rapid.SampledFrom([]string{"lars@north.example", "lh@north.example"}).Draw(t, "address")
}

func changeKPIs(t *rapid.T, s *partnership.Spec) {
	kpis := &s.Goals[0].KPIs
	(*kpis)[0].Target = decimal.NewFromInt(rapid.Int64Range(200, 400).Draw(t, "target"))
	if len(*kpis) > 1 {
		*kpis = (*kpis)[:1]
		return
	}
	extra := (*kpis)[0]
	extra.ID, extra.Direction = "sales", rapid.SampledFrom([]partnership.Direction{partnership.Increase, partnership.Cumulative}).Draw(t, "direction")
	*kpis = append(*kpis, extra)
}

func changeEnd(t *rapid.T, s *partnership.Spec) {
	s.End = s.Start.AddDays(rapid.IntRange(20, 150).Draw(t, "term"))
}

// changeCheckIns lets the monthly check-in come or go.
func changeCheckIns(_ *rapid.T, s *partnership.Spec) {
	if len(s.CheckIns) > 1 {
		s.CheckIns = s.CheckIns[:1]
		return
	}
	s.CheckIns = append(s.CheckIns, trio().CheckIns[1])
}

func clone(t rapid.TB, spec partnership.Spec) partnership.Spec {
	t.Helper()
	var c partnership.Spec
	if err := json.Unmarshal([]byte(asJSON(t, spec)), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func asJSON(t rapid.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
