package meeting

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// step is one step of a meeting.
type step struct {
	*Meeting
	out  *procedure.Out
	now  time.Time
	news asking.News
	// items go to the partnership, to be kept.
	items []procedure.Item
	// course is what the partnership keeps of the meeting.
	course *procedure.Course
	// explained is what the mail that is answered reads of what it has brought about, or not.
	explained []procedure.Explanation
}

// Step applies one event.
func (m *Meeting) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	if m.Ended {
		return nil
	}
	out := procedure.Because(ev)
	s := &step{Meeting: m, out: &out, now: now}
	s.regret(ev)
	s.take(ev)
	s.pick()
	s.goOn()
	s.remindAhead()
	over := s.Decided != ""
	if s.news.Any || over {
		s.Report(&out, now, procedure.Message{Shown: s.shown(now), Facts: s.news.Facts, Heard: s.news.Heard, Items: s.items, Course: s.course})
	}
	if over {
		s.end()
	}
	if s.Sparing {
		s.Unwritten = out.Spare(s.Unwritten)
	}
	out.Add(procedure.Show{Card: s.card(now), Attributes: s.attributes()})
	if !s.Ended {
		s.wake()
	}
	return out.Effects()
}

// take deals with what has happened.
func (s *step) take(ev procedure.Event) {
	switch ev.Kind {
	case procedure.Told:
		if !s.Seen.Add(ev.Message.ID) {
			return
		}
		if o := ev.Message.Order; o != nil && s.obey(*o) {
			return
		}
	case procedure.Commanded:
		s.command(*ev.Command)
		return
	case procedure.Replied:
		s.hear(*ev.Reply)
		return
	case procedure.Reckoned:
		s.reckoned(*ev.Reckoning)
	case procedure.Started, procedure.Woke, procedure.Arrived, procedure.Planned, procedure.Tallied, procedure.Looked, procedure.Published:
	}
	s.circulate(ev)
}

// goOn does whatever the time asks for, or what everybody has answered.
func (s *step) goOn() {
	if s.Decided != "" || s.Paused() {
		return
	}
	if s.preparing() && !s.now.Before(s.AgendaAt) && s.now.Before(s.Starts) {
		s.prepare()
	}
	if s.comes() && !s.now.Before(s.Starts) && len(s.Inviting.Audience()) == 0 {
		s.unheard()
		return
	}
	if s.comes() && !s.now.Before(s.Ends) {
		s.hold()
	}
	switch over := !s.now.Before(s.last()); {
	case s.Stage == Minuted && (over || s.settled()):
		s.conclude()
	case s.Stage == Held && over:
		s.Noting.Stage = "minutes-leads" // nobody else is asked
		s.unminuted()
	}
}

// last is when a meeting is settled at the latest, whatever the mail server does: a while after
// all that was asked last.
func (m *Meeting) last() time.Time {
	at := m.Ends
	for _, c := range []asking.Circle{m.Noting, m.Revising, m.Accepting} {
		at = procedure.Later(at, c.LastDue())
		for _, a := range c.Asks {
			at = procedure.Later(at, a.Send)
		}
	}
	return at.Add(longest)
}

// comes reports whether the meeting is still to take place, or takes place now.
func (m *Meeting) comes() bool {
	return m.Decided == "" && (m.Stage == Invited || m.Stage == Preparing)
}

// part is a circle with how its letters are worded, and what the meeting does about it.
type part struct {
	circle   *asking.Circle
	stage    Stage // in which it is asked
	template procedure.Template
	answered func(asking.Happening)
	closed   func()
}

// parts are those in which people are asked, the ones that are settled first at the end.
func (s *step) parts() []part {
	nobody := func() {}
	invitation := TemplateInvitation
	if s.Altered {
		invitation = TemplateChanged
	}
	return []part{
		{&s.Inviting, Invited, invitation, s.said, func() { s.Inviting.ClosedAt = time.Time{} }}, // late answers count until it begins
		{&s.Doubting, Invited, TemplateDoubtful, s.wayed, nobody},
		{&s.Noting, Held, TemplateWanted, s.noted, s.unminuted},
		{&s.Revising, Minuted, TemplateWanted, s.revised, nobody},
		{&s.Accepting, Minuted, TemplateMinutes, s.judged, nobody},
	}
}

// partOf is the part that an ask belongs to.
func (s *step) partOf(ask string) (part, bool) {
	parts := s.parts()
	i := slices.IndexFunc(parts, func(p part) bool { return p.circle.Holds(ask) })
	if i < 0 {
		return part{}, false
	}
	return parts[i], true
}

// circulate lets all who are asked go on. People answer without a word to the partnership: it
// hears of whatever keeps answers away, and of what comes of them.
func (s *step) circulate(ev procedure.Event) {
	for _, p := range s.parts() {
		s.attend(p, ev, false)
	}
}

func (s *step) attend(p part, ev procedure.Event, quiet bool) {
	if len(p.circle.Asks) == 0 || p.circle.Closed() || p.circle == &s.Inviting && !s.comes() {
		return
	}
	d := s.desk(p)
	d.Quiet, d.Unwaited = quiet, s.Sparing && p.circle == &s.Accepting
	p.circle.Attend(d, ev, &s.news, asking.Follower{Answered: p.answered, Closed: p.closed, Over: func() bool { return s.Decided != "" }})
}

func (s *step) desk(p part) asking.Desk {
	d := asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: p.template, About: s.Occasion.Name, Title: s.title(),
		Content: procedure.Encode(s.call(p.template)),
	}
	if p.circle == &s.Inviting || p.circle == &s.Doubting {
		d.Until = s.Starts
	}
	switch p.template {
	case TemplateInvitation, TemplateChanged:
		d.Dates = s.Joined && !s.Informal
	case TemplateAgenda:
		d.Dates = true
	default:
	}
	return d
}

// hear takes a mail: answers, commands, or both. What its commands bring about is said in one
// receipt with the rest.
func (s *step) hear(r procedure.Reply) {
	p, known := s.partOf(r.Ask)
	if slices.Contains(s.Seen, r.ID) {
		return
	}
	var items []partnership.Command
	if r.Class == procedure.ReplyAnswer {
		items = slices.DeleteFunc(slices.Clone(r.Commands), func(c partnership.Command) bool { return !c.OfItem() })
		r.Commands = slices.DeleteFunc(slices.Clone(r.Commands), partnership.Command.OfItem)
	}
	for _, c := range items {
		s.item(c, r)
	}
	switch {
	case s.Decided != "":
	case r.Entry != nil && s.outdated(r):
		s.Seen.Add(r.ID)
		s.note(procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: "The calendar of " + r.Person + " has answered an entry that counts no more", Source: r.Source}, r.ID)
	case len(items) > 0 && len(r.Answers)+len(r.Commands)+len(r.Problems) == 0:
		s.Seen.Add(r.ID)
	case known && !p.circle.Closed() && (p.circle != &s.Inviting || s.comes()):
		s.remark(r)
		s.reopen(p, r)
		s.attend(p, procedure.Event{Kind: procedure.Replied, Reply: &r}, s.quiet(p, r))
	case known && s.corrects(p, r):
	default:
		s.late(p, r)
	}
	s.explain(r, p.template)
}

// remark keeps what somebody says in their calendar, in the place of what they said before.
func (s *step) remark(r procedure.Reply) {
	if r.Entry == nil || r.Entry.Comment == "" {
		return
	}
	s.Remarks = append(slices.DeleteFunc(slices.Clone(s.Remarks), func(p Point) bool { return p.Person == r.Person }), Point{Person: r.Person, Text: r.Entry.Comment})
}

// outdated reports whether a calendar has answered an entry with another time than the meeting
// has by now, or before an answer that is known already. Who proposes another time reads what
// moves a meeting.
func (s *step) outdated(r procedure.Reply) bool {
	if r.Entry.Sequence >= 0 && r.Entry.Sequence < s.Dated {
		return true
	}
	i := slices.IndexFunc(s.Answered, func(a Answered) bool { return a.Person == r.Person })
	if i >= 0 && r.Entry.At.Before(s.Answered[i].At) {
		return true
	}
	if i < 0 {
		i = len(s.Answered)
		s.Answered = append(s.Answered, Answered{Person: r.Person})
	}
	s.Answered[i].At = r.Entry.At
	if r.Entry.Counters {
		s.tell(procedure.Explanation{Why: whyCounter, Person: s.chair()})
	}
	return false
}

// item carries out a command that speaks of the meeting.
func (s *step) item(c partnership.Command, r procedure.Reply) {
	switch c.Name {
	case partnership.CommandMove:
		s.moveBy(c.Argument, r)
	case partnership.CommandCancel:
		s.cancelBy(c.Argument, r)
	case partnership.CommandObject:
		s.objects(r.Person, c.Argument)
	case partnership.CommandVeto: // it stops what was voted on in writing (procedures 6)
		s.tell(procedure.Explanation{Why: whyNoVeto})
	default: // read in no mail about a meeting
	}
}

// quiet reports whether a mail says no more than whether somebody comes: calendars answer
// without an echo, and so do we.
func (s *step) quiet(p part, r procedure.Reply) bool {
	return p.circle == &s.Inviting && len(r.Problems)+len(r.Commands) == 0 && len(r.Answers) == 1 && r.Answers[0].Question == QuestionAttend
}

// reopen lets whoever is invited change their mind until the last moment, and add a point as
// often as they like.
func (s *step) reopen(p part, r procedure.Reply) {
	if a := p.circle.Of(r.Ask); a != nil && p.circle == &s.Inviting && r.Class == procedure.ReplyAnswer {
		for _, answer := range r.Answers {
			a.Forget(answer.Question)
		}
	}
}

// late answers who writes when that part of the meeting is over.
func (s *step) late(p part, r procedure.Reply) {
	phrases := p.template
	if phrases == "" {
		phrases = TemplateInvitation
	}
	d := s.desk(part{circle: p.circle, template: phrases})
	s.news.TooLate(d, r, "wrote when that part of the meeting was over", phrases, func(l *procedure.Letter) { l.Content = d.Content })
}

// note adds to what the mail that is answered reads.
func (s *step) tell(e procedure.Explanation) { s.explained = append(s.explained, e) }

// explain says in the receipt of a mail what it has brought about; in one of its own where
// there is none.
func (s *step) explain(r procedure.Reply, phrases procedure.Template) {
	if len(s.explained) == 0 {
		return
	}
	add := func(l *procedure.Letter) { l.Explained = append(l.Explained, s.explained...) }
	if s.out.Reword("receipt/"+r.ID, add) || s.out.Reword(string(procedure.TemplateReceipt)+"/"+r.ID, add) {
		return
	}
	if phrases == "" {
		phrases = TemplateInvitation
	}
	d := s.desk(part{template: phrases})
	l := d.Response(r, procedure.TemplateReceipt, procedure.FormReceipt, phrases)
	l.Ask, l.Complete, l.Content = r.Ask, true, d.Content
	add(&l)
	s.out.Add(procedure.Send{Letter: l})
}

// wake asks to be woken for whatever comes first.
func (s *step) wake() {
	if s.Paused() {
		s.Alarm(s.out, time.Time{}, "")
		return
	}
	var at time.Time
	why := ""
	sooner := func(t time.Time, summary string) {
		if t.After(s.now) && (at.IsZero() || t.Before(at)) {
			at, why = t, summary
		}
	}
	for _, p := range s.parts() {
		if len(p.circle.Asks) > 0 && p.circle != &s.Inviting {
			next, summary := p.circle.Next(s.desk(p))
			sooner(next, summary)
		}
	}
	if s.comes() {
		if s.preparing() {
			sooner(s.AgendaAt, "The agenda of "+s.title())
		}
		if !s.Sparing || len(s.Inviting.Audience()) == 0 {
			sooner(s.Starts, s.title()+" begins")
		}
		sooner(s.Ends, s.title()+" is over")
	}
	sooner(s.AcceptAt, "Nobody has objected to the minutes")
	sooner(s.last(), "What has not come by then is not waited for") // what has not arrived may never do
	s.Alarm(s.out, at, why)
}

// end closes the procedure, and takes back what asks and has not gone out.
func (s *step) end() {
	s.Stage = Done
	s.recallUnsent()
	s.Close(s.out, false)
}

// recallUnsent takes back what asks and has not gone out.
func (s *step) recallUnsent() {
	var keys []string
	for _, p := range s.parts() {
		for _, a := range p.circle.Asks {
			if a.Key != "" && !a.Arrived() {
				keys = append(keys, a.Key)
			}
		}
	}
	keys = append(keys, s.waiting()...)
	if len(keys) > 0 {
		s.out.Add(procedure.Recall{Keys: keys})
	}
}
