// Package survey asks people about the partnership itself, has their answers counted
// once, lets the leads say what follows from them, and tells everybody who was asked both
// together: we heard, you said, we did (procedures 7).
package survey

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// Type is the workflow type, and Noun the name of the kind.
const (
	Type = procedure.Survey
	Noun = procedure.NounSurvey
)

// The mails that only surveys write.
const (
	TemplateAsk    procedure.Template = "survey"
	TemplateResult procedure.Template = "survey-result"    // without a word of the leads
	TemplateHeard  procedure.Template = "we-heard"         // to the leads: what follows from it?
	TemplateDid    procedure.Template = "you-said-we-did"  // to everybody, with what the leads say
	TemplateLeft   procedure.Template = "survey-withdrawn" // nobody waits for an answer any more
)

// Kind is all that the rest of the program knows of surveys.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: Noun, Due: due, New: begin,
		Blank: func() procedure.Procedure { return &Survey{} },
		Commands: append([]procedure.CommandDoc{{
			Name:        procedure.AnswerFor,
			Description: `Enter what a lead says follows from a result; never an answer to a survey. {"person": "lars", "answers": [{"question": "do", "value": "A call each Monday"}, {"question": "remarks", "value": "1, 3"}], "reason": "told on the phone"}`,
		}}, asking.Nudges()...),
		Templates: []procedure.Template{TemplateAsk, TemplateResult, TemplateHeard, TemplateDid, TemplateLeft},
		Asks:      []procedure.Template{TemplateAsk, TemplateHeard},
	}
}

// Survey is the state of one round. No answer is in it.
type Survey struct {
	procedure.Base
	Occasion procedure.Occasion `json:"occasion"`
	// Circle are those who are asked, and Leads those who say what follows.
	Circle asking.Circle `json:"circle"`
	Leads  asking.Circle `json:"leads,omitzero"`
	// Heads are who speaks for the parties.
	Heads []asking.Member `json:"heads,omitempty"`
	// Anonymous answers are kept apart from who gave them. Few says that so few people are
	// asked that others can tell all the same, which every mail says.
	Anonymous bool         `json:"anonymous,omitempty"`
	Few       bool         `json:"few,omitempty"`
	Rule      opinion.Rule `json:"rule,omitzero"`
	// RespondBy is when the result goes out at the latest.
	RespondBy time.Time `json:"respond_by,omitzero"`
	// Counting says that the answers are being counted, and Result what came of them.
	Counting bool                   `json:"counting,omitempty"`
	Result   *procedure.Publication `json:"result,omitempty"`
	// Told says that everybody has heard what came of it.
	Told bool `json:"told,omitempty"`
	// Undertaken is what leads do about it, until the partnership has it to keep when
	// everybody hears of it. Handed are the IDs of what it had to keep before.
	Undertaken []procedure.Item `json:"undertaken,omitempty"`
	Handed     []string         `json:"handed,omitempty"`
}

// due lists the rounds that the calendar brings. They look back, so the first comes when
// there is something to look back on. Those that an event begins are declared and have
// no day.
func due(h procedure.Horizon) (procedure.Calendar, error) {
	var rounds []timing.Round
	var followed []procedure.Rhythm
	for _, v := range h.Spec.Surveys {
		switch {
		case len(v.Ask) == 0:
		case v.Rule == nil:
			followed = append(followed, procedure.Rhythm{Type: Type, Name: v.ID})
		default:
			rounds = append(rounds, timing.Round{
				Type: Type, Noun: Noun, Name: v.ID, Rule: *v.Rule, Looking: true, Ask: v.Ask,
				Window: procedure.Window{Span: v.Window, Remind: v.Remind},
			})
		}
	}
	calendar, err := timing.Rounds(h, rounds)
	calendar.Declared = append(calendar.Declared, followed...)
	return calendar, err
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	s := New(spec, b)
	return s, s.attributes()
}

// New prepares the round of an occasion.
func New(spec partnership.Spec, b procedure.Brief) *Survey {
	s := &Survey{Base: procedure.NewBase(b), Occasion: b.Occasion}
	declared := Declared(spec, b.Occasion.Name)
	s.Anonymous = declared.Anonymous
	s.Circle.Invite(spec, b, procedure.Window{Span: declared.Window, Remind: declared.Remind}, func(p partnership.Person) []partnership.Question {
		return opinion.Questions(declared, p.Language)
	})
	s.Rule = ruleOf(spec, declared, s.Circle.Asks)
	s.Few = s.Anonymous && few(s.Circle.Asks)
	s.Heads = asking.HeadsOf(spec)
	s.Occasion.Asks = nil
	return s
}

// Declared is a survey of a spec by its name.
func Declared(spec partnership.Spec, name string) partnership.Survey {
	i := slices.IndexFunc(spec.Surveys, func(v partnership.Survey) bool { return v.ID == name })
	if i < 0 {
		return partnership.Survey{ID: name}
	}
	return spec.Surveys[i]
}

// ruleOf is what of the answers may be published. Where nobody is anonymous, parties
// always have figures of their own.
func ruleOf(spec partnership.Spec, declared partnership.Survey, asks []asking.Ask) opinion.Rule {
	r := opinion.Rule{Floor: declared.MinN}
	if !declared.Anonymous || declared.ByParty {
		for _, party := range spec.Parties {
			if slices.ContainsFunc(asks, func(a asking.Ask) bool { return a.Party == party.ID }) {
				r.Parties = append(r.Parties, party.ID)
			}
		}
	}
	return r
}

// fewest is how many people of a side have to be asked for anybody to be anonymous.
const fewest = 3

// few reports whether a side is asked of which others could tell who said what.
func few(asks []asking.Ask) bool {
	return slices.ContainsFunc(asks, func(one asking.Ask) bool {
		n := 0
		for _, a := range asks {
			if a.Party == one.Party {
				n++
			}
		}
		return n < fewest
	})
}

// hopeless reports whether so few are asked that nothing could ever be published.
func (s *Survey) hopeless() bool { return len(s.Circle.Asks) < s.Rule.Floor }

func (s *Survey) title() string { return "Survey " + s.Occasion.Name }

// step is one step of a survey.
type step struct {
	*Survey
	out  *procedure.Out
	now  time.Time
	news asking.News
	// items go to the partnership, to be kept, and so does what whoever looks back on the
	// round finds.
	items  []procedure.Item
	course *procedure.Course
	// content is what the partnership hears of the figures.
	content []procedure.Content
}

// Step applies one event.
func (s *Survey) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	if s.Ended {
		return nil
	}
	out := procedure.Because(ev)
	one := &step{Survey: s, out: &out, now: now}
	one.take(ev)
	if !s.Ended {
		one.lookAt()
	}
	if one.news.Any {
		s.Report(&out, now, procedure.Message{Shown: s.shown(now), Facts: one.news.Facts, Heard: one.news.Heard, Items: one.items, Course: one.course, Content: one.content})
	}
	if one.overAndDone() {
		s.Close(&out, s.Circle.Unsent() || s.Leads.Unsent())
	}
	out.Add(procedure.Show{Card: s.card(now), Attributes: s.attributes()})
	if !s.Ended {
		one.wake()
	}
	return out.Effects()
}

// take deals with what has happened.
func (s *step) take(ev procedure.Event) {
	switch ev.Kind {
	case procedure.Started:
		if s.hopeless() {
			s.suppress()
			return
		}
	case procedure.Told:
		if !s.Seen.Add(ev.Message.ID) {
			return
		}
		if o := ev.Message.Order; o != nil && s.obey(*o) {
			return
		}
	case procedure.Commanded:
		if asking.Reminds(ev.Command.Name) {
			break // for the circle
		}
		r, err := s.Leads.Typed(*ev.Command)
		if err != nil {
			return // refused by Check before it came here
		}
		r = s.heed(r)
		ev = procedure.Event{Kind: procedure.Replied, Reply: &r}
	case procedure.Published:
		s.publish(*ev.Publication)
		return
	case procedure.Replied:
		if s.Circle.Closed() && s.Circle.Holds(ev.Reply.Ask) {
			s.tooLate(*ev.Reply)
			return
		}
		if s.Leads.Holds(ev.Reply.Ask) {
			r := s.heed(*ev.Reply)
			ev.Reply = &r
		}
	case procedure.Woke, procedure.Arrived, procedure.Planned, procedure.Reckoned, procedure.Tallied, procedure.Looked:
	}
	s.pass(ev)
}

// pass lets the circle that is asked go on. A hundred people answer without a word to the
// partnership: it hears of whatever keeps answers away, and of what comes of them.
func (s *step) pass(ev procedure.Event) {
	switch {
	case !s.Circle.Closed():
		s.Circle.Attend(s.desk(), ev, &s.news, asking.Follower{
			Answered: func(asking.Happening) {}, Closed: s.count, Over: func() bool { return s.Counting },
		})
	case len(s.Leads.Asks) > 0 && !s.Leads.Closed():
		s.Leads.Attend(s.leadsDesk(), ev, &s.news, asking.Follower{
			Answered: s.decide, Closed: func() {}, Over: func() bool { return false },
		})
	}
}

func (s *step) desk() asking.Desk {
	return asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: TemplateAsk, About: s.Occasion.Name, Title: s.title(), Until: s.Occasion.Until,
		Personal: true, Sealed: true, Anonymous: s.Anonymous,
		Content: procedure.Encode(Asked{Anonymous: s.Anonymous, Few: s.Few, Floor: s.Rule.Floor, ByParty: len(s.Rule.Parties) > 0}),
	}
}

// Asked is what the mails that ask say of the survey beside its questions: what becomes
// of the answers.
type Asked struct {
	Anonymous bool `json:"anonymous,omitempty"`
	Few       bool `json:"few,omitempty"`
	Floor     int  `json:"floor,omitempty"`
	ByParty   bool `json:"by_party,omitempty"`
}

// obey follows the partnership, and reports whether nothing more is to be done.
func (s *step) obey(o procedure.Order) bool {
	switch o.Kind {
	case procedure.OrderWithdraw:
		s.withdraw(o.Gone)
		return true
	case procedure.OrderAmended:
		s.Heads = asking.Staying(s.Heads, o.People)
		before := s.Spec
		left := s.Circle.Amended(s.desk(), o)
		s.Spec = before // each circle compares with what was known before
		left = append(left, s.Leads.Amended(s.leadsDesk(), o)...)
		for _, a := range left {
			s.NoteLeft(s.out, s.now, a.Person, o.Spec)
		}
		if s.Circle.Deserted() && !s.Circle.Closed() {
			s.withdraw(false)
			return true
		}
	default: // for the circle
	}
	return false
}

// withdraw ends the round: what was answered is deleted, and whoever waits for a result
// hears that there will be none. One that is counted already goes out without the leads.
func (s *step) withdraw(gone bool) {
	if s.Decided == procedure.OutcomePublished && !s.Told { // who has answered is owed the result
		s.tellAll()
		s.Close(s.out, s.Leads.Unsent())
		return
	}
	if s.Result == nil {
		s.out.Add(s.ballots(true))
	}
	s.Decide(s.out, s.now, procedure.OutcomeWithdrawn, s.title())
	if gone {
		for _, person := range s.Circle.Audience() {
			s.out.Add(procedure.Send{Letter: s.desk().Notice(person, TemplateLeft)})
		}
	}
	s.Close(s.out, s.Circle.Unsent() || s.Leads.Unsent())
}

// Nameable is what an admin may name in a command: those who are asked, then the leads.
func (s *Survey) Nameable(now time.Time) procedure.Known {
	if s.Circle.Closed() && len(s.Leads.Asks) > 0 {
		return s.Leads.Nameable(now)
	}
	return s.Circle.Nameable(now)
}

// Check refuses commands that a survey cannot carry out.
func (s *Survey) Check(cmd procedure.Command, now time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	switch {
	case asking.Reminds(cmd.Name) && s.Circle.Closed() && len(s.Leads.Asks) > 0:
		return s.Leads.CheckNudge(&s.Base, cmd, now)
	case asking.Reminds(cmd.Name):
		return s.Circle.CheckNudge(&s.Base, cmd, now)
	case cmd.Name != procedure.AnswerFor:
		return fmt.Errorf("%s survey: a survey takes only %s, remind and resend; send %s to the partnership %q", cmd.Name, procedure.AnswerFor, cmd.Name, s.Slug)
	case s.Ended || len(s.Leads.Asks) == 0:
		return errors.New("answer for a survey: what people think is theirs alone to say; only what the leads do about a result can be entered for them")
	}
	_, err := s.Leads.Typed(cmd)
	return err
}

// wake asks to be woken for whatever comes first.
func (s *step) wake() {
	if s.Paused() {
		s.Alarm(s.out, time.Time{}, "")
		return
	}
	d, circle, end := s.desk(), &s.Circle, "No mail has arrived: the round is given up"
	if s.Circle.Closed() {
		d, circle, end = s.leadsDesk(), &s.Leads, "The result goes out without a word of the leads"
	}
	at, why := circle.Next(d)
	if at.IsZero() && !s.Counting { // what has not arrived may never do
		at, why = circle.Ends(d.Until), end
	}
	s.Alarm(s.out, at, why)
}
