package kinds_test

import (
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
)

// beginBreach is what a party of some partnership is said to have broken, by the lead of
// another one or by an admin.
func beginBreach(w *world) {
	spec := drawSpec(w)
	spec.End = spec.Start.AddDays(364)
	spec.Exit = &partnership.Exit{Notice: specs.Span(draw(w, "20d", "60d"))}
	spec.DecisionRules = []partnership.DecisionRule{{ID: "together", CurePeriod: specs.Span(draw(w, "10d", "30d", "15bd"))}}
	for _, party := range spec.Parties {
		party.People[0].Roles = []partnership.Role{partnership.RoleLead}
	}
	w.now = cadence.In(spec.Start.AddDays(100), cadence.Clock{Hour: 9}, time.UTC)
	broken := procedure.Parting{Cause: procedure.PartingBreach, Against: spec.Parties[1].ID, Reason: "The list came without consent."}
	if !w.one(3) {
		broken.By = spec.Parties[0].People[0].ID
	}
	o := procedure.Occasion{Type: exit.Type, Noun: exit.Noun, Date: spec.Start.AddDays(100).String(), At: w.now, Agreed: true}
	o.Until = cadence.In(spec.End.AddDays(1), cadence.Clock{}, time.UTC)
	w.p, _ = exit.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: w.know(spec), Workflow: o.Workflow(spec.Slug), Rules: w.rules, Occasion: o, Parting: &broken,
	})
	w.blank = exit.Kind().Blank
	people := everyone(spec)
	w.think = func() (procedure.Event, bool) { return breachEvent(w, w.p.(*exit.Exit), people) }
}

// breachEvent is something that happens to it.
func breachEvent(w *world, x *exit.Exit, people []string) (procedure.Event, bool) {
	var asks []asking.Ask
	for _, n := range x.Notices {
		asks = append(asks, n.Circle.Asks...)
	}
	if b := x.Breach; b != nil {
		for _, c := range []asking.Circle{b.Told, b.Cured, b.Verdict} {
			asks = append(asks, c.Asks...)
		}
	}
	switch n := w.chance.IntN(100); {
	case n < 40 || len(asks) == 0:
		return exitEvent(w, x, people)
	case n < 44:
		return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderCured}})
	}
	a := asks[len(asks)-1-w.chance.IntN(min(len(asks), 4))]
	r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer, Proof: draw(w, "dkim", "dmarc", "spf", "local")}
	for _, q := range a.Questions {
		value := partnership.TextValue("It is back as it was.")
		switch q.Kind {
		case partnership.KindYesNo:
			value = partnership.BoolValue(!w.one(3))
		case partnership.KindChoice:
			value = partnership.TextValue(draw(w, q.Choices...))
		default:
		}
		if w.one(6) {
			continue
		}
		r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: value})
	}
	return w.mail(r)
}
