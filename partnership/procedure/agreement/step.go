package agreement

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// step is one step of an agreement.
type step struct {
	*Agreement
	asking.News
	out    *procedure.Out
	now    time.Time
	course *procedure.Course
	items  []procedure.Item
	// amendments are for the spec.
	amendments []procedure.Amendment
}

// Step applies one event.
func (a *Agreement) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	if a.Ended {
		return nil
	}
	out := procedure.Because(ev)
	s := &step{Agreement: a, out: &out, now: now}
	asking.Take(s, &a.Seen, ev)
	if a.Decided == "" && !a.Paused() {
		s.advance()
	}
	if s.Any {
		a.Report(&out, now, procedure.Message{Shown: a.shown(now), Facts: s.Facts, Heard: s.Heard, Items: s.items, Course: s.course, Amendments: s.amendments})
	}
	if a.Decided != "" {
		a.Close(&out, a.unsent())
	}
	out.Add(procedure.Show{Card: a.card(now), Attributes: a.attributes()})
	if !a.Ended {
		s.wake()
	}
	return out.Effects()
}

// Start asks for signatures at once where nobody has to be asked anything else.
func (s *step) Start() {
	if len(s.Understanding.Asks) == 0 {
		s.sign()
	}
}

// Circulate lets the circle that is asked go on.
func (s *step) Circulate(ev procedure.Event) {
	if s.begun() {
		s.Signing.Attend(s.desk(TemplateSignature), ev, &s.News, asking.Follower{Answered: s.took, Closed: func() {}, Over: s.over})
		s.count()
		for i := range s.Acts {
			s.act(i, ev)
		}
		return
	}
	s.Understanding.Attend(s.desk(TemplateCharter), ev, &s.News, asking.Follower{Answered: s.took, Closed: func() {}, Over: s.over})
}

// unsent reports whether a letter that asks may still be on its way.
func (a *Agreement) unsent() bool {
	return a.Understanding.Unsent() || a.Signing.Unsent() || slices.ContainsFunc(a.Acts, func(one Acting) bool { return one.Circle.Unsent() })
}

func (s *step) over() bool { return s.Decided != "" }

// desk is what the circles ask with.
func (s *step) desk(template procedure.Template) asking.Desk {
	return asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: template, About: s.Occasion.Name, Title: s.title(), Until: s.Occasion.Until,
		Personal: true, Content: procedure.Encode(s.content()),
	}
}

// sign asks everybody who signs for a party.
func (s *step) sign() {
	s.Understanding.ClosedAt = s.now
	s.Signing.Stage, s.SigningAt = StageSigning, s.now
	for _, m := range s.Signers {
		one := m.Ask(procedure.Window{Span: s.Times.Signing, Remind: s.Times.Remind})
		one.Send = s.now
		one.Questions = SignQuestions(wording.In(m.Language).Agreement, m.PartyName)
		s.Signing.Add(s.Workflow, one)
	}
	s.Signing.Reaching(s.Reach)
	s.Any = true
	s.Note(s.out, s.now, procedure.Entry{Kind: procedure.EntryPhase, Text: s.title() + ": the signing begins"}, StageSigning)
	s.reckon()
	s.Circulate(procedure.Event{Kind: procedure.Started})
}

// reckon asks when the signing is given up, as the first signer's calendar counts it.
func (s *step) reckon() {
	if len(s.Signers) > 0 {
		s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{
			{Key: keyExpires, Person: s.Signers[0].Person, From: s.now, Span: s.Times.Expires},
		}})
	}
}

const (
	keyExpires = "expires"
	keyLate    = "late"
	keyHeld    = "held/"
)

// count has the time for signing, and what follows it, counted from the arrival of the
// last mail: nobody is late who was not asked.
func (s *step) count() {
	due := s.Signing.LastDue()
	if due.IsZero() || due.Equal(s.LateAt) || s.Signing.Unsent() {
		return
	}
	if s.LateAt.IsZero() {
		s.reckon()
	}
	s.LateAt = due
	reckon := procedure.Reckon{Spec: s.Spec}
	for _, i := range s.Ladder.Instants(keyLate, s.Signers[0].Person, due) {
		if !i.Span.IsZero() {
			reckon.Instants = append(reckon.Instants, i)
		}
	}
	for i, one := range s.Ladder.Steps {
		if one.After.IsZero() {
			s.Ladder.Steps[i].At = due
		}
	}
	if len(reckon.Instants) > 0 {
		s.out.Add(reckon)
	}
}

// Reckoned takes the moments that only a calendar knows.
func (s *step) Reckoned(r procedure.Reckoning) {
	s.Ladder.Reckoned(keyLate, r)
	for _, i := range r.Instants {
		switch {
		case i.Key == keyExpires:
			s.ExpiresAt = i.At
		case len(i.Key) > len(keyHeld) && i.Key[:len(keyHeld)] == keyHeld:
			s.hold(i.At)
		}
	}
}

// hold stops the clock until a moment. What waits meanwhile has as much time afterwards.
func (s *step) hold(until time.Time) {
	from := procedure.Later(s.now, s.HeldUntil)
	if s.HeldUntil.IsZero() {
		from = s.now
	}
	by := until.Sub(from)
	if s.HeldUntil.After(s.now) && by <= 0 {
		return // it stands still for longer already
	}
	s.HeldUntil = until
	s.shift(by)
	s.Any = true
}

// shift moves everything that is still to come.
func (s *step) shift(by time.Duration) {
	if !s.begun() {
		s.Understanding.Shift(s.now, by)
		return
	}
	s.Signing.Shift(s.now, by)
	if !s.ExpiresAt.IsZero() {
		s.ExpiresAt, s.SigningAt = s.ExpiresAt.Add(by), s.SigningAt.Add(by)
	}
	s.count()
}

// answered takes that what somebody found unclear has its answer: when all have, the clock
// goes on.
func (s *step) answered(item string) {
	i := slices.IndexFunc(s.Remarks, func(r Remark) bool { return r.Item == item && !r.Answered })
	if i < 0 {
		return
	}
	s.Remarks[i].Answered = true
	if s.held(s.now) && !slices.ContainsFunc(s.Remarks, func(r Remark) bool { return !r.Answered }) {
		s.shift(s.now.Sub(s.HeldUntil))
		s.HeldUntil = s.now
	}
	s.Any = true
}

// advance does whatever the time asks for.
func (s *step) advance() {
	switch {
	case !s.begun():
		if s.understood() && !s.held(s.now) {
			s.sign()
		}
	case s.complete():
		s.decide(procedure.OutcomeSigned)
	case !s.ExpiresAt.IsZero() && !s.now.Before(s.ExpiresAt), !s.now.Before(s.Occasion.Until):
		s.decide(procedure.OutcomeExpired)
	default:
		s.askWhoActs()
		s.climb()
	}
}

// understood reports whether everybody has said whether the terms are clear, or had the
// time to.
func (s *step) understood() bool {
	return s.Understanding.Closed() || !slices.ContainsFunc(s.Understanding.Asks, func(a asking.Ask) bool { return !a.Complete() && !a.Left() })
}

// climb takes the steps of the ladder, once the time for signing is over.
func (s *step) climb() {
	if s.LateAt.IsZero() || s.now.Before(s.LateAt) {
		return
	}
	news := names(s.unsigned())
	for {
		a, climbs := s.Ladder.Climb(s.now, news)
		if !climbs {
			return
		}
		s.Any = true
		if a.Skipped {
			s.Note(s.out, s.now, procedure.Entry{
				Kind: procedure.EntryOutcome, Text: s.title() + ": step " + a.ID + " has nobody to notify and is skipped", Outcome: procedure.OutcomeSkipped,
			}, "skipped", a.ID)
			continue
		}
		s.alarm(a)
	}
}

// Obey follows the partnership.
func (s *step) Obey(o procedure.Order) {
	switch o.Kind {
	case procedure.OrderWithdraw:
		s.withdraw(o.Reason)
		return
	case procedure.OrderMet:
		s.answered(o.Item)
	case procedure.OrderResume:
		if s.Paused() {
			by := s.now.Sub(s.PausedAt)
			if !s.ExpiresAt.IsZero() {
				s.ExpiresAt, s.SigningAt = s.ExpiresAt.Add(by), s.SigningAt.Add(by)
			}
			if s.held(s.PausedAt) {
				s.HeldUntil = s.HeldUntil.Add(by)
			}
		}
	case procedure.OrderAmended:
		s.amended(o)
	default: // for the circles
	}
	s.Circulate(procedure.Event{Kind: procedure.Told, Message: &procedure.Message{Order: &o}})
}

// amended follows a changed spec that leaves what is signed as it was: who signs is the
// same, and may have another name.
func (s *step) amended(o procedure.Order) {
	s.succeed(o)
	before := s.Spec
	left := s.Understanding.Amended(s.desk(TemplateCharter), o)
	s.Spec = before // each circle compares with what was known before
	left = append(left, s.Signing.Amended(s.desk(TemplateSignature), o)...)
	for i := range s.Acts {
		s.Spec = before
		s.Acts[i].Circle.Amended(s.actsDesk(s.Acts[i].For), o)
	}
	s.Spec, s.Reach = o.Spec, o.Reach
	if o.Amends != "" {
		s.Amends = o.Amends
	}
	for _, a := range left {
		s.Ladder.Without(a.Person)
		s.NoteLeft(s.out, s.now, a.Person, o.Spec)
	}
	for _, c := range o.People {
		if one := s.signer(c.Person); one != nil && !c.Left {
			one.Name = c.Name
		}
	}
}

// succeed has whoever leads a party now told in the place of who did, and calls the parties
// by their new names. Who signs is the same.
func (s *step) succeed(o procedure.Order) {
	before := asking.Staying(s.Leads, o.People)
	leads := asking.Heads(o.Heads, before)
	for _, m := range leads {
		if i := slices.IndexFunc(s.Leads, func(old asking.Member) bool { return old.Party == m.Party && old.Person != m.Person }); i >= 0 {
			s.Ladder.Succeed(s.Leads[i].Person, m.Person, s.signer(s.Leads[i].Person) != nil)
		}
	}
	s.Leads = leads
	for _, h := range o.Heads {
		for i := range s.Signers {
			one := &s.Signers[i]
			if one.Party != h.Party || one.PartyName == h.PartyName {
				continue
			}
			one.PartyName = h.PartyName
			for j := range s.Signing.Asks {
				if a := &s.Signing.Asks[j]; a.Person == one.Person && !a.Complete() {
					a.Questions = SignQuestions(wording.In(one.Language).Agreement, h.PartyName)
				}
			}
		}
	}
}

// wake asks to be woken for whatever comes first.
func (s *step) wake() {
	if s.Paused() {
		s.Alarm(s.out, time.Time{}, "")
		return
	}
	if s.begun() && s.ExpiresAt.IsZero() {
		return // the answer of the calendar comes in this very moment
	}
	circle, template := &s.Understanding, TemplateCharter
	if s.begun() {
		circle, template = &s.Signing, TemplateSignature
	}
	at, why := circle.Next(s.desk(template))
	sooner := func(t time.Time, summary string) {
		if t.After(s.now) && (at.IsZero() || t.Before(at)) {
			at, why = t, summary
		}
	}
	for i := range s.Acts {
		if a := &s.Acts[i]; !a.Circle.Closed() {
			sooner(a.Circle.Next(s.actsDesk(a.For)))
		}
	}
	sooner(s.ExpiresAt, "The signing is given up")
	if s.begun() && len(s.absent()) > 0 {
		sooner(s.halfAt(), "Ask who acts for somebody who is not there")
	}
	if !s.LateAt.IsZero() {
		sooner(s.Ladder.Next(), "Tell who has not signed")
	}
	if !s.begun() {
		sooner(s.HeldUntil, "The clock goes on")
	}
	if at.IsZero() { // what has not arrived may never do
		at, why = s.Occasion.Until, "The partnership's last day has passed"
	}
	s.Alarm(s.out, at, why)
}
