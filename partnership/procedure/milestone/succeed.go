package milestone

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// follow goes on with the people of a changed spec: whoever leads a side now has the say that
// its lead had, hears what the steps tell leads, and is asked what the former lead was asked.
// Who owns it, and who accepts it, is settled elsewhere: with another one it begins anew.
func (s *step) follow(sides partnership.Spec) {
	before := s.heads()
	s.People = nil
	s.people(sides)
	for _, h := range s.heads() {
		i := slices.IndexFunc(before, func(old Person) bool { return old.Party == h.Party })
		if i >= 0 && before[i].ID != h.ID {
			s.succeed(before[i].ID, h, sides)
		}
	}
	if late := s.Ladder.Follow(ladder.Steps(sides, noun, s.Owner, s.Acceptor)); s.Late && s.Claim == nil {
		s.tellNewcomers(&s.Ladder, late, false)
	}
	if s.Acceptor == "" {
		return
	}
	if late := s.Confirm.Follow(ladder.Steps(sides, noun, s.Acceptor, s.Owner)); s.Unconfirmed && s.Claim != nil {
		s.tellNewcomers(&s.Confirm, late, true)
	}
}

// heads are those who speak for the parties.
func (m *Milestone) heads() []Person {
	return slices.DeleteFunc(slices.Clone(m.People), func(p Person) bool { return !p.Head })
}

// succeed puts whoever leads a side now in the place of who did.
func (s *step) succeed(before string, now Person, sides partnership.Spec) {
	_, stays := sides.Person(before)
	if s.Acceptor != before || !stays { // else they have a say by name
		for i := range s.Consent {
			if s.Consent[i] == before {
				s.Consent[i] = now.ID
			}
		}
		s.Consent = procedure.Once(s.Consent)
	}
	heads := asking.MembersOf(sides, now.ID)
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Over || !s.asLead(in.Kind, before) {
			continue
		}
		in.Circle.Relieve(s.desk(in), heads)
		in.Circle.Succeed(s.Workflow, heads, s.now, func(m asking.Member) []partnership.Question {
			return s.questions(in.Kind, wording.In(m.Language))
		})
		s.Any = true
	}
}

// asLead reports whether somebody is asked because they lead a side, and not by name.
func (m *Milestone) asLead(kind InquiryKind, person string) bool {
	switch kind {
	case inquiryDue:
		return person != m.Owner && m.Occasion.Overtaken
	case inquiryAcceptance:
		return person != m.Acceptor
	case inquiryExtension:
		return !slices.Contains(m.Consent, person)
	default:
		return false
	}
}

// tellNewcomers alarms whoever would have heard before that it is late.
func (s *step) tellNewcomers(l *ladder.Ladder, people []string, unconfirmed bool) {
	latest, taken := l.Latest()
	if len(people) == 0 || !taken {
		return
	}
	for _, person := range people {
		l.Tell(person, s.tidings())
	}
	s.Any = true
	s.alarm(ladder.Alarm{Step: latest, To: people, Number: l.Repeated}, l, unconfirmed, s.tidings())
}
