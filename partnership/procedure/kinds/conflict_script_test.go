package kinds_test

import (
	"strconv"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

// beginConflict is a conflict that somebody of some partnership has raised.
func beginConflict(w *world) {
	spec := drawSpec(w)
	spec.CheckIns = nil
	spec.End = spec.Start.AddDays(364)
	digest := w.know(spec)
	w.now = solarNoon(spec).AddDate(0, 0, 3)
	number := 1 + w.chance.IntN(3)
	d := procedure.Dispute{Number: number, Raiser: draw(w, spec.Parties[0].People...).ID, RaisedAt: w.now}
	if w.one(3) {
		d.By, d.With = procedure.Admin, draw(w, spec.Parties[1].People...).ID
	}
	w.p, _ = conflict.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: digest, Workflow: spec.Slug + "/conflict/" + strconv.Itoa(number), Rules: w.rules, Dispute: &d,
		Occasion: procedure.Occasion{Type: conflict.Type, Noun: conflict.Noun, Name: strconv.Itoa(number), Agreed: true, At: w.now},
	})
	w.blank = conflict.Kind().Blank
	w.rests = func() bool { return waitsForMail(w.p.(*conflict.Conflict)) }
	w.think = func() (procedure.Event, bool) { return conflictEvent(w, w.p.(*conflict.Conflict)) }
}

// waitsForMail reports whether a mail that asks has not been taken by the mail server
// yet, which the card says.
func waitsForMail(c *conflict.Conflict) bool {
	for _, in := range c.Inquiries {
		for _, a := range in.Circle.Asks {
			if !in.Over && !a.Arrived() && !a.Left() {
				return true
			}
		}
	}
	return false
}

// conflictEvent is something that happens in a conflict.
func conflictEvent(w *world, c *conflict.Conflict) (procedure.Event, bool) {
	asks := []asking.Ask{{ID: "letter", AskTimes: procedure.AskTimes{Person: c.Dispute.Raiser}}}
	for _, in := range c.Inquiries {
		asks = append(asks, in.Circle.Asks...)
	}
	a := asks[max(0, len(asks)-1-w.chance.IntN(3))]
	r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 45:
		answer(w, a, &r)
		choose(w, a, &r)
		return w.mail(r.Seal(a.Questions, nil))
	case n < 60:
		r.Commands = []partnership.Command{{Name: draw(w, conflict.Kind().Items...), Argument: draw(w, "", "5d", "the words")}}
		return w.mail(r.Seal(a.Questions, nil))
	case n < 64:
		r.Class, r.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(r)
	case n < 67:
		r.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(r)
	case n < 72:
		return w.again()
	case n < 92:
		return w.postman()
	case n < 95:
		return procedure.Event{Kind: procedure.Woke}, true
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: conflictOrder(w)})
	}
}

// choose answers questions with one of their choices.
func choose(w *world, a asking.Ask, r *procedure.Reply) {
	for i, answered := range r.Answers {
		if q, ok := a.Question(answered.Question); ok && q.Kind == partnership.KindChoice && !answered.Value.Unknown {
			r.Answers[i].Value = partnership.TextValue(draw(w, q.Choices...))
		}
	}
}

// conflictOrder is what the partnership wants.
func conflictOrder(w *world) *procedure.Order {
	switch n := w.chance.IntN(20); {
	case n < 8:
		return &procedure.Order{Kind: draw(w, procedure.OrderPause, procedure.OrderResume)}
	case n < 12:
		return &procedure.Order{Kind: procedure.OrderLevel, Level: draw(w, "leads", "executives"), Reason: "on the phone"}
	case n < 14:
		return &procedure.Order{Kind: procedure.OrderExternal, Day: w.day(), Reason: "claim filed"}
	case n < 15:
		return &procedure.Order{Kind: procedure.OrderClose, Outcome: procedure.OutcomeLapsed, Reason: "both have left"}
	case n < 16:
		return &procedure.Order{Kind: draw(w, procedure.OrderJoin, procedure.OrderWithdraw)}
	default:
		old, changed := w.spec, amended(w)
		return &procedure.Order{Kind: procedure.OrderAmended, Spec: w.know(changed), People: procedure.ChangedPeople(old, changed)}
	}
}
