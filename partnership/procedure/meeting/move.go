package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// What a mail reads of a command that has no effect, and what would. Each names a phrase.
const (
	whyNotChair   = "meeting-not-chair"
	whyNoMoment   = "meeting-no-moment"
	whyPast       = "meeting-past"
	whyFar        = "meeting-far"
	whySame       = "meeting-same"
	whyCounter    = "meeting-counter"
	whyBegun      = "meeting-begun"
	whyObjectNow  = "meeting-object-now"
	whyObjectLate = "meeting-object-late"
	whyNoVeto     = "meeting-no-veto"
	whyObjectWhat = "meeting-object-what"
	whyObjected   = "meeting-objected"
)

// Moving is a move whose moment is being reckoned, because only a calendar knows it.
type Moving struct {
	By     string `json:"by"`
	Ask    string `json:"ask,omitempty"`
	Reply  string `json:"reply,omitempty"` // ID
	Source string `json:"source,omitempty"`
	Day    string `json:"day"`
	Why    string `json:"why,omitempty"`
}

// The moment to which a meeting moves, and noon of that day where it takes place: its clock may
// have changed until then.
const (
	moveKey = "move"
	hereKey = "here"
)

// noon of a day where the meeting takes place.
func noon(day string, from time.Time) procedure.Instant {
	return procedure.Instant{Key: hereKey, From: from, Day: day, Clock: "12:00"}
}

// farthest is how far ahead a meeting can be moved: a longer way is a slip of the hand.
const farthest = 200 * 24 * time.Hour

// leads reports whether somebody can speak for whoever leads the meeting: they, or who was
// asked in their place.
func (m *Meeting) leads(person string) bool {
	if person == m.chair() {
		return true
	}
	for _, c := range []*asking.Circle{&m.Inviting, &m.Doubting, &m.Noting, &m.Revising} {
		for _, a := range c.Asks {
			if a.Person == person && (a.Subject() == m.chair() || c != &m.Inviting) {
				return true
			}
		}
	}
	return false
}

// moveBy carries out MOVE to DATE TIME.
func (s *step) moveBy(argument string, r procedure.Reply) {
	day, clock, read := momentIn(argument)
	switch {
	case !s.leads(r.Person):
		s.tell(procedure.Explanation{Why: whyNotChair, Person: s.chair()})
	case !s.comes() || !s.now.Before(s.Starts):
		s.tell(procedure.Explanation{Why: whyBegun})
	case !read:
		s.tell(procedure.Explanation{Why: whyNoMoment})
	default:
		s.reckon(Moving{By: r.Person, Ask: r.Ask, Reply: r.ID, Source: r.Source, Day: day}, clock)
	}
}

// momentIn reads the day and the time that stand behind MOVE, as the reader of mails has
// written them: "2027-05-14 15:00", or a day alone.
func momentIn(argument string) (day, clock string, read bool) {
	day, clock, _ = strings.Cut(strings.TrimSpace(argument), " ")
	if _, err := cadence.ParseDate(day); err != nil {
		return "", "", false
	}
	if _, err := cadence.ParseClock(clock); clock != "" && err != nil {
		return "", "", false
	}
	return day, clock, true
}

// reckon asks when a time of a day is where whoever moves the meeting is; without a time it is
// that of the meeting.
func (s *step) reckon(to Moving, clock string) {
	s.Moving = &to
	i := procedure.Instant{Key: moveKey, Person: to.By, From: s.now, Day: to.Day, Clock: clock}
	if clock == "" {
		i.Person, i.Clock = "", s.Starts.Format("15:04")
	}
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{i, noon(to.Day, s.now)}})
}

// reckoned takes the moment to which the meeting is to move, or until which people can object.
func (s *step) reckoned(r procedure.Reckoning) {
	here := s.Starts.Location()
	if i := slices.IndexFunc(r.Instants, func(i procedure.ReckonedInstant) bool { return i.Key == hereKey }); i >= 0 {
		here = r.Instants[i].At.Location()
	}
	for _, i := range r.Instants {
		switch {
		case i.Key == moveKey && s.Moving != nil:
			s.moved(i.At.In(here))
		case i.Key == acceptKey:
			s.AcceptAt = i.At
		}
	}
}

// moved moves the meeting to a moment, or says why that cannot be.
func (s *step) moved(at time.Time) {
	to := *s.Moving
	s.Moving = nil
	why := ""
	switch {
	case !at.After(s.now):
		why = whyPast
	case at.After(s.now.Add(farthest)):
		why = whyFar
	case at.Equal(s.Starts):
		why = whySame
	case !s.comes() || !s.now.Before(s.Starts):
		why = whyBegun
	}
	if why == "" {
		cause := ByChair
		if to.By == procedure.Admin || to.By == "" {
			cause = ByAdmin
		}
		s.move(at, Change{Cause: cause, By: to.By, Why: to.Why})
		return
	}
	if to.Reply != "" {
		s.tell(procedure.Explanation{Why: why, Day: to.Day})
		s.explain(procedure.Reply{ID: to.Reply + "/move", Ask: to.Ask, Person: to.By, Source: to.Source}, TemplateInvitation)
	}
}

// move gives the meeting another time. Everybody is asked again, with the same entry of their
// calendar.
func (s *step) move(at time.Time, c Change) {
	by := at.Sub(s.Starts)
	s.Was, s.Changed = s.Starts, c
	s.Starts, s.Ends = at, s.Ends.Add(by)
	s.AgendaAt = s.AgendaAt.Add(by)
	s.Doubt, s.Doubting, s.Minuting = "", asking.Circle{}, nil
	if s.Review {
		s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactMoved, Of: s.Workflow, At: s.Ends})
	}
	s.change(fmt.Sprintf("%s moves to %s", s.title(), s.Starts.Format("2006-01-02 15:04")))
}

// change tells everybody of another time or place, and asks them anew.
func (s *step) change(text string) {
	s.Sequence++
	s.Altered, s.Dated, s.news.Any = true, s.Sequence, true
	actor := s.Changed.By
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: actor, Text: text + procedure.ByAdmin(actor, s.Changed.Why)}, "change", fmt.Sprint(s.Sequence))
	s.recallUnsent()
	for i := range s.Inviting.Asks {
		a := &s.Inviting.Asks[i]
		a.Forget(QuestionAttend)
		a.Key, a.SentAt, a.Waiting, a.Send, a.Due, a.Reminded = "", time.Time{}, false, s.now, time.Time{}, 0
		a.Window = replyWindow(s.Starts.Sub(s.now))
	}
	s.attend(s.parts()[0], procedure.Event{Kind: procedure.Woke}, false)
}
