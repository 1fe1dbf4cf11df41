package agreement

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// Content is what mails about an agreement say of it. People are named by their IDs.
type Content struct {
	Revision string `json:"revision"`
	// Charter stands for the text of the terms (procedure.Charter).
	Charter string `json:"charter"`
	// Amends is the digest of the spec in force, where only what changes is signed.
	Amends string `json:"amends,omitempty"`
	// Signed and Unsigned are people; whoever has signed stands in the order of the parties.
	Signed   []string `json:"signed,omitempty"`
	Unsigned []string `json:"unsigned,omitempty"`
	// Alone says that nobody was asked before whether the terms are clear.
	Alone bool `json:"alone,omitempty"`
	// Outcome is how it ended, Reason why somebody declined, and Why why it counts no more.
	Outcome procedure.Outcome `json:"outcome,omitempty"`
	Reason  procedure.Words   `json:"reason,omitzero"`
	Why     string            `json:"why,omitempty"`
	// Mine says that the reader had signed.
	Mine bool `json:"mine,omitempty"`
	// Expires is the day on which the signing is given up.
	Expires string `json:"expires,omitempty"`
	// Absent is a signatory who is not there.
	Absent string `json:"absent,omitempty"`
	// Last says that no further alarm follows.
	Last bool `json:"last,omitempty"`
}

func (a *Agreement) content() Content {
	c := Content{Revision: a.Occasion.Name, Charter: procedure.Charter(a.Spec), Amends: a.Amends, Alone: len(a.Understanding.Asks) == 0}
	for _, s := range a.Signers {
		if s.SignedAt.IsZero() {
			c.Unsigned = append(c.Unsigned, s.Person)
		} else {
			c.Signed = append(c.Signed, s.Person)
		}
	}
	if !a.ExpiresAt.IsZero() {
		c.Expires = a.ExpiresAt.Format(time.DateOnly)
	}
	return c
}

func (a *Agreement) with(change func(*Content)) Content {
	c := a.content()
	change(&c)
	return c
}

// concerned are those who sign and those who speak for the parties.
func (a *Agreement) concerned() []string {
	var people []string
	for _, s := range a.Signers {
		people = append(people, s.Person)
	}
	for _, m := range a.Leads {
		people = append(people, m.Person)
	}
	for _, one := range a.Understanding.Asks {
		if !one.Left() {
			people = append(people, one.Person)
		}
	}
	return procedure.Once(people)
}

// tell sends a notice to everybody concerned.
func (s *step) tell(template procedure.Template, people []string, c Content) {
	for _, person := range people {
		one := c
		one.Mine = slices.Contains(c.Signed, person)
		l := s.desk(template).Notice(person, template).With(one)
		l.Divided = s.out.Divided() // who signed for several partnerships hears of them together
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// alarm tells some people who has not signed. Whoever owes it is asked once more.
func (s *step) alarm(a ladder.Alarm) {
	c := s.with(func(c *Content) { c.Last = s.Ladder.Spent() })
	for _, person := range a.To {
		one := s.signer(person)
		leads := slices.ContainsFunc(s.Leads, func(m asking.Member) bool { return m.Person == person })
		if one != nil && one.Owes && !leads && !one.SignedAt.IsZero() {
			continue // it is not with them any more
		}
		l := s.desk(TemplateLate).Notice(person, TemplateLate).With(c)
		l.Key = fmt.Sprintf("%s/%s-%d/%s", TemplateLate, a.ID, a.Number, person)
		if i := slices.IndexFunc(s.Signing.Asks, func(o asking.Ask) bool { return o.Person == person && !o.Complete() }); i >= 0 {
			ask := &s.Signing.Asks[i]
			l.Ask, l.Questions = ask.ID, ask.Questions // SIGN works in the reply
		}
		if a.Urgent {
			l.Urgent = true
		}
		if s.Address(&l) {
			s.Ladder.Wrote(person, l.Key)
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// decide ends it, and lets everybody concerned know.
func (s *step) decide(o procedure.Outcome) {
	if !s.Decide(s.out, s.now, o, s.title()) {
		return
	}
	s.Any = true
	c := s.with(func(c *Content) { c.Outcome, c.Reason = o, s.Reason })
	s.course = &procedure.Course{
		Type: Type, Name: s.Occasion.Name, Outcome: o, At: s.now, Closed: TemplateSignature, Kept: procedure.Encode(c),
	}
	template := TemplateUnsigned
	if o == procedure.OutcomeSigned {
		template = TemplateInForce
	}
	s.Ladder.AllClear() // what everybody hears now is the end of it
	s.tell(template, s.concerned(), c)
}

// withdraw ends it by the partnership's wish. Whoever was asked hears why.
func (s *step) withdraw(why string) {
	if !s.Decide(s.out, s.now, procedure.OutcomeWithdrawn, s.title()) {
		return
	}
	s.Any = true
	c := s.with(func(c *Content) { c.Outcome, c.Why = procedure.OutcomeWithdrawn, why })
	s.course = &procedure.Course{
		Type: Type, Name: s.Occasion.Name, Outcome: procedure.OutcomeWithdrawn, At: s.now, Closed: TemplateSignature, Kept: procedure.Encode(c),
	}
	var asked []string
	for _, circle := range []*asking.Circle{&s.Understanding, &s.Signing} {
		for _, a := range circle.Asks {
			if a.Arrived() && !a.Left() {
				asked = append(asked, a.Person)
			}
		}
	}
	s.tell(TemplateVoid, procedure.Once(asked), c)
}
