package conflict

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Inquiry is what one side is asked.
type Inquiry struct {
	Kind InquiryKind `json:"kind"`
	Side int         `json:"side"`
	// Person is asked, if it is not who speaks for the side.
	Person   string             `json:"person,omitempty"`
	Template procedure.Template `json:"template"`
	Circle   asking.Circle      `json:"circle"`
	Window   procedure.Window   `json:"window"`
	// Opening says that its time is being reckoned, Half is when half of it is over.
	Opening bool      `json:"opening,omitempty"`
	Half    time.Time `json:"half,omitzero"`
	// Over says that answers have no effect any more.
	Over bool `json:"over,omitempty"`
	// Written is where its answers in words are kept, each as it was.
	Written []procedure.Writing `json:"written,omitempty"`
	// Content is what its letters say, Shows what they show of what was written.
	Content Content             `json:"content"`
	Shows   []procedure.Writing `json:"shows,omitempty"`
}

// InquiryKind says what an inquiry asks. Values are written into histories.
type InquiryKind string

// The kinds of inquiries.
const (
	inquiryEntry     InquiryKind = "entry"
	inquiryBegin     InquiryKind = "begin" // how they want to begin
	inquiryStatement InquiryKind = "statement"
	inquiryCheck     InquiryKind = "check"
	inquiryRestate   InquiryKind = "restate"
	inquiryConfirm   InquiryKind = "confirm"
	inquiryExplore   InquiryKind = "explore"
	inquiryProposal  InquiryKind = "proposal"
	inquiryForward   InquiryKind = "forward"
	inquiryLook      InquiryKind = "look"
	inquiryReopen    InquiryKind = "reopen"
	inquiryUp        InquiryKind = "up"
	inquiryCarryOn   InquiryKind = "carry_on"
	inquiryMeet      InquiryKind = "meet"
	inquirySend      InquiryKind = "send"
	inquirySame      InquiryKind = "same"    // whether it is an earlier one again
	inquirySpeaker   InquiryKind = "speaker" // who speaks for a side whose speaker is away
)

// IDs of the questions.
const (
	QuestionWith     = "with"
	QuestionAbout    = "about"
	QuestionSpoken   = "spoken"
	QuestionSpeaker  = "speaker"
	QuestionHeat     = "heat"
	QuestionGo       = "shall_we"
	QuestionBegin    = "begin"
	QuestionHappened = "happened"
	QuestionEffect   = "effect"
	QuestionNeed     = "need"
	QuestionWish     = "wish"
	QuestionAsItIs   = "as_it_is"
	QuestionRestated = "restated"
	QuestionYes      = "yes"
	QuestionMissing  = "missing"
	QuestionInterest = "interests"
	QuestionOption   = "option"
	QuestionAnother  = "another"
	QuestionCriteria = "criteria"
	QuestionDo       = "do"
	QuestionDay      = "day"
	QuestionSign     = "sign"
	QuestionHabit    = "habit"
	QuestionRule     = "rule"
	QuestionSlipped  = "slipped"
	QuestionHold     = "on_hold"
	QuestionWho      = "who_speaks"
)

// PartMended is what somebody says is not quite right about how they were put.
const PartMended = "mended"

func span(count int, unit cadence.SpanUnit) cadence.Span {
	return cadence.Span{Count: count, Unit: unit}
}

// once is a window with one reminder after 60 % of it.
func once(s cadence.Span) procedure.Window {
	return procedure.Window{Span: s, Remind: []cadence.Span{span(60, cadence.Percent)}}
}

var (
	businessDay  = span(1, cadence.BusinessDays)
	businessWeek = span(5, cadence.BusinessDays)
)

// part is a share of a level's time in percent, at least a day of its own unit.
func part(within cadence.Span, percent int) cadence.Span {
	within.Count = max(1, (within.Count*percent+50)/100)
	return within
}

// ask asks a side's speaker. Nothing is asked twice at one time.
func (s *step) ask(kind InquiryKind, side int, template procedure.Template, w procedure.Window, shows []procedure.Writing, change ...func(*Content)) {
	s.supersede(kind, side)
	in := Inquiry{Kind: kind, Side: side, Template: template, Window: w, Opening: true, Content: s.about(side), Shows: shows}
	person := s.Sides[side].Speaker
	if kind == inquirySpeaker {
		in.Person = s.whoNames(side)
		person = in.Person
	}
	for _, c := range change {
		c(&in.Content)
	}
	in.Circle.Stage = s.stageOf(kind, side)
	s.Inquiries = append(s.Inquiries, in)
	s.out.Add(procedure.Reckon{Spec: s.Spec, Presence: s.Presence, Instants: []procedure.Instant{{
		Key: openKey(len(s.Inquiries) - 1), Person: person, From: s.now, Span: w.Span,
	}}})
}

// stageOf names an inquiry, in whatever order the two sides are asked.
func (c *Conflict) stageOf(kind InquiryKind, side int) string {
	nth := 1
	for _, in := range c.Inquiries {
		if in.Kind == kind && in.Side == side {
			nth++
		}
	}
	return fmt.Sprintf("%s-%s-%d", kind, c.Sides[side].Party, nth)
}

func openKey(i int) string { return fmt.Sprintf("open/%d", i) }

// Reckoned opens what is asked as soon as it is known until when.
func (s *step) Reckoned(r procedure.Reckoning) {
	s.clockReckoned(r)
	for _, i := range r.Instants {
		for n := range s.Inquiries {
			if in := &s.Inquiries[n]; in.Opening && i.Key == openKey(n) {
				s.open(in, i.At)
			}
		}
	}
}

func (s *step) open(in *Inquiry, due time.Time) {
	in.Opening, in.Half = false, s.now.Add(due.Sub(s.now)/2)
	p := s.person(s.Sides[in.Side].Speaker)
	if in.Kind == inquirySpeaker {
		p = s.person(in.Person)
	} else {
		in.Content.Ends = s.Clock.Ends // which has been reckoned by now
	}
	in.Circle.Add(s.Workflow, asking.Ask{
		AskTimes: procedure.AskTimes{Person: p.ID, Send: s.now, Due: due}, Name: p.Name, Party: p.Party,
		Questions: s.questions(in, wording.In(p.Language)), Window: in.Window,
	})
	in.Circle.Reaching(s.Reach)
}

// supersede ends open inquiries of a kind to a side: a newer one takes their place.
func (s *step) supersede(kind InquiryKind, side int) {
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; in.Kind == kind && in.Side == side {
			s.conclude(in)
		}
	}
}

// settle ends all open inquiries of some kinds.
func (s *step) settle(kinds ...InquiryKind) {
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; slices.Contains(kinds, in.Kind) {
			s.conclude(in)
		}
	}
}

// conclude ends an inquiry, and takes back what has not gone out.
func (s *step) conclude(in *Inquiry) {
	if !in.Over {
		in.Over, in.Opening = true, false
		in.Circle.TakeBack(s.out)
		if !in.Circle.Closed() { // nobody is reminded of what is settled
			in.Circle.ClosedAt = s.now
		}
	}
}

// pending is the open inquiry of a kind to a side, if there is one.
func (c *Conflict) pending(kind InquiryKind, side int) *Inquiry {
	for i := range c.Inquiries {
		if in := &c.Inquiries[i]; in.Kind == kind && in.Side == side && !in.Over {
			return in
		}
	}
	return nil
}

// inquiryOf finds the inquiry that an ask belongs to.
func (c *Conflict) inquiryOf(ask string) *Inquiry {
	for i := range c.Inquiries {
		if c.Inquiries[i].Circle.Holds(ask) {
			return &c.Inquiries[i]
		}
	}
	return nil
}

// reminded reports whether a side has let a reminder pass by.
func (c *Conflict) reminded(side int) bool {
	return slices.ContainsFunc(c.Inquiries, func(in Inquiry) bool {
		return in.Side == side && !in.Over && in.Kind != inquirySpeaker && slices.ContainsFunc(in.Circle.Asks, func(a asking.Ask) bool { return a.Reminded > 0 && !a.Complete() })
	})
}

// desk is what the conflict lends to an inquiry. Nobody answers in another's place,
// and what they write stays in the store.
func (s *step) desk(in *Inquiry) asking.Desk {
	return asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: in.Template, About: in.Content.Title, Title: s.name(), Personal: true, Sealed: true,
		Content: in.Content.encode(), Writings: in.Shows,
	}
}

// Circulate lets the open inquiries go on.
func (s *step) Circulate(ev procedure.Event) {
	for i := 0; i < len(s.Inquiries); i++ {
		in := &s.Inquiries[i]
		if in.Opening || in.Over && ev.Kind != procedure.Arrived && ev.Kind != procedure.Told {
			continue
		}
		happened := in.Circle.Step(s.desk(in), ev)
		if !in.Over {
			s.happen(i, happened)
		}
		if s.Ended {
			return
		}
	}
}

// pass lets an inquiry take an event.
func (s *step) pass(i int, ev procedure.Event) {
	if s.Inquiries[i].Opening {
		return
	}
	s.happen(i, s.Inquiries[i].Circle.Step(s.desk(&s.Inquiries[i]), ev))
}

// happen follows what the people of an inquiry did. What is asked meanwhile may
// move the list.
func (s *step) happen(i int, happened []asking.Happening) {
	in := &s.Inquiries[i]
	in.Circle.Follow(s.desk(in), happened, &s.News, asking.Follower{
		Answered: func(h asking.Happening) { s.answered(i, h) },
		Closed:   func() { s.closed(i) },
		Over:     func() bool { return s.Ended || s.Inquiries[i].Over },
	})
}

// answered takes what was said to an inquiry.
func (s *step) answered(i int, h asking.Happening) {
	s.Inquiries[i].keep(h)
	for _, a := range h.Answers { // "don't know" is no yes and no choice
		if q, _ := h.Ask.Question(a.Question); q.Plain && a.Value.Unknown {
			h.Ask.Forget(a.Question)
		}
	}
	in := s.Inquiries[i]
	given := partnership.Answers(h.Ask.Answers())
	switch in.Kind {
	case inquiryEntry:
		s.entered(h)
	case inquirySame:
		s.isSame(i, given)
	case inquiryProposal:
		s.judged(i, h.Ask)
	case inquiryForward:
		if h.Ask.Complete() {
			s.undertook(in, h.Ask)
		}
	case inquiryLook:
		s.lookedBack(in, h.Ask)
	case inquiryReopen:
		s.slipped(i, given)
	case inquiryUp, inquiryCarryOn, inquiryMeet, inquirySend:
		s.answeredLevel(in, given)
	case inquirySpeaker:
		s.speakerNamed(in, h.Ask)
	default:
		s.answeredWords(i, h.Ask)
	}
}

// answeredWords takes what a side writes until both understand each other.
func (s *step) answeredWords(i int, a *asking.Ask) {
	s.wantsHold(s.Inquiries[i], a)
	switch in := s.Inquiries[i]; in.Kind {
	case inquiryBegin:
		s.begins(in, a)
	case inquiryStatement:
		if a.Complete() {
			s.written(in)
		}
	case inquiryCheck:
		s.checked(in, a)
	case inquiryRestate:
		s.restated(in)
	case inquiryConfirm:
		s.confirmed(i, a)
	default:
		if a.Complete() {
			s.explored(in)
		}
	}
}

// answeredLevel takes what a side says of how it goes on.
func (s *step) answeredLevel(in Inquiry, given partnership.Answers) {
	switch in.Kind {
	case inquiryUp:
		s.saidUp(in, given)
	case inquiryCarryOn:
		s.carriesOn(in, given)
	case inquiryMeet:
		s.met(in, given)
	default:
		s.sends(in, given)
	}
}

// closed is the end of a window in which not everything was answered.
func (s *step) closed(i int) {
	in := &s.Inquiries[i]
	a := &in.Circle.Asks[0]
	if a.Complete() && in.Kind != inquiryCheck { // nothing of that has to be answered
		return
	}
	switch in.Kind {
	case inquiryEntry:
		s.neverBegan()
	case inquirySame: // they have said GO
		s.conclude(in)
		s.begin(s.firstLevel())
	case inquiryStatement:
		s.asWritten(*in)
	case inquiryCheck:
		s.stated(in.Side)
	case inquiryForward:
		s.undertook(*in, a)
	case inquiryUp:
		s.nobodyUp(in)
	case inquiryCarryOn:
		s.withdraw()
	case inquirySend:
		s.sendsAlone(in)
	case inquiryLook, inquiryReopen, inquirySpeaker: // silence leaves it held
		s.conclude(in)
	case inquiryBegin, inquiryRestate, inquiryConfirm, inquiryExplore, inquiryProposal, inquiryMeet: // the stage's own time decides
	}
}

// keep notes where the answers in words are kept, the latest to each question.
func (in *Inquiry) keep(h asking.Happening) {
	for _, a := range h.Answers {
		q, _ := h.Ask.Question(a.Question)
		if q.Kind != partnership.KindText || h.Reply == nil {
			continue
		}
		in.Written = slices.DeleteFunc(slices.Clone(in.Written), func(w procedure.Writing) bool { return w.Part == a.Question })
		in.Written = append(in.Written, procedure.Writing{Ask: h.Ask.ID, Question: h.Reply.AnswerQuestion(a.Question), By: h.Ask.Person, Part: a.Question})
	}
}

// writings are the answers in words to some questions, in their order.
func (in Inquiry) writings(questions ...string) []procedure.Writing {
	var list []procedure.Writing
	for _, q := range questions {
		for _, w := range in.Written {
			if w.Part == q {
				list = append(list, w)
			}
		}
	}
	return list
}

// chosen is the place of what was chosen among a question's choices.
func chosen(a *asking.Ask, question string) (int, bool) {
	q, _ := a.Question(question)
	text := partnership.Answers(a.Answers()).Text(question)
	i := slices.IndexFunc(q.Choices, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), text) })
	return i, text != "" && i >= 0
}

// called is who of some people was chosen: the list may be shorter than when it was
// asked.
func called(a *asking.Ask, question string, people []Person) (Person, bool) {
	text := partnership.Answers(a.Answers()).Text(question)
	i := slices.IndexFunc(people, func(p Person) bool { return text != "" && strings.EqualFold(p.Name, text) })
	if i < 0 {
		return Person{}, false
	}
	return people[i], true
}
