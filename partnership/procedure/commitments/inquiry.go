package commitments

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Inquiry is one mail that asks some people something about items: an owner for
// all that is due, who waits for something whether another day is right.
type Inquiry struct {
	Kind     InquiryKind        `json:"kind"`
	Template procedure.Template `json:"template"`
	Items    []string           `json:"items"` // IDs, in the order of the mail
	Circle   asking.Circle      `json:"circle"`
	// Over says that what it asked is decided: answers have no effect any more.
	Over bool `json:"over,omitempty"`
	// Unmoored says that the time by which its mail was held up is counted.
	Unmoored bool `json:"unmoored,omitempty"`
	// Content is what its letters say.
	Content Content `json:"content"`
}

// InquiryKind says what an inquiry asks. Values are written into histories.
type InquiryKind string

// The kinds of inquiries.
const (
	inquiryDue        InquiryKind = "due"
	inquiryDay        InquiryKind = "day"
	inquiryProposed   InquiryKind = "proposed"
	inquiryIssue      InquiryKind = "issue"
	inquiryHelps      InquiryKind = "helps"
	inquiryExperiment InquiryKind = "experiment"
	inquiryCorrective InquiryKind = "corrective"
)

// IDs of the questions; those of a list are the items'.
const (
	QuestionAgree   = "agree"
	QuestionWhyNot  = "why"
	QuestionAccept  = "accept"
	QuestionDay     = "day"
	QuestionAnswer  = "answer"
	QuestionHelps   = "helps"
	QuestionMissing = "missing"
	QuestionSeen    = "seen"
	QuestionVerdict = "verdict"
	QuestionAction  = "action"
)

// Verdicts are what can become of an experiment.
func verdicts(language string) []string {
	if language == "ru" {
		return []string{"оставить", "изменить", "прекратить"}
	}
	return []string{"keep", "change", "stop"}
}

// Opening is an inquiry before it is known who is there to answer.
type Opening struct {
	Kind     InquiryKind        `json:"kind"`
	Template procedure.Template `json:"template"`
	Number   int                `json:"number"`
	Items    []string           `json:"items"`
	People   []string           `json:"people"`
	// Due is when the answer is due; the window counts from the arrival otherwise. Span
	// is its length, if that is not what its kind has.
	Due  time.Time    `json:"due,omitzero"`
	Span cadence.Span `json:"span,omitzero"`
}

// window is how long people have to answer what is no list.
func (o Opening) window() procedure.Window {
	w := window(o.Kind)
	if !o.Span.IsZero() {
		w.Span = o.Span
	}
	return w
}

// window is how long a kind of inquiry has.
func window(kind InquiryKind) procedure.Window {
	days := func(n int) cadence.Span { return cadence.Span{Count: n, Unit: cadence.BusinessDays} }
	remind := []cadence.Span{{Count: 60, Unit: cadence.Percent}}
	switch kind {
	case inquiryProposed:
		return procedure.Window{Span: days(2)}
	case inquiryIssue:
		return procedure.Window{Span: days(2), Remind: remind}
	case inquiryDue, inquiryExperiment: // the ladder reminds
		return procedure.Window{Span: days(1)}
	default:
		return procedure.Window{Span: days(3), Remind: remind}
	}
}

// of reports whether an inquiry asks for somebody's answer.
func (in Inquiry) of(person string) bool {
	return slices.ContainsFunc(in.Circle.Asks, func(a asking.Ask) bool { return a.Subject() == person })
}

// inquire asks who is there to be asked, and until when.
func (s *step) inquire(o Opening) {
	s.Number++
	o.Number = s.Number
	for _, id := range o.People {
		key := openKey(o.Number, id)
		s.reckon.StandIns = append(s.reckon.StandIns, procedure.StandIn{Key: key, Person: id, At: s.now, Self: true})
		s.reckon.Instants = append(s.reckon.Instants, procedure.Instant{Key: key, Person: id, From: s.now, Span: o.window().Span})
	}
	s.Opening = append(s.Opening, o)
}

func openKey(number int, person string) string { return "open/" + strconv.Itoa(number) + "/" + person }

// Reckoned goes on with what calendars and the list of people have said.
func (s *step) Reckoned(r procedure.Reckoning) {
	s.planned(r)
	s.contested(r)
	waiting := s.Opening
	s.Opening = nil
	for _, o := range waiting {
		if !slices.ContainsFunc(r.StandIns, func(found procedure.ReckonedStandIn) bool { return found.Key == openKey(o.Number, o.People[0]) }) {
			s.Opening = append(s.Opening, o)
			continue
		}
		s.open(o, r)
	}
}

func (s *step) open(o Opening, r procedure.Reckoning) {
	items := s.itemsOf(o.Items)
	if len(items) == 0 {
		return // all were settled in this very moment
	}
	in := Inquiry{Kind: o.Kind, Template: o.Template, Items: o.Items, Content: s.about(append(items, s.partsOf(items[0])...))}
	in.Circle.Stage = fmt.Sprintf("%s-%d-%d", o.Kind, s.Turn, o.Number)
	for _, id := range o.People {
		for _, found := range r.StandIns {
			if found.Key == openKey(o.Number, id) {
				in.Circle.Add(s.Workflow, s.ask(o, items, id, found, r))
			}
		}
	}
	in.Circle.Reaching(s.Reach)
	s.Inquiries = append(s.Inquiries, in)
	s.Any = s.Any || o.Kind != inquiryDue && o.Kind != inquiryExperiment // of those the partnership knows when they are due
}

func (s *step) itemsOf(ids []string) []*Item {
	var list []*Item
	for _, id := range ids {
		if it := s.item(id); it != nil && !it.Stage.Settled() {
			list = append(list, it)
		}
	}
	return list
}

func (s *step) ask(o Opening, items []*Item, id string, found procedure.ReckonedStandIn, r procedure.Reckoning) asking.Ask {
	a := asking.AskOf(id, s.name(id), s.party(id), found, s.now)
	a.Due = o.Due
	for _, i := range r.Instants {
		if i.Key == openKey(o.Number, id) && (o.Due.IsZero() || !s.now.Before(o.Due)) {
			a.Due, a.Window = i.At, o.window()
		}
	}
	reader, _ := s.Known.Person(a.Person)
	a.Questions = questions(o.Kind, items, wording.In(reader.Language))
	return a
}

// questions are what an inquiry asks, in the reader's language. Everybody may read
// the answers.
func questions(kind InquiryKind, items []*Item, words wording.Language) []partnership.Question {
	yesNo := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindYesNo, Text: text}
	}
	text := func(id, text string, optional bool) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: optional, Readers: partnership.ReadersAll}
	}
	q := words.Questions
	switch kind {
	case inquiryDay:
		return []partnership.Question{yesNo(QuestionAgree, q.Agree), text(QuestionWhyNot, q.WhyNot, true)}
	case inquiryProposed:
		will := q.WillYou
		if items[0].Kind == procedure.ItemIdea {
			will = q.TakeUp
		}
		return []partnership.Question{
			yesNo(QuestionAccept, will),
			{ID: QuestionDay, Kind: partnership.KindDate, Text: q.ByWhen, Optional: true},
			text(QuestionWhyNot, q.NotOurs, true),
		}
	case inquiryIssue:
		return []partnership.Question{text(QuestionAnswer, q.YourAnswer, false)}
	case inquiryHelps:
		return []partnership.Question{yesNo(QuestionHelps, q.Helps), text(QuestionMissing, q.Missing, true)}
	case inquiryExperiment:
		return []partnership.Question{
			{ID: QuestionVerdict, Kind: partnership.KindChoice, Text: q.Verdict, Choices: verdicts(words.Code)}, text(QuestionSeen, q.Seen, true),
		}
	case inquiryCorrective:
		return []partnership.Question{text(QuestionAction, q.Remedy, false), {ID: QuestionDay, Kind: partnership.KindDate, Text: q.ByWhen}}
	default:
		var list []partnership.Question
		for _, it := range items {
			list = append(list, partnership.Question{ID: it.ID, Kind: partnership.KindTask, Text: fmt.Sprintf(q.Task, it.Phrases.In(words.Code, it.What), dayIn(words, it.Due))})
		}
		return list
	}
}

func dayIn(words wording.Language, day string) string {
	d, err := cadence.ParseDate(day)
	if err != nil {
		return day
	}
	return words.Date(d)
}

// desk is what the commitments lend to an inquiry.
func (s *step) desk(in *Inquiry) asking.Desk {
	about := ""
	if len(in.Content.Items) == 1 || in.Kind == inquiryCorrective {
		about = in.Content.Items[0].What
	}
	return asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: in.Template, About: about, Title: "Commitments", Content: procedure.Encode(in.Content),
	}
}

// supersede ends inquiries, and takes back what has not gone out.
func (s *step) supersede(which func(Inquiry) bool) {
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; !in.Over && which(*in) {
			s.conclude(in)
		}
	}
	s.Opening = slices.DeleteFunc(s.Opening, func(o Opening) bool {
		probe := Inquiry{Kind: o.Kind, Items: o.Items}
		for _, person := range o.People {
			probe.Circle.Asks = append(probe.Circle.Asks, asking.Ask{AskTimes: procedure.AskTimes{Person: person}})
		}
		return which(probe)
	})
}

func (s *step) conclude(in *Inquiry) {
	in.Over = true
	in.Circle.TakeBack(s.out)
}

// release ends what was asked of an item: a list goes on while another item of it
// is open, and asks no more about this one.
func (s *step) release(id string) {
	s.excuse(id)
	s.supersede(func(in Inquiry) bool {
		if !slices.Contains(in.Items, id) {
			return false
		}
		return in.Kind != inquiryDue || !slices.ContainsFunc(in.Items, func(other string) bool {
			it := s.item(other)
			return other != id && it != nil && (it.Stage == procedure.ItemDue || it.Stage == procedure.ItemOverdue)
		})
	})
}

// excuse takes an item's question for answered where nobody has answered it.
func (s *step) excuse(id string) {
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Over || in.Kind != inquiryDue {
			continue
		}
		for j := range in.Circle.Asks {
			a := &in.Circle.Asks[j]
			_, asked := a.Question(id)
			if asked && !slices.ContainsFunc(a.Given, func(g asking.Given) bool { return g.Question == id }) {
				a.Given = append(a.Given, asking.Given{Answer: partnership.Answer{Question: id, Value: partnership.BoolValue(true)}, At: s.now, By: procedure.Admin})
			}
		}
	}
}

// reopen asks again in the open list what was answered about an item.
func (s *step) reopen(id string) {
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Over || in.Kind != inquiryDue {
			continue
		}
		for j := range in.Circle.Asks {
			in.Circle.Asks[j].Forget(id)
		}
	}
}

// onList reports whether an owner is being asked about an item.
func (c *Commitments) onList(id string) bool {
	return slices.ContainsFunc(c.Inquiries, func(in Inquiry) bool { return in.Kind == inquiryDue && !in.Over && slices.Contains(in.Items, id) }) ||
		slices.ContainsFunc(c.Opening, func(o Opening) bool { return o.Kind == inquiryDue && slices.Contains(o.Items, id) })
}

// wereAsked are those whose mail about an item has arrived and who are still there.
func (c *Commitments) wereAsked(id string) []string {
	var people []string
	for _, in := range c.Inquiries {
		if in.Over || !slices.Contains(in.Items, id) {
			continue
		}
		for _, a := range in.Circle.Asks {
			if a.Arrived() && !a.Left() {
				people = append(people, a.Person)
			}
		}
	}
	return procedure.Once(people)
}

// inquiryOf finds the inquiry that an ask belongs to.
func (c *Commitments) inquiryOf(ask string) *Inquiry {
	for i := range c.Inquiries {
		if c.Inquiries[i].Circle.Holds(ask) {
			return &c.Inquiries[i]
		}
	}
	return nil
}

// Circulate lets the open inquiries go on.
func (s *step) Circulate(ev procedure.Event) {
	for n := 0; n < len(s.Inquiries); n++ { // answers may open others
		in := &s.Inquiries[n]
		if in.Over && ev.Kind != procedure.Arrived && ev.Kind != procedure.Told {
			continue
		}
		happened := in.Circle.Step(s.desk(in), ev)
		if !in.Over {
			s.unmoor(in)
			s.happen(in, happened)
		}
	}
}

// pass lets an inquiry take an event.
func (s *step) pass(in *Inquiry, ev procedure.Event) {
	s.happen(in, in.Circle.Step(s.desk(in), ev))
}

// punctual is how much later than planned a mail may arrive before its items are
// late so much later.
const punctual = 15 * time.Minute

// unmoor moves what an owner has to do by the time for which their mail was held
// up: nobody is late who was not asked.
func (s *step) unmoor(in *Inquiry) {
	if in.Unmoored || in.Kind != inquiryDue && in.Kind != inquiryExperiment {
		return
	}
	for _, a := range in.Circle.Asks {
		if !a.Arrived() {
			continue
		}
		in.Unmoored = true
		for _, it := range s.itemsOf(in.Items) {
			held := a.SentAt.Sub(procedure.Later(it.AskAt, in.Content.At))
			if it.Stage != procedure.ItemDue || held <= punctual {
				continue
			}
			it.LateAt = it.LateAt.Add(held)
		}
		return
	}
}

// happen follows what the people of an inquiry did.
func (s *step) happen(in *Inquiry, happened []asking.Happening) {
	in.Circle.Follow(s.desk(in), happened, &s.News, asking.Follower{
		Answered: func(h asking.Happening) { s.answered(in, h) },
		Closed:   func() { s.closed(in) },
		Over:     func() bool { return in.Over },
	})
}

// answered takes what was said to an inquiry.
func (s *step) answered(in *Inquiry, h asking.Happening) {
	for _, a := range h.Answers {
		if a.Value.Unknown { // an answer, and nothing that could be gone by
			h.Ask.Forget(a.Question)
		}
	}
	person := h.Ask.Person
	all := h.Ask.Answers()
	switch in.Kind {
	case inquiryDue:
		for _, a := range h.Answers {
			s.said(h.Ask, a, person)
		}
	case inquiryDay:
		s.agreed(in, h)
	case inquiryProposed:
		s.proposalSaid(in, h)
	case inquiryIssue:
		if words := partnership.Answers(h.Answers).Text(QuestionAnswer); words != "" {
			s.answerIssue(s.item(in.Items[0]), person, words)
		}
	case inquiryHelps:
		if helps, given := partnership.Answers(h.Answers).YesNo(QuestionHelps); given {
			s.judge(s.item(in.Items[0]), person, helps, partnership.Answers(all).Text(QuestionMissing))
		}
	case inquiryCorrective:
		s.correctiveSaid(in, h)
	case inquiryExperiment:
		if verdict := partnership.Answers(h.Answers).Text(QuestionVerdict); verdict != "" {
			s.done(s.item(in.Items[0]), person, strings.TrimSpace(verdict+". "+partnership.Answers(all).Text(QuestionSeen)))
		}
	}
}

// agreed takes what somebody who waits says to another day.
func (s *step) agreed(in *Inquiry, h asking.Happening) {
	yes, given := partnership.Answers(h.Answers).YesNo(QuestionAgree)
	it := s.item(in.Items[0])
	switch {
	case !given || it == nil || it.Request == nil:
	case yes:
		s.move(it, it.Request.Day, it.Request.By, it.Request.Words)
	default:
		words := partnership.Answers(h.Ask.Answers()).Text(QuestionWhyNot)
		s.conclude(in)
		s.decline(it, h.Ask.Person, words)
	}
}

// said takes what an owner says of one item of their list. Only done ends it.
func (s *step) said(ask *asking.Ask, a partnership.Answer, person string) {
	it := s.item(a.Question)
	if it == nil || it.Stage.Settled() {
		return
	}
	switch v := a.Value; {
	case v.Bool != nil && *v.Bool:
		s.explain(procedure.Explanation{Why: whyDone, Item: it.What, Person: it.For})
		s.done(it, person, "")
	case v.Date != nil:
		if !s.newDay(it, person, v.Date.String(), "") {
			ask.Forget(it.ID)
		}
	case v.Text != nil:
		ask.Forget(it.ID)
		s.words(it, person, strings.TrimSpace(*v.Text))
	default:
		ask.Forget(it.ID)
		s.explain(procedure.Explanation{Why: whyOpen, Item: it.What, Day: it.Due})
	}
}

// words are kept with an item, and told to who could help: a person whom they
// name, or who speaks for the owner's side.
func (s *step) words(it *Item, by, words string) {
	it.Said = procedure.Words{By: by, Text: words}
	s.Any = true
	helper := ""
	if person, ok := s.Known.NamedIn(words, by); ok {
		helper = person.ID
	} else if head, ok := s.Known.LeadOf(it.Owner); ok {
		helper = head.ID
	}
	s.explain(procedure.Explanation{Why: whyWords, Item: it.What, Person: helper})
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: by + " has written about " + lower(title(*it))}, "words", it.ID, s.cause())
	if helper != "" && helper != by {
		s.tell(TemplateHelp, it, helper, true, func(*Row) {})
	}
}

// closed is the end of a window in which nobody answered, or not everybody.
func (s *step) closed(in *Inquiry) {
	it := s.item(in.Items[0])
	if it == nil || it.Stage.Settled() {
		return
	}
	s.Any = true
	switch in.Kind {
	case inquiryDay:
		s.conclude(in)
		s.decline(it, "", "")
	case inquiryProposed, inquiryCorrective:
		s.passOver(in, it)
	case inquiryIssue:
		s.overdueIssue(it)
	case inquiryHelps: // nobody objects
		s.conclude(in)
		s.done(it, it.Owner, it.Said.Text)
	case inquiryDue, inquiryExperiment: // the ladder goes on
	}
}
