package survey

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// count has the answers counted, now that the window of all has passed. Where nobody has
// answered there is nothing to count.
func (s *step) count() {
	if s.Counting || s.Result != nil {
		return
	}
	if asked, _ := s.Circle.Counts(); asked == 0 {
		s.Decide(s.out, s.now, procedure.OutcomeUndelivered, s.title())
	}
	s.Counting = true
	s.out.Add(s.ballots(false))
}

// ballots are the answers, to be counted or to be deleted.
func (s *step) ballots(discard bool) procedure.Publish {
	asked, _ := s.Circle.Counts()
	p := procedure.Publish{
		Slug: s.Slug, Survey: s.Occasion.Name, Date: s.Occasion.Date, Asked: asked, Rule: s.Rule, Named: !s.Anonymous, Discard: discard,
	}
	for _, a := range s.Circle.Asks {
		p.Voters = append(p.Voters, procedure.Voter{Ask: a.ID, Person: a.Person, Party: a.Party})
	}
	return p
}

// publish takes what the round came to, once. Where something may be seen the leads say
// what follows from it first.
func (s *step) publish(p procedure.Publication) {
	if s.Result != nil {
		return
	}
	s.Counting, s.Result, s.news.Any = false, &p, true
	asked, answered := s.Circle.Counts()
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
		s.content = p.Content
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
	for _, person := range s.Circle.Audience() {
		s.tell(person, TemplateResult, Response{Date: s.Occasion.Date, Suppressed: true, Floor: s.Rule.Floor}, true)
	}
}

// lookAt tells everybody who was asked what came of it, as soon as the leads have all
// said what follows, or their time is over.
func (s *step) lookAt() {
	if s.Decided != procedure.OutcomePublished || len(s.Leads.Asks) == 0 || s.Told {
		return
	}
	said := s.Leads.Answered()
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
	told := s.Circle.Audience()
	for _, h := range s.Heads {
		told = append(told, h.Person)
	}
	for _, person := range procedure.Once(told) {
		s.tell(person, template, r, s.hasSaid(person))
	}
	s.Leads.ClosedAt, s.Told = s.now, true
	s.handOver()
	s.leave()
}

// leave lets the partnership keep what there is to find in the result, now that everybody
// knows it. A round without figures leaves those of the one before.
func (s *step) leave() {
	if f := s.Result.Findings; len(f.Rated) > 0 || len(f.Apart) > 0 {
		s.course = &procedure.Course{Type: Type, Name: s.Occasion.Name, Outcome: s.Decided, At: s.now, Kept: procedure.Encode(f)}
	}
}

// hasSaid reports whether a lead has said what follows. They know the result; what the
// other side does rides along with their next mail.
func (s *Survey) hasSaid(person string) bool {
	return slices.ContainsFunc(s.Leads.Asks, func(a asking.Ask) bool { return a.Person == person && len(a.Given) > 0 })
}

// overAndDone reports whether nothing more is to come.
func (s *Survey) overAndDone() bool {
	switch s.Decided {
	case "":
		return false
	case procedure.OutcomePublished:
		return s.Told || len(s.Leads.Asks) == 0
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

// Doing is what a lead says follows: what they do and by when, or why nothing; which
// remarks they take up, by number, and why not the others.
type Doing struct {
	Person string `json:"person"`
	Party  string `json:"party"`
	What   string `json:"what,omitempty"`
	Due    string `json:"due,omitempty"`
	Why    string `json:"why,omitempty"`
	// Remarks are numbers of remarks, the lowest first.
	Remarks []int  `json:"remarks,omitempty"`
	Others  string `json:"others,omitempty"`
}

func (s *step) response() Response {
	r := Response{Date: s.Occasion.Date, Floor: s.Rule.Floor, Anonymous: s.Anonymous}
	var heard []string
	for _, a := range s.Leads.Asks {
		if slices.Contains(heard, a.Subject()) {
			continue
		}
		heard = append(heard, a.Subject())
		answers := s.said(a.Subject())
		if enough(answers) {
			r.Doing = append(r.Doing, Doing{
				Person: a.Subject(), Party: a.Party, What: answers.Text(QuestionDo), Due: answers.Day(QuestionBy), Why: answers.Text(QuestionWhyNot),
				Remarks: answers.Picked(QuestionRemarks), Others: answers.Text(QuestionOthers),
			})
		}
	}
	r.Silent = len(r.Doing) == 0
	return r
}

// tell lets somebody know what came of it. What is no result rides along.
func (s *step) tell(person string, template procedure.Template, r Response, rides bool) {
	l := s.desk().Notice(person, template).With(r)
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

// tooLate answers who writes when the answers have been counted: theirs is not kept.
func (s *step) tooLate(r procedure.Reply) {
	d := s.desk()
	s.news.TooLate(d, r, "wrote after the survey had closed", TemplateAsk, func(l *procedure.Letter) { l.Content = d.Content })
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
