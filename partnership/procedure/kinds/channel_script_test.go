package kinds_test

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// beginCheckInWithChannels is a round in which mail comes back and people leave.
func beginCheckInWithChannels(w *world) {
	beginCheckIn(w)
	think := w.think
	w.think = func() (procedure.Event, bool) {
		if !w.one(2) {
			return think()
		}
		c := w.p.(*checkin.CheckIn)
		if w.one(3) {
			return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderReach, Reach: drawReach(w)}})
		}
		a := draw(w, c.Circle.Asks...)
		r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyBounce, Bounce: drawSetback(w)}
		if w.one(3) {
			r.Class, r.Bounce = draw(w, procedure.ReplyAuto, procedure.ReplyAnswer), ""
			r.Departure = drawDeparture(w)
		}
		return w.mail(r)
	}
}

// beginPartnershipWithChannels hears of it.
func beginPartnershipWithChannels(w *world) {
	beginPartnership(w)
	think := w.think
	w.think = func() (procedure.Event, bool) {
		p := w.p.(*lifecycle.Partnership)
		person := draw(w, append(everyone(p.Declared), "gone")...)
		switch n := w.chance.IntN(10); {
		case n < 3 && len(p.Running) > 0:
			f := procedure.Fact{Kind: procedure.FactReturned, Of: person, At: w.now, Setback: drawSetback(w)}
			if w.one(3) {
				f = procedure.Fact{Kind: procedure.FactDeparted, Of: person, At: w.now, Departure: drawDeparture(w)}
			} else if w.one(3) {
				f = procedure.Fact{Kind: procedure.FactHeard, Of: person, At: w.now}
			}
			return w.message(procedure.Message{From: draw(w, p.Running...).Workflow, Facts: []procedure.Fact{f}})
		case n < 4 && len(p.Channels) > 0:
			asked := draw(w, p.Channels...)
			return w.mail(procedure.Reply{
				Ask: p.SuccessorAsk(asked), Person: person, Class: procedure.ReplyAnswer,
				Answers: []partnership.Answer{{Question: "successor", Value: partnership.BoolValue(w.one(2))}},
			})
		case n < 5:
			r := procedure.Reply{Ask: "0011223344556677", Person: person, Class: procedure.ReplyBounce, Bounce: drawSetback(w)}
			if w.one(2) {
				r = procedure.Reply{Class: procedure.ReplyHeld, Person: person, Mail: fmt.Sprintf("m%d", w.chance.IntN(1<<30)), At: w.now, From: "other@north.example"}
			}
			return w.mail(r)
		default:
			return think()
		}
	}
}

func drawSetback(w *world) procedure.Setback {
	return draw(w, procedure.SetbackPermanent, procedure.SetbackTemporary, procedure.SetbackFull, procedure.SetbackPolicy)
}

func drawDeparture(w *world) *procedure.Departure {
	return &procedure.Departure{
		Name: draw(w, "", "Anna", "Tom"), Address: draw(w, "", "anna@north.example", "tom@south.example"), Moved: w.one(6), Spoken: w.one(2),
	}
}

func drawReach(w *world) []procedure.Reach {
	var list []procedure.Reach
	for _, person := range everyone(w.spec) {
		if w.one(3) {
			r := procedure.Reach{Person: person, Lost: draw(w, procedure.LossDead, procedure.LossLeft, "")}
			if w.one(4) {
				r.Reader = &procedure.Reader{Name: "Anna", Email: "anna@north.example"}
			}
			list = append(list, r)
		}
	}
	return list
}
