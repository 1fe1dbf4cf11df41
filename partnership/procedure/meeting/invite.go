package meeting

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Says is what somebody says about coming.
type Says string

// What people say. Silence is neither.
const (
	Comes  Says = "yes"
	Absent Says = "no"
	Unsure Says = "maybe"
	Silent Says = ""
)

// attends is what somebody says about coming.
func attends(a asking.Ask) Says {
	for _, g := range a.Given {
		switch {
		case g.Question != QuestionAttend:
		case g.Value.Unknown:
			return Unsure
		case g.Value.Bool != nil && *g.Value.Bool:
			return Comes
		case g.Value.Bool != nil:
			return Absent
		}
	}
	return Silent
}

// said takes an answer to the invitation.
func (s *step) said(h asking.Happening) {
	text := partnership.Answers(h.Answers).Text(QuestionPoint)
	if text != "" && !partnership.SaysNothing(text) && len(s.Points) < mostPoints {
		s.Points = append(s.Points, Point{Person: h.Ask.Person, Text: text})
	}
	s.doubt(h)
}

// mostPoints is how many points people can add to an agenda.
const mostPoints = 30

// Why the chair is asked whether the meeting takes place.
const (
	doubtChair = "chair" // they do not come themselves
	doubtParty = "party" // nobody of a party comes; its ID follows
)

// doubt asks the chair once whether the meeting takes place when they, or a whole party, do
// not come, as long as others can still hear of it in time.
func (s *step) doubt(h asking.Happening) {
	inTime := s.Stage == Invited || s.Joined && s.comes()
	if s.Doubt != "" || !inTime || !s.now.Before(s.Starts) || attends(*h.Ask) != Absent || s.Informal && len(s.Sides) > 2 {
		return
	}
	switch {
	case h.Ask.Subject() == s.chair():
		s.Doubt = doubtChair
	case s.declined(h.Ask.Party):
		s.Doubt = doubtParty + "/" + h.Ask.Party
	default:
		return
	}
	s.news.Any = true
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: s.title() + ": whoever leads it is asked whether it takes place"}, "doubt", fmt.Sprint(s.Sequence))
	s.ask(&s.Doubting, "doubt", replyWindow(s.Starts.Sub(s.now)), s.leader(), doubtful)
}

// declined reports whether all of a party who are invited say that they do not come.
func (m *Meeting) declined(party string) bool {
	return !slices.ContainsFunc(m.Inviting.Asks, func(a asking.Ask) bool { return a.Party == party && !a.Left() && attends(a) != Absent })
}

// leader is whoever can be asked to lead the meeting, the chair first; nobody where no mail
// reaches any of them.
func (s *step) leader() []asking.Member {
	for _, m := range s.Heads {
		if s.Reaches(m.Person) {
			return []asking.Member{m}
		}
	}
	return nil
}

// ask opens a circle of some people. A circle that was asked before asks them anew.
func (s *step) ask(c *asking.Circle, stage string, w procedure.Window, people []asking.Member, questions func(wording.Meeting) []partnership.Question) {
	*c = asking.Circle{Stage: stage}
	for _, m := range people {
		a := m.Ask(w)
		a.Send, a.Questions = s.now, questions(wording.In(m.Language).Meeting)
		a.Stopped = s.Presence.HasStopped(m.Person)
		if i := slices.IndexFunc(s.Minuting, func(t procedure.AskTimes) bool { return t.Person == m.Person }); i >= 0 && stage == minuting {
			a.Due, a.Remind = s.Minuting[i].Due, s.Minuting[i].Remind // as the partnership knows
		}
		c.Add(s.Workflow, a)
	}
	c.Reaching(s.Reach)
	for _, p := range s.parts() {
		if p.circle == c {
			s.attend(p, procedure.Event{Kind: procedure.Woke}, false)
		}
	}
}

// wayed takes the chair's word on whether the meeting takes place.
func (s *step) wayed(h asking.Happening) {
	q, _ := h.Ask.Question(QuestionWay)
	said := partnership.Answers(h.Answers).Text(QuestionWay)
	if len(q.Choices) > 1 && said == q.Choices[1] {
		s.cancel(Change{Cause: ByChair, By: h.Ask.Person})
	}
}

// unheard ends a meeting whose invitations had not arrived when it was to begin.
func (s *step) unheard() {
	s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactUndelivered, Of: s.Workflow, At: s.now})
	s.Decide(s.out, s.now, procedure.OutcomeUndelivered, s.title())
	s.keep()
}

// note journals something.
func (s *step) note(e procedure.Entry, discriminator ...string) {
	s.Note(s.out, s.now, e, discriminator...)
}

// keep is what the partnership keeps of the meeting once it is settled.
func (s *step) keep() {
	l := Legacy{Date: s.Occasion.Date, Host: s.Host}
	for _, a := range s.Record.Actions {
		l.Actions = append(l.Actions, Undertaken{ID: a.ID, What: a.What, Owner: a.Owner})
	}
	switch s.Decided {
	case procedure.OutcomeCancelled, procedure.OutcomeUndelivered, procedure.OutcomeWithdrawn: // the next one takes up where the last one ended
		l = s.Last
	default:
	}
	s.course = &procedure.Course{Type: Type, Name: s.Occasion.Name, Outcome: s.Decided, At: s.now, Kept: procedure.Encode(l)}
}

// day is a moment's day where the meeting takes place.
func (s *step) day() cadence.Date { return cadence.DateOf(s.now.In(s.Starts.Location())) }
