package rehearsal_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	understanding "github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/rehearsal"
)

// duo is a partnership of Lars in Oslo, whose deputy is Sofie, and Tom in Yerevan. Lars and Tom
// are asked for one KPI on Tuesdays at 10:00; two business days later the window closes.
func duo() partnership.Spec {
	rule, err := cadence.ParseRule("week", "tuesday", "10:00")
	if err != nil {
		panic(err)
	}
	person := func(id, language, zone string) partnership.Person {
		return partnership.Person{ID: id, Name: id, Email: id + "@duo.example", Language: language, Zone: zone, Roles: []partnership.Role{partnership.RoleLead}}
	}
	lars := person("lars", "en", "Europe/Oslo")
	lars.Deputy = "sofie"
	return partnership.Spec{
		Schema: partnership.SchemaVersion, Slug: "duo", Title: "Duo", Zone: "Europe/Oslo", Language: "en",
		Start: date("2026-12-01"), End: date("2027-11-30"),
		Parties: []partnership.Party{
			{ID: "north", Name: "North", People: []partnership.Person{lars, person("sofie", "en", "Europe/Oslo")}},
			{ID: "south", Name: "South", People: []partnership.Person{person("tom", "ru", "Asia/Yerevan")}},
		},
		Goals: []partnership.Goal{{
			ID: "leads", Start: date("2026-12-01"), Due: date("2027-11-30"), Weight: decimal.NewFromInt(1),
			KPIs: []partnership.KPI{kpi("mql", "120", "300")},
		}},
		CheckIns: []partnership.CheckIn{{
			ID: "weekly", Rule: rule, Ask: []string{"lars", "tom"}, About: []partnership.Topic{partnership.TopicKPIs},
			Window: span("2bd"), Remind: []cadence.Span{span("60%")},
		}},
	}
}

func kpi(id, baseline, target string) partnership.KPI {
	return partnership.KPI{
		ID: id, Unit: "pieces", Direction: partnership.Increase, Weight: decimal.NewFromInt(1),
		Baseline: decimal.RequireFromString(baseline), Target: decimal.RequireFromString(target),
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

// options play personas until a time; mails and answers are as short as can be.
func options(until string, personas ...rehearsal.Persona) rehearsal.Options {
	return rehearsal.Options{
		Kinds: kinds.All(),
		Compose: func(_ partnership.Spec, l procedure.Letter, _ []procedure.Letter, _ standing.Standing, _ time.Time) (rehearsal.Mail, error) {
			return rehearsal.Mail{Subject: l.Key, Text: fmt.Sprintf("%d questions", len(l.Questions))}, nil
		},
		Understand: understand,
		Receive:    receive,
		Cast:       rehearsal.NewCast(personas, understanding.CommandIn),
		Until:      at(until),
		Known:      true,
	}
}

// understand reads lines such as "1: 130", and takes no mail that is spam.
func understand(r rehearsal.Reaction, _ partnership.Person, l procedure.Letter, _ rehearsal.Mail) (procedure.Reply, rehearsal.Fate) {
	if r.Text == "Buy now" {
		return procedure.Reply{}, rehearsal.Fate{State: "kept", Reason: "spam"}
	}
	reply := procedure.Reply{Class: procedure.ReplyAnswer}
	for i, line := range strings.Split(strings.TrimSpace(r.Text), "\n") {
		_, value, _ := strings.Cut(line, ": ")
		if n, err := decimal.NewFromString(value); err == nil {
			reply.Answers = append(reply.Answers, partnership.Answer{Question: l.Questions[i].ID, Value: partnership.NumberValue(n)})
		} else {
			reply.Problems = append(reply.Problems, value)
		}
	}
	return reply, rehearsal.Fate{}
}

// receive reads "1: 130" as an answer to the latest ask, and takes no mail that is
// spam.
func receive(w rehearsal.Unasked, open []procedure.Letter) (procedure.Reply, rehearsal.Fate) {
	if w.Text == "Buy now" {
		return procedure.Reply{}, rehearsal.Fate{State: "kept", Reason: "spam"}
	}
	reply := procedure.Reply{Ask: lifecycle.UnaskedAsk(w.Slug, w.Person.ID), Class: procedure.ReplyAnswer, Unasked: true}
	if strings.HasPrefix(w.Text, "1: ") && len(open) > 0 {
		answered, _ := understand(rehearsal.Reaction{Text: w.Text}, w.Person, open[0], rehearsal.Mail{})
		reply.Ask, reply.Answers = open[0].Ask, answered.Answers
	}
	return reply, rehearsal.Fate{}
}

func run(t *testing.T, spec partnership.Spec, o rehearsal.Options) []string {
	t.Helper()
	events, err := rehearsal.Run(spec, o)
	if err != nil {
		t.Fatal(err)
	}
	return lines(events)
}

// lines tell events, leaving out the phases.
func lines(events []rehearsal.Event) []string {
	var list []string
	for _, e := range events {
		when := e.At.Format("01-02 15:04 ")
		switch e.Kind {
		case rehearsal.KindMail:
			line := when + e.Template
			if e.Reminder > 0 {
				line += fmt.Sprintf(", reminder %d,", e.Reminder)
			}
			line += " to " + e.To
			if len(e.Also) > 0 {
				line += " with " + strings.Join(e.Also, ", ")
			}
			list = append(list, line)
		case rehearsal.KindReply:
			line := when + "reply of " + e.From + " " + strings.TrimSpace(e.Text)
			if e.Outcome != "" {
				line += " [" + e.Outcome + ": " + e.Note + "]"
			}
			list = append(list, line)
		case procedure.EntryPhase:
		default:
			list = append(list, when+e.Kind+" "+e.Text)
		}
	}
	return list
}

func TestARound(t *testing.T) {
	t.Parallel()
	absent := duo()
	absent.Parties[0].People[0].Absences = []partnership.Absence{{From: date("2026-11-20"), Until: date("2026-12-05")}}
	silent := func(person string) rehearsal.Persona { return rehearsal.Persona{Person: person, Silent: true} }
	begin := []string{"12-01 10:00 begin Check-in weekly began", "12-01 10:00 check-in to lars@duo.example", "12-01 10:00 check-in to tom@duo.example"}
	cases := []struct {
		name     string
		spec     partnership.Spec
		personas []rehearsal.Persona
		want     []string
	}{
		{"diligent people", duo(), []rehearsal.Persona{{Person: "tom", After: span("2h")}}, []string{
			"12-01 11:00 reply of lars@duo.example 1: 120", "12-01 11:00 measure mql = 120", "12-01 11:00 receipt to lars@duo.example",
			"12-01 12:00 reply of tom@duo.example 1: 120", "12-01 12:00 measure mql = 120", "12-01 12:00 outcome Check-in weekly: answered",
			"12-01 12:00 receipt to tom@duo.example with round-summary",
		}},
		{"nobody answers", duo(), []rehearsal.Persona{silent("lars"), silent("tom")}, []string{
			"12-02 14:48 check-in, reminder 1, to lars@duo.example", "12-02 14:48 check-in, reminder 1, to tom@duo.example", "12-03 10:00 outcome Check-in weekly: missed",
			"12-04 10:00 check-in-late to sofie@duo.example",
		}},
		{"one is late", duo(), []rehearsal.Persona{silent("tom"), {Person: "lars", After: span("3d")}}, []string{
			"12-02 14:48 check-in, reminder 1, to lars@duo.example", "12-02 14:48 check-in, reminder 1, to tom@duo.example", "12-03 10:00 outcome Check-in weekly: missed",
			"12-04 10:00 reply of lars@duo.example 1: 121", "12-04 10:00 measure mql = 121", "12-04 10:00 outcome Check-in weekly: partial",
			"12-04 10:00 receipt to lars@duo.example with round-summary",
		}},
		{"one is away", duo(), []rehearsal.Persona{silent("tom"), {Person: "lars", Away: []partnership.Absence{{From: date("2026-12-01"), Until: date("2026-12-04")}}}}, []string{
			"12-01 10:01 reply of lars@duo.example Away until 2026-12-04", "12-01 10:01 check-in to sofie@duo.example",
			"12-01 11:01 reply of sofie@duo.example 1: 120", "12-01 11:01 measure mql = 120", "12-01 11:01 receipt to sofie@duo.example",
			"12-02 14:48 check-in, reminder 1, to tom@duo.example", "12-03 10:00 outcome Check-in weekly: partial",
			"12-05 11:00 reply of lars@duo.example 1: 122", "12-05 11:00 measure mql = 122", "12-05 11:00 receipt to lars@duo.example with round-summary",
		}},
		{"one writes what nobody understands", duo(), []rehearsal.Persona{silent("tom"), {Person: "lars", Scripts: []rehearsal.Script{{Question: "mql", Values: []string{"many"}}}}}, []string{
			"12-01 11:00 reply of lars@duo.example 1: many", "12-01 11:00 receipt to lars@duo.example",
			"12-02 14:48 check-in, reminder 1, to lars@duo.example", "12-02 14:48 check-in, reminder 1, to tom@duo.example", "12-03 10:00 outcome Check-in weekly: missed",
		}},
		{"a deputy answers", absent, []rehearsal.Persona{silent("lars"), silent("tom")}, []string{
			"12-01 11:00 reply of sofie@duo.example 1: 120", "12-01 11:00 measure mql = 120", "12-01 11:00 receipt to sofie@duo.example",
			"12-02 14:48 check-in, reminder 1, to tom@duo.example", "12-03 10:00 outcome Check-in weekly: partial",
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			want := append(append([]string{}, begin...), c.want...)
			if c.spec.Parties[0].People[0].Absences != nil {
				want[1] = "12-01 10:00 check-in to sofie@duo.example"
			}
			if diff := cmp.Diff(want, run(t, c.spec, options("12-07 23:00", c.personas...))); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnAnswerAfterTheRoundIsTooLate(t *testing.T) {
	t.Parallel()
	got := run(t, duo(), options("12-09 10:00", rehearsal.Persona{Person: "tom", Silent: true}, rehearsal.Persona{Person: "lars", After: span("8d")}))
	want := []string{"12-09 10:00 reply of lars@duo.example 1: 124", "12-09 10:00 closed to lars@duo.example"}
	if diff := cmp.Diff(want, got[len(got)-2:]); diff != "" {
		t.Errorf("last events (-want +got):\n%s", diff)
	}
}

func TestOrdersOfAdmins(t *testing.T) {
	t.Parallel()
	o := options("12-16 00:00", rehearsal.Persona{Person: "lars", Silent: true}, rehearsal.Persona{Person: "tom", Silent: true})
	o.Orders = []rehearsal.Order{
		{At: at("12-02 09:00"), Command: procedure.Command{Name: procedure.Pause, Reason: "snow"}},
		{At: at("12-09 09:00"), Command: procedure.Command{Name: procedure.Pause}},
		{At: at("12-10 09:00"), Command: procedure.Command{Name: procedure.Resume}},
		{At: at("12-10 10:00"), Command: procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "150"}},
	}
	want := []string{
		"12-01 10:00 begin Check-in weekly began", "12-01 10:00 check-in to lars@duo.example", "12-01 10:00 check-in to tom@duo.example",
		"12-02 09:00 command An admin paused the partnership: snow", "12-02 09:00 paused to lars@duo.example", "12-02 09:00 paused to tom@duo.example",
		"12-09 09:00 command Refused: pause partnership duo: it is paused already, since 2026-12-02",
		"12-10 09:00 command An admin resumed the partnership", "12-10 09:00 resumed to lars@duo.example", "12-10 09:00 resumed to tom@duo.example",
		"12-10 10:00 measure mql = 150",
		"12-10 14:48 check-in, reminder 1, to lars@duo.example", "12-10 14:48 check-in, reminder 1, to tom@duo.example",
		"12-11 10:00 outcome Check-in weekly: missed",
		"12-14 10:00 check-in-late to sofie@duo.example",
		"12-15 10:00 begin Check-in weekly began", "12-15 10:00 check-in to lars@duo.example with check-in-late", "12-15 10:00 check-in to tom@duo.example with check-in-late",
	}
	if diff := cmp.Diff(want, run(t, duo(), o)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

func TestARehearsalIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	play := func() []rehearsal.Event {
		o := options("12-01 10:00",
			rehearsal.Persona{Person: "lars", After: span("30h"), Scripts: []rehearsal.Script{{Question: "mql", Values: []string{"130", "don't know"}}}},
			rehearsal.Persona{Person: "tom", After: span("9d")},
		)
		o.Until = o.Until.AddDate(1, 0, 14)
		events, err := rehearsal.Run(duo(), o)
		if err != nil {
			t.Fatal(err)
		}
		return events
	}
	first := play()
	if diff := cmp.Diff(first, play()); diff != "" {
		t.Errorf("two rehearsals differ:\n%s", diff)
	}
	if len(first) < 300 {
		t.Errorf("a year has %d events, want at least 300", len(first))
	}
	for i := 1; i < len(first); i++ {
		if first[i].At.Before(first[i-1].At) {
			t.Errorf("event %d happens at %s, before event %d", i, first[i].At.Format(time.RFC3339), i-1)
		}
	}
}

func TestWhatCannotBeRehearsedIsSaid(t *testing.T) {
	t.Parallel()
	mars := duo()
	mars.Zone = "Mars/Olympus"
	full := options("12-07 00:00")
	full.Compose = func(partnership.Spec, procedure.Letter, []procedure.Letter, standing.Standing, time.Time) (rehearsal.Mail, error) {
		return rehearsal.Mail{}, errors.New("out of paper")
	}
	for _, c := range []struct {
		name, want string
		spec       partnership.Spec
		options    rehearsal.Options
	}{
		{"unknown zone", "Mars/Olympus", mars, options("12-07 00:00")},
		{"a letter that cannot be worded", "rehearse duo at 2026-12-01T10:00:00+01:00: letter ask/lars of duo/check-in/weekly/2026-12-01: out of paper", duo(), full},
	} {
		if _, err := rehearsal.Run(c.spec, c.options); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one that says %q", c.name, err, c.want)
		}
	}
}

func TestWhoIsNewIsWelcomedBesideOrWithTheFirstCheckIn(t *testing.T) {
	t.Parallel()
	o := options("12-01 11:30")
	o.Known = false
	spec := duo()
	spec.Agreement = &partnership.Agreement{SignedOn: spec.Start.AddDays(-30)}
	mails := slices.DeleteFunc(run(t, spec, o), func(line string) bool { return !strings.Contains(line, "welcome") })
	want := []string{
		"12-01 09:00 welcome to sofie@duo.example", "12-01 10:00 check-in to lars@duo.example with welcome", "12-01 10:00 check-in to tom@duo.example with welcome",
	}
	if diff := cmp.Diff(want, mails); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}
