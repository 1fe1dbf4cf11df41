package kinds_test

import (
	"strings"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// beginIdeas is a round of ideas of some partnership: the first one, which no calendar
// brings, or one on a day.
func beginIdeas(w *world) {
	spec := drawSpec(w)
	spec.CheckIns = nil
	spec.End = spec.Start.AddDays(364)
	v := spec.UsualIdeas("goals")
	v.Window = specs.Span(draw(w, "2bd", "5bd"))
	if w.one(2) {
		v.Ask = everyone(spec)
	}
	if w.one(3) {
		spec.Competing = []partnership.Competing{{ID: "one", Interests: []string{"a", "b"}, JointGoal: "Both"}}
	}
	o := procedure.Occasion{
		Type: ideas.Type, Noun: ideas.Noun, Name: v.ID, Date: spec.Start.String(), At: cadence.In(spec.Start, cadence.Clock{Hour: 9}, time.UTC), Agreed: true,
	}
	if w.one(2) {
		v.Date = spec.Start.AddDays(14)
	}
	spec.Ideas = []partnership.Ideas{v}
	agenda, err := timing.Plan([]procedure.Kind{ideas.Kind()}, spec, procedure.Plan{Spec: w.know(spec), After: cadence.In(spec.Start, cadence.Clock{}, time.UTC)})
	if err != nil {
		w.t.Fatal(err)
	}
	if len(agenda.Occasions) > 0 {
		o = agenda.Occasions[0]
	}
	w.now = o.At
	w.p, _ = ideas.Kind().New(w.spec, procedure.Brief{
		Slug: w.spec.Slug, Spec: w.spec.Digest(), Workflow: o.Workflow(w.spec.Slug), Rules: w.rules, Occasion: o,
	})
	w.blank = ideas.Kind().Blank
	w.think = func() (procedure.Event, bool) { return ideasEvent(w, w.p.(*ideas.Ideas)) }
}

// ideasEvent is something that happens to a round of ideas.
func ideasEvent(w *world, i *ideas.Ideas) (procedure.Event, bool) {
	if i.Paused() && w.one(3) {
		return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderResume}})
	}
	asks := append([]asking.Ask{}, i.Proposing.Asks...)
	for _, later := range [][]asking.Ask{i.Weighing.Asks, i.Deciding.Asks} {
		if len(later) > 0 && (len(asks) == 0 || !w.one(5)) {
			asks = later
		}
	}
	if len(asks) == 0 {
		return procedure.Event{Kind: procedure.Woke}, true
	}
	a := draw(w, asks...)
	reply := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 50:
		decide(w, a, &reply)
		if !i.Deciding.Holds(a.ID) {
			reply = reply.Seal(a.Questions, nil)
		}
		return w.mail(reply)
	case n < 55:
		reply.Class, reply.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(reply)
	case n < 59:
		reply.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(reply)
	case n < 66:
		return w.again()
	case n < 85:
		return w.postman()
	case n < 88:
		return procedure.Event{Kind: procedure.Woke}, true
	case n < 91:
		return w.command(procedure.Command{Name: procedure.AnswerFor, Person: a.Person, Reason: "told me", Answers: []procedure.TypedAnswer{{
			Question: a.Questions[0].ID, Value: procedure.Text(draw(w, "accept", "no: too dear", "no", "4")),
		}}})
	case n < 93:
		return w.command(procedure.Command{Name: procedure.EndStage, Reason: draw(w, "", "we go on")})
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: surveyOrder(w)})
	}
}

// decide answers some of the questions of a round; what is sealed has no value anyway.
func decide(w *world, a asking.Ask, r *procedure.Reply) {
	for _, q := range a.Questions {
		if w.one(4) {
			continue
		}
		word := draw(w, "accept", "later", "no: too dear", "none")
		if q.Kind == partnership.KindDecide && !strings.Contains(word, "none") || q.Kind != partnership.KindDecide {
			r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: partnership.TextValue(word)})
		}
	}
	if w.one(8) {
		r.Problems = []string{"?"}
	}
}
