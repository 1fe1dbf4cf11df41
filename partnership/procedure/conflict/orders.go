package conflict

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Obey follows the partnership. A pause holds no level, and a conflict may outlive
// the partnership: only what nobody knows of yet ends with it.
func (s *step) Obey(o procedure.Order) {
	switch o.Kind {
	case procedure.OrderReach, procedure.OrderPresence:
		asking.Inform(&s.Base, o, len(s.Inquiries), func(i int, ev procedure.Event) { s.pass(i, ev) })
	case procedure.OrderAmended:
		s.amended(o)
	case procedure.OrderJoin:
		s.join()
	case procedure.OrderWithdraw:
		if s.Stage == Raised {
			s.news(s.Dispute.Raiser, "partnership-ended")
			s.end(procedure.OutcomeWithdrawn)
		}
	case procedure.OrderLevel:
		s.moved(o)
	case procedure.OrderExternal:
		s.recorded(o)
	case procedure.OrderClose:
		if s.Dispute.Level > 0 {
			s.tellBoth("closed-by-admin", func(c *Content) { c.Reason = o.Reason })
		} else {
			s.newsOn(0, s.Dispute.Raiser, "closed-by-admin", nil, func(c *Content) { c.Reason = o.Reason })
		}
		s.end(o.Outcome)
	case procedure.OrderPause, procedure.OrderResume, procedure.OrderAnew, procedure.OrderMove, procedure.OrderMet, procedure.OrderWaive,
		procedure.OrderItems, procedure.OrderReopen, procedure.OrderHold, procedure.OrderPart, procedure.OrderStay, procedure.OrderCured: // of others
	}
}

// join ends it for the other one that the other side has raised about the same, as
// long as nothing is written.
func (s *step) join() {
	switch {
	case s.Stage == Raised:
		s.news(s.Dispute.Raiser, "joined")
	case s.Stage == Framed && !s.Dispute.Stated:
		s.tellBoth("joined")
	default:
		return
	}
	s.end(procedure.OutcomeWithdrawn)
}

// amended follows people: names, addresses, and who has left. The next of a party
// speaks for a side whose speaker has.
func (s *step) amended(o procedure.Order) {
	for i := range s.Inquiries {
		s.Inquiries[i].Circle.Amended(s.desk(&s.Inquiries[i]), o)
	}
	s.Spec, s.Reach = o.Spec, o.Reach
	for _, c := range o.People {
		i := slices.IndexFunc(s.People, func(p Person) bool { return p.ID == c.Person })
		switch {
		case i >= 0 && c.Left:
			s.People = slices.Delete(s.People, i, i+1)
			s.leave(c.Person)
		case i >= 0:
			s.People[i].Name = c.Name
		}
	}
	for i := range s.Inquiries {
		if !s.Inquiries[i].Over {
			s.pass(i, procedure.Event{Kind: procedure.Woke})
		}
	}
}
