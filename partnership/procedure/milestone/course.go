package milestone

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// turn is a discriminator for the journal: a milestone that begins anew may do
// again what it did before.
func (m *Milestone) turn() string { return fmt.Sprintf("%d/%s", m.Turn(), m.Occasion.Date) }

func (s *step) note(e procedure.Entry, discriminator ...string) {
	s.Note(s.out, s.now, e, discriminator...)
}

// hold has the ladder wait until a moment; the day and the lateness stay. A moment
// that has passed lets it go on with what was left.
func (s *step) hold(until time.Time) {
	left := func(t time.Time) time.Duration { return max(0, t.Sub(s.now)) }
	s.Ladder.Shift(left(until) - left(s.HeldUntil))
	s.HeldUntil, s.Any = until, true
}

// claim takes the owner's word that it is done. Their clock stands still until the
// other side has said whether it accepts.
func (s *step) claim(by, words string) {
	s.Claim = &Claim{At: s.now, By: by, Words: words, Late: s.Late || !s.now.Before(s.LateAt)}
	s.Request = nil
	s.Any = true
	s.takeBack(s.Ladder.Alarmed) // it says what is not so any more
	s.supersede(inquiryExtension)
	for i := range s.Inquiries {
		if s.Inquiries[i].Kind == inquiryDue {
			s.conclude(&s.Inquiries[i])
		}
	}
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: s.name() + " is done, says its owner"}, "claimed", s.cause())
	if s.Acceptor == "" {
		s.settle(outcomeOf(s.Claim.Late), by, words)
		return
	}
	s.askAcceptance()
}

// cause tells apart what may happen again in one turn.
func (s *step) cause() string { return s.turn() + "/" + s.Seen.Latest() }

func (s *step) askAcceptance() {
	s.inquire(Opening{Kind: inquiryAcceptance, Template: TemplateAcceptance, People: []string{s.Acceptor}})
}

// refuse gives the milestone back to its owner with what is missing. The time in
// which it lay with the other side does not count, and a business day is left.
func (s *step) refuse(by, words string) {
	if s.Claim == nil {
		return
	}
	s.supersede(inquiryAcceptance)
	stood := s.now.Sub(s.Claim.At)
	s.Claim, s.Unconfirmed = nil, false
	s.shift(stood)
	s.Any = true
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: s.name() + " is not accepted"}, "refused", s.cause())
	s.clear(s.Confirm.AllClear(), func(c *Content) { c.Refused = procedure.Words{By: by, Text: words} })
	s.Confirm.Taken, s.Confirm.Repeated = 0, 0 // the next claim is another matter
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{Key: "refused", Person: s.Owner, From: s.now, Span: businessDay}}})
	if s.FollowsUp() {
		s.Refusals++
	}
	why := func(c *Content) {
		c.Refused = procedure.Words{By: by, Text: words}
		if s.Refusals >= often {
			c.Refusals = s.Refusals
		}
	}
	s.askAgain(why)
	if s.Refusals == often {
		s.callLeads(by, why)
	}
}

// often is how many refusals make a matter for those who speak for the two sides:
// what two people cannot settle in three rounds another mail will not settle
// (procedures 0.4: after the last step there is an offer).
const often = 3

// callLeads tells those who speak for the two sides that the two who deal with it do
// not agree on what is missing.
func (s *step) callLeads(by string, why func(*Content)) {
	var heads []string
	for _, side := range []string{s.Owner, s.Acceptor} {
		if head, ok := s.headOf(side); ok {
			heads = append(heads, head)
		}
	}
	for _, head := range procedure.Once(heads) {
		if head != s.Owner && head != by {
			s.send(TemplateRefused, head, why)
		}
	}
}

var businessDay = cadence.Span{Count: 1, Unit: cadence.BusinessDays}

// grace leaves the owner at least a business day.
func (s *step) grace(until time.Time) {
	if next := s.Ladder.Next(); !next.IsZero() && s.Late && next.Before(until) {
		s.Ladder.Shift(until.Sub(next))
	}
	if !s.Late && s.LateAt.Before(until) {
		s.shift(until.Sub(s.LateAt))
	}
}

// askAgain asks the owner once more, saying why.
func (s *step) askAgain(why func(*Content)) {
	c := s.about(TemplateRefused)
	why(&c)
	s.inquire(Opening{Kind: inquiryDue, Template: TemplateRefused, People: []string{s.answers()}, Due: s.LateAt, Content: c})
}

// unconfirmed goes on when the other side has let its window pass: who speaks for
// it is asked, and the ladder begins on that side.
func (s *step) unconfirmed() {
	if s.Claim == nil || s.Unconfirmed {
		return
	}
	s.Unconfirmed = true
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: s.Confirm.Instants("confirm", s.Acceptor, s.now)})
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: s.name() + " is done and not confirmed"}, "unconfirmed", s.cause())
	if head, ok := s.headOf(s.Acceptor); ok && head != s.Acceptor {
		o := Opening{Kind: inquiryAcceptance, Template: TemplateAcceptance, People: []string{head}, Content: s.about(TemplateAcceptance)}
		r := procedure.Reckon{Spec: s.Spec, Presence: s.Presence}
		r.StandIns = []procedure.StandIn{{Key: openKey(o.Kind, head), Person: head, At: s.now, Self: true}}
		r.Instants = []procedure.Instant{{Key: openKey(o.Kind, head), Person: head, From: s.now, Span: window.Span}}
		s.Opening = append(s.Opening, o) // beside the first, whose late answer counts
		s.out.Add(r)
	}
}

// extend asks for another day, if that is one that can be asked for.
func (s *step) extend(by, day, words string, r procedure.Reply) {
	if e, ok := s.impossible(day); ok {
		s.explain(r, e)
		return
	}
	if s.Request != nil && s.Request.Day == day && s.open(inquiryExtension) {
		return
	}
	s.Request = &procedure.Request{Day: day, By: by, Words: words}
	s.Any = true
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: s.name() + ": another day is asked for, " + day}, "request", s.cause())
	if len(s.Consent) == 0 {
		s.move(day, by, words)
		return
	}
	s.inquire(Opening{Kind: inquiryExtension, Template: TemplateRequest, People: s.Consent})
}

// whyBeyond is that a day is after the goal's last one, so that only all parties can agree on
// it.
const whyBeyond = "extend-beyond"

// propose has such a day kept for whoever writes the spec: it is an amendment.
func (s *step) propose(day, by string) {
	goal, id, _ := strings.Cut(s.Occasion.Name, "/")
	s.Any = true
	s.amendments = append(s.amendments, procedure.Amendment{
		ID: fmt.Sprintf("milestone-%s-%s", id, day), From: s.name(), Kind: procedure.AmendsDay, Goal: goal, Milestone: id, End: day,
		What: strings.TrimSpace(s.Said.Text), At: s.now,
	})
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: s.name() + ": a day after the goal's last one is asked for, " + day}, "beyond", s.cause())
}

// impossible says why a day cannot be asked for.
func (s *step) impossible(day string) (procedure.Explanation, bool) {
	switch today := s.today(); {
	case day == "":
		return procedure.Explanation{Why: "extend-no-day"}, true
	case day <= today:
		return procedure.Explanation{Why: "extend-past", Day: day, Limit: today}, true
	case day <= s.Occasion.Date:
		return procedure.Explanation{Why: "extend-earlier", Day: day, Limit: s.Occasion.Date}, true
	case day > s.LastDay:
		return procedure.Explanation{Why: whyBeyond, Day: day, Limit: s.LastDay}, true
	default:
		return procedure.Explanation{}, false
	}
}

// today is the owner's day. The planned instants carry the offset of their zone.
func (s *step) today() string { return s.now.In(s.AskAt.Location()).Format(time.DateOnly) }

// decline keeps the day. Nobody's words are needed for it: silence is no consent.
func (s *step) decline(by, words string) {
	if s.Request == nil {
		return
	}
	asked := *s.Request
	s.Request = nil
	s.supersede(inquiryExtension)
	s.Any = true
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: s.name() + ": the day stays, " + s.Occasion.Date}, "declined", s.cause())
	why := func(c *Content) { c.Declined, c.Refused = asked.Day, procedure.Words{By: by, Text: words} }
	if s.now.Before(s.AskAt) {
		s.send(TemplateRefused, s.Owner, why)
		return
	}
	s.askAgain(why)
}

// move gives the milestone another day: it is planned again and begins anew at its
// next warning. Whoever was alarmed hears that it is over, and whose milestones
// wait for it hear of the day.
func (s *step) move(day, by, reason string) {
	said := func(c *Content) { c.NewDay, c.By, c.Reason = day, by, reason }
	told := s.over(said)
	readers := []string{s.Owner}
	for _, o := range s.HoldsUp {
		readers = append(readers, o.Owner)
	}
	for _, in := range s.Inquiries {
		for _, a := range in.Circle.Asks {
			if in.Kind != inquiryDue && a.Arrived() {
				readers = append(readers, a.Person)
			}
		}
	}
	for _, person := range procedure.Once(readers) {
		l := s.letter(TemplateExtended, person, procedure.FormNotice, s.with(TemplateExtended, said))
		l.Rides = person != s.Owner
		if person != "" && unlessTold(&l, told) {
			s.write(l)
		}
	}
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: fmt.Sprintf("%s moves from %s to %s%s", s.name(), s.Occasion.Date, day, procedure.ByAdmin(by, reason))}, "moved", s.turn())
	s.course = &procedure.Course{Type: Type, Name: s.Occasion.Name, Day: day}
	s.Ended = true
}

// anew ends it because the spec says something else now; the next turn takes over
// who was alarmed and what was claimed, unless there is another day.
func (s *step) anew(o procedure.Order) {
	if o.Day != s.Occasion.Date {
		said := func(c *Content) { c.NewDay = o.Day }
		told := s.over(said)
		for _, person := range s.wereAsked() {
			l := s.letter(TemplateExtended, person, procedure.FormNotice, s.with(TemplateExtended, said))
			if l.Key += "/" + s.cause(); unlessTold(&l, told) {
				s.write(l)
			}
		}
		s.course = &procedure.Course{Type: Type, Name: s.Occasion.Name}
	} else {
		keep := kept{Alarmed: append(slices.Clone(s.Ladder.Alarmed), s.Confirm.Alarmed...), Claim: s.Claim}
		s.course = &procedure.Course{Type: Type, Name: s.Occasion.Name, Kept: procedure.Encode(keep)}
	}
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: s.name() + " is declared anew"}, "anew", s.turn())
	s.Ended = true
}

// settle ends it for good. Met stops everything at once.
func (s *step) settle(outcome procedure.Outcome, by, words string) {
	said := func(c *Content) {
		c.Outcome, c.By, c.Reason = outcome, by, words
		if s.Claim != nil {
			c.Said = procedure.Words{By: s.Claim.By, Text: s.Claim.Words}
		}
	}
	told := s.over(said)
	for _, p := range s.People {
		l := s.letter(TemplateMet, p.ID, procedure.FormNotice, s.with(TemplateMet, said))
		l.Rides, l.Topic = true, string(TemplateMet)+"/"+s.Occasion.Name
		if unlessTold(&l, told) {
			s.write(l)
		}
	}
	s.decide(outcome, procedure.ByAdmin(by, words))
	if outcome != procedure.OutcomeWaived {
		s.Facts = append(s.Facts, procedure.Fact{Kind: procedure.FactMet, Of: s.Workflow, At: s.now})
	}
}

// withdraw ends it without a verdict. Who was asked or alarmed hears so, unless the
// whole partnership ends, which everybody hears.
func (s *step) withdraw(gone bool) {
	outcome := procedure.OutcomeWithdrawn
	if s.Late && !gone {
		outcome = procedure.OutcomeDropped
	}
	if gone {
		alarmed := append(s.Ladder.AllClear(), s.Confirm.AllClear()...)
		s.takeBack(alarmed)
		people := s.wereAsked()
		for _, a := range alarmed {
			people = append(people, a.Person)
		}
		for _, person := range procedure.Once(people) {
			s.send(TemplateWithdrawn, person, func(*Content) {})
		}
	}
	s.decide(outcome, "")
}

func (s *step) decide(outcome procedure.Outcome, because string) {
	s.Decided, s.Ended = outcome, true
	s.note(procedure.Entry{Kind: procedure.EntryOutcome, Text: fmt.Sprintf("%s: %s%s", s.name(), outcome, because), Outcome: outcome}, string(outcome), s.turn())
	s.course = &procedure.Course{Type: Type, Name: s.Occasion.Name, Outcome: outcome, At: s.now, Closed: TemplateMet}
}

// over tells everybody who was alarmed that it is over, and how; it returns them.
func (s *step) over(said func(*Content)) []ladder.Alarmed {
	alarmed := s.Ladder.AllClear()
	for _, a := range s.Confirm.AllClear() {
		i := slices.IndexFunc(alarmed, func(o ladder.Alarmed) bool { return o.Person == a.Person })
		if i < 0 {
			alarmed = append(alarmed, a)
			continue
		}
		alarmed[i].Letters = append(alarmed[i].Letters, a.Letters...)
	}
	s.clear(alarmed, said)
	return alarmed
}

// clear tells people who were alarmed that it is over: what nobody has read is taken
// back instead.
func (s *step) clear(alarmed []ladder.Alarmed, said func(*Content)) {
	s.takeBack(alarmed)
	for _, a := range alarmed {
		s.allClear(a, said)
	}
}

// takeBack keeps alarms at home that have not gone out.
func (s *step) takeBack(alarmed []ladder.Alarmed) {
	if keys := ladder.LettersOf(alarmed); len(keys) > 0 {
		s.out.Add(procedure.Recall{Keys: keys})
	}
}

// wereAsked are those whose mail has arrived and who are still there.
func (m *Milestone) wereAsked() []string {
	var people []string
	for _, in := range m.Inquiries {
		for _, a := range in.Circle.Asks {
			if a.Arrived() && !a.Left() && !in.Over {
				people = append(people, a.Person)
			}
		}
	}
	if m.Warned {
		people = append(people, m.Owner)
	}
	return procedure.Once(people)
}

// report tells the partnership how it stands.
func (s *step) report() {
	shown := &procedure.Shown{Stage: s.stage(), Line: s.line(s.now), Open: s.waiting(), Outcome: s.Decided}
	for _, a := range s.Ladder.Alarmed {
		shown.Told = append(shown.Told, a.Person)
	}
	s.Report(s.out, s.now, procedure.Message{Shown: shown, Facts: s.Facts, Course: s.course, Heard: s.Heard, Amendments: s.amendments})
}

// close ends the workflow. What asks and has not gone out stays at home.
func (s *step) close() {
	s.out.Add(procedure.Recall{All: true})
	outcome := s.Decided
	if outcome == "" {
		outcome = procedure.OutcomeMoved
	}
	s.out.Add(procedure.End{Outcome: outcome})
}

// waiting lists whose answers are open.
func (s *step) waiting() []procedure.OpenAsk {
	var open []procedure.OpenAsk
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; !in.Over {
			for _, o := range in.Circle.Open(s.now) {
				o.Late = in.Kind == inquiryDue && s.Late || in.Kind == inquiryAcceptance && s.Unconfirmed
				open = append(open, o)
			}
		}
	}
	for _, o := range s.Opening {
		for _, person := range o.People {
			open = append(open, procedure.OpenAsk{Person: person, Due: s.now.In(s.LateAt.Location())})
		}
	}
	if len(open) == 0 && s.Claim == nil && !s.Ended {
		open = append(open, procedure.OpenAsk{Person: s.answers(), Due: s.LateAt, Late: s.Late, Since: s.Occasion.At})
	}
	return open
}
