package lifecycle_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// TestARunningPartnershipAdoptsAnyChange plays a partnership of two check-ins
// whose rounds report, while machines stand still, admins pause it, and the spec
// changes in small ways at any moment. Whatever happens, nothing may get lost,
// and every state survives JSON.
func TestARunningPartnershipAdoptsAnyChange(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := &adoption{life: begin(t, trio(), "2026-12-01 09:00"), rt: t}
		a.since = a.Now
		for range rapid.IntRange(2, 6).Draw(t, "happenings") {
			a.pass()
			a.answer()
			a.hold()
			a.adopt(rapid.IntRange(0, 2).Draw(t, "changes"))
		}
		a.finishes()
	})
}

// adoption is a life with what its spec promised.
type adoption struct {
	*life
	rt       *rapid.T
	since    time.Time // when the spec in force was adopted
	resumed  time.Time
	reported []measure.Reading
}

// trio has a second check-in and a third person to be asked.
func trio() partnership.Spec {
	spec := specs.Duo()
	spec.End = specs.Date("2027-04-30")
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	monthly := spec.CheckIns[0]
	monthly.ID, monthly.Ask, monthly.Rule = "monthly", []string{"sofie", "tom"}, specs.Rule("month", "first thursday", "09:00")
	spec.CheckIns = append(spec.CheckIns, monthly)
	return spec
}

func (a *adoption) hours() time.Duration {
	return time.Duration(rapid.IntRange(1, 20*24).Draw(a.rt, "hours")) * time.Hour
}

// pass lets time pass, sometimes without anybody being woken.
func (a *adoption) pass() {
	a.Pass(a.Now.Add(a.hours()))
	if rapid.IntRange(0, 3).Draw(a.rt, "outage") == 0 {
		a.Now = a.Now.Add(a.hours())
	}
}

// answer has a round that is open report a figure.
func (a *adoption) answer() {
	running := slices.DeleteFunc(slices.Clone(a.partnership().Running), func(r lifecycle.Running) bool { return r.Type != procedure.CheckIn })
	if a.Ended || len(running) == 0 {
		return
	}
	r := rapid.SampledFrom(running).Draw(a.rt, "round")
	value := rapid.IntRange(100, 300).Draw(a.rt, "value")
	a.measured(r.Workflow, "mql", fmt.Sprint(value), "tom")
	a.reported = append(a.reported, measure.Reading{KPI: "mql", Period: r.Workflow[len(r.Workflow)-len(time.DateOnly):]})
	if rapid.Bool().Draw(a.rt, "decided") && !a.Ended {
		a.decided(r.Workflow, procedure.OutcomeAnswered)
	}
}

// hold pauses or resumes.
func (a *adoption) hold() {
	if a.Ended || rapid.IntRange(0, 4).Draw(a.rt, "hold") > 0 {
		return
	}
	if a.partnership().Phase == lifecycle.PhaseSuspended {
		a.command(procedure.Command{Name: procedure.Resume})
		a.resumed = a.Now
		return
	}
	a.command(procedure.Command{Name: procedure.Pause})
}

// adopt makes small changes at once and looks for what may not be lost.
func (a *adoption) adopt(changes int) {
	if a.Ended {
		return
	}
	old := a.partnership().Declared
	spec := clone(a.rt, old)
	for range changes {
		rapid.SampledFrom(smallChanges()).Draw(a.rt, "what")(a.rt, &spec)
	}
	readings, phase := slices.Clone(a.partnership().Readings), a.partnership().Phase
	a.apply(spec)
	if diff := cmp.Diff(readings, a.partnership().Readings, cmpopts.EquateEmpty()); diff != "" {
		a.rt.Fatalf("adopting a spec changed the readings (-before +after):\n%s", diff)
	}
	if spec.Digest() != old.Digest() {
		if phase == lifecycle.PhaseActive {
			a.begunWhatWasDue(old, spec)
		}
		a.since = a.Now
	}
	if !a.Ended {
		a.plans(spec)
		a.adoptsOnce(spec)
	}
	a.beginsNothingTwice()
}

func (a *adoption) apply(spec partnership.Spec) {
	a.Know(spec)
	a.command(procedure.Command{Name: procedure.ApplySpec, Spec: &spec})
}

// begunWhatWasDue looks for rounds of the old spec whose time had come.
func (a *adoption) begunWhatWasDue(old, changed partnership.Spec) {
	from := a.since
	if a.resumed.After(from) {
		from = a.resumed
	}
	for _, c := range old.CheckIns {
		due := a.occurrences(old, c, from, a.Now.Add(1))
		now, still := changed.CheckIn(c.ID)
		// What the old agenda did not reach follows the changed rule.
		if !still || len(due) == 0 || len(due) >= 6 && now.Rule != c.Rule {
			continue
		}
		i := slices.IndexFunc(a.partnership().Begun, func(b procedure.Begun) bool { return b.Name == c.ID })
		// A round that would have followed another too soon was passed over.
		half := due[len(due)-1].Add(-92 * 24 * time.Hour / 2)
		if i < 0 || a.partnership().Begun[i].At.Before(half) {
			a.rt.Fatalf("the round of %s at %s was lost: %v", c.ID, due[len(due)-1], a.partnership().Begun)
		}
	}
}

// plans looks for check-ins without a next round.
func (a *adoption) plans(spec partnership.Spec) {
	agenda := a.partnership().Agenda
	for _, c := range spec.CheckIns {
		coming := a.occurrences(spec, c, a.Now, a.Now.AddDate(3, 0, 0))
		if len(coming) < 3 {
			continue
		}
		// One of the next two: the first may come too soon after the one before.
		planned := slices.ContainsFunc(agenda.Occasions, func(o procedure.Occasion) bool {
			return o.Name == c.ID && !o.At.After(coming[2])
		})
		// The agenda may end before the second where the first was passed over.
		later := !agenda.Complete && len(agenda.Occasions) > 0 && !coming[1].Before(agenda.Occasions[len(agenda.Occasions)-1].At)
		if !planned && !later {
			a.rt.Fatalf("none of the next rounds of %s at %s is planned: %v", c.ID, coming[:3], a.partnership().Begun)
		}
	}
	if a.Alarm.IsZero() || a.partnership().Phase == lifecycle.PhaseActive && len(agenda.Occasions) > 0 && a.Alarm.After(agenda.Occasions[0].At) {
		a.rt.Fatalf("the partnership sleeps until %s", a.Alarm)
	}
}

// occurrences are those after one instant and before another.
func (a *adoption) occurrences(spec partnership.Spec, c partnership.CheckIn, from, until time.Time) []time.Time {
	s := cadence.Schedule{Rule: c.Rule, Zone: spec.Zone, Start: spec.Start, End: spec.End}
	list, err := s.Between(from.Add(1), until)
	if err != nil {
		a.rt.Fatal(err)
	}
	return list
}

// adoptsOnce applies the spec in force again.
func (a *adoption) adoptsOnce(spec partnership.Spec) {
	a.Skip()
	before := clonePartnership(a.rt, a.partnership())
	a.apply(spec)
	after := clonePartnership(a.rt, a.partnership())
	before.Seen, after.Seen = nil, nil
	if diff := cmp.Diff(before, after, cmpopts.EquateEmpty()); diff != "" || len(a.Lines()) > 0 || a.Answer != "unchanged" {
		a.rt.Fatalf("applying a spec again does something: %v (-before +after):\n%s", a.Lines(), diff)
	}
}

func clonePartnership(t rapid.TB, p *lifecycle.Partnership) lifecycle.Partnership {
	t.Helper()
	c := *p
	c.Declared = partnership.Spec{}
	return c
}

func (a *adoption) beginsNothingTwice() {
	seen := map[string]bool{}
	for _, workflow := range a.began() {
		if seen[workflow] {
			a.rt.Fatalf("%s was begun twice", workflow)
		}
		seen[workflow] = true
	}
}

// finishes lets the rest of the time pass: everything must come to an end.
func (a *adoption) finishes() {
	if !a.Ended {
		a.Pass(solo.At("2028-01-01 00:00"))
	}
	a.beginsNothingTwice()
	if !a.Ended {
		a.rt.Fatal("the partnership never ends")
	}
	for _, r := range a.reported {
		if !slices.ContainsFunc(a.partnership().Readings, func(known measure.Reading) bool { return known.KPI == r.KPI && known.Period >= r.Period }) {
			a.rt.Fatalf("no reading of %s is left", r.KPI)
		}
	}
	told := map[string]int{}
	for _, person := range a.written(lifecycle.TemplateClosing) {
		if told[person]++; told[person] > 1 {
			a.rt.Fatalf("%s is told of the end twice", person)
		}
	}
	for _, o := range a.Begun {
		if at := o.Brief.Occasion.At; at.Before(solo.At("2026-12-01 00:00")) {
			a.rt.Fatalf("a round of %s was begun", at)
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
	in := rapid.SampledFrom([][2]string{
		{"week", "tuesday"}, {"2 weeks", "tuesday"}, {"week", "friday"}, {"day", ""}, {"month", "15th"}, {"quarter", "last business day"},
	}).Draw(t, "rhythm")
	at := rapid.SampledFrom([]string{"08:00", "10:00", "16:00"}).Draw(t, "at")
	s.CheckIns[rapid.IntRange(0, len(s.CheckIns)-1).Draw(t, "check-in")].Rule = specs.Rule(in[0], in[1], at)
}

func changeWindow(t *rapid.T, s *partnership.Spec) {
	for i := range s.CheckIns {
		s.CheckIns[i].Window = specs.Span(rapid.SampledFrom([]string{"4h", "1d", "2bd", "10d"}).Draw(t, "window"))
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
