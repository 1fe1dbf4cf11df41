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

// beginExit is the end of some partnership, for any of the reasons.
func beginExit(w *world) {
	spec := drawSpec(w)
	spec.End = spec.Start.AddDays(364)
	people := everyone(spec)
	if w.one(3) {
		spec.Exit = &partnership.Exit{
			Notice: specs.Span(draw(w, "20d", "60d", "30bd")), Parallel: specs.Span(draw(w, "10d", "15bd")),
			Tasks: []partnership.ExitTask{{ID: "data", What: "Return the data", Owner: draw(w, people...), Within: specs.Span(draw(w, "10d", "90d"))}, {ID: "guests", What: "Tell the guests"}},
		}
	}
	for _, party := range spec.Parties {
		party.People[0].Roles = []partnership.Role{partnership.RoleLead}
	}
	w.now = cadence.In(spec.Start.AddDays(100), cadence.Clock{Hour: 9}, time.UTC)
	why := draw(w,
		procedure.Parting{Cause: procedure.PartingNotice, By: draw(w, people...), Reason: "It does not pay."},
		procedure.Parting{Cause: procedure.PartingTrigger, Trigger: "red"},
		procedure.Parting{Cause: procedure.PartingTerm},
		procedure.Parting{Cause: procedure.PartingAdmin, Reason: "withdrawn", LastDay: spec.Start.AddDays(150).String()},
	)
	o := procedure.Occasion{Type: exit.Type, Noun: exit.Noun, Date: spec.Start.AddDays(100).String(), At: w.now, Agreed: true, Turn: w.chance.IntN(2)}
	o.Until = cadence.In(spec.End.AddDays(1), cadence.Clock{}, time.UTC)
	w.p, _ = exit.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: w.know(spec), Workflow: o.Workflow(spec.Slug), Rules: w.rules, Occasion: o, Parting: &why,
	})
	w.blank = exit.Kind().Blank
	w.think = func() (procedure.Event, bool) { return exitEvent(w, w.p.(*exit.Exit), people) }
}

// exitEvent is something that happens to an exit.
func exitEvent(w *world, x *exit.Exit, people []string) (procedure.Event, bool) {
	var asks []asking.Ask
	for _, n := range x.Notices {
		asks = append(asks, n.Circle.Asks...)
	}
	for _, c := range []asking.Circle{x.Offer, x.Wish, x.Lessons} {
		asks = append(asks, c.Asks...)
	}
	switch n := w.chance.IntN(100); {
	case n < 12:
		return exitOrder(w, n, people)
	case n < 40 || len(asks) == 0:
		return w.postman()
	case n < 45:
		return w.again()
	case n < 50:
		return procedure.Event{Kind: procedure.Woke}, true
	}
	a := asks[len(asks)-1-w.chance.IntN(min(len(asks), 4))]
	r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer, Proof: draw(w, "dkim", "dmarc", "spf", "local")}
	switch n := w.chance.IntN(100); {
	case n < 60:
		for _, q := range a.Questions {
			value := partnership.TextValue("The call.")
			if q.Kind == partnership.KindYesNo {
				value = partnership.BoolValue(!w.one(3))
			}
			r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: value})
		}
	case n < 70:
		r.Commands = []partnership.Command{{Name: partnership.CommandWithdraw}}
	case n < 80:
		r.Problems = []string{"?"}
	case n < 88:
		r.Class = procedure.ReplyBounce
	default:
		r.Class, r.Until = procedure.ReplyAuto, w.now.AddDate(0, 0, 9).Format(time.DateOnly)
	}
	return w.mail(r)
}

// exitOrder is what the partnership wants of an exit.
func exitOrder(w *world, n int, people []string) (procedure.Event, bool) {
	o := procedure.Order{Kind: draw(w, procedure.OrderPause, procedure.OrderResume)}
	switch {
	case n%4 == 0:
		o = procedure.Order{Kind: procedure.OrderPart, Parting: &procedure.Parting{Cause: procedure.PartingNotice, By: draw(w, people...)}}
	case n%4 == 1:
		o = procedure.Order{Kind: procedure.OrderPart, Parting: &procedure.Parting{Cause: draw(w, procedure.PartingTrigger, procedure.PartingTerm), Trigger: "red"}}
	case n%4 == 2:
		old, changed := w.spec, amended(w)
		o = procedure.Order{Kind: procedure.OrderAmended, Spec: w.know(changed), People: procedure.ChangedPeople(old, changed), Day: changed.End.String()}
	case w.one(10):
		o = procedure.Order{Kind: draw(w, procedure.OrderClose, procedure.OrderStay, procedure.OrderWithdraw)}
	}
	return w.message(procedure.Message{From: w.spec.Slug, Order: &o})
}
