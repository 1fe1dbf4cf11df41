package milestone

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

// Inquiry is one question to some people: to the owner whether it is done, to the
// other side whether it accepts, to whoever has a say whether a new day is right.
type Inquiry struct {
	Kind     InquiryKind        `json:"kind"`
	Template procedure.Template `json:"template"`
	Circle   asking.Circle      `json:"circle"`
	// Over says that what it asked is decided: answers have no effect any more.
	Over bool `json:"over,omitempty"`
	// Content is what its letters say.
	Content Content `json:"content"`
}

// InquiryKind says what an inquiry asks. Values are written into histories.
type InquiryKind string

// The kinds of inquiries.
const (
	inquiryDue        InquiryKind = "due"
	inquiryAcceptance InquiryKind = "acceptance"
	inquiryExtension  InquiryKind = "extension"
)

// IDs of the questions.
const (
	QuestionDone     = "done"
	QuestionDay      = "day"
	QuestionEvidence = "evidence"
	QuestionPlan     = "plan"
	QuestionAccept   = "accept"
	QuestionMissing  = "missing"
	QuestionAgree    = "agree"
	QuestionWhyNot   = "why"
)

// Opening is an inquiry before it is known who is there to answer.
type Opening struct {
	Kind     InquiryKind        `json:"kind"`
	Template procedure.Template `json:"template"`
	People   []string           `json:"people"`
	// Due is when the answer is due; the window counts from the arrival otherwise.
	Due     time.Time `json:"due,omitzero"`
	Content Content   `json:"content"`
}

// window is how long the other side has to answer.
var window = procedure.Window{
	Span: cadence.Span{Count: 3, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}},
}

// inquire asks who is there to be asked, and until when.
func (s *step) inquire(o Opening) {
	s.supersede(o.Kind)
	if o.Content.isZero() {
		o.Content = s.about(o.Template)
	}
	r := procedure.Reckon{Spec: s.Spec, Presence: s.Presence}
	for _, id := range o.People {
		r.StandIns = append(r.StandIns, procedure.StandIn{Key: openKey(o.Kind, id), Person: id, At: s.now, Self: true})
		r.Instants = append(r.Instants, procedure.Instant{Key: openKey(o.Kind, id), Person: id, From: s.now, Span: o.window().Span})
	}
	s.Opening = append(s.Opening, o)
	s.out.Add(r)
}

func openKey(kind InquiryKind, person string) string { return "open/" + string(kind) + "/" + person }

// supersede ends open inquiries of a kind: a newer one takes their place.
func (s *step) supersede(kind InquiryKind) {
	for i := range s.Inquiries {
		if s.Inquiries[i].Kind == kind {
			s.conclude(&s.Inquiries[i])
		}
	}
	s.Opening = slices.DeleteFunc(s.Opening, func(o Opening) bool { return o.Kind == kind })
}

// conclude ends an inquiry, and takes back what has not gone out or would remind.
func (s *step) conclude(in *Inquiry) {
	if in.Over {
		return
	}
	in.Over = true
	in.Circle.TakeBack(s.out)
}

// Reckoned opens inquiries when it is known who is there.
func (s *step) Reckoned(r procedure.Reckoning) {
	s.Confirm.Reckoned("confirm", r)
	for _, i := range r.Instants {
		if i.Key == "refused" {
			s.grace(i.At)
		}
	}
	waiting := s.Opening
	s.Opening = nil
	for _, o := range waiting {
		if !slices.ContainsFunc(r.StandIns, func(found procedure.ReckonedStandIn) bool { return found.Key == openKey(o.Kind, o.People[0]) }) {
			s.Opening = append(s.Opening, o)
			continue
		}
		s.openInquiry(o, r)
	}
}

func (s *step) openInquiry(o Opening, r procedure.Reckoning) {
	in := Inquiry{Kind: o.Kind, Template: o.Template, Content: o.Content}
	in.Circle.Stage = fmt.Sprintf("%s-%d-%d", o.Kind, s.Turn(), len(s.Inquiries)+1)
	for _, id := range o.People {
		for _, found := range r.StandIns {
			if found.Key == openKey(o.Kind, id) {
				in.Circle.Add(s.Workflow, s.ask(o, id, found, r))
			}
		}
	}
	in.Circle.Reaching(s.Reach)
	if len(in.Circle.Asks) > 0 {
		s.Inquiries = append(s.Inquiries, in)
	}
}

func (s *step) ask(o Opening, id string, found procedure.ReckonedStandIn, r procedure.Reckoning) asking.Ask {
	a := asking.AskOf(id, s.person(id).Name, s.person(id).Party, found, s.now)
	a.Due = o.Due
	for _, i := range r.Instants {
		if i.Key == openKey(o.Kind, id) && (o.Due.IsZero() || !s.now.Before(o.Due)) {
			a.Due, a.Window = i.At, o.window()
			if o.Kind == inquiryDue && o.Template != TemplateDay { // the ladder reminds
				a.Window.Remind = nil
			}
		}
	}
	a.Questions = s.questions(o.Kind, wording.In(s.person(a.Person).Language))
	return a
}

// questions are what an inquiry asks, in the reader's language. Everybody may read
// the answers.
func (s *step) questions(kind InquiryKind, words wording.Language) []partnership.Question {
	yesNo := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindYesNo, Text: text}
	}
	text := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: true, Readers: partnership.ReadersAll}
	}
	q := words.Questions
	switch kind {
	case inquiryAcceptance:
		return []partnership.Question{yesNo(QuestionAccept, q.Accept), text(QuestionMissing, q.Missing)}
	case inquiryExtension:
		return []partnership.Question{yesNo(QuestionAgree, q.Agree), text(QuestionWhyNot, q.WhyNot)}
	default:
		list := []partnership.Question{
			yesNo(QuestionDone, fmt.Sprintf(q.Done, s.Phrases.In(words.Code, s.Title))),
			{ID: QuestionDay, Kind: partnership.KindDate, Text: q.When, Optional: true},
		}
		if s.Occasion.Overtaken {
			list = s.dayQuestions(words)
		}
		if s.Evidence {
			list = append(list, text(QuestionEvidence, q.Evidence))
		}
		return list
	}
}

// desk is what the milestone lends to an inquiry.
func (s *step) desk(in *Inquiry) asking.Desk {
	return asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: in.Template, About: s.Title, Title: s.name(), Content: in.Content.encode(),
	}
}

// open reports whether an inquiry of a kind waits for answers, or is about to.
func (m *Milestone) open(kind InquiryKind) bool {
	return slices.ContainsFunc(m.Inquiries, func(in Inquiry) bool { return in.Kind == kind && !in.Over }) ||
		slices.ContainsFunc(m.Opening, func(o Opening) bool { return o.Kind == kind })
}

// asked reports whether there ever was an inquiry of a kind.
func (m *Milestone) asked(kind InquiryKind) bool {
	return slices.ContainsFunc(m.Inquiries, func(in Inquiry) bool { return in.Kind == kind })
}

// inquiryOf finds the inquiry that an ask belongs to.
func (m *Milestone) inquiryOf(ask string) *Inquiry {
	for i := range m.Inquiries {
		if m.Inquiries[i].Circle.Holds(ask) {
			return &m.Inquiries[i]
		}
	}
	return nil
}

// Circulate lets the open inquiries go on.
func (s *step) Circulate(ev procedure.Event) {
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Over && ev.Kind != procedure.Arrived && ev.Kind != procedure.Told {
			continue
		}
		happened := in.Circle.Step(s.desk(in), ev)
		if !in.Over {
			s.happen(in, happened)
		}
		if s.Ended {
			return
		}
	}
	s.unmoor()
}

// unmoor moves what the owner has to do by the time for which their mail was held
// up: nobody is late who was not asked.
func (s *step) unmoor() {
	var first time.Time
	for _, in := range s.Inquiries {
		for _, a := range in.Circle.Asks {
			if in.Kind == inquiryDue && a.Arrived() && (first.IsZero() || a.SentAt.Before(first)) {
				first = a.SentAt
			}
		}
	}
	switch {
	case s.Late:
	case s.Occasion.Overtaken:
		s.unhurry()
	case first.After(s.LateAt):
		s.shift(first.Sub(s.AskAt))
	}
}

// shift moves the moment at which it is late, and the steps after it.
func (s *step) shift(by time.Duration) {
	s.LateAt = s.LateAt.Add(by)
	s.Ladder.Shift(by)
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Kind != inquiryDue || in.Over {
			continue
		}
		for j := range in.Circle.Asks {
			in.Circle.Asks[j].Due = procedure.Later(in.Circle.Asks[j].Due, s.LateAt).In(in.Circle.Asks[j].Due.Location())
		}
	}
}

// pass lets an inquiry take an event.
func (s *step) pass(in *Inquiry, ev procedure.Event) {
	s.happen(in, in.Circle.Step(s.desk(in), ev))
}

// happen follows what the people of an inquiry did.
func (s *step) happen(in *Inquiry, happened []asking.Happening) {
	in.Circle.Follow(s.desk(in), happened, &s.News, asking.Follower{
		Answered: func(h asking.Happening) { s.answered(in, h) },
		Closed:   func() { s.closed(in) },
		Over:     func() bool { return s.Ended || in.Over },
	})
}

// answered takes what was said to an inquiry.
func (s *step) answered(in *Inquiry, h asking.Happening) {
	for _, a := range h.Answers {
		if a.Value.Unknown { // an answer, and nothing that could be gone by
			h.Ask.Forget(a.Question)
		}
	}
	switch in.Kind {
	case inquiryDue:
		s.ownerSaid(in, h)
	case inquiryAcceptance:
		yes, said := partnership.Answers(h.Answers).YesNo(QuestionAccept)
		switch words := partnership.Answers(h.Ask.Answers()).Text(QuestionMissing); {
		case !said:
		case yes:
			s.settle(outcomeOf(s.Claim != nil && s.Claim.Late), h.Ask.Person, words)
		default:
			s.refuse(h.Ask.Person, words)
		}
	case inquiryExtension:
		s.consented(in, h)
	}
}

// ownerSaid takes what the owner answers. A plain no leaves the question open.
func (s *step) ownerSaid(in *Inquiry, h asking.Happening) {
	words := strings.TrimSpace(strings.Join([]string{partnership.Answers(h.Answers).Text(QuestionEvidence), partnership.Answers(h.Answers).Text(QuestionPlan)}, " "))
	if words != "" {
		s.Said = procedure.Words{By: h.Ask.Person, Text: words}
	}
	done, said := partnership.Answers(h.Answers).YesNo(QuestionDone)
	switch day := partnership.Answers(h.Answers).Day(QuestionDay); {
	case said && done:
		s.claim(h.Ask.Person, words)
	case day != "":
		h.Ask.Forget(QuestionDone, QuestionDay)
		s.extend(h.Ask.Person, day, words, *h.Reply)
	case said:
		h.Ask.Forget(QuestionDone)
	}
}

// consented takes what somebody says to a new day: one no is a no.
func (s *step) consented(in *Inquiry, h asking.Happening) {
	yes, said := partnership.Answers(h.Answers).YesNo(QuestionAgree)
	switch {
	case !said:
	case !yes:
		s.decline(h.Ask.Person, partnership.Answers(h.Ask.Answers()).Text(QuestionWhyNot))
	case s.Request != nil && agreed(in.Circle):
		s.move(s.Request.Day, s.Request.By, s.Request.Words)
	}
}

// agreed reports whether everybody who has a say has said yes; whoever leads a side now has it in
// the place of who did.
func agreed(c asking.Circle) bool {
	for _, a := range c.Asks {
		succeeded := func(other asking.Ask) bool { return other.Party == a.Party && !other.Left() }
		if a.Left() && slices.ContainsFunc(c.Asks, succeeded) {
			continue
		}
		yes := false
		for _, other := range c.Asks {
			said, given := partnership.Answers(other.Answers()).YesNo(QuestionAgree)
			yes = yes || other.Subject() == a.Subject() && given && said
		}
		if !yes {
			return false
		}
	}
	return true
}

// closed is the end of a window in which nobody answered, or not everybody.
func (s *step) closed(in *Inquiry) {
	s.Any = true
	switch in.Kind {
	case inquiryAcceptance:
		s.unconfirmed()
	case inquiryExtension:
		s.decline("", "")
	case inquiryDue: // the ladder goes on
	}
}
