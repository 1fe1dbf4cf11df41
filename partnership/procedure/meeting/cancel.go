package meeting

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// cancelBy carries out CANCEL, with the reason behind it.
func (s *step) cancelBy(why string, r procedure.Reply) {
	switch {
	case !s.leads(r.Person):
		s.tell(procedure.Explanation{Why: whyNotChair, Person: s.chair()})
	case !s.comes() || !s.now.Before(s.Starts):
		s.tell(procedure.Explanation{Why: whyBegun})
	default:
		s.cancel(Change{Cause: ByChair, By: r.Person, Why: strings.TrimSpace(strings.TrimLeft(why, ":.,–— "))})
	}
}

// cancel calls the meeting off, and takes it out of the calendars.
func (s *step) cancel(c Change) {
	s.callOff(c)
	s.Decide(s.out, s.now, procedure.OutcomeCancelled, s.title())
	s.keep()
}

// callOff tells all who were invited that the meeting does not take place. Whom no invitation
// has reached hears nothing.
func (s *step) callOff(c Change) {
	if s.Off {
		return // they know
	}
	s.Changed = c
	s.Sequence++
	s.recallUnsent()
	var done []string
	for _, a := range s.Inviting.Asks {
		if !slices.Contains(done, a.Person) && !a.Left() {
			done = append(done, a.Person)
			s.takeOut(a, s.Spec)
		}
	}
}

// takeOut takes the meeting out of somebody's calendar.
func (s *step) takeOut(a asking.Ask, spec string) {
	keys := s.invitations(a.Person)
	if len(keys) == 0 {
		return
	}
	p := s.parts()[0]
	p.template = TemplateCancelled
	d := s.desk(p)
	l := d.Notice(a.Person, TemplateCancelled)
	l.Key, l.Spec, l.Content, l.Ask, l.Reader = fmt.Sprintf("%s/%s/%d", TemplateCancelled, a.Person, s.Sequence), spec, d.Content, a.ID, a.Reader
	l.FollowsAny, l.Until = keys, s.Ends
	if s.Address(&l) {
		s.out.Add(procedure.Send{Letter: l})
	}
}

// invitations are the keys of the letters that have invited somebody, for themselves or in the
// place of another.
func (s *step) invitations(person string) []string {
	var keys []string
	for _, a := range s.Inviting.Asks {
		for n := 1; n <= a.Posted && a.Person == person; n++ {
			keys = append(keys, s.Inviting.KeyOf(a, n))
		}
	}
	return keys
}

// withdraw settles a meeting where the partnership ends it. Minutes that are out count.
func (s *step) withdraw(c Change) {
	switch {
	case s.comes() && s.now.Before(s.Starts):
		s.callOff(c)
		s.Decide(s.out, s.now, procedure.OutcomeWithdrawn, s.title())
	case s.Stage == Minuted:
		s.conclude()
		return
	default:
		s.Decide(s.out, s.now, procedure.OutcomeWithdrawn, s.title())
	}
	s.keep()
}
