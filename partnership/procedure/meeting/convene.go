package meeting

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// obey follows the partnership, and reports whether nothing more is to be done.
func (s *step) obey(o procedure.Order) bool {
	switch o.Kind {
	case procedure.OrderWithdraw:
		cause := Over
		if o.Gone {
			cause = Gone
		}
		s.withdraw(Change{Cause: cause})
		return true
	case procedure.OrderPause:
		if s.comes() && s.now.Before(s.Starts) {
			s.callOff(Change{Cause: Paused})
			if s.Sparing {
				s.Off, s.Was, s.news.Any = true, time.Time{}, true
				s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: s.title() + " is called off while the partnership is paused"}, "off", fmt.Sprint(s.Sequence))
				return false
			}
			s.Decide(s.out, s.now, procedure.OutcomeCancelled, s.title())
			s.keep()
			return true
		}
		return false
	case procedure.OrderResume:
		if s.Off { // all are invited again, or none is
			s.PausedAt = time.Time{}
		}
		return s.Off
	case procedure.OrderAnew: // the rhythm does not have the day any more: it is called off, and invited to anew
		s.anew()
		return true
	case procedure.OrderMove:
		s.shift(o)
		return true
	case procedure.OrderAmended:
		s.amend(o)
		return true
	default: // for those who are asked
		return false
	}
}

// anew calls off a meeting that the rhythm does not have any more. The partnership plans the
// one that takes its place.
func (s *step) anew() {
	if !s.comes() || !s.now.Before(s.Starts) {
		return
	}
	s.callOff(Change{Cause: ByRhythm})
	s.Decide(s.out, s.now, procedure.OutcomeCancelled, s.title())
	s.course = &procedure.Course{Type: Type, Name: s.Occasion.Name, At: s.now, Kept: procedure.Encode(s.Last)}
}

// shift gives the meeting the hour that the rhythm has for its day by now.
func (s *step) shift(o procedure.Order) {
	at, err := time.Parse(time.RFC3339, o.Day)
	if err != nil || !s.comes() || !s.now.Before(s.Starts) || !s.Was.IsZero() {
		return // one that was moved by people stays where they want it
	}
	s.move(at, Change{Cause: ByRhythm})
	s.Was = time.Time{}
}

// amend goes on by a changed spec: those who have joined are invited, and out of the calendars
// of those who have left the meeting is taken.
func (s *step) amend(o procedure.Order) {
	before := s.Spec
	var gone []*asking.Ask
	for i, p := range s.parts() {
		s.Spec = before // each compares with what was known before
		left := p.circle.Amended(s.desk(p), o)
		if i == 0 {
			gone = left
		}
	}
	if o.Spec != "" {
		s.Spec = o.Spec
	}
	s.Heads, s.Members, s.Everybody = asking.Staying(s.Heads, o.People), asking.Staying(s.Members, o.People), asking.Staying(s.Everybody, o.People)
	for _, a := range gone {
		s.NoteLeft(s.out, s.now, a.Person, o.Spec)
		if s.comes() && a.Posted > 0 {
			s.dismiss(a, before)
		}
	}
	if o.Convenes != nil && s.comes() && s.now.Before(s.Starts) {
		s.convene(*o.Convenes)
	}
	for _, p := range s.parts() {
		s.attend(p, procedure.Event{Kind: procedure.Woke}, false)
	}
}

// dismiss tells somebody that they do not take part any more.
func (s *step) dismiss(a *asking.Ask, spec string) {
	changed := s.Changed
	s.Changed = Change{Cause: NotYou}
	s.Sequence++
	s.takeOut(*a, spec)
	s.Changed = changed
}

// convene takes over who is invited, where, and who leads it.
func (s *step) convene(c procedure.Convening) {
	for i := range s.Inviting.Asks {
		a := &s.Inviting.Asks[i]
		stays := slices.ContainsFunc(c.Invite, func(h procedure.Head) bool { return h.Person == a.Subject() || h.Person == a.Person })
		if !stays && !a.Left() {
			s.dismiss(a, s.Spec)
			a.LeftWith = s.Spec
			s.Members = slices.DeleteFunc(slices.Clone(s.Members), func(m asking.Member) bool { return m.Person == a.Person })
		}
	}
	for _, h := range c.Invite {
		s.join(h)
	}
	first := s.parts()[0]
	first.template = TemplateInvitation // for them nothing has changed
	s.attend(first, procedure.Event{Kind: procedure.Woke}, false)
	s.Title = c.Title
	if i := slices.IndexFunc(s.Heads, func(m asking.Member) bool { return m.Person == c.Chair }); i > 0 {
		chair := s.Heads[i]
		s.Heads = append([]asking.Member{chair}, slices.Delete(slices.Clone(s.Heads), i, i+1)...)
	} else if i := slices.IndexFunc(s.Everybody, func(m asking.Member) bool { return m.Person == c.Chair }); c.Chair != "" && s.chair() != c.Chair && i >= 0 {
		s.Heads = append([]asking.Member{s.Everybody[i]}, s.Heads...)
	}
	if c.Place != s.Place {
		s.Place, s.Changed, s.Was = c.Place, Change{Cause: ByPlace}, time.Time{}
		s.change(s.title() + " takes place elsewhere")
	}
}

// join invites somebody who takes part from now on.
func (s *step) join(h procedure.Head) {
	m := asking.Member{Person: h.Person, Name: h.Name, Party: h.Party, Language: h.Language, City: h.City}
	if asking.PartyOf(s.Everybody, m.Person) == "" {
		s.Everybody = append(s.Everybody, m)
	}
	known := func(a asking.Ask) bool { return (a.Person == m.Person || a.For == m.Person) && !a.Left() }
	if slices.ContainsFunc(s.Inviting.Asks, known) {
		return
	}
	s.Members = append(s.Members, m)
	if i := slices.IndexFunc(s.Inviting.Asks, func(a asking.Ask) bool { return a.Person == m.Person }); i >= 0 { // back again
		a := &s.Inviting.Asks[i]
		a.LeftWith, a.Key, a.SentAt, a.Due, a.Send = "", "", time.Time{}, time.Time{}, s.now
		a.Forget(QuestionAttend)
		return
	}
	a := m.Ask(replyWindow(s.Starts.Sub(s.now)))
	a.Send, a.Questions = s.now, s.invitation(wording.In(m.Language).Meeting)
	a.Stopped = s.Presence.HasStopped(m.Person)
	s.Inviting.Add(s.Workflow, a)
	s.Inviting.Reaching(s.Reach)
}
