package conflict

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// handOver takes a speaker's word that a colleague speaks for the side from now on.
func (s *step) handOver(side int, colleague string, r procedure.Reply) {
	if p := s.person(colleague); p.Party != s.Sides[side].Party || p.ID == s.Sides[side].Speaker {
		s.explain(r, procedure.Explanation{Why: "speaker-whom", Item: strings.Join(names(s.eligible(side)), ", ")})
		return
	}
	l := s.done(r, "speaker-named", "")
	l.Explained[0].Person = colleague
	s.out.Add(procedure.Send{Letter: l})
	s.speak(side, colleague)
}

// eligible are those who could speak for a side instead of its speaker.
func (c *Conflict) eligible(side int) []Person {
	one := c.Sides[side]
	return c.peopleOf(func(p Person) bool { return p.Party == one.Party && p.ID != one.Speaker })
}

// speak lets somebody speak for a side. They are asked whatever is open, and read what
// their own side has written and what both have read.
func (s *step) speak(side int, person string) {
	s.Sides[side].Speaker = person
	s.note(procedure.EntryPhase, "", "Somebody else speaks for "+s.Sides[side].Party)
	s.settleSpeaker(side)
	s.newsTo(side, "you-speak", s.handed(side))
	s.newsTo(1-side, "speaker-changed", nil)
	s.askAnew(side)
}

// handed is what whoever takes over a side reads: its own words and what both have
// read.
func (s *step) handed(side int) []procedure.Writing {
	list := slices.Clone(s.Sides[side].Statement)
	for _, w := range s.readByBoth() {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// askAnew asks the new speaker of a side whatever is open.
func (s *step) askAnew(side int) {
	for i := range s.Inquiries {
		in := s.Inquiries[i]
		if in.Side != side || in.Over {
			continue
		}
		s.ask(in.Kind, side, in.Template, in.Window, in.Shows, func(c *Content) { *c = s.renamed(in, side) })
	}
}

// renamed is what a mail says, with whoever speaks for the side now.
func (s *step) renamed(in Inquiry, side int) Content {
	c, now := in.Content, s.about(side)
	c.Speaker, c.Facing, c.Knows, c.First, c.Copies = now.Speaker, now.Facing, now.Knows, now.First, now.Copies
	return c
}

// leave has the next of a party speak for it, who is asked what the one who has left
// was asked and reads what their own side has written.
func (s *step) leave(person string) {
	for i := range s.Levels {
		s.Levels[i].People = slices.DeleteFunc(slices.Clone(s.Levels[i].People), func(id string) bool { return id == person })
	}
	if s.Dispute.Level == 0 {
		s.leaveUnheard(person)
		return
	}
	for i := range s.Sides {
		side := &s.Sides[i]
		next := s.head(side.Party, person)
		if next == "" {
			continue // the other side's clock runs on
		}
		if side.Person == person {
			side.Person = next
		}
		if side.Speaker == person {
			s.speak(i, next)
		}
	}
}

// leaveUnheard follows somebody who leaves before anybody but the raiser has heard of it:
// without the raiser nothing begins, and instead of the other side's person the next of
// their party would be written to.
func (s *step) leaveUnheard(person string) {
	switch person {
	case s.Dispute.Raiser:
		s.end(procedure.OutcomeWithdrawn)
	case s.Dispute.With:
		s.face(s.head(s.Sides[1].Party, person))
	}
}

// head is who acts for a party where somebody else cannot: whoever speaks for it, or its
// executive.
func (c *Conflict) head(party, instead string) string {
	for _, rank := range []func(Person) bool{func(p Person) bool { return p.Head }, func(p Person) bool { return p.Executive }} {
		if found := c.peopleOf(func(p Person) bool { return p.Party == party && p.ID != instead && rank(p) }); len(found) > 0 {
			return found[0].ID
		}
	}
	return ""
}

// seekSpeakers asks who speaks for a side whose speaker cannot be asked: nobody answers
// what is theirs alone, and the other side does not wait for more than half of the
// time (procedures 0.1). Whoever is asked reads nothing of what it is about.
func (s *step) seekSpeakers() {
	if s.Dispute.Level == 0 {
		return // nobody but the raiser knows of it
	}
	for i, side := range s.Sides {
		asked := s.pending(inquirySpeaker, i)
		switch missing := s.missing(i); {
		case asked != nil && !missing:
			s.settleSpeaker(i)
		case missing && asked == nil && !slices.Contains(s.Sought, side.Speaker) && s.whoNames(i) != "":
			s.Sought = append(s.Sought, side.Speaker)
			s.ask(inquirySpeaker, i, TemplateSpeaker, once(businessWeek), nil, func(c *Content) {
				*c = Content{Number: s.Dispute.Number, Mine: c.Mine, Speaker: side.Speaker, Stage: c.Stage}
			})
		}
	}
}

// whoNames is who says who acts for a side.
func (c *Conflict) whoNames(side int) string {
	return c.head(c.Sides[side].Party, c.Sides[side].Speaker)
}

// missing reports whether a side is asked something that its speaker cannot answer
// before half of the time for it is over, which it is.
func (s *step) missing(side int) bool {
	return slices.ContainsFunc(s.Inquiries, func(in Inquiry) bool {
		return in.Side == side && in.absent() && !s.now.Before(in.Half)
	})
}

// absent reports whether whoever is asked is away, or out of reach, for longer than
// half of the time. Who wants no mail takes no part.
func (in Inquiry) absent() bool {
	return !in.Over && !in.Opening && in.Kind != inquirySpeaker && slices.ContainsFunc(in.Circle.Asks, func(a asking.Ask) bool {
		return !a.Complete() && !a.Left() && (a.Bounced || a.Gone || a.Away != "" && (a.Back.IsZero() || a.Back.After(in.Half)))
	})
}

// nextSeek is when somebody is asked who speaks for a side, if its speaker is missing.
func (s *step) nextSeek(sooner func(time.Time, string)) {
	for _, in := range s.Inquiries {
		if in.absent() && !slices.Contains(s.Sought, s.Sides[in.Side].Speaker) {
			sooner(in.Half, "Ask who speaks for a side whose speaker is away")
		}
	}
}

// speakerNamed takes who speaks for a side.
func (s *step) speakerNamed(in Inquiry, a *asking.Ask) {
	if p, ok := called(a, QuestionWho, s.eligible(in.Side)); ok {
		s.speak(in.Side, p.ID)
		return
	}
	if partnership.Answers(a.Answers()).Text(QuestionWho) != "" { // they wait
		s.settleSpeaker(in.Side)
	}
}

// settleSpeaker ends the question who speaks for a side.
func (s *step) settleSpeaker(side int) { s.supersede(inquirySpeaker, side) }

// before are those who spoke for a side and no longer do.
func (c *Conflict) before(side int) []string {
	var list []string
	for _, in := range c.Inquiries {
		for _, a := range in.Circle.Asks {
			now := a.Person == c.Sides[side].Speaker || slices.Contains(c.beside(c.level(), side), a.Person)
			if in.Side == side && in.Kind != inquirySpeaker && !now && !a.Left() {
				list = append(list, a.Person)
			}
		}
	}
	return procedure.Once(list)
}

// tellBefore lets those who spoke for a side earlier know how it came out, and not a
// word of what was written.
func (s *step) tellBefore(what string) {
	for i := range s.Sides {
		for _, person := range s.before(i) {
			s.newsOn(i, person, what, nil)
		}
	}
}

// toBeside tells those who sit beside a side's speaker what has happened, as a copy.
func (s *step) toBeside(side int, what string, shows []procedure.Writing, change ...func(*Content)) {
	for _, person := range s.beside(s.level(), side) {
		s.newsOn(side, person, what, shows, append(slices.Clone(change), func(c *Content) { c.Copy = true })...)
	}
}
