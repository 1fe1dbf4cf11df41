package compose

import (
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// concludedView is what whoever leads a review has decided.
type concludedView struct {
	// Chair has said which steps follow; AnyStep, that there are some, and Why, why there
	// are no more. Silent: nobody has said anything.
	Chair   string
	AnyStep bool
	Why     string
	Silent  bool
	Over    bool
}

func (w letterWriter) concluded(c review.Conclusion) concludedView {
	v := concludedView{AnyStep: len(c.Steps) > 0, Why: w.catalog.locale.quote(c.Why), Silent: c.Silent, Over: c.Over}
	if c.Chair != "" {
		v.Chair = w.who(c.Chair)
	}
	return v
}

// recalled says what became of what a review decided the last time: what is owed no more is
// settled.
func (w letterWriter) recalled(decided []review.Undertaken) []noticeLine {
	var lines []noticeLine
	for _, step := range decided {
		line := reviewLine{Text: w.catalog.locale.quote(step.What), Who: w.who(step.Owner), Change: "settled"}
		for _, owed := range w.standing.Owed {
			switch {
			case owed.ID != step.ID || owed.Stage.Settled():
			case owed.Stage == procedure.ItemOverdue:
				line.Change = "late"
			default:
				line.Change = "open"
			}
		}
		lines = append(lines, noticeLine{"before", line})
	}
	return lines
}

// taken are the steps that a review has led to, each with what it is a step of.
func (w letterWriter) taken(steps []review.Taken, of func(string) string) ([]noticeLine, error) {
	var lines []noticeLine
	for _, t := range steps {
		due, err := w.day(t.Due)
		if err != nil {
			return nil, err
		}
		lines = append(lines, noticeLine{"step", reviewLine{Pairing: of(t.Of), Text: w.catalog.locale.quote(t.What), Who: w.who(t.Owner), Due: due}})
	}
	return lines, nil
}
