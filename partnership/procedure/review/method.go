package review

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// method is what a review looks at, and how it comes from what people put in to what the
// chair decides.
type method interface {
	// prepare takes over what is known before anybody is asked.
	prepare(r *Review, spec partnership.Spec, b procedure.Brief)
	// asked are the people who are asked at first of a review as it is declared, and lead
	// how far before one another its parts begin; nothing where it begins on its day.
	asked(spec partnership.Spec, v partnership.Review) []string
	lead(v partnership.Review) []cadence.Span
	// hasten prepares a review that a guard has begun, out of turn.
	hasten(r *Review)
	// input is what a person is asked at first; nothing where the chair alone is asked, on
	// the day itself.
	input(r *Review, person string, words wording.Review) []partnership.Question
	// decisions is what the chair is asked, at last at the latest.
	decisions(r *Review, words wording.Review) []partnership.Question
	// steps are those of the decisions that ask for a step.
	steps() []string
	// led reports whether the chair alone is asked in a stage.
	led(stage Stage) bool
	// dress words the letters of a stage.
	dress(r *Review, d *asking.Desk)
	// closed goes on when the people of a stage have had their time: with another stage, or
	// by wondering about something, which learned hears.
	closed(s *step)
	learned(s *step, ev procedure.Event)
	// adds reports whether somebody can still add to what they have put in.
	adds(r *Review) bool
	// late words the answer to who writes when a part of it is over.
	late(r *Review) procedure.Template
	// result is the letter that tells a person what came of it.
	result(s *step, l procedure.Letter) procedure.Letter
	// kept is what the next review of the name takes over; nothing where none came about.
	kept(s *step) *procedure.Course
}

// Settlement is what a chair decides: steps, or why there are none.
type Settlement struct {
	Items []procedure.Item
	Why   string
}

// methodOf is how a method is carried out.
func methodOf(m partnership.ReviewMethod) method {
	switch m {
	case partnership.ReviewProgress:
		return progressMethod{}
	case partnership.ReviewFinancial:
		return moneyMethod{}
	case partnership.ReviewHealth:
		return healthMethod{}
	case partnership.ReviewRenewal:
		return renewalMethod{}
	default: // a state of a newer program is never stepped by this one
		return swotMethod{}
	}
}

// gathers reports whether people put something in before the chair decides.
func gathers(m method) bool { return len(m.input(&Review{}, "", wording.English().Review)) > 0 }

func (r *Review) method() method { return methodOf(r.Method) }

// onItsDay is a method whose reviews begin on their day with those whom the spec names,
// and take nothing in once a part of them is over.
type onItsDay struct{}

func (onItsDay) asked(_ partnership.Spec, v partnership.Review) []string { return v.Ask }

func (onItsDay) lead(partnership.Review) []cadence.Span { return nil }

func (onItsDay) hasten(*Review) {}

func (onItsDay) adds(*Review) bool { return false }
