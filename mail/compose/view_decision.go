package compose

import (
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// decisionView is what whoever leads a review has decided.
type decisionView struct {
	// Chair has said which steps follow; AnyStep, that there are some, and Why, why there
	// are no more. Silent: nobody has said anything.
	Chair   string
	AnyStep bool
	Why     string
	Silent  bool
	Over    bool
}

func (w letterWriter) decision(d review.Decision) decisionView {
	v := decisionView{AnyStep: len(d.Steps) > 0, Why: w.catalog.locale.quote(d.Why), Silent: d.Silent, Over: d.Over}
	if d.Chair != "" {
		v.Chair = w.who(d.Chair)
	}
	return v
}

// settledSince says what became of what a review decided the last time: what is owed no more is
// settled.
func (w letterWriter) settledSince(decided []review.Undertaken) []noticeLine {
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
		lines = append(lines, noticeLine{"step", reviewLine{Of: of(t.Of), Text: w.catalog.locale.quote(t.What), Who: w.who(t.Owner), Due: due}})
	}
	return lines, nil
}
