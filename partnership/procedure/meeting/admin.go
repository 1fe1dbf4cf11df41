package meeting

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

func commands() []procedure.CommandDoc {
	return []procedure.CommandDoc{
		{
			Name:        procedure.MoveMeeting,
			Description: `Move the meeting; all who are invited read why. The time is that where it takes place. {"to": "2027-05-14 15:00", "reason": "the room is taken"}`,
		},
		{
			Name:        procedure.CancelMeeting,
			Description: `Call the meeting off; all who are invited read why. {"reason": "half of us are ill"}`,
		},
		{
			Name:        procedure.RecordMinutes,
			Description: `Enter the minutes, also after nobody wrote any; all read them. {"present": ["lars", "tom"], "decisions": [{"what": "Pilot in May", "for": ["fjordmail", "lumen"]}], "actions": [{"owner": "tom", "what": "Send the list", "due": "2027-05-21"}], "reason": "told on the phone"}`,
		},
		{
			Name:        procedure.AnswerFor,
			Description: `Enter whether somebody comes, or what else they were asked; never whether the minutes are right. {"person": "lars", "answers": [{"question": "attend", "value": "yes"}], "reason": "told on the phone"}`,
		},
		{
			Name:        procedure.EndStage,
			Description: `Wait no longer for minutes, or for objections to them. {"reason": "the chair is ill for a month"}`,
		},
	}
}

// Check refuses commands that a meeting cannot carry out.
func (m *Meeting) Check(cmd procedure.Command, now time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	if m.Ended || m.Decided != "" {
		return fmt.Errorf("%s of %s: the meeting is settled (%s)", cmd.Name, m.Workflow, m.Decided)
	}
	if cmd.Name != procedure.AnswerFor && strings.TrimSpace(cmd.Reason) == "" {
		return fmt.Errorf(`%s of %s: say why in "reason"; all who are invited read it`, cmd.Name, m.Workflow)
	}
	before := m.comes() && now.Before(m.Starts)
	switch cmd.Name {
	case procedure.MoveMeeting:
		if _, clock, read := momentIn(cmd.To); !read || clock == "" {
			return fmt.Errorf(`move %s: write the day and the time in "to" like 2027-05-14 15:00`, m.Workflow)
		}
		return m.beforeIt(before, "moved")
	case procedure.CancelMeeting:
		return m.beforeIt(before, "called off")
	case procedure.RecordMinutes:
		return m.checkMinutes(cmd, now)
	case procedure.EndStage:
		if m.comes() {
			return fmt.Errorf("end stage of %s: it is still to come; send %s or %s", m.Workflow, procedure.MoveMeeting, procedure.CancelMeeting)
		}
		return nil
	case procedure.AnswerFor:
		return m.checkAnswer(cmd)
	default:
		return fmt.Errorf("%s meeting: a meeting takes %s, %s, %s, %s and %s; send %s to the partnership %q", cmd.Name,
			procedure.MoveMeeting, procedure.CancelMeeting, procedure.RecordMinutes, procedure.AnswerFor, procedure.EndStage, cmd.Name, m.Slug)
	}
}

// beforeIt refuses what makes no sense once the meeting has begun.
func (m *Meeting) beforeIt(before bool, done string) error {
	if !before {
		return fmt.Errorf("%s has begun, at %s, and cannot be %s any more", m.Workflow, procedure.Local(m.Starts, ""), done)
	}
	return nil
}

// checkAnswer refuses answers that nobody can give for another.
func (m *Meeting) checkAnswer(cmd procedure.Command) error {
	if m.Stage == Minuted {
		return errors.New("answer for a meeting: whether the minutes are right everybody says for themselves")
	}
	c := m.typing()
	if c == nil {
		return fmt.Errorf("answer for %s in %s: nobody is asked anything now", cmd.Person, m.Workflow)
	}
	if c == &m.Noting {
		return fmt.Errorf("answer for %s in %s: send the minutes with %s", cmd.Person, m.Workflow, procedure.RecordMinutes)
	}
	_, err := c.Typed(cmd)
	return err
}

// typing is the circle for which an admin can enter answers.
func (m *Meeting) typing() *asking.Circle {
	switch {
	case m.comes() && len(m.Doubting.Asks) > 0 && !m.Doubting.Closed() && !m.Doubting.Asks[0].Complete():
		return &m.Doubting
	case m.comes():
		return &m.Inviting
	case m.Stage == Held:
		return &m.Noting
	default:
		return nil
	}
}

// checkMinutes refuses minutes that name people or days that cannot be.
func (m *Meeting) checkMinutes(cmd procedure.Command, now time.Time) error {
	var people, parties []string
	for _, one := range m.Everybody {
		people = append(people, one.Person)
	}
	for _, side := range m.Sides {
		parties = append(parties, side.Party)
	}
	switch {
	case m.Review:
		return fmt.Errorf("record minutes of %s: what was decided is asked by the review; send %s to it", m.Workflow, procedure.AnswerFor)
	case m.Informal:
		return fmt.Errorf("record minutes of %s: of a meeting without an agenda there are none", m.Workflow)
	case m.comes():
		return fmt.Errorf("record minutes of %s: it is still to come, at %s", m.Workflow, procedure.Local(m.Starts, ""))
	case len(cmd.Present) == 0:
		return fmt.Errorf(`record minutes of %s: say who was there in "present", by their IDs: %s`, m.Workflow, strings.Join(people, ", "))
	}
	known := func(list, all []string, what string) error {
		for _, id := range list {
			if !slices.Contains(all, id) {
				return fmt.Errorf("record minutes of %s: no %s %q; there are %s", m.Workflow, what, id, strings.Join(all, ", "))
			}
		}
		return nil
	}
	if err := known(cmd.Present, people, "person"); err != nil {
		return err
	}
	for _, d := range cmd.Decisions {
		if err := known(slices.Concat(d.For, d.Against, d.Abstained), parties, "party"); err != nil {
			return err
		}
		switch {
		case strings.TrimSpace(d.What) == "":
			return fmt.Errorf(`record minutes of %s: a decision without words; say in "what" what was decided`, m.Workflow)
		case m.Rule != nil && len(d.For)+len(d.Against)+len(d.Abstained) == 0:
			return fmt.Errorf(`record minutes of %s: %q was decided under the rule %q; say in "for", "against" and "abstained" which parties voted how`, m.Workflow, d.What, m.Rule.ID)
		}
	}
	return m.checkActions(cmd.Actions, people, now)
}

func (m *Meeting) checkActions(actions []procedure.TypedAction, people []string, now time.Time) error {
	today := cadence.DateOf(now.In(m.Starts.Location()))
	for _, a := range actions {
		due, err := cadence.ParseDate(a.Due)
		switch {
		case !slices.Contains(people, a.Owner):
			return fmt.Errorf("record minutes of %s: no person %q; there are %s", m.Workflow, a.Owner, strings.Join(people, ", "))
		case strings.TrimSpace(a.What) == "":
			return fmt.Errorf(`record minutes of %s: say in "what" what %s is to do`, m.Workflow, a.Owner)
		case a.Due != "" && err != nil:
			return fmt.Errorf("record minutes of %s: due %q: write it like 2027-05-21", m.Workflow, a.Due)
		case a.Due != "" && due.Before(today):
			return fmt.Errorf("record minutes of %s: %q was due on %s, which has passed; today is %s", m.Workflow, a.What, a.Due, today)
		}
	}
	return nil
}

// command carries out what Check has let pass.
func (s *step) command(cmd procedure.Command) {
	if s.Check(cmd, s.now) != nil || cmd.ID != "" && !s.Seen.Add("command:"+cmd.ID) {
		return
	}
	why := strings.TrimSpace(cmd.Reason)
	s.news.Any = true
	switch cmd.Name {
	case procedure.MoveMeeting:
		day, clock, _ := momentIn(cmd.To)
		s.Moving = &Moving{By: procedure.Admin, Day: day, Why: why}
		s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{Key: moveKey, From: s.now, Day: day, Clock: clock}, noon(day, s.now)}})
	case procedure.CancelMeeting:
		s.cancel(Change{Cause: ByAdmin, By: procedure.Admin, Why: why})
	case procedure.RecordMinutes:
		s.journal(why, "entered the minutes")
		s.enter(cmd, why)
	case procedure.EndStage:
		s.journal(why, fmt.Sprintf("ended the stage %q", s.Stage))
		s.endStage()
	case procedure.AnswerFor:
		c := s.typing()
		r, err := c.Typed(cmd)
		if err != nil {
			return
		}
		s.hear(r)
	default: // refused by Check
	}
}

func (s *step) journal(why, did string) {
	s.note(procedure.Entry{Kind: procedure.EntryCommand, Actor: procedure.Admin, Text: fmt.Sprintf("%s: an admin %s: %s", s.title(), did, why)})
}

// enter takes minutes from an admin.
func (s *step) enter(cmd procedure.Command, why string) {
	r := Record{Version: s.Record.Version, By: procedure.Admin, At: s.now, Present: procedure.Once(cmd.Present), Objections: s.Record.Objections}
	for _, d := range cmd.Decisions {
		r.Decisions = append(r.Decisions, Decided{Text: strings.TrimSpace(d.What), For: d.For, Against: d.Against, Abstained: d.Abstained})
	}
	before := s.Record
	for _, a := range cmd.Actions {
		r.Actions = append(r.Actions, Action{ID: fmt.Sprintf("%s-%s-%s-%d", Noun, s.Occasion.Name, s.Occasion.Date, r.next()), What: strings.TrimSpace(a.What), Owner: a.Owner, Due: a.Due})
	}
	r.sameAs(before)
	if len(r.Decisions)+len(r.Actions) == 0 {
		r.Nothing, r.Why = true, why
	}
	s.recallUnsent()
	s.Record = r
	s.publish()
}

// endStage waits no longer for whatever the stage waits for.
func (s *step) endStage() {
	s.recallUnsent()
	if s.Stage == Minuted {
		s.Accepting.ClosedAt, s.Revising.ClosedAt, s.AcceptAt = s.now, s.now, s.now
		s.conclude()
		return
	}
	s.Noting.Stage = "minutes-leads" // nobody else is asked
	s.unminuted()
}
