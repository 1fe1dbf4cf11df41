package meeting

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

const acceptKey = "accept"

// mostVersions is how often minutes go out: with objections once more.
const mostVersions = 4

// publish sends the minutes to all. Those with decisions ask whether they are right; others
// wait for another mail (procedures 0.5).
func (s *step) publish() {
	r := &s.Record
	r.Version++
	s.Stage, s.news.Any = Minuted, true
	s.Noting.ClosedAt = s.now
	if len(s.Revising.Asks) > 0 {
		s.Revising.ClosedAt = s.now
	}
	s.note(procedure.Entry{
		Kind: procedure.EntryPhase, Actor: r.By, Source: r.Source,
		Text: fmt.Sprintf("%s: minutes with %s and %s", s.title(), procedure.Counted(len(r.Decisions), "decision"), procedure.Counted(len(r.Actions), "action")),
	}, "minutes", fmt.Sprint(r.Version))
	s.handOver()
	if len(r.Decisions) > 0 {
		s.Ahead = ""
		s.ask(&s.Accepting, fmt.Sprintf("accept-%d", r.Version), s.Objecting, s.readers(), accept)
		return
	}
	d := s.desk(part{template: TemplateMinutes})
	for _, person := range s.audience() {
		if person == r.By {
			continue
		}
		l := d.Notice(person, TemplateMinutes)
		l.Key, l.Content, l.Rides, l.Topic = fmt.Sprintf("%s/%d", l.Key, r.Version), d.Content, true, string(TemplateMinutes)+"/"+s.Workflow
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{Key: acceptKey, Person: s.chair(), From: s.now, Span: s.Objecting.Span}}})
}

// readers are those who read the minutes and can object: all but whoever wrote them.
func (s *step) readers() []asking.Member {
	var list []asking.Member
	for _, id := range s.audience() {
		i := slices.IndexFunc(s.Everybody, func(m asking.Member) bool { return m.Person == id })
		if i >= 0 && id != s.Record.By {
			list = append(list, s.Everybody[i])
		}
	}
	return list
}

// handOver has the partnership keep what people do. What the minutes put on people of another
// party, or name no day for, is only proposed to them (procedures 1).
func (s *step) handOver() {
	party := s.partyOf(s.Record.By)
	for _, a := range s.Record.Actions {
		i := procedure.Item{
			ID: a.ID, What: a.What, Owner: a.Owner, Due: a.Due, By: s.Record.By,
			For:      asking.Other(s.Heads, s.partyOf(a.Owner)),
			Proposed: a.Due == "" || s.partyOf(a.Owner) != party,
		}
		s.items = append(s.items, i)
	}
}

// judged takes what somebody says of the minutes.
func (s *step) judged(h asking.Happening) {
	if right, said := partnership.Answers(h.Answers).YesNo(QuestionAccept); said && !right {
		s.objects(h.Ask.Person, "")
	}
}

// objects takes an objection to the minutes. Whoever wrote them is asked about it.
func (s *step) objects(person, text string) {
	text = strings.TrimSpace(text)
	open := s.Stage == Minuted && s.Decided == ""
	switch i := s.objection(person); {
	case !open && (s.comes() || s.Stage == Held):
		s.tell(procedure.Explanation{Why: whyObjectNow})
		return
	case !open:
		s.tell(procedure.Explanation{Why: whyObjectLate})
		return
	case i >= 0 && text != "":
		s.Record.Objections[i].Text = text
	case i < 0:
		s.Record.Objections = append(s.Record.Objections, Objection{Person: person, Text: text, Of: s.Record.Version})
	}
	s.news.Any = true
	if text == "" {
		s.tell(procedure.Explanation{Why: whyObjectWhat})
		return
	}
	s.tell(procedure.Explanation{Why: whyObjected, Person: s.Record.By})
	s.note(procedure.Entry{Kind: procedure.EntryReply, Actor: person, Text: person + " objects to the minutes: " + text}, "objection", person, fmt.Sprint(s.Record.Version))
	if len(s.Revising.Asks) == 0 || s.Revising.Closed() {
		s.ask(&s.Revising, fmt.Sprintf("revise-%d", s.Record.Version), s.Objecting, s.author(), s.minutes)
	}
}

// objection is the place of what somebody says against the minutes as they are now.
func (s *step) objection(person string) int {
	return slices.IndexFunc(s.Record.Objections, func(o Objection) bool { return o.Person == person && o.Of == s.Record.Version })
}

// author is whoever wrote the minutes, or can write them now.
func (s *step) author() []asking.Member {
	i := slices.IndexFunc(s.Everybody, func(m asking.Member) bool { return m.Person == s.Record.By })
	if i < 0 {
		return s.leader()
	}
	return s.Everybody[i : i+1]
}

// revised takes what whoever wrote the minutes says to objections: the minutes anew, as a
// whole, or that they stand.
func (s *step) revised(h asking.Happening) {
	m := minutesIn(h.Answers)
	switch {
	case m == nil:
		return
	case m.Stands:
		s.Revising.ClosedAt = s.now
		return
	case s.Record.Version >= mostVersions:
		s.tell(procedure.Explanation{Why: whyObjectLate})
		return
	}
	s.rewrite(*m, h.Ask, h.Ask.Person)
}

// rewrite takes minutes in the place of earlier ones; what is the same keeps its ID.
func (s *step) rewrite(m partnership.Minutes, a *asking.Ask, by string) {
	anew := Record{Version: s.Record.Version, By: by, At: s.now, Objections: s.Record.Objections}
	before := s.Record
	s.Record.Present = nil
	doubts := anew.write(m, s.Meeting, s.day())
	s.Record = before
	if len(doubts) > 0 {
		a.Forget(QuestionMinutes)
		for _, d := range doubts {
			s.tell(d)
		}
		return
	}
	anew.sameAs(before)
	s.Record = anew
	s.publish()
}

// sameAs gives actions that were there before the IDs that they had, and others new ones.
func (r *Record) sameAs(before Record) {
	actions := r.Actions
	r.Actions = slices.Clone(before.Actions) // so that numbers go on
	for i, a := range actions {
		j := slices.IndexFunc(before.Actions, func(o Action) bool { return o.Owner == a.Owner && same(o.What, a.What) })
		if j >= 0 {
			actions[i].ID = before.Actions[j].ID
			continue
		}
		n := strings.LastIndexByte(a.ID, '-')
		actions[i].ID = fmt.Sprintf("%s-%d", a.ID[:n], r.next())
		r.Actions = append(r.Actions, actions[i])
	}
	r.Actions = actions
}

// corrects takes a mail of whoever wrote the minutes that comes when they are out: they have
// a day to write them anew, as for any answer.
func (s *step) corrects(p part, r procedure.Reply) bool {
	m := minutesIn(r.Answers)
	if p.circle != &s.Noting || m == nil || !m.Says() || s.Stage != Minuted || s.Record.Version >= mostVersions || s.now.Sub(s.Record.At) > asking.CorrectionPeriod || !s.Seen.Add(r.ID) {
		return false
	}
	a := p.circle.Of(r.Ask)
	s.rewrite(*m, a, a.Person)
	return true
}

// settled reports whether nobody can object any more.
func (s *step) settled() bool {
	if len(s.Accepting.Asks) == 0 {
		return !s.AcceptAt.IsZero() && !s.now.Before(s.AcceptAt)
	}
	revises := len(s.Revising.Asks) > 0 && !s.Revising.Closed()
	return (s.Accepting.Closed() || s.Accepting.Answered()) && !revises
}

// conclude settles the meeting: its minutes count, as far as nobody has objected and enough
// were there.
func (s *step) conclude() {
	outcome := procedure.OutcomeAccepted
	q, ruled := s.quorum()
	switch {
	case slices.ContainsFunc(s.Record.Objections, func(o Objection) bool { return o.Of == s.Record.Version }):
		outcome = procedure.OutcomeObjected
	case ruled && !q.Reached && len(s.Record.Decisions) > 0:
		outcome = procedure.OutcomeNoQuorum
	}
	s.Decide(s.out, s.now, outcome, s.title())
	for i, d := range s.Record.Decisions {
		s.log(i, d)
	}
	if outcome != procedure.OutcomeAccepted {
		s.result()
	}
	s.keep()
}

// log puts a decision on record.
func (s *step) log(i int, d Decided) {
	t := s.count(d)
	e := procedure.Decision{
		Key: fmt.Sprintf("%s#%d", s.Workflow, i+1), Text: d.Text, Goal: d.Goal, Method: procedure.DecidedAtMeeting, Result: decision.Carried,
		For: d.For, Against: d.Against, Abstained: d.Abstained, By: s.Record.By, Raised: s.Starts, Decided: s.now,
	}
	if s.Rule != nil {
		e.Rule, e.Result, e.Silent = s.Rule.ID, t.Result, t.Silent
	}
	s.note(procedure.Entry{Kind: procedure.EntryDecision, Actor: s.Record.By, Goal: d.Goal, Source: s.Record.Source, Text: fmt.Sprintf("%s: %s (%s)", s.title(), d.Text, e.Result), Decision: &e}, e.Key)
}
