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

// Fact is what figures and days say by themselves of what is strong or weak.
type Fact struct {
	Kind FactKind `json:"kind"`
	// Of is a KPI, or a milestone as "goal/milestone".
	Of string `json:"of,omitempty"`
	// Value is the figure of the KPI, and N counts promises.
	Value string `json:"value,omitempty"`
	N     int    `json:"n,omitempty"`
}

// FactKind names a rule by which a fact is strong or weak. Values are written into
// histories.
type FactKind string

// The rules: a KPI is on track or off track, a milestone was met by its day or was not,
// promises are late.
const (
	FactOnTrack  FactKind = "on-track"
	FactOffTrack FactKind = "off-track"
	FactMet      FactKind = "met"
	FactMetLate  FactKind = "met-late"
	FactOverdue  FactKind = "overdue"
)

func (f Fact) field() swot.Field {
	if f.Kind == FactOnTrack || f.Kind == FactMet {
		return swot.Strength
	}
	return swot.Weakness
}

// Key names what the fact is about: the same figure is the same fact the next time.
func (f Fact) Key() string {
	switch f.Kind {
	case FactOnTrack, FactOffTrack:
		return "kpi/" + f.Of
	case FactMet, FactMetLate:
		return "milestone/" + f.Of
	default:
		return "promises"
	}
}

// mostFacts is how many facts of each rule are shown.
const mostFacts = 3

// factsOf are the facts since the last review, by rule.
func factsOf(spec partnership.Spec, b procedure.Brief, since time.Time) []Fact {
	var facts []Fact
	counted := func(kind FactKind) (n int) {
		for _, f := range facts {
			if f.Kind == kind {
				n++
			}
		}
		return n
	}
	add := func(kind FactKind, of, value string) {
		if counted(kind) < mostFacts {
			facts = append(facts, Fact{Kind: kind, Of: of, Value: value})
		}
	}
	for _, g := range standing.Stand(spec, b.Readings, cadence.DateOf(b.Occasion.At)).Goals {
		for _, k := range g.KPIs {
			value := ""
			if k.Actual != nil {
				value = k.Actual.String()
			}
			switch k.RAG {
			case measure.Green:
				add(FactOnTrack, k.KPI.ID, value)
			case measure.Red:
				add(FactOffTrack, k.KPI.ID, value)
			default: // nothing that anybody could be sure of
			}
		}
	}
	for _, g := range spec.Goals {
		for _, m := range g.Milestones {
			name := fmt.Sprintf("%s/%s", g.ID, m.ID)
			c := procedure.CourseOf(b.Courses, procedure.Milestone, name)
			if !c.At.After(since) {
				continue
			}
			switch c.Outcome {
			case procedure.OutcomeMet:
				add(FactMet, name, "")
			case procedure.OutcomeMetLate, procedure.OutcomeDropped:
				add(FactMetLate, name, "")
			default: // open, or not needed any more
			}
		}
	}
	if b.Overdue > 0 {
		facts = append(facts, Fact{Kind: FactOverdue, N: b.Overdue})
	}
	return facts
}
