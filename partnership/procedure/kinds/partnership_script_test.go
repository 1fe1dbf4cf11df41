package kinds_test

import (
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// beginPartnership applies some spec, mostly before its first day.
func beginPartnership(w *world) {
	spec := drawSpec(w)
	w.know(spec)
	w.now = cadence.In(spec.Start.AddDays(draw(w, -10, -1, 0, 3)), cadence.Clock{}, time.UTC).Add(time.Duration(w.chance.IntN(24*60)) * time.Minute)
	p := lifecycle.New(spec)
	p.Rules = w.rules
	w.p, w.blank = p, lifecycle.Kind().Blank
	w.think = func() (procedure.Event, bool) { return partnershipEvent(w, w.p.(*lifecycle.Partnership)) }
}

// partnershipEvent is something that happens to a partnership. Its spec may
// have changed since the world last looked.
func partnershipEvent(w *world, p *lifecycle.Partnership) (procedure.Event, bool) {
	w.spec = p.Declared
	switch n := w.chance.IntN(100); {
	case n < 45:
		if len(p.Running) == 0 {
			return procedure.Event{}, false
		}
		return w.message(report(w, draw(w, p.Running...)))
	case n < 55:
		r := procedure.Reply{Ask: "0011223344556677", Person: draw(w, append(everyone(w.spec), "gone")...), Class: draw(w, procedure.ReplyAnswer, procedure.ReplyAuto)}
		r.Answers = append(r.Answers, specs.Number("mql", "5"))
		return w.mail(r)
	case n < 65:
		return w.again()
	case n < 70:
		return procedure.Event{Kind: procedure.Woke}, true
	default:
		return w.command(adminDoes(w, p))
	}
}

// report is what a procedure tells of itself.
func report(w *world, r lifecycle.Running) procedure.Message {
	m := procedure.Message{From: r.Workflow}
	if w.one(8) {
		m.From = "duo/check-in/forgotten/2026-12-01"
	}
	shown := procedure.Shown{Stage: draw(w, "sent", "reminded", "paused")}
	if w.one(2) {
		shown.Outcome = draw(w, procedure.OutcomeAnswered, procedure.OutcomePartial, procedure.OutcomeMissed, procedure.OutcomeUndelivered, procedure.OutcomeWithdrawn)
		shown.Stage = string(shown.Outcome)
		m.Facts = append(m.Facts, procedure.Fact{Kind: procedure.FactClosed, Of: r.Workflow, At: w.now})
	}
	for _, person := range r.Asked {
		if w.one(3) {
			m.Readings = append(m.Readings, reading(w, person))
			continue
		}
		if shown.Outcome != procedure.OutcomeAnswered {
			shown.Open = append(shown.Open, procedure.OpenAsk{Person: person, Since: w.now, Due: w.now.Add(time.Hour), Late: w.one(3)})
		}
		if w.one(6) {
			m.Blockers = append(m.Blockers, procedure.Blocker{Person: person, Text: draw(w, "", "Нет доступа")})
		}
		if w.one(9) {
			m.Facts = append(m.Facts, procedure.Fact{Kind: draw(w, procedure.FactUnwritten, procedure.FactMissed), Of: person, At: w.now})
		}
	}
	if !w.one(8) {
		m.Shown = &shown
	}
	return m
}

func reading(w *world, person string) measure.Reading {
	return measure.Reading{
		ID: w.id("reading"), KPI: draw(w, "mql", "mql", "kpi-0", "confidence", "unheard-of"),
		Period: cadence.DateOf(w.now).String(), Value: *specs.Number("", draw(w, "100", "150", "310")).Value.Number, Reporter: person, At: w.now,
	}
}

// adminDoes is a command. A pause that is on is likely to end.
func adminDoes(w *world, p *lifecycle.Partnership) procedure.Command {
	if p.Phase == lifecycle.PhaseSuspended && w.one(2) {
		return procedure.Command{Name: procedure.Resume, Reason: "back"}
	}
	switch n := w.chance.IntN(20); {
	case n < 5:
		return procedure.Command{Name: procedure.Pause, Reason: "summer"}
	case n < 6:
		return procedure.Command{Name: procedure.Resume}
	case n < 12:
		c := procedure.Command{Name: procedure.RecordKPI, KPI: draw(w, "mql", "kpi-0", "mgl"), Value: procedure.Text(draw(w, "130", "no", "lots"))}
		if w.one(2) {
			c.Date = w.day()
		}
		return c
	case n < 13:
		return procedure.Command{Name: procedure.AnswerFor, Person: "lars"}
	case n < 14:
		return procedure.Command{Name: procedure.EndNow, Reason: draw(w, "", "bought")}
	}
	changed := amended(w)
	if w.one(5) {
		changed = w.spec
	}
	w.specs[changed.Digest()] = changed
	return procedure.Command{Name: procedure.ApplySpec, Spec: &changed, Planned: draw(w, "", w.spec.Digest(), "other")}
}
