package review

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// Fact is what figures, days and surveys say by themselves of what is strong or weak.
type Fact struct {
	Kind FactKind `json:"kind"`
	// Of is a KPI, or a milestone as "goal/milestone".
	Of string `json:"of,omitempty"`
	// Value is the figure of the KPI, and N counts promises.
	Value string `json:"value,omitempty"`
	N     int    `json:"n,omitempty"`
	// Found is what a survey says.
	Found *Found `json:"found,omitempty"`
}

// FactKind names a rule by which a fact is strong or weak. Values are written into
// histories.
type FactKind string

// The rules: a KPI is on track or off track, a milestone was met by its day or was not,
// promises are late, all together are content with something or are not, the sides see
// something differently.
const (
	FactOnTrack  FactKind = "on-track"
	FactOffTrack FactKind = "off-track"
	FactMet      FactKind = "met"
	FactMetLate  FactKind = "met-late"
	FactOverdue  FactKind = "overdue"
	FactContent  FactKind = "content"
	FactUneasy   FactKind = "uneasy"
	FactApart    FactKind = "apart"
)

func (f Fact) field() swot.Field {
	switch f.Kind {
	case FactOnTrack, FactMet, FactContent:
		return swot.Strength
	default:
		return swot.Weakness
	}
}

// Key names what the fact is about: the same figure is the same fact the next time.
func (f Fact) Key() string {
	switch f.Kind {
	case FactOnTrack, FactOffTrack:
		return "kpi/" + f.Of
	case FactMet, FactMetLate:
		return "milestone/" + f.Of
	case FactContent, FactUneasy, FactApart:
		return f.Found.key()
	default:
		return "promises"
	}
}

// mostFacts is how many facts of each rule are shown.
const mostFacts = 3

// factList are facts, of each rule no more than are shown.
type factList []Fact

func (l *factList) add(f Fact) {
	n := 0
	for _, known := range *l {
		if known.Kind == f.Kind {
			n++
		}
	}
	if n < mostFacts {
		*l = append(*l, f)
	}
}

// factsOf are the facts by rule: how figures stand now, how milestones came out since the
// last review, what is late, and what the latest surveys say.
func factsOf(spec partnership.Spec, b procedure.Brief, since time.Time) []Fact {
	var facts factList
	facts.ofFigures(spec, b)
	facts.ofMilestones(spec, b, since)
	if b.Overdue > 0 {
		facts.add(Fact{Kind: FactOverdue, N: b.Overdue})
	}
	facts.ofSurveys(spec, b)
	return facts
}

func (l *factList) ofFigures(spec partnership.Spec, b procedure.Brief) {
	for _, g := range standing.Stand(spec, b.Readings, cadence.DateOf(b.Occasion.At)).Goals {
		for _, k := range g.KPIs {
			value := ""
			if k.Actual != nil {
				value = k.Actual.String()
			}
			switch k.RAG {
			case measure.Green:
				l.add(Fact{Kind: FactOnTrack, Of: k.KPI.ID, Value: value})
			case measure.Red:
				l.add(Fact{Kind: FactOffTrack, Of: k.KPI.ID, Value: value})
			default: // nothing that anybody could be sure of
			}
		}
	}
}

func (l *factList) ofMilestones(spec partnership.Spec, b procedure.Brief, since time.Time) {
	for _, g := range spec.Goals {
		for _, m := range g.Milestones {
			name := fmt.Sprintf("%s/%s", g.ID, m.ID)
			c := procedure.CourseOf(b.Courses, procedure.Milestone, name)
			if !c.At.After(since) {
				continue
			}
			switch c.Outcome {
			case procedure.OutcomeMet:
				l.add(Fact{Kind: FactMet, Of: name})
			case procedure.OutcomeMetLate, procedure.OutcomeDropped:
				l.add(Fact{Kind: FactMetLate, Of: name})
			default: // open, or not needed any more
			}
		}
	}
}
