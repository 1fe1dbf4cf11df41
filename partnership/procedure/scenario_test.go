package procedure_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// scenario plays procedures on a clock of its own and writes down what they do,
// so that a test reads as a timeline. Every step goes through JSON, as a
// continue-as-new does: whatever a state forgets, a scenario sees.
type scenario struct {
	t      rapid.TB
	spec   partnership.Spec
	now    time.Time
	actors []*actor
	log    []string
	card   map[string]string
	sent   int // mails and commands, for their IDs
	// begun and measured are everything that was begun and recorded.
	begun    []*procedure.CheckIn
	measured []measure.Reading
}

type actor struct {
	id    string
	p     procedure.Procedure
	alarm time.Time
	ended bool
}

func play(t rapid.TB, spec partnership.Spec, start string) *scenario {
	t.Helper()
	s := &scenario{t: t, spec: spec, now: instant(t, start), card: map[string]string{}}
	s.enter(spec.Slug, procedure.NewPartnership(spec))
	return s
}

func instant(t rapid.TB, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func (s *scenario) enter(id string, p procedure.Procedure) {
	a := &actor{id: id, p: p}
	s.actors = append(s.actors, a)
	s.step(a, procedure.Event{Kind: procedure.Started})
}

func (s *scenario) actor(id string) *actor {
	s.t.Helper()
	i := slices.IndexFunc(s.actors, func(a *actor) bool { return a.id == id && !a.ended })
	if i < 0 {
		s.t.Fatalf("no procedure %s is running", id)
	}
	return s.actors[i]
}

func (s *scenario) step(a *actor, ev procedure.Event) {
	s.t.Helper()
	a.p = carryOver(s.t, a.p)
	var later []func()
	for _, effect := range a.p.Step(ev, s.now) {
		switch e := effect.(type) {
		case procedure.Send:
			s.note("%s %s to %s", e.Letter.Key, e.Letter.Template, e.Letter.Person)
		case procedure.Wake:
			a.alarm = e.At
		case procedure.Begin:
			s.note("begin %s", e.ID)
			s.begun = append(s.begun, e.Procedure.(*procedure.CheckIn))
			later = append(later, func() { s.enter(e.ID, e.Procedure) })
		case procedure.Tell:
			later = append(later, func() { s.tell(e) })
		case procedure.Plan:
			later = append(later, func() {
				agenda, err := procedure.PlanAgenda(a.p.(*procedure.Partnership).Declared, e)
				if err != nil {
					s.t.Fatal(err)
				}
				s.step(a, procedure.Event{Kind: procedure.Planned, Agenda: &agenda})
			})
		case procedure.Show:
			s.card[a.id] = e.Card
		case procedure.Record:
			s.measured = append(s.measured, e.Readings...)
			for _, entry := range e.Entries {
				if entry.Kind != procedure.EntryReply && entry.Kind != procedure.EntryBegin {
					s.note("%s: %s", entry.Kind, entry.Text)
				}
			}
		case procedure.End:
			a.ended = true
			s.note("end %s %s", a.id, e.Outcome)
		}
	}
	for _, do := range later {
		do()
	}
}

func carryOver(t rapid.TB, p procedure.Procedure) procedure.Procedure {
	t.Helper()
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var next procedure.Procedure
	switch p.(type) {
	case *procedure.Partnership:
		next = &procedure.Partnership{}
	case *procedure.CheckIn:
		next = &procedure.CheckIn{}
	}
	if err := json.Unmarshal(b, next); err != nil {
		t.Fatal(err)
	}
	return next
}

func (s *scenario) tell(e procedure.Tell) {
	for _, a := range s.actors {
		if a.id == e.To && !a.ended {
			report := e.Report
			s.step(a, procedure.Event{Kind: procedure.Told, Report: &report})
			s.step(a, procedure.Event{Kind: procedure.Told, Report: &report}) // delivered twice, as signals may be
		}
	}
}

func (s *scenario) note(format string, args ...any) {
	s.log = append(s.log, s.now.Format("01-02 15:04 ")+fmt.Sprintf(format, args...))
}

// until lets time pass, waking whoever asked to be woken.
func (s *scenario) until(when string) *scenario {
	s.t.Helper()
	end := instant(s.t, when)
	for range 10_000 {
		next := -1
		for i, a := range s.actors {
			if !a.ended && !a.alarm.IsZero() && !a.alarm.After(end) && (next < 0 || a.alarm.Before(s.actors[next].alarm)) {
				next = i
			}
		}
		if next < 0 {
			s.now = end
			return s
		}
		a := s.actors[next]
		if a.alarm.After(s.now) {
			s.now = a.alarm
		}
		a.alarm = time.Time{}
		s.step(a, procedure.Event{Kind: procedure.Woke})
	}
	s.t.Fatal("the procedures never come to rest")
	return s
}

func (s *scenario) reply(workflow, person string, answers ...partnership.Answer) *scenario {
	s.t.Helper()
	return s.deliver(workflow, procedure.Reply{Person: person, Class: procedure.ReplyAnswer, Answers: answers})
}

func (s *scenario) deliver(workflow string, r procedure.Reply) *scenario {
	s.t.Helper()
	if r.ID == "" {
		s.sent++
		r.ID = fmt.Sprintf("mail-%d", s.sent)
	}
	r.Ask = procedure.AskID(workflow, r.Person)
	s.step(s.actor(workflow), procedure.Event{Kind: procedure.Replied, Reply: &r})
	return s
}

func (s *scenario) command(workflow string, c procedure.Command) *scenario {
	s.t.Helper()
	if err := s.actor(workflow).p.Check(c); err != nil {
		s.t.Fatalf("%s was refused: %v", c.Name, err)
	}
	s.sent++
	c.ID = fmt.Sprintf("update-%d", s.sent)
	s.step(s.actor(workflow), procedure.Event{Kind: procedure.Commanded, Command: &c})
	return s
}

// expect compares what has happened since the last expect.
func (s *scenario) expect(want ...string) *scenario {
	s.t.Helper()
	if got, want := strings.Join(s.log, "\n"), strings.Join(want, "\n"); got != want {
		s.t.Errorf("the timeline differs\n--- got\n%s\n--- want\n%s", got, want)
	}
	s.log = nil
	return s
}

func number(question, value string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.NumberValue(decimal.RequireFromString(value)), Raw: value}
}

// duo is the smallest partnership: two people, one KPI, a check-in on Tuesdays
// at 10:00 UTC with a window of two business days and a reminder at 60 %.
func duo() partnership.Spec {
	rule, err := cadence.ParseRule("2 weeks", "tuesday", "10:00")
	if err != nil {
		panic(err)
	}
	person := func(id, party, deputy string) partnership.Person {
		return partnership.Person{
			ID: id, Name: strings.ToUpper(id[:1]) + id[1:], Email: id + "@" + party + ".example", Zone: "Etc/UTC",
			Language: "en", Roles: []partnership.Role{partnership.RoleLead}, Deputy: deputy,
		}
	}
	return partnership.Spec{
		Schema: partnership.SchemaVersion, Slug: "duo", Title: "Duo", Purpose: "To be two.", Zone: "Etc/UTC", Language: "en",
		Start: date("2026-12-01"), End: date("2027-11-30"),
		Parties: []partnership.Party{
			{ID: "north", Name: "North", People: []partnership.Person{person("lars", "north", "sofie"), person("sofie", "north", "")}},
			{ID: "south", Name: "South", People: []partnership.Person{person("tom", "south", "")}},
		},
		Goals: []partnership.Goal{{
			ID: "leads", Statement: "Grow joint leads from 120 to 300", Start: date("2026-12-01"), Due: date("2027-11-30"), Weight: decimal.NewFromInt(1),
			KPIs: []partnership.KPI{{
				ID: "mql", Unit: "leads", Direction: partnership.Increase, Baseline: decimal.NewFromInt(120),
				Target: decimal.NewFromInt(300), Weight: decimal.NewFromInt(1),
			}},
		}},
		CheckIns: []partnership.CheckIn{{
			ID: "fortnightly", Rule: rule, Ask: []string{"lars"}, About: []partnership.Topic{partnership.TopicKPIs},
			Window: span("2bd"), Remind: []cadence.Span{span("60%")},
		}},
	}
}

func date(s string) cadence.Date {
	d, err := cadence.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func span(s string) cadence.Span {
	sp, err := cadence.ParseSpan(s)
	if err != nil {
		panic(err)
	}
	return sp
}
