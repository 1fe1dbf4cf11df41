package agreement

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// TemplateActs asks whoever leads a party, and of a lead its executive, who acts for a
// signatory who is not there. It shows nothing of the terms.
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
	if a.SigningAt.IsZero() || a.ExpiresAt.IsZero() || minutes(a.Times.Expires) == 0 {
		return time.Time{}
	}
	whole := a.ExpiresAt.Sub(a.SigningAt)
	return a.SigningAt.Add(whole / time.Duration(2*minutes(a.Times.Expires)) * time.Duration(minutes(a.Times.Signing)))
}

// minutes is about how long a span is, to compare two of one calendar.
func minutes(s cadence.Span) int {
	const day = 24 * 60
	switch s.Unit {
	case cadence.BusinessDays:
		return s.Count * 7 * day / 5
	case cadence.Days:
		return s.Count * day
	case cadence.HoursUnit:
		return s.Count * 60
	default:
		return s.Count
	}
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
		if one.Above == "" {
			continue
		}
		l := s.desk(TemplateActs).Notice(one.Above, TemplateActs).With(s.with(func(c *Content) { c.Absent = one.Person }))
		l.Key = string(TemplateActs) + "/" + one.Person
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}
