package kinds_test

import (
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
)

// beginCommitments are the items of some partnership.
func beginCommitments(w *world) {
	spec := drawSpec(w)
	spec.CheckIns = nil
	spec.End = spec.Start.AddDays(364)
	digest := w.know(spec)
	w.now = solarNoon(spec).AddDate(0, 0, 3)
	var items []procedure.Item
	for range 1 + w.chance.IntN(4) {
		items = append(items, drawItem(w))
	}
	order := procedure.Order{Kind: procedure.OrderItems, Items: items}
	if w.one(2) {
		sides := procedure.Sides(spec)
		order.Sides = &sides
	}
	w.p, _ = commitments.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: digest, Workflow: spec.Slug + "/commitments", Rules: w.rules, Order: &order,
	})
	w.blank = commitments.Kind().Blank
	w.rests = func() bool { return waitsForSomebody(w.p.(*commitments.Commitments), w) }
	w.think = func() (procedure.Event, bool) { return commitmentsEvent(w, w.p.(*commitments.Commitments)) }
}

// drawItem is something that somebody may owe.
func drawItem(w *world) procedure.Item {
	owner, other := draw(w, w.spec.Parties[0].People...), draw(w, w.spec.Parties[1].People...)
	if w.one(2) {
		owner, other = other, owner
	}
	i := procedure.Item{
		ID: w.id("item"), What: draw(w, "Send the contract", "Подготовить договор и прислать его на согласование в обе организации"), Owner: owner.ID, For: other.ID,
		Due: w.now.AddDate(0, 0, w.chance.IntN(20)-2).Format("2006-01-02"),
	}
	switch w.chance.IntN(10) {
	case 0, 1:
		i.Proposed, i.By, i.Command = true, other.ID, partnership.CommandWaiting
		if w.one(2) {
			i.Due = ""
		}
	case 2:
		i.Kind, i.By, i.Due, i.Command, i.Proposed = procedure.ItemIssue, other.ID, "", partnership.CommandQuestion, w.one(2)
	case 3:
		i.Kind, i.By, i.Due, i.Command, i.Proposed = procedure.ItemIdea, other.ID, "", partnership.CommandIdea, true
	case 4:
		i.Kind = procedure.ItemExperiment
	case 5, 6:
		i.Declared = true
	}
	return i
}

// waitsForSomebody reports whether commitments wait for people: whom they ask, or of
// whom their card says that nothing follows by itself.
func waitsForSomebody(c *commitments.Commitments, w *world) bool {
	for _, in := range c.Inquiries {
		if !in.Over && len(in.Circle.Open(w.now)) > 0 {
			return true
		}
	}
	return strings.Contains(w.card, "nothing follows by itself")
}

// commitmentsEvent is something that happens to them.
func commitmentsEvent(w *world, c *commitments.Commitments) (procedure.Event, bool) {
	asks := []asking.Ask{{ID: "letter", AskTimes: procedure.AskTimes{Person: "lars"}}}
	for _, in := range c.Inquiries {
		asks = append(asks, in.Circle.Asks...)
	}
	a := asks[max(0, len(asks)-1-w.chance.IntN(4))]
	r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 30:
		answer(w, a, &r)
		return w.mail(r)
	case n < 36:
		r.Commands = []partnership.Command{{Name: partnership.CommandDone, Argument: draw(w, "", "1", "1, 2", "with care")}}
		return w.mail(r)
	case n < 42:
		r.Commands = []partnership.Command{{Name: partnership.CommandExtend, Argument: draw(w, "", "5d", "1 to "+w.day(), "2 to 2029-01-01")}}
		return w.mail(r)
	case n < 47:
		r.Class, r.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(r)
	case n < 51:
		r.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(r)
	case n < 58:
		return w.again()
	case n < 80:
		return w.postman()
	case n < 84:
		return w.command(typed(w, a))
	case n < 86:
		return procedure.Event{Kind: procedure.Woke}, true
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: commitmentsOrder(w, c)})
	}
}

// commitmentsOrder is what the partnership wants; few orders end them.
func commitmentsOrder(w *world, c *commitments.Commitments) *procedure.Order {
	switch n := w.chance.IntN(24); {
	case n < 4:
		return &procedure.Order{Kind: draw(w, procedure.OrderPause, procedure.OrderResume)}
	case n < 12:
		return &procedure.Order{Kind: procedure.OrderItems, Items: []procedure.Item{drawItem(w)}}
	case n < 16 && len(c.Items) > 0:
		return &procedure.Order{Kind: draw(w, procedure.OrderMet, procedure.OrderWaive), Item: draw(w, c.Items...).ID, By: procedure.Admin, Reason: "on the phone"}
	case n < 17:
		return &procedure.Order{Kind: procedure.OrderWithdraw}
	case n < 20:
		return &procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Stopped: []string{draw(w, everyone(w.spec)...)}}}
	default:
		old, changed := w.spec, amended(w)
		digest := w.know(changed)
		sides := procedure.Sides(changed)
		o := procedure.Order{Kind: procedure.OrderAmended, Spec: digest, Sides: &sides, People: procedure.ChangedPeople(old, changed)}
		for _, it := range c.Items {
			if it.Declared && !w.one(4) {
				i := it.Item
				if w.one(3) {
					i.Due = w.day()
				}
				o.Items = append(o.Items, i)
			}
		}
		return &o
	}
}
