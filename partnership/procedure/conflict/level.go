package conflict

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Clock is the time of a level. What is done early leaves its time to the rest.
type Clock struct {
	Statements    time.Time `json:"statements,omitzero"`
	Understanding time.Time `json:"understanding,omitzero"`
	Exploring     time.Time `json:"exploring,omitzero"`
	Ends          time.Time `json:"ends,omitzero"`
	// Refused is when silence on a level outside counts as a refusal.
	Refused time.Time `json:"refused,omitzero"`
	// Asked says that both were asked what follows after its end.
	Asked bool `json:"asked,omitempty"`
}

// of is when the time of a stage ends.
func (c Clock) of(stage Stage) time.Time {
	switch stage {
	case Framed:
		return c.Statements
	case Understood:
		return c.Understanding
	case Exploring:
		return c.Exploring
	default:
		return time.Time{}
	}
}

// The shares of a level's time that are over when a stage ends, in percent
// (procedures 8).
const (
	statementsBy    = 30
	understandingBy = 60
	exploringBy     = 80
)

// startClock has the times of the level reckoned, by the calendars of both sides.
func (s *step) startClock() {
	s.Clock = Clock{}
	r := procedure.Reckon{Spec: s.Spec}
	within := s.level().Within
	for i, side := range s.Sides {
		for _, t := range []struct {
			name string
			span cadence.Span
		}{
			{"statements", part(within, statementsBy)},
			{"understanding", part(within, understandingBy)},
			{"exploring", part(within, exploringBy)},
			{"ends", within},
		} {
			r.Instants = append(r.Instants, procedure.Instant{Key: fmt.Sprintf("clock/%d/%s/%d", s.Dispute.Level, t.name, i), Person: side.Speaker, From: s.now, Span: t.span})
		}
	}
	s.out.Add(r)
	s.countSilence("")
}

// countSilence has the time reckoned from which silence on a level outside counts as
// a refusal: from a day on which something happened, or from now.
func (s *step) countSilence(since string) {
	after := s.level().RefusedAfter
	if !s.level().External || after.IsZero() {
		return
	}
	from := s.now
	if day, err := time.Parse(time.DateOnly, since); err == nil {
		from = day
	}
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{
		Key: fmt.Sprintf("clock/%d/refused/0", s.Dispute.Level), Person: s.Sides[0].Speaker, From: from, Span: after,
	}}})
}

// clockReckoned sets what was waiting for a calendar. Of the two sides' days the
// later counts.
func (s *step) clockReckoned(r procedure.Reckoning) {
	clock := map[string]*time.Time{
		"statements": &s.Clock.Statements, "understanding": &s.Clock.Understanding, "exploring": &s.Clock.Exploring, "ends": &s.Clock.Ends,
		"refused": &s.Clock.Refused,
	}
	for _, i := range r.Instants {
		kind, rest, _ := strings.Cut(i.Key, "/")
		var place int
		switch kind {
		case "clock":
			level, name, _ := strings.Cut(rest, "/")
			name, _, _ = strings.Cut(name, "/")
			if t := clock[name]; t != nil && level == fmt.Sprint(s.Dispute.Level) {
				*t = procedure.Later(*t, i.At)
			}
		case "look":
			if _, err := fmt.Sscan(rest, &place); err == nil && place < len(s.LookAt) {
				s.LookAt[place] = i.At
			}
		case "held":
			if _, err := fmt.Sscan(rest, &place); err == nil && place < len(s.Sides) {
				s.Sides[place].HeldUntil = i.At
			}
		case keyWait:
			s.WaitsUntil = i.At
		case keyMediator:
			s.Mediator.Until = i.At
		case keyLonger:
			s.Clock.Ends = procedure.Later(s.Clock.Ends, i.At)
		}
	}
}

func keyHeld(side int) string { return fmt.Sprintf("held/%d", side) }

const keyLonger = "longer"

// lookAtClock asks both what follows when the time of the level is over. Silence
// stops nobody: the yes of one is enough then.
func (s *step) lookAtClock() {
	if s.Clock.refusedBy(s.now) {
		s.refused()
		return
	}
	if s.Clock.Ends.IsZero() || s.now.Before(s.Clock.Ends) || s.Clock.Asked {
		return
	}
	s.Clock.Asked = true
	next, ok := s.nextLevel()
	switch {
	case s.level().External && ok: // a claim has had its time
		s.rise(next)
	case s.level().External:
		s.end(procedure.OutcomeExternal)
	case !ok:
		s.tellBoth("no-level-left")
		s.end(procedure.OutcomeLapsed)
	case s.Sides[0].Up || s.Sides[1].Up:
		s.rise(next)
	default:
		for i := range s.Sides {
			s.ask(inquiryUp, i, TemplateLevelUp, once(businessWeek), nil, func(c *Content) { c.NextLevel = s.Levels[next-1].ID })
		}
	}
}

func (c Clock) refusedBy(now time.Time) bool { return !c.Refused.IsZero() && !now.Before(c.Refused) }

// refused takes silence on a level outside for a refusal: what was agreed to follow
// begins.
func (s *step) refused() {
	s.Clock.Refused = time.Time{}
	s.note(procedure.EntryPhase, "", "No answer counts as a refusal now")
	s.tellBoth("refused")
	if next, ok := s.nextLevel(); ok {
		s.rise(next)
	}
}

// nextLevel is the one above: levels whose people are those of now, or on which
// one side has nobody, are passed over.
func (c *Conflict) nextLevel() (int, bool) {
	for n := c.Dispute.Level + 1; n <= len(c.Levels); n++ {
		l := c.Levels[n-1]
		if l.External || l.Contact != "" {
			return n, true
		}
		if _, both, others := c.seat(l); both && others {
			return n, true
		}
	}
	return 0, false
}

// wantsUp takes one side's wish to have the next level take it. Both together get
// it at once; one alone when the time is over, or the other has let a reminder
// pass by.
func (s *step) wantsUp(side int, r procedure.Reply) {
	next, ok := s.nextLevel()
	if !ok {
		s.explain(r, procedure.Explanation{Why: "up-nowhere"})
		return
	}
	s.Sides[side].Up = true
	switch {
	case s.Sides[1-side].Up, s.Clock.Asked, s.reminded(1 - side):
		s.receipt(r, "up")
		s.rise(next)
	default:
		s.explain(r, procedure.Explanation{Why: "up-noted", Day: cadence.DateOf(s.Clock.Ends).String()})
		s.newsTo(1-side, "up-wanted", nil, func(c *Content) { c.NextLevel = s.Levels[next-1].ID })
	}
}

// saidUp is the answer to what follows after a level.
func (s *step) saidUp(in Inquiry, given partnership.Answers) {
	yes, said := given.YesNo(QuestionYes)
	next, ok := s.nextLevel()
	switch {
	case !said:
	case yes && ok:
		s.Sides[in.Side].Up = true
		s.rise(next)
	default:
		s.supersede(inquiryUp, in.Side)
		s.nobodyUp(nil)
	}
}

// nobodyUp ends it when neither side wants it taken further.
func (s *step) nobodyUp(in *Inquiry) {
	if in != nil {
		s.conclude(in)
	}
	if s.pending(inquiryUp, 0) == nil && s.pending(inquiryUp, 1) == nil {
		s.tellBoth("lapsed")
		s.end(procedure.OutcomeLapsed)
	}
}

// rise takes it to a level: others speak for the sides, with what both have read.
func (s *step) rise(level int) {
	for i := range s.Inquiries {
		s.conclude(&s.Inquiries[i])
	}
	before := s.Sides
	s.Dispute.Level = level
	l := s.level()
	speakers, _, _ := s.seat(l)
	for i := range s.Sides {
		side := &s.Sides[i]
		side.Up, side.Longer, side.Sends = false, "", false
		if speakers[i] != "" {
			side.Speaker = speakers[i]
		}
	}
	s.note(procedure.EntryPhase, "", fmt.Sprintf("%s is on level %d (%s)", s.name(), level, l.ID))
	s.Sought, s.Mediator = nil, Mediation{}
	s.startClock()
	if s.Dispute.Frozen.After(s.now) {
		s.Dispute.Frozen = s.now // the level has ended that it was on hold for
	}
	for i, side := range before {
		if side.Speaker != s.Sides[i].Speaker {
			s.newsOn(i, side.Speaker, "level-moved", nil)
		}
	}
	if !s.Dispute.Stated && len(l.People) > 0 {
		s.frame()
		return
	}
	s.enter(Proposed)
	switch {
	case l.External:
		s.tellBoth("external")
	case l.Contact != "":
		s.askMediator(l.Contact)
	default:
		meet := l.Meet
		if meet.IsZero() {
			meet = part(l.Within, 50)
		}
		for i := range s.Sides {
			s.ask(inquiryMeet, i, TemplateBrief, s.first(meet), s.readByBoth())
			s.toBeside(i, "brief", s.readByBoth())
		}
	}
}

// frame has both sides asked for what happened.
func (s *step) frame() {
	s.enter(Framed)
	s.ask(inquiryBegin, 1, TemplateOpened, s.first(part(s.level().Within, statementsBy)), nil)
	s.askStatement(0, nil)
}

// first is the window of what a level asks first: until Respond the reminder waits,
// and from then on a side that has said nothing holds the other up no more.
func (s *step) first(span cadence.Span) procedure.Window {
	w := once(span)
	if respond := s.level().Respond; !respond.IsZero() {
		w.Remind = []cadence.Span{respond}
	}
	return w
}

// readByBoth is what was written and the other side has read already.
func (c *Conflict) readByBoth() []procedure.Writing {
	var list []procedure.Writing
	for _, side := range c.Sides {
		if side.Passed {
			list = append(list, side.Statement...)
		}
	}
	list = append(list, c.understoodSoFar()...)
	if len(c.Sides[0].Explored) > 0 && len(c.Sides[1].Explored) > 0 {
		list = append(append(list, c.Sides[0].Explored...), c.Sides[1].Explored...)
	}
	for _, p := range c.Proposals {
		list = append(list, p.Text)
	}
	return list
}

// met takes whether the two have spoken. A no leaves the question open.
func (s *step) met(in Inquiry, given partnership.Answers) {
	if yes, said := given.YesNo(QuestionYes); said && yes {
		s.supersede(inquiryMeet, in.Side)
	}
}

// longer takes one side's wish for more time; both together get the shorter of
// what they ask for. Who has taken no part cannot hold the other up.
func (s *step) longer(side int, c partnership.Command, r procedure.Reply) {
	ends := cadence.DateOf(s.Clock.Ends).String()
	day := asking.Extended(strings.TrimSpace(c.Argument), ends, cadence.DateOf(s.now).String())
	switch {
	case s.Dispute.Level == 0 || s.Accepted > 0:
		s.explain(r, procedure.Explanation{Why: "extend-nothing"})
	case !s.tookPart(side):
		s.explain(r, procedure.Explanation{Why: "extend-no-part"})
	case day == "" || day <= ends:
		s.explain(r, procedure.Explanation{Why: "extend-until", Day: ends})
	default:
		s.Sides[side].Longer = day
		other := s.Sides[1-side].Longer
		if other == "" {
			s.receiptOn(r, "extend-noted", day)
			s.newsTo(1-side, "longer-wanted", nil, func(c *Content) { c.Day = day })
			return
		}
		s.extend(min(day, other))
	}
}

func (c *Conflict) tookPart(side int) bool {
	one := c.Sides[side]
	return !one.StatedAt.IsZero() || len(one.Restated)+len(one.Explored) > 0 || c.Dispute.Level > 1
}

// extend gives both more time on the level.
func (s *step) extend(day string) {
	s.settle(inquiryUp)
	for i := range s.Sides {
		s.Sides[i].Longer = ""
	}
	s.Clock.Asked = false
	s.Clock.Ends = s.now.Add(24 * time.Hour) // until it is reckoned
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{Key: keyLonger, Person: s.Sides[0].Speaker, From: s.now, Day: day}}})
	s.note(procedure.EntryPhase, "", "Both sides take more time, until "+day)
	s.tellBoth("longer", func(c *Content) { c.Day = day })
}
