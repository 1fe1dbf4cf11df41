package lifecycle_test

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// life plays a partnership. What its procedures would report the test says.
type life struct {
	*solo.Play
	t rapid.TB
}

const first = "duo/check-in/fortnightly/2026-12-01"

// begin plays a partnership from a time on, whose people know what they are here for.
func begin(t rapid.TB, spec partnership.Spec, at string, kinds ...procedure.Kind) *life {
	t.Helper()
	p := lifecycle.New(spec)
	p.Known(solo.At(at))
	return play(t, p, at, kinds...)
}

// beginNew plays one whose people hear of it for the first time.
func beginNew(t rapid.TB, spec partnership.Spec, at string) *life {
	t.Helper()
	if spec.Agreement == nil {
		spec.Agreement = &partnership.Agreement{SignedOn: spec.Start.AddDays(-30)}
	}
	return play(t, lifecycle.New(spec), at)
}

func play(t rapid.TB, p *lifecycle.Partnership, at string, kinds ...procedure.Kind) *life {
	t.Helper()
	if len(kinds) == 0 {
		kinds = []procedure.Kind{lifecycle.Kind(), checkin.Kind()}
	}
	if p.Declared.Agreement == nil && p.Declared.Exit == nil { // it says how to part, as specs of today do
		p.Declared.Exit = &partnership.Exit{}
		p.Digest = p.Declared.Digest()
	}
	l := &life{Play: solo.New(t, p.Declared, p, lifecycle.Kind().Blank, solo.At(at), kinds...), t: t}
	l.Start()
	return l
}

// running is the smallest partnership, an hour into its first round.
func running(t rapid.TB) *life {
	t.Helper()
	return open(t, specs.Duo())
}

func open(t rapid.TB, spec partnership.Spec) *life {
	t.Helper()
	l := begin(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	l.Skip()
	return l
}

func (l *life) partnership() *lifecycle.Partnership { return l.P.(*lifecycle.Partnership) }

func (l *life) until(when string) *life {
	l.t.Helper()
	l.Until(when)
	return l
}

// report is what a procedure tells of itself.
func (l *life) report(from string, m procedure.Message) *life {
	l.t.Helper()
	m.From = from
	l.Tell(m)
	return l
}

// measured reports a figure of somebody in a round.
func (l *life) measured(from, kpi, value, who string) *life {
	l.t.Helper()
	return l.report(from, procedure.Message{Readings: l.reading(from, kpi, value, who)})
}

func (l *life) reading(from, kpi, value, who string) []measure.Reading {
	return []measure.Reading{{
		ID: from + "/" + who + "/" + kpi + "/" + value, KPI: kpi, Period: from[strings.LastIndexByte(from, '/')+1:],
		Value: *specs.Number(kpi, value).Value.Number, Reporter: who, At: l.Now,
	}}
}

// decided reports a round's outcome.
func (l *life) decided(from string, outcome procedure.Outcome) *life {
	l.t.Helper()
	return l.report(from, procedure.Message{Shown: &procedure.Shown{Stage: string(outcome), Outcome: outcome}})
}

func (l *life) command(c procedure.Command) *life {
	l.t.Helper()
	l.Command(c)
	return l
}

// amend has the partnership adopt a changed spec.
func (l *life) amend(change func(*partnership.Spec)) *life {
	l.t.Helper()
	spec := clone(l.t, l.partnership().Declared)
	change(&spec)
	l.Know(spec)
	return l.command(procedure.Command{Name: procedure.ApplySpec, Spec: &spec})
}

// shows looks for words on the card.
func (l *life) shows(words ...string) *life {
	l.t.Helper()
	for _, w := range words {
		if !strings.Contains(l.Shown.Card, w) {
			l.t.Errorf("the card lacks %q:\n%s", w, l.Shown.Card)
		}
	}
	return l
}

// unlike checks what the card does not say.
func (l *life) unlike(words ...string) *life {
	l.t.Helper()
	for _, w := range words {
		if strings.Contains(l.Shown.Card, w) {
			l.t.Errorf("the card says %q:\n%s", w, l.Shown.Card)
		}
	}
	return l
}

// written lists the letters of a template, as "key to person".
func (l *life) written(template procedure.Template) []string {
	var people []string
	for _, letter := range l.Letters {
		if letter.Template == template {
			people = append(people, letter.Person)
		}
	}
	return people
}

func (l *life) began() []string {
	var list []string
	for _, b := range l.Begun {
		list = append(list, b.Brief.Workflow)
	}
	return list
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

// meetings is another kind, whose rounds have the names of check-ins.
func meetings() procedure.Kind {
	return procedure.Kind{Type: "Meeting", Noun: "meeting", Due: func(h procedure.Horizon) (procedure.Calendar, error) {
		var list []timing.Round
		for _, c := range h.Spec.CheckIns {
			list = append(list, timing.Round{
				Type: "Meeting", Noun: "meeting", Name: c.ID, Rule: c.Rule, Ask: c.Ask, Window: procedure.Window{Span: c.Window},
			})
		}
		return timing.Rounds(h, list)
	}}
}

func without(list []string, word string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return strings.Contains(s, word) })
}

func dated(t time.Time) string { return t.Format(time.DateOnly) }
