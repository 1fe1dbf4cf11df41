package milestone

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Content is what mails about a milestone say of it. Which fields are set depends
// on the mail; days are as RFC 3339 full-dates, people and milestones by ID.
type Content struct {
	Milestone string `json:"milestone,omitempty"`
	Due       string `json:"due,omitempty"`
	Owner     string `json:"owner,omitempty"`
	Acceptor  string `json:"acceptor,omitempty"`
	// Unmet are those that this one waits for, HoldsUp those that wait for it.
	Unmet   []Other `json:"unmet,omitempty"`
	HoldsUp []Other `json:"holds_up,omitempty"`
	// Said is what the owner said, Refused what the other side says is missing, or
	// why the day stays.
	Said    procedure.Words `json:"said,omitzero"`
	Refused procedure.Words `json:"refused,omitzero"`
	// Refusals counts how often it was not accepted, once that is often.
	Refusals int `json:"refusals,omitempty"`
	// Asked is the day that is asked for, Declined one that was not agreed to, and
	// NewDay the one that counts from now on.
	Asked    string `json:"asked,omitempty"`
	Declined string `json:"declined,omitempty"`
	NewDay   string `json:"new_day,omitempty"`
	// Overtaken says that its day passed before all had signed, and no other one is
	// agreed on yet.
	Overtaken bool `json:"overtaken,omitempty"`
	// Outcome is how it ended; By is who decided, and Reason what they said.
	Outcome procedure.Outcome `json:"outcome,omitempty"`
	By      string            `json:"by,omitempty"`
	Reason  string            `json:"reason,omitempty"`
	// Since is the first moment at which it was late, and Claimed when the owner
	// said that it is done.
	Since   time.Time `json:"since,omitzero"`
	Claimed time.Time `json:"claimed,omitzero"`
	// Unconfirmed says that the alarm is about the side that accepts.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
	// Number counts the repeats of an alarm, Last says that no more follow.
	Number int  `json:"number,omitempty"`
	Last   bool `json:"last,omitempty"`
	// Next is when the next step is taken, and NextPeople who hear of it then.
	Next       time.Time `json:"next,omitzero"`
	NextPeople []string  `json:"next_people,omitempty"`
	// Mine says that the reader has to act, Own that their side has, and Executive
	// that they are told for their office.
	Mine      bool `json:"mine,omitempty"`
	Own       bool `json:"own,omitempty"`
	Executive bool `json:"executive,omitempty"`
	// InTime was met by its day before this one.
	InTime []string `json:"in_time,omitempty"`
}

func (c Content) isZero() bool { return reflect.ValueOf(c).IsZero() }

func (c Content) encode() json.RawMessage { return procedure.Encode(c) }

// about is what all mails say.
func (s *step) about(template procedure.Template) Content {
	_, id := cut(s.Occasion.Name)
	c := Content{Milestone: id, Due: s.Occasion.Date, Owner: s.Owner, Acceptor: s.Acceptor, Overtaken: s.Occasion.Overtaken}
	switch template {
	case TemplateWarning:
		c.Unmet, c.HoldsUp = s.Unmet, s.HoldsUp
		s.announce(&c, &s.Ladder)
	case TemplateDue, TemplateDay, TemplateRefused:
		s.announce(&c, &s.Ladder)
		if s.Late {
			c.Since = s.LateAt
		}
	case TemplateAcceptance:
		if s.Claim != nil {
			c.Said, c.Claimed = procedure.Words{By: s.Claim.By, Text: s.Claim.Words}, s.Claim.At
		}
	case TemplateRequest:
		if s.Request != nil {
			c.Asked, c.Said, c.HoldsUp = s.Request.Day, procedure.Words{By: s.Request.By, Text: s.Request.Words}, s.HoldsUp
		}
		if s.Late {
			c.Since = s.LateAt
		}
	default: // what they say is filled in where they are sent
	}
	return c
}

// announce names the step that comes next, and who will hear of it.
func (m *Milestone) announce(c *Content, l *ladder.Ladder) {
	if next, ok := l.Coming(); ok {
		c.Next, c.NextPeople = next.At, next.Notify
	}
}

func (s *step) with(template procedure.Template, change func(*Content)) Content {
	c := s.about(template)
	change(&c)
	return c
}

// letter is a letter of the milestone's own. Its key is made of the turn and of
// what the turn has seen, so that what happens again is another letter.
func (s *step) letter(template procedure.Template, person string, form procedure.Form, c Content) procedure.Letter {
	return procedure.Letter{
		Key: warningKey(s.Turn(), person, string(template)), Template: template, Form: form, Slug: s.Slug, Spec: s.Spec,
		Workflow: s.Workflow, Person: person, Ask: procedure.AskID(s.Workflow, "letter", person), About: s.Title, At: s.now,
		Content: c.encode(),
	}
}

// warningKey names a letter that goes out once in a turn.
func warningKey(turn int, person, what string) string {
	return fmt.Sprintf("%s-%d/%s", what, turn, person)
}

func (s *step) send(template procedure.Template, person string, change func(*Content)) {
	l := s.letter(template, person, procedure.FormNotice, s.with(template, change))
	l.Key += "/" + s.cause()
	s.write(l)
}

// write sends a letter, unless nothing reaches its reader or they want no mail, and
// reports whether it does.
func (s *step) write(l procedure.Letter) bool {
	if !s.Address(&l) {
		return false
	}
	s.out.Add(procedure.Send{Letter: l})
	return true
}

// sound sends an alarm, and remembers it: it is taken back if it is over before.
func (s *step) sound(on *ladder.Ladder, l procedure.Letter) {
	if s.write(l) && s.FollowsUp() {
		on.Wrote(l.Person, l.Key)
	}
}

// allClear tells somebody that it is over, if they have heard that it was late.
func (s *step) allClear(a ladder.Alarmed, change func(*Content)) {
	l := s.letter(procedure.TemplateAllClear, a.Person, procedure.FormNotice, s.with(procedure.TemplateAllClear, change))
	l.Key += "/" + s.cause()
	l.Phrases, l.FollowsAny = PhrasesSettled, a.Letters
	s.write(l)
}

// unlessTold has a letter go out only if its reader gets no all-clear, which says the
// same; it reports whether there is no such reader at all.
func unlessTold(l *procedure.Letter, told []ladder.Alarmed) bool {
	a, was := ladder.Of(told, l.Person)
	l.Unless = a.Letters
	return !was || len(a.Letters) > 0
}

// PhrasesSettled word what is said to whoever was alarmed.
const PhrasesSettled procedure.Template = "milestone-settled"

// alarm writes to those whom a step names. The owner, and whoever stands in, is
// asked again; to the others it is news that wants help.
func (s *step) alarm(a ladder.Alarm, l *ladder.Ladder, unconfirmed bool, news string) {
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: fmt.Sprintf("%s: step %s%s", s.name(), a.ID, repeated(a.Number))},
		"step", a.ID, fmt.Sprint(a.Number), fmt.Sprint(unconfirmed), s.turn(), a.At.UTC().Format(time.DateOnly))
	kind, holder := inquiryDue, s.answers()
	if unconfirmed {
		kind, holder = inquiryAcceptance, s.Acceptor
	}
	crossed := slices.ContainsFunc(a.Notify, func(id string) bool { return s.person(id).Party != s.person(holder).Party })
	to, added := a.To, false
	if crossed && a.Number == 0 && !unconfirmed && !slices.Contains(to, holder) {
		to, added = append(slices.Clone(to), holder), true // asked what they do about it
	}
	var told []string
	for _, person := range to {
		if p := s.person(person); p.Party == "" || slices.Contains(told, person) {
			continue
		}
		c := s.alarmContent(a, l, unconfirmed, person)
		asked := s.again(kind, person, crossed, a, c, told)
		for _, ask := range asked {
			l.Tell(ask.Person, news)
			s.sound(l, ask)
			told = append(told, ask.Person)
		}
		if slices.Contains(told, person) {
			continue
		}
		told = append(told, person)
		if added && person == holder && s.FollowsUp() {
			continue // they know, and nothing can be asked of them
		}
		letter := s.letter(TemplateLate, person, procedure.FormNotice, c)
		letter.Key, letter.Urgent = alarmKey(s.Turn(), a, person, unconfirmed), a.Urgent
		s.sound(l, letter)
	}
}

func repeated(number int) string {
	if number == 0 {
		return ""
	}
	return fmt.Sprintf(", repeated (%d)", number)
}

func alarmKey(turn int, a ladder.Alarm, person string, unconfirmed bool) string {
	side := "late"
	if unconfirmed {
		side = "unconfirmed"
	}
	return fmt.Sprintf("%s-%s-%d-%d/%s/%d", side, a.ID, turn, a.Number, person, a.At.Unix())
}

func (s *step) alarmContent(a ladder.Alarm, l *ladder.Ladder, unconfirmed bool, person string) Content {
	c := s.about(TemplateLate)
	p, holder := s.person(person), s.answers()
	c.HoldsUp, c.Said, c.Number, c.Last, c.Unconfirmed = s.HoldsUp, s.Said, a.Number, l.Spent(), unconfirmed
	c.Since = s.LateAt
	if unconfirmed {
		holder = s.Acceptor
		c.Claimed, c.Said = s.Claim.At, procedure.Words{By: s.Claim.By, Text: s.Claim.Words}
	}
	if s.Request != nil {
		c.Asked = s.Request.Day
	}
	c.Mine, c.Own = person == holder, p.Party == s.person(holder).Party
	c.Executive = p.Executive && !p.Head
	if c.Executive {
		c.InTime = s.InTime
	}
	s.announce(&c, l)
	return c
}

// again asks an open question once more in an alarm, of whoever it was asked of:
// the person or who stands in. It returns the letters; who has been told already gets
// none.
func (s *step) again(kind InquiryKind, person string, crossed bool, alarm ladder.Alarm, c Content, told []string) (letters []procedure.Letter) {
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Kind != kind || in.Over {
			continue
		}
		d := s.desk(in)
		d.Template, d.Content = TemplateLate, c.encode()
		for j := range in.Circle.Asks {
			a := &in.Circle.Asks[j]
			if a.Subject() != person && a.Person != person || a.Left() || a.Covered || a.Complete() || !a.Arrived() {
				continue
			}
			same := func(l procedure.Letter) bool { return l.Person == a.Person }
			if slices.Contains(told, a.Person) || slices.ContainsFunc(letters, same) {
				continue
			}
			if crossed && kind == inquiryDue {
				s.askForPlan(a)
			}
			l := in.Circle.Letter(d, a, procedure.FormAsk, alarmKey(s.Turn(), alarm, a.Person, kind == inquiryAcceptance))
			l.Window, l.Due, l.Urgent = procedure.Window{}, time.Time{}, alarm.Urgent
			letters = append(letters, l)
		}
	}
	return letters
}

// askForPlan asks the owner of something late, from the step on that the other side
// hears of, what they do about it.
func (s *step) askForPlan(a *asking.Ask) {
	if slices.ContainsFunc(a.Questions, func(q partnership.Question) bool { return q.ID == QuestionPlan }) {
		return
	}
	a.Questions = append(slices.Clone(a.Questions), partnership.Question{
		ID: QuestionPlan, Kind: partnership.KindText, Optional: true, Readers: partnership.ReadersAll,
		Text: wording.In(s.person(a.Person).Language).Questions.Plan,
	})
}
