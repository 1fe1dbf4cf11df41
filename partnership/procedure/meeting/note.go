package meeting

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// hold is when the time of the meeting is over: whoever leads it is asked for minutes. Of one
// without an agenda there are none.
func (s *step) hold() {
	s.Stage = Held
	s.recallUnsent()
	if s.Informal {
		s.news.Any = true
		s.gather()
		return
	}
	if s.Review {
		s.news.Any = true
		s.reviewed()
		return
	}
	s.ask(&s.Noting, minuting, s.Writing, s.leader(), s.minutes)
	s.news.Any = s.news.Any || !s.Sparing // else it was planned, or the arrival is told
	if len(s.Noting.Asks) == 0 {
		s.unminuted()
	}
}

// minuting is the stage in which the chair is asked for minutes.
const minuting = "minutes"

// noted takes minutes. What cannot be read, or cannot be, is asked back, and nothing goes out
// before.
func (s *step) noted(h asking.Happening) {
	m := minutesIn(h.Answers)
	if m == nil {
		return
	}
	if m.Missed {
		s.cancelled(h.Ask.Person, m.Why)
		return
	}
	s.Record.By, s.Record.At = h.Ask.Person, s.now
	doubts := s.Record.write(*m, s.Meeting, s.day())
	if h.Reply != nil {
		s.Record.Source = h.Reply.Source
		s.readBack(h.Reply.ID)
	}
	if len(doubts) > 0 {
		h.Ask.Forget(QuestionMinutes)
		for _, d := range doubts {
			s.tell(d)
		}
		s.Record.Left = lines(doubts)
		if s.Record.written() {
			s.tell(procedure.Explanation{Why: whyIncomplete})
		}
		return
	}
	s.Record.Left = 0
	s.publish()
}

// readBack has the receipt for minutes say what is on record with them, and not what was before.
func (s *step) readBack(reply string) {
	content := procedure.Encode(s.call(TemplateWanted))
	s.out.Reword(string(procedure.TemplateReceipt)+"/"+reply, func(l *procedure.Letter) { l.Content = content })
}

// written reports whether the record holds anything that could go out.
func (r Record) written() bool {
	return len(r.Present) > 0 && (len(r.Decisions)+len(r.Actions) > 0 || r.Nothing)
}

// lines counts those doubts that are about a line.
func lines(doubts []procedure.Explanation) int {
	return len(slices.DeleteFunc(slices.Clone(doubts), func(e procedure.Explanation) bool { return e.Item == "" }))
}

func minutesIn(answers []partnership.Answer) *partnership.Minutes {
	for _, a := range answers {
		if a.Question == QuestionMinutes && a.Minutes != nil {
			return a.Minutes
		}
	}
	return nil
}

// cancelled is a meeting that did not take place, as whoever leads it says afterwards.
func (s *step) cancelled(by, why string) {
	s.Changed = Change{Cause: ByChair, By: by, Why: why}
	s.Noting.ClosedAt = s.now
	s.Decide(s.out, s.now, procedure.OutcomeCancelled, s.title())
	s.result()
	s.keep()
}

// ladderWindow is how long those have for the minutes who are asked when the chair wrote none.
var ladderWindow = procedure.Window{Span: usualObjecting}

// unminuted climbs when nobody has written minutes in time: whoever speaks for a party is asked,
// the chair once more among them, and at last all hear that there are none. What is clear of
// minutes that were asked back goes out, and says how much is left out.
func (s *step) unminuted() {
	switch {
	case s.Decided != "" || s.Stage != Held:
	case s.Record.written():
		s.publish()
	case s.Noting.Stage == minuting && len(s.heads()) > 0:
		s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: s.title() + ": there are no minutes; those are asked who speak for the parties"}, "ladder")
		s.ask(&s.Noting, "minutes-leads", ladderWindow, s.heads(), s.minutes)
		s.news.Any = true
	default:
		s.Noting.ClosedAt = s.now
		s.Decide(s.out, s.now, procedure.OutcomeNoMinutes, s.title())
		s.result()
		s.keep()
	}
}

// heads are the chair and who speaks for each party, as far as mail reaches them.
func (s *step) heads() []asking.Member {
	var list []asking.Member
	for _, m := range s.Heads {
		first := !slices.ContainsFunc(list, func(o asking.Member) bool { return o.Party == m.Party && o.Person != s.chair() })
		if (first || m.Person == s.chair()) && s.Reaches(m.Person) {
			list = append(list, m)
		}
	}
	return list
}

// result tells all who were invited how the meeting has come out, where nothing else does. It
// waits for another mail.
func (s *step) result() {
	p := part{template: TemplateResult}
	d := s.desk(p)
	for _, person := range s.audience() {
		l := d.Notice(person, TemplateResult)
		l.Content, l.Rides, l.Topic = d.Content, true, string(TemplateResult)+"/"+s.Workflow
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// audience are all who were invited and all who were there.
func (s *step) audience() []string {
	var there []string
	for _, id := range s.Record.Present {
		if s.partyOf(id) != "" {
			there = append(there, id)
		}
	}
	return procedure.Once(append(s.Inviting.Audience(), there...))
}
