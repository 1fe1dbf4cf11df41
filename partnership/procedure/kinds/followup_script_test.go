package kinds_test

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// beginPartnershipThatFollowsUp is a partnership whose rounds are let pass, differ
// and go wrong, with conditions that watch them.
func beginPartnershipThatFollowsUp(w *world) {
	beginPartnership(w)
	p := w.p.(*lifecycle.Partnership)
	spec := p.Declared
	watch := func(text string) condition.Condition {
		c, err := condition.Parse(text)
		if err != nil {
			w.t.Fatal(err)
		}
		return c
	}
	spec.Guards = []partnership.Guard{
		{ID: "low", When: watch("kpi.mql < 140 for 2 check_ins"), Then: draw(w, partnership.GuardActions()...)},
		{ID: "quiet", When: watch("days_silent > 20 or response_rate < 50%"), Then: partnership.ThenNotify},
	}
	spec.Exit = &partnership.Exit{Triggers: []partnership.ExitTrigger{{ID: "gap", When: watch("perception_gap >= 3 and confidence < 5")}}}
	if w.one(2) {
		spec.Escalations = []partnership.Escalation{{ID: "check_in", Steps: []partnership.EscalationStep{
			{ID: "leads", After: specs.Span("1bd"), Notify: leadsOf(spec)}, {ID: "again", After: specs.Span("9bd"), Notify: leadsOf(spec), Repeat: w.chance.IntN(3)},
		}}}
	}
	w.know(spec)
	begun := lifecycle.New(spec)
	begun.Rules = w.rules
	w.p = begun
	think := w.think
	w.think = func() (procedure.Event, bool) {
		p := w.p.(*lifecycle.Partnership)
		person := draw(w, append(everyone(p.Declared), "gone")...)
		switch n := w.chance.IntN(10); {
		case n < 5 && len(p.Running) > 0:
			return w.message(brings(w, draw(w, p.Running...)))
		case n < 6:
			h := procedure.Heard{Person: person, Reply: w.id("reply"), Command: partnership.Command{Name: partnership.CommandDispute, Argument: draw(w, "mql 130", "mql", "leeds 3")}}
			if w.one(3) {
				h.Command = partnership.Command{Name: draw(w, partnership.CommandAway, partnership.CommandBack), Argument: w.day()}
			}
			return w.message(procedure.Message{From: w.spec.Slug, Heard: []procedure.Heard{h}})
		case n < 7 && len(p.Differences) > 0:
			d := draw(w, p.Differences...)
			who := draw(w, d.People...)
			return w.mail(procedure.Reply{
				Ask: p.DifferenceAsk(d.KPI, who), Person: who, Class: procedure.ReplyAnswer, Answers: []partnership.Answer{specs.Number(d.KPI, draw(w, "130", "131"))},
			})
		case n < 8 && len(p.Warnings) > 0:
			asked := draw(w, p.Warnings...)
			return w.mail(procedure.Reply{
				Ask: p.ChangedAsk(asked), Person: asked.Of, Class: procedure.ReplyAnswer, Answers: []partnership.Answer{specs.Words("changed", "No budget.")},
			})
		case n < 9 && w.one(2):
			return w.mail(procedure.Reply{
				Ask: p.WelcomeAsk(person), Person: person, Class: draw(w, procedure.ReplyAnswer, procedure.ReplyAnswer, procedure.ReplyPromise),
				Answers: draw(w, []partnership.Answer{{Question: "duties", Value: partnership.BoolValue(w.one(2))}}, []partnership.Answer{{Question: "access", Value: partnership.BoolValue(w.one(2))}}, nil),
			})
		default:
			return think()
		}
	}
}

func leadsOf(spec partnership.Spec) []string {
	var list []string
	for _, party := range spec.Parties {
		if head, ok := party.Head(); ok {
			list = append(list, head.ID)
		}
	}
	slices.Sort(list)
	return list
}

// brings is what a round tells when it is over, or of somebody's late answer.
func brings(w *world, r lifecycle.Running) procedure.Message {
	m := procedure.Message{From: r.Workflow, Shown: &procedure.Shown{Stage: "partial", Outcome: procedure.OutcomePartial}}
	closed := procedure.Fact{Kind: procedure.FactClosed, Of: r.Workflow, At: w.now}
	for _, person := range r.Asked {
		closed.Asked++
		switch w.chance.IntN(4) {
		case 0:
			m.Facts = append(m.Facts, procedure.Fact{Kind: procedure.FactMissed, Of: person, At: w.now, Due: w.now})
			continue
		case 1:
			m.Facts = append(m.Facts, procedure.Fact{Kind: draw(w, procedure.FactAnswered, procedure.FactAway), Of: person, At: w.now})
		}
		closed.Answered++
		for _, kpi := range []string{"mql", "confidence"} {
			m.Readings = append(m.Readings, measure.Reading{
				ID: w.id("reading"), KPI: kpi, Period: r.Workflow[max(0, len(r.Workflow)-len("2026-12-01")):], Reporter: person, At: w.now,
				Value: *specs.Number("", fmt.Sprint(draw(w, 3, 5, 8, 130, 310)%draw(w, 10, 1000))).Value.Number,
			})
		}
	}
	if !w.one(4) {
		m.Facts = append(m.Facts, closed)
	}
	return m
}
