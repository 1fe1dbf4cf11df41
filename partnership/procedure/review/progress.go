package review

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The mails of a review of progress.
const (
	TemplateInput     procedure.Template = "review-input"     // to all: what was achieved, what is in the way, are the goals still right?
	TemplateReading   procedure.Template = "review-reading"   // the page that all read before the chair decides
	TemplateDecisions procedure.Template = "review-decisions" // to the chair: which goals go on? Then to all, with the answer
)

// ProgressTemplates are the mails of a review of progress.
func ProgressTemplates() []procedure.Template {
	return []procedure.Template{TemplateInput, TemplateReading, TemplateDecisions}
}

// Progress is what a review of the method "progress" knows.
type Progress struct {
	// Goals are those that are decided on, each as it stood when the review began.
	Goals []Stood `json:"goals,omitempty"`
	// Last are those of the review before, of that date, and Before is what was decided then.
	Last     []Stood      `json:"last,omitempty"`
	LastDate string       `json:"last_date,omitempty"`
	Before   []Undertaken `json:"before,omitempty"`
	// Read says that the page has gone out, and Late is what people have put in since.
	Read bool                `json:"read,omitempty"`
	Late []procedure.Writing `json:"late,omitempty"`
}

// Stood is how a goal stood on a day.
type Stood struct {
	Goal      string `json:"goal"`
	Statement string `json:"statement,omitempty"`
	// Phrases are the statement in other languages.
	Phrases  partnership.Phrases `json:"phrases,omitempty"`
	People   []string            `json:"people,omitempty"` // who own it or report its figures
	Progress measure.Ratio       `json:"progress"`
	RAG      measure.RAG         `json:"rag,omitempty"`
}

// The questions about all that is done together. About a goal there are "right-" and its ID,
// and to the chair "goal-" and its ID.
const (
	QuestionAchieved = "achieved"
	QuestionProblem  = "problem"
	QuestionWeak     = "weak"
	QuestionMarket   = "market"
	QuestionChange   = "change"
)

// QuestionRight asks whether a goal is still right.
func QuestionRight(goal string) string { return "right-" + goal }

// QuestionGoal asks the chair how a goal goes on.
func QuestionGoal(goal string) string { return "goal-" + goal }

// progressMethod asks what was achieved and what is in the way, gives everybody a page to
// read, and has the chair say for each goal how it goes on (procedures 9, domain 2.4).
type progressMethod struct{}

// The times before the day on which the chair decides, in business days of the chair.
const (
	compareBefore = 5 // figures that differ are named
	readBefore    = 3 // everybody gets the page
)

// asked are those whom the spec names, and who own a goal or report on one.
func (progressMethod) asked(spec partnership.Spec, v partnership.Review) []string {
	people := slices.Clone(v.Ask)
	for _, g := range spec.Goals {
		people = append(people, peopleOf(g)...)
	}
	return procedure.Once(people)
}

// peopleOf are who own a goal or report its figures.
func peopleOf(g partnership.Goal) []string {
	var people []string
	if g.Owner != "" {
		people = append(people, g.Owner)
	}
	for _, k := range g.KPIs {
		people = append(people, k.Reporters...)
	}
	return procedure.Once(people)
}

func (progressMethod) lead(v partnership.Review) []cadence.Span {
	days := func(n int) cadence.Span { return cadence.Span{Count: n, Unit: cadence.BusinessDays} }
	return []cadence.Span{v.Window, days(compareBefore - readBefore), days(readBefore)}
}

// prepare takes over how the goals stand, and what was decided the last time.
func (progressMethod) prepare(r *Review, spec partnership.Spec, b procedure.Brief) {
	last := lastOf(b.Courses, r.Occasion.Name)
	r.Progress = Progress{Last: last.Goals, LastDate: last.Date, Before: last.Steps}
	stands := standing.Stand(spec, b.Readings, cadence.DateOf(b.Occasion.At))
	for i, g := range spec.Goals {
		r.Progress.Goals = append(r.Progress.Goals, Stood{
			Goal: g.ID, Statement: g.Statement, Phrases: spec.Phrases.Of(g.Statement), People: peopleOf(g), Progress: stands.Goals[i].Progress, RAG: stands.Goals[i].RAG,
		})
	}
}

// hasten asks those who speak for the parties at once, for a short time.
func (m progressMethod) hasten(r *Review) {
	for _, member := range r.Members {
		a := member.Ask(hastyWindow())
		a.Send, a.Questions = r.Occasion.At, m.input(r, member.Person, wording.In(member.Language).Review)
		a.Stopped = r.Presence.HasStopped(member.Person)
		r.Collecting.Add(r.Workflow, a)
	}
	r.Collecting.Reaching(r.Reach)
}

// hastyWindow is how long people have to put something into a review out of turn.
func hastyWindow() procedure.Window {
	return procedure.Window{Span: cadence.Span{Count: 3, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}}}
}

// input asks what was achieved, what is in the way and what is weak, whether the market has
// changed, and of the goals that are the person's whether they are still right.
func (progressMethod) input(r *Review, person string, words wording.Review) []partnership.Question {
	said := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Lasting: true, Readers: partnership.ReadersAll}
	}
	list := []partnership.Question{
		said(QuestionAchieved, words.Progress.Achieved), said(QuestionProblem, words.Progress.Problem), said(QuestionWeak, words.Progress.Weak),
	}
	for _, g := range r.Progress.Goals {
		if slices.Contains(g.People, person) {
			list = append(list, said(QuestionRight(g.Goal), fmt.Sprintf(words.Progress.Right, g.Phrases.In(r.languageOf(person), g.Statement))))
		}
	}
	market := said(QuestionMarket, words.Progress.Market)
	market.Optional = true
	return append(list, market)
}

// languageOf is the language that somebody who takes part reads.
func (r *Review) languageOf(person string) string {
	for _, m := range r.Members {
		if m.Person == person {
			return m.Language
		}
	}
	return ""
}

// adds reports whether nothing is decided yet: until then everything counts.
func (progressMethod) adds(r *Review) bool { return !r.Told }

func (progressMethod) led(stage Stage) bool { return stage == Deciding }

func (progressMethod) steps() []string { return HealthSteps() }

// late sends who writes about the page to the mail in which they were asked: there it counts
// until the decision is out.
func (progressMethod) late(r *Review) procedure.Template {
	if r.Told {
		return TemplateDecisions
	}
	return TemplateReading
}

// closed goes on from a stage. Figures that differ are asked about by the partnership when
// they come: here they are named, and nobody is asked twice.
func (progressMethod) closed(s *step) {
	switch s.Stage {
	case Collecting:
		s.count()
		s.rest(Reconciling, s.part(paged))
	case Reconciling:
		s.hand()
		s.rest(Reading, s.part(decided))
	case Reading:
		s.chair(Deciding, decideWindow())
	case Deciding:
		s.conclude()
	case Done:
	}
}

func (progressMethod) learned(*step, procedure.Event) {}

// hand gives everybody the page to read.
func (s *step) hand() {
	s.Progress.Read = true
	d, page := s.desk(), s.page()
	for _, person := range s.audience() {
		l := d.Notice(person, TemplateReading).With(page)
		l.Writings = s.Written
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// dress words the letters of the stage.
func (progressMethod) dress(r *Review, d *asking.Desk) {
	d.Content = procedure.Encode(r.page())
	switch r.Stage {
	case Deciding, Done:
		d.Template, d.Writings = TemplateDecisions, r.Progress.Late
	case Collecting, Reconciling, Reading:
		d.Template, d.Sealed = TemplateInput, true
	}
}

// result is how each goal goes on, with what follows. Where all simply go on, it can wait for
// another mail to those who do not lead.
func (progressMethod) result(s *step, l procedure.Letter) procedure.Letter {
	leads := slices.ContainsFunc(s.Heads, func(m asking.Member) bool { return m.Person == l.Person })
	if l.Rides = !leads && len(s.amended()) == 0; l.Rides {
		l.Topic = fmt.Sprintf("%s/%s", TemplateDecisions, s.Occasion.Name)
	}
	p := s.page()
	p.Decision = s.decision()
	p.Silent = p.Silent && len(p.Verdicts) == 0
	l.Writings = s.Progress.Late
	return l.With(p)
}

// kept is how the goals stood, and which steps were decided on.
func (progressMethod) kept(s *step) *procedure.Course {
	l := s.legacy()
	for _, g := range s.Progress.Goals {
		g.Statement, g.Phrases, g.People = "", nil, nil
		l.Goals = append(l.Goals, g)
	}
	return s.course(l)
}

// Page is what the mails about progress show beside how the goals stand as they go out.
type Page struct {
	Date string `json:"date"`
	// Goals are the IDs of those that are decided on.
	Goals []string `json:"goals,omitempty"`
	// Last is how goals stood at the review before, of that date, and Before what was
	// decided then.
	Last     []Stood      `json:"last,omitempty"`
	LastDate string       `json:"last_date,omitempty"`
	Before   []Undertaken `json:"before,omitempty"`
	// Asked were to put something in, and Answered have.
	Asked    int `json:"asked,omitempty"`
	Answered int `json:"answered,omitempty"`
	// Leads is the chair to be, and At when they are asked; nothing where that is at once.
	// Page is when everybody gets what was put in.
	Leads string    `json:"leads,omitempty"`
	Page  time.Time `json:"page,omitzero"`
	At    time.Time `json:"at,omitzero"`
	// Verdicts are how the goals go on, and Change says what changes.
	Verdicts []Verdict `json:"verdicts,omitempty"`
	Change   string    `json:"change,omitempty"`
	Decision
}

func (r *Review) page() Page {
	p := Page{Date: r.Occasion.Date, Last: r.Progress.Last, LastDate: r.Progress.LastDate, Before: r.Progress.Before}
	for _, g := range r.Progress.Goals {
		p.Goals = append(p.Goals, g.Goal)
	}
	if len(r.Heads) > 0 {
		p.Leads, p.Page, p.At = r.Heads[0].Person, r.part(paged), r.part(decided)
	}
	if r.Stage != Collecting {
		p.Asked, p.Answered = r.Collecting.Counts()
		p.Verdicts, p.Change = r.verdicts(), r.change()
	}
	return p
}
