package conflict

import (
	"fmt"
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
		s.Recorded = append(s.Recorded, Record{Day: o.Day, What: o.Reason})
		s.note(procedure.EntryCommand, procedure.Admin, "Recorded of "+s.name()+" on "+o.Day)
	case procedure.OrderClose:
		if s.Dispute.Level > 0 {
			s.tellBoth("closed-by-admin", func(c *Content) { c.Reason = o.Reason })
		} else {
			s.newsOn(0, s.Dispute.Raiser, "closed-by-admin", nil, func(c *Content) { c.Reason = o.Reason })
		}
		s.end(o.Outcome)
	case procedure.OrderPause, procedure.OrderResume, procedure.OrderAnew, procedure.OrderMove, procedure.OrderMet, procedure.OrderWaive,
		procedure.OrderItems, procedure.OrderReopen, procedure.OrderHold: // of others
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

// moved takes it to a level because an admin says so, which both sides read.
func (s *step) moved(o procedure.Order) {
	n := slices.IndexFunc(s.Levels, func(l Level) bool { return l.ID == o.Level }) + 1
	if n == 0 || s.Accepted > 0 {
		return
	}
	if s.Dispute.Level == 0 { // nobody but the raiser says GO
		return
	}
	s.tellBoth("moved-by-admin", func(c *Content) {
		c.Reason = o.Reason
		c.goesOn(s.Levels[n-1], s.Conflict)
	})
	s.rise(n)
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

// leave has the next of a party speak for it, who is asked what the one who has
// left was asked and reads what their own side has written.
func (s *step) leave(person string) {
	for i := range s.Levels {
		s.Levels[i].People = slices.DeleteFunc(slices.Clone(s.Levels[i].People), func(id string) bool { return id == person })
	}
	for i := range s.Sides {
		side := &s.Sides[i]
		if side.Person != person && side.Speaker != person {
			continue
		}
		next := s.topOf(Side{Party: side.Party})
		if heads := s.peopleOf(func(p Person) bool { return p.Party == side.Party && p.Head }); len(heads) > 0 {
			next = heads[0].ID
		}
		if next == "" {
			continue // the other side's clock runs on
		}
		if side.Person == person {
			side.Person = next
		}
		if side.Speaker == person {
			side.Speaker = next
			s.askAnew(i)
		}
		s.note(procedure.EntryPhase, "", fmt.Sprintf("Somebody else speaks for %s", side.Party))
	}
}

// askAnew asks the new speaker of a side whatever is open.
func (s *step) askAnew(side int) {
	for i := range s.Inquiries {
		in := s.Inquiries[i]
		if in.Side != side || in.Over {
			continue
		}
		shows := append(slices.Clone(in.Shows), s.Sides[side].Statement...)
		s.ask(in.Kind, side, in.Template, in.Window, shows, func(c *Content) { *c = in.Content })
	}
}
