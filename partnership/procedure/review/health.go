package review

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// TemplateHealth asks the chair which steps follow from how the partnership does, and then
// tells everybody, with them.
const TemplateHealth procedure.Template = "health-result"

// Health is what a review of the method "health" knows: how the partnership did on its day,
// and what was decided the last time.
type Health struct {
	Report   health.Report `json:"report,omitzero"`
	Before   []Undertaken  `json:"before,omitempty"`
	LastDate string        `json:"last_date,omitempty"`
}

// mostSteps is how many steps are asked for: one for each cause that is named.
const mostSteps = 3

// healthMethod shows the chair how the partnership does and what costs most, and asks what
// is done about it.
type healthMethod struct{ onItsDay }

// prepare takes over the figure of the day: what people read and what the chair decides on
// is the same.
func (healthMethod) prepare(r *Review, _ partnership.Spec, b procedure.Brief) {
	last := lastOf(b.Courses, r.Occasion.Name)
	r.Health.Before, r.Health.LastDate = last.Steps, last.Date
	if b.Health != nil {
		r.Health.Report = *b.Health
	}
}

// input is nothing: everything is known already.
func (healthMethod) input(*Review, string, wording.Review) []partnership.Question { return nil }

// decisions asks for a step about each of the causes that cost most, or for any where
// nothing does.
func (healthMethod) decisions(r *Review, words wording.Review) []partnership.Question {
	var texts []string
	for _, c := range r.Health.Report.Causes {
		texts = append(texts, StepAgainst(words, c.Reason))
	}
	if len(texts) == 0 {
		texts = []string{words.AnyStep}
	}
	return r.askSteps(words, texts...)
}

// StepAgainst asks for a step against what costs points.
func StepAgainst(words wording.Review, reason health.Reason) string {
	if text, ok := words.Against[string(reason)]; ok {
		return text
	}
	return words.AnyStep
}

func (healthMethod) led(stage Stage) bool { return stage == Deciding }

func (healthMethod) steps() []string { return HealthSteps() }

// HealthSteps are the questions for a step, in the order of the causes.
func HealthSteps() []string {
	var list []string
	for i := range mostSteps {
		list = append(list, fmt.Sprintf("step-%d", i+1))
	}
	return list
}

// dress words the letters to the chair.
func (healthMethod) dress(r *Review, d *asking.Desk) {
	d.Template, d.Content = TemplateHealth, procedure.Encode(r.vital())
}

// closed goes on: the chair is asked at once, and then everybody hears of it.
func (healthMethod) closed(s *step) {
	if s.Stage == Collecting {
		s.chair(Deciding, decideWindow())
		return
	}
	s.conclude()
}

// learned hears nothing: nothing is wondered about.
func (healthMethod) learned(*step, procedure.Event) {}

func (healthMethod) late(*Review) procedure.Template { return TemplateHealth }

// result is how the partnership does, with what follows.
func (healthMethod) result(s *step, l procedure.Letter) procedure.Letter {
	v := s.vital()
	v.Decision = s.decision()
	return l.With(v)
}

func (healthMethod) kept(s *step) *procedure.Course { return s.course(s.legacy()) }

// Vital is what the mails about health show.
type Vital struct {
	Date   string        `json:"date"`
	Report health.Report `json:"report"`
	// Before is what was decided the last time.
	Before   []Undertaken `json:"before,omitempty"`
	LastDate string       `json:"last_date,omitempty"`
	Decision
}

func (r *Review) vital() Vital {
	return Vital{Date: r.Occasion.Date, Report: r.Health.Report, Before: r.Health.Before, LastDate: r.Health.LastDate}
}
