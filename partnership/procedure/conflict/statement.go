package conflict

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

var statementParts = []string{QuestionHappened, QuestionEffect, QuestionNeed, QuestionWish}

// askStatement asks a side to write what happened, what it does to them, what they
// need and what they ask for.
func (s *step) askStatement(side int, shows []procedure.Writing) {
	s.ask(inquiryStatement, side, TemplateStatement, s.first(part(s.level().Within, statementsBy)), shows)
}

// begins takes how the other side wants to begin.
func (s *step) begins(in Inquiry, a *asking.Ask) {
	i, ok := chosen(a, QuestionBegin)
	if !ok || s.Stage != Framed || s.pending(inquiryStatement, in.Side) != nil {
		return
	}
	side := &s.Sides[in.Side]
	if side.ReadsFirst = i == 1; !side.ReadsFirst {
		s.askStatement(in.Side, nil)
	}
}

// wantsHold takes a side's wish to have the goal on hold before both have written. It
// is on hold once both want that, for at most the time of the level: one alone stops
// nothing.
func (s *step) wantsHold(in Inquiry, a *asking.Ask) {
	yes, said := partnership.Answers(a.Answers()).YesNo(QuestionHold)
	if !said {
		return
	}
	s.Sides[in.Side].Holds = yes
	if s.Sides[0].Holds && s.Sides[1].Holds && s.Stage == Framed && s.Dispute.Frozen.IsZero() {
		s.Dispute.Frozen = s.Clock.Ends
	}
}

// written takes a whole statement, which is looked through before anybody reads it.
func (s *step) written(in Inquiry) {
	s.Sides[in.Side].Statement = in.writings(statementParts...)
	s.out.Add(procedure.Examine{Of: s.Sides[in.Side].Statement})
}

// asWritten takes what there is of a statement when its time is over.
func (s *step) asWritten(in Inquiry) {
	if parts := in.writings(statementParts...); len(parts) > 0 {
		s.Sides[in.Side].Statement = parts
		s.stated(in.Side)
	}
}

// examined goes on when somebody's words have been looked through.
func (s *step) examined(e procedure.Examined) {
	if len(e.Of) == 0 {
		return
	}
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Over || !in.Circle.Holds(e.Of[0].Ask) {
			continue
		}
		a := &in.Circle.Asks[0]
		switch in.Kind {
		case inquiryStatement:
			s.statementExamined(i, a, e)
		case inquiryRestate:
			s.restatementExamined(i, a, e)
		default: // nothing else is looked through
		}
		return
	}
}

// statementExamined passes a statement on, or shows its author once what sounds
// like blame and what could stand instead.
func (s *step) statementExamined(i int, a *asking.Ask, e procedure.Examined) {
	side := s.Inquiries[i].Side
	if e.Blank {
		a.Forget(statementParts...)
		s.again(&s.Inquiries[i], a, "statement-blank")
		return
	}
	s.conclude(&s.Inquiries[i])
	if len(e.Sharp) == 0 {
		s.stated(side)
		return
	}
	sharp := e.Sharp
	s.ask(inquiryCheck, side, TemplateCheck, procedure.Window{Span: businessDay}, s.Sides[side].Statement, func(c *Content) { c.Sharp = sharp })
}

// checked takes what the author says of it: other words, or that it goes as it
// stands.
func (s *step) checked(in Inquiry, a *asking.Ask) {
	side := &s.Sides[in.Side]
	for _, w := range in.writings(statementParts...) {
		for i := range side.Statement {
			if side.Statement[i].Part == w.Part {
				side.Statement[i] = w
			}
		}
	}
	asItIs, said := partnership.Answers(a.Answers()).YesNo(QuestionAsItIs)
	if said && !asItIs && len(in.writings(statementParts...)) == 0 {
		return // they are going to write it anew
	}
	s.stated(in.Side)
}

// stated holds a statement for as long as the two want, once, and then passes it
// on.
func (s *step) stated(place int) {
	side := &s.Sides[place]
	if !side.StatedAt.IsZero() {
		return
	}
	s.supersede(inquiryCheck, place)
	s.supersede(inquiryStatement, place)
	s.supersede(inquiryBegin, place)
	side.StatedAt, s.Dispute.Stated = s.now, true
	s.note(procedure.EntryReply, side.Speaker, "A statement was written")
	if !s.CoolingOff.IsZero() && s.Sides[1-place].StatedAt.IsZero() {
		side.HeldUntil = s.now.AddDate(0, 1, 0) // until it is reckoned
		s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{Key: keyHeld(place), Person: side.Speaker, From: s.now, Span: s.CoolingOff}}})
	}
}

// exchange lets each side read what the other wrote, when both have or their time
// is over.
func (s *step) exchange() {
	over := !s.Clock.Statements.IsZero() && !s.now.Before(s.Clock.Statements)
	if over {
		s.takeUnfinished()
	}
	ready := [2]bool{}
	for i, side := range s.Sides {
		ready[i] = !side.StatedAt.IsZero() && (over || !s.now.Before(side.HeldUntil))
	}
	for i := range s.Sides {
		other := 1 - i
		if s.Sides[i].ReadsFirst && ready[other] && !s.Sides[other].Passed && !over {
			s.Sides[other].Passed = true
			s.askStatement(i, s.Sides[other].Statement)
		}
	}
	switch {
	case ready[0] && ready[1], over && (ready[0] || ready[1]):
		s.understand()
	case over: // nobody has written a word
		s.tellBoth("nobody-wrote")
		s.end(procedure.OutcomeLapsed)
	}
}

// takeUnfinished takes what was begun as it stands.
func (s *step) takeUnfinished() {
	for i := range s.Inquiries {
		in := s.Inquiries[i]
		if in.Over || len(in.Circle.Asks) == 0 {
			continue
		}
		switch in.Kind {
		case inquiryStatement:
			s.asWritten(in)
		case inquiryCheck:
			s.stated(in.Side)
		default:
		}
	}
}
