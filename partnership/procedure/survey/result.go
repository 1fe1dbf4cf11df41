package survey

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The questions to the leads.
const (
	QuestionDo     = "do"
	QuestionBy     = "by"
	QuestionWhyNot = "why-not"
)

// stageResponding is that of the leads' asks.
const stageResponding = "responding"

// response is how long the leads have to say what follows. After it the result goes out
// without them, and says so.
func response() procedure.Window {
	return procedure.Window{
		Span: cadence.Span{Count: 10, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}},
	}
}

// longestResponse is how long a result waits for leads whom no mail reaches.
const longestResponse = 30 * 24 * time.Hour

// count has the answers counted, now that the window of all has passed. Where nobody has
// answered there is nothing to count.
func (s *step) count() {
	if s.Counting || s.Result != nil {
		return
	}
	if asked, _ := s.counts(); asked == 0 {
		s.Decide(s.out, s.now, procedure.OutcomeUndelivered, s.title())
	}
	s.Counting = true
	s.out.Add(s.ballots(false))
}

// ballots are the answers, to be counted or to be deleted.
func (s *step) ballots(discard bool) procedure.Publish {
	asked, _ := s.counts()
	p := procedure.Publish{
		Slug: s.Slug, Survey: s.Occasion.Name, Date: s.Occasion.Date, Asked: asked, Rule: s.Rule, Named: !s.Anonymous, Discard: discard,
	}
	for _, a := range s.Circle.Asks {
		p.Voters = append(p.Voters, procedure.Voter{Ask: a.ID, Person: a.Person, Party: a.Party})
	}
	return p
}

// counts are how many were really asked and there to answer, and how many have.
func (s *Survey) counts() (asked, answered int) {
	for _, a := range s.Circle.Asks {
		spoke := len(a.Given) > 0
		if spoke || a.Arrived() && !a.Left() && !a.Bounced && !a.Gone && a.Returned == "" && a.Away == "" {
			asked++
		}
		if spoke {
			answered++
		}
	}
	return asked, answered
}

// publish takes what the round came to, once. Where something may be seen the leads say
// what follows from it first.
func (s *step) publish(p procedure.Publication) {
	if s.Result != nil {
		return
	}
	s.Counting, s.Result, s.news.Any = false, &p, true
	asked, answered := s.counts()
	s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactClosed, Of: s.Workflow, At: s.now, Asked: asked, Answered: answered})
	if s.Decided == procedure.OutcomeUndelivered {
		s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactUndelivered, Of: s.Workflow, At: s.now})
	}
	if !s.Anonymous { // the answers under their names; the figures stay
		s.out.Add(procedure.Forget{At: s.now.Add(procedure.SealedFor)})
	}
	switch {
	case s.Decided != "":
	case p.Answered == 0:
		s.Decide(s.out, s.now, procedure.OutcomeMissed, s.title())
	case !p.Shown && p.Remarks == 0:
		s.suppress()
	default:
		s.Decide(s.out, s.now, procedure.OutcomePublished, s.title())
		s.ask()
	}
}

// suppress ends a round of which nothing can be told; everybody who was asked hears that.
func (s *step) suppress() {
	s.news.Any = true
	s.Decide(s.out, s.now, procedure.OutcomeSuppressed, s.title())
	if s.hopeless() { // nobody was asked: the leads hear why
		for _, h := range s.Heads {
			s.tell(h.Person, TemplateResult, Response{Date: s.Occasion.Date, Suppressed: true, Audience: len(s.Circle.Asks), Floor: s.Rule.Floor}, true)
		}
		return
	}
	for _, a := range s.audience() {
		s.tell(a.Person, TemplateResult, Response{Date: s.Occasion.Date, Suppressed: true, Floor: s.Rule.Floor}, true)
	}
}

// ask lets the leads have the result, with the question what follows from it.
func (s *step) ask() {
	s.RespondBy = s.now.Add(longestResponse)
	for _, h := range s.Heads {
		words := wording.In(h.Language).Response
		s.Leads.Stage = stageResponding
		s.Leads.Add(s.Workflow, asking.Ask{
			AskTimes: procedure.AskTimes{Person: h.Person, Send: s.now, City: h.City}, Name: h.Name, Party: h.Party, Window: response(),
			Questions: []partnership.Question{
				{ID: QuestionDo, Kind: partnership.KindText, Text: words.Do, Readers: partnership.ReadersAll},
				{ID: QuestionBy, Kind: partnership.KindDate, Text: words.By, Optional: true},
				{ID: QuestionWhyNot, Kind: partnership.KindText, Text: words.WhyNot, Optional: true, Readers: partnership.ReadersAll},
			},
		})
	}
	s.Leads.Reaching(s.Reach)
	s.pass(procedure.Event{Kind: procedure.Woke})
}

func (s *step) leadsDesk() asking.Desk {
	return asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: TemplateHeard, About: s.Occasion.Name, Title: s.title(), Until: s.RespondBy,
		Content: procedure.Encode(Response{Date: s.Occasion.Date, Floor: s.Rule.Floor, Anonymous: s.Anonymous}), Result: s.Workflow,
	}
}

// decide takes what a lead says follows. A reason why nothing does is an answer, too; what
// is to be done by a day becomes something owed.
func (s *step) decide(h asking.Happening) {
	answers := partnership.Answers(h.Ask.Answers())
	if answers.Text(QuestionWhyNot) != "" && answers.Text(QuestionDo) == "" {
		for i := range h.Ask.Questions {
			h.Ask.Questions[i].Optional = true
		}
		h.Ask.AnsweredAt = s.now
	}
	item := procedure.Item{
		ID:   fmt.Sprintf("%s-%s-%s-%s", Noun, s.Occasion.Name, s.Occasion.Date, h.Ask.Party),
		What: answers.Text(QuestionDo), Owner: h.Ask.Subject(), Due: answers.Day(QuestionBy), By: h.Ask.Person, For: s.other(h.Ask.Party),
	}
	if item.What == "" {
		return
	}
	if item.Due == "" {
		item.Within = undated
	}
	s.Undertaken = append(slices.DeleteFunc(s.Undertaken, func(i procedure.Item) bool { return i.ID == item.ID }), item)
	// It is kept from the moment at which everybody hears of it, unless its day comes first.
	if item.Due != "" && item.Due <= h.Ask.Due.Format(time.DateOnly) {
		s.handOver()
	}
}

// handOver gives what leads undertake to the partnership.
func (s *step) handOver() {
	s.items, s.Undertaken = append(s.items, s.Undertaken...), nil
	s.news.Any = true
}

// undated is how long a lead has for what they gave no day for.
var undated = cadence.Span{Count: 10, Unit: cadence.BusinessDays}

// other speaks for another party than one: who waits for what that one does.
func (s *Survey) other(party string) string {
	i := slices.IndexFunc(s.Heads, func(h Head) bool { return h.Party != party })
	if i < 0 {
		return ""
	}
	return s.Heads[i].Person
}

// lookAt tells everybody who was asked what came of it, as soon as the leads have all
// said what follows, or their time is over.
func (s *step) lookAt() {
	if s.Decided != procedure.OutcomePublished || len(s.Leads.Asks) == 0 || s.Leads.Closed() && s.told() {
		return
	}
	said := !slices.ContainsFunc(s.Leads.Asks, func(a asking.Ask) bool { return !a.Complete() && !a.Left() && !a.Covered })
	if !said && !s.Leads.Closed() || s.Paused() {
		return
	}
	s.tellAll()
}

// tellAll lets everybody who was asked, and the leads, know of the result.
func (s *step) tellAll() {
	r := s.response()
	template := TemplateDid
	if r.Silent {
		template = TemplateResult
	}
	var told []string
	for _, a := range s.audience() {
		told = append(told, a.Person)
	}
	for _, h := range s.Heads {
		told = append(told, h.Person)
	}
	for _, person := range procedure.Once(told) {
		s.tell(person, template, r, false)
	}
	s.Leads.ClosedAt, s.Heads = s.now, nil
	s.handOver()
}

// told reports whether everybody has heard of the result.
func (s *Survey) told() bool { return len(s.Heads) == 0 }

// overAndDone reports whether nothing more is to come.
func (s *Survey) overAndDone() bool {
	switch s.Decided {
	case "":
		return false
	case procedure.OutcomePublished:
		return s.told() || len(s.Leads.Asks) == 0
	case procedure.OutcomeUndelivered:
		return !s.Counting
	default:
		return true
	}
}

// Response is what follows from a round. The figures themselves are in the store, where
// the mail is composed.
type Response struct {
	Date      string `json:"date"`
	Anonymous bool   `json:"anonymous,omitempty"`
	// Suppressed says that there is nothing to tell: fewer than Floor have answered, or only
	// so many of the Audience could have.
	Suppressed bool `json:"suppressed,omitempty"`
	Floor      int  `json:"floor,omitempty"`
	Audience   int  `json:"audience,omitempty"`
	// Doing is what the leads say, and Silent that none of them has.
	Doing  []Doing `json:"doing,omitempty"`
	Silent bool    `json:"silent,omitempty"`
}

// Doing is what a lead says follows: what they do and by when, or why nothing.
type Doing struct {
	Person string `json:"person"`
	Party  string `json:"party"`
	What   string `json:"what,omitempty"`
	Due    string `json:"due,omitempty"`
	Why    string `json:"why,omitempty"`
}

func (s *step) response() Response {
	r := Response{Date: s.Occasion.Date, Floor: s.Rule.Floor, Anonymous: s.Anonymous}
	for _, a := range s.Leads.Asks {
		answers := partnership.Answers(a.Answers())
		d := Doing{
			Person: a.Person, Party: a.Party, What: answers.Text(QuestionDo), Due: answers.Day(QuestionBy), Why: answers.Text(QuestionWhyNot),
		}
		if d.What != "" || d.Why != "" {
			r.Doing = append(r.Doing, d)
		}
	}
	r.Silent = len(r.Doing) == 0
	return r
}

// audience are those who were really asked and can still be told.
func (s *Survey) audience() []*asking.Ask {
	var list []*asking.Ask
	for i := range s.Circle.Asks {
		if a := &s.Circle.Asks[i]; a.Arrived() && !a.Left() && !a.Bounced && !a.Gone {
			list = append(list, a)
		}
	}
	return list
}

// tell lets somebody know what came of it. What is no result rides along.
func (s *step) tell(person string, template procedure.Template, r Response, rides bool) {
	l := s.notice(person, template).With(r)
	if !r.Suppressed {
		l.Result = s.Workflow
	}
	if l.Rides = rides; rides {
		l.Topic = string(template) + "/" + s.Occasion.Name
	}
	if s.Address(&l) {
		s.out.Add(procedure.Send{Letter: l})
	}
}

func (s *step) notice(person string, template procedure.Template) procedure.Letter {
	return procedure.Letter{
		Key: fmt.Sprintf("%s/%s", template, person), Template: template, Form: procedure.FormNotice,
		Slug: s.Slug, Spec: s.Spec, Workflow: s.Workflow, Person: person, Ask: procedure.AskID(s.Workflow, "result", person),
		About: s.Occasion.Name, At: s.now,
	}
}

// tooLate answers who writes when the answers have been counted: theirs is not kept.
func (s *step) tooLate(r procedure.Reply) {
	if !s.Seen.Add(r.ID) || !r.Written() {
		return
	}
	s.Note(s.out, s.now, procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: r.Person + " wrote after the survey had closed", Source: r.Source}, r.ID)
	draft := func(t procedure.Template) procedure.Letter {
		l := s.notice(r.Person, t)
		l.Key, l.Form, l.Phrases, l.Urgent, l.InReplyTo = fmt.Sprintf("%s/%s", t, r.ID), procedure.FormClosed, TemplateAsk, true, r.Source
		l.Content = s.desk().Content
		return l
	}
	closed := r.Cast || len(r.Answers)+len(r.Problems) > 0
	if closed {
		s.out.Add(procedure.Send{Letter: draft(procedure.TemplateClosed)})
	}
	s.news.ObeyCommands(s.out, r, draft, func(reactions []procedure.Reaction) procedure.Letter {
		l := draft(procedure.TemplateReceipt)
		l.Form, l.Reactions, l.Complete = procedure.FormReceipt, reactions, true
		return l
	})
}

func (s *Survey) shown(now time.Time) *procedure.Shown {
	open := s.Circle.Open(now)
	if s.Circle.Closed() {
		open = nil
		if s.Decided == procedure.OutcomePublished && !s.Leads.Closed() {
			open = s.Leads.Open(now)
		}
	}
	return &procedure.Shown{Stage: s.stage(), Open: open, Outcome: s.Decided, Over: s.overAndDone()}
}
