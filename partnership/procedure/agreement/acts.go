package agreement

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// TemplateActs asks whoever leads a party, and of a lead its executive, who signs in the place
// of a signatory who is not there. It shows nothing of the terms.
const TemplateActs procedure.Template = "signature-acts"

// above is who is asked who acts for a signatory: the lead of their party, or where that is
// themselves its executive. Nobody, where there is no other.
func above(party partnership.Party, signer string) string {
	if head, ok := party.Head(); ok && head.ID != signer {
		return head.ID
	}
	for _, p := range party.People {
		if p.ID != signer && slices.Contains(p.Roles, partnership.RoleExecutive) {
			return p.ID
		}
	}
	return ""
}

// halfAt is when half of the time for signing is over: so long a signature waits for somebody
// who is not there, without a word to anybody (procedures 0.1). Zero while that is not known.
func (a *Agreement) halfAt() time.Time {
	if a.SigningAt.IsZero() || a.ExpiresAt.IsZero() || a.Times.Expires.Minutes() == 0 {
		return time.Time{}
	}
	whole := a.ExpiresAt.Sub(a.SigningAt)
	return a.SigningAt.Add(whole / time.Duration(2*a.Times.Expires.Minutes()) * time.Duration(a.Times.Signing.Minutes()))
}

// absent are the signatories who have not signed and cannot now, and of whom nobody was asked.
func (a *Agreement) absent() []*Signer {
	var list []*Signer
	for _, one := range a.Signing.Asks {
		signer := a.signer(one.Person)
		if signer == nil || one.For != "" || one.Left() || signer.Waited || !signer.SignedAt.IsZero() {
			continue
		}
		if away(one) {
			list = append(list, signer)
		}
	}
	return list
}

// away reports whether somebody is known not to be there: they say so, or no mail reaches them.
func away(a asking.Ask) bool {
	return a.Away != "" || a.Bounced || a.Gone || a.Pending
}

// askWhoActs has half of the time waited for those who are not there, and then whoever leads
// their party told. The right to sign never moves by itself.
func (s *step) askWhoActs() {
	half := s.halfAt()
	if half.IsZero() || s.now.Before(half) {
		return
	}
	for _, one := range s.absent() {
		one.Waited, s.Any = true, true
		s.Note(s.out, s.now, procedure.Entry{
			Kind: procedure.EntryPhase, Actor: one.Person, Text: one.Person + " is not there to sign: who leads the party is asked who acts",
		}, "acts", one.Person)
		if one.Above != "" {
			s.askAbove(*one)
		}
	}
}

// toName is how long whoever leads a party has to name somebody.
var toName = procedure.Window{Span: cadence.Span{Count: 5, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}}}

// askAbove asks who signs in the place of somebody. A name is only a proposal for the spec.
func (s *step) askAbove(one Signer) {
	m := one.Speaks
	if m.Person != one.Above {
		m = asking.Member{Person: one.Above, Name: one.Above, Party: one.Party}
	}
	ask := m.Ask(toName)
	ask.Send, ask.Questions = s.now, WhoQuestions(wording.In(m.Language).Agreement, one.PartyName)
	acting := Acting{For: one.Person}
	acting.Circle.Stage = "acts-" + one.Person
	acting.Circle.Add(s.Workflow, ask)
	acting.Circle.Reaching(s.Reach)
	s.Acts = append(s.Acts, acting)
	s.act(len(s.Acts)-1, procedure.Event{Kind: procedure.Started})
}

// act lets such a question go on.
func (s *step) act(i int, ev procedure.Event) {
	if s.Decided != "" {
		return
	}
	signer := s.Acts[i].For
	s.Acts[i].Circle.Attend(s.actsDesk(signer), ev, &s.News, asking.Follower{
		Answered: func(h asking.Happening) { s.named(signer, partnership.Answers(h.Ask.Answers()).Text(QuestionWho)) },
		Closed:   func() {}, Over: s.over,
	})
}

func (s *step) actsDesk(signer string) asking.Desk {
	d := s.desk(TemplateActs)
	d.Content = procedure.Encode(s.with(func(c *Content) { c.Absent = signer }))
	return d
}

// named has it proposed for the spec who signs in the place of somebody.
func (s *step) named(signer, words string) {
	words = strings.Join(strings.Fields(words), " ")
	i := slices.IndexFunc(s.Acts, func(a Acting) bool { return a.For == signer })
	one := s.signer(signer)
	if i < 0 || one == nil || !one.SignedAt.IsZero() || waits(words) {
		return
	}
	s.Acts[i].Named = true
	s.proposeSigner(*one, procedure.Amendment{What: words})
}

// waits reports whether somebody names nobody.
func waits(words string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(strings.ToLower(words), "we ")), " ")
	return partnership.SaysNothing(words) || slices.Contains([]string{"wait", "waiting", "nobody", "ждем", "ждём", "подождем", "подождём", "никто"}, strings.Trim(first, ".,!"))
}

func (s *step) proposeSigner(one Signer, a procedure.Amendment) {
	a.ID, a.From, a.Kind, a.Party, a.Person, a.At = "signer-"+one.Person, s.title(), procedure.AmendsSigner, one.Party, one.Person, s.now
	s.amendments = append(s.amendments, a)
	s.Any = true
}

// actsNoMore ends the question who acts for somebody who has signed after all.
func (s *step) actsNoMore(one Signer) {
	for i := range s.Acts {
		a := &s.Acts[i]
		if a.For != one.Person || a.Circle.Closed() {
			continue
		}
		a.Circle.TakeBack(s.out)
		if a.Circle.ClosedAt = s.now; a.Named {
			s.proposeSigner(one, procedure.Amendment{Void: true})
		}
	}
}
