// Package standing says how a partnership's goals do, by what was measured.
package standing

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Standing is how a partnership's goals do on a day: what the card, the status
// command and every mail show.
type Standing struct {
	Goals    []GoalStanding `json:"goals"`
	Progress measure.Ratio  `json:"progress"`
	RAG      measure.RAG    `json:"rag"` // of the goal that does worst
	// Owed is what people have promised and not done, where that is known.
	Owed []procedure.Owed `json:"owed,omitempty"`
	// Readings are what was measured, for mails that show how figures went.
	Readings []measure.Reading `json:"-"`
	// Elsewhere is how other partnerships do whose news stand in the same mail, by slug.
	Elsewhere map[string]Standing `json:"-"`
}

// GoalStanding is how one goal does.
type GoalStanding struct {
	measure.GoalStanding
	ID        string        `json:"id"`
	Statement string        `json:"statement"`
	Due       cadence.Date  `json:"due"`
	KPIs      []KPIStanding `json:"kpis"`
	// Grade is how the goal ended; empty before its last day has passed.
	Grade measure.Grade `json:"grade,omitempty"`
}

// KPIStanding is how one KPI does, and since when that is known.
type KPIStanding struct {
	measure.KPIStanding
	KPI partnership.KPI `json:"kpi"`
	// AsOf is the period of the reading, empty when nothing was measured.
	AsOf string `json:"as_of,omitempty"`
	// Disputed says that reporters differ; the less favourable value counts.
	Disputed bool `json:"disputed,omitempty"`
	// Claims are the differing readings of the latest period.
	Claims []measure.Reading `json:"claims,omitempty"`
	// Recorded says that an admin entered the value.
	Recorded bool `json:"recorded,omitempty"`
}

// Stand judges every goal by its readings. A figure is compared with what was
// expected on the day it speaks of (F2), not with today, so that a value does
// not turn red merely because the next check-in is not due yet.
func Stand(spec partnership.Spec, readings []measure.Reading, today cadence.Date) Standing {
	standing := Standing{RAG: measure.Unknown}
	var rolled []measure.GoalStanding
	for _, goal := range spec.Goals {
		g := GoalStanding{ID: goal.ID, Statement: goal.Statement, Due: goal.Due}
		var kpis []measure.KPIStanding
		for _, k := range goal.KPIs {
			judged := judge(goal, k, readings, today)
			g.KPIs = append(g.KPIs, judged)
			kpis = append(kpis, judged.KPIStanding)
		}
		g.GoalStanding = measure.RollUp(goal.Weight, kpis)
		if goal.Due.Before(today) {
			g.Grade = measure.GradeGoal(g.Progress, goal.Kind == partnership.Aspirational)
		}
		standing.Goals = append(standing.Goals, g)
		rolled = append(rolled, g.GoalStanding)
		standing.RAG = worse(standing.RAG, g.RAG)
	}
	standing.Progress = measure.Overall(rolled)
	return standing
}

func judge(goal partnership.Goal, k partnership.KPI, readings []measure.Reading, today cadence.Date) KPIStanding {
	t, w, of := Target(k), window(goal, k), Of(readings, k.ID)
	current, disputed, ok := measure.Current(of, t)
	asOf, err := cadence.ParseDate(current.Period)
	if err != nil || today.Before(asOf) {
		asOf = today
	}
	value := current.Value
	if ok && t.Direction == measure.Cumulative {
		value, disputed, ok = measure.Total(of, t, w, asOf)
	}
	if !ok {
		return KPIStanding{KPI: k, KPIStanding: measure.Judge(t, w, nil, today)}
	}
	judged := KPIStanding{
		KPI: k, AsOf: current.Period, Disputed: disputed, Recorded: current.Reporter == measure.Arbiter,
		KPIStanding: measure.Judge(t, w, &value, asOf),
	}
	if disputed {
		judged.Claims = measure.Claims(of)
	}
	if t.Direction == measure.Cumulative {
		shown := value.Round(totalDigits) // a baseline pro rata has no end of digits
		judged.Actual = &shown
	}
	return judged
}

// totalDigits is how many decimals of a total anybody wants to see.
const totalDigits = 4

// worse is the more alarming of two verdicts; unknown alarms nobody.
func worse(a, b measure.RAG) measure.RAG {
	for _, verdict := range []measure.RAG{measure.Red, measure.Amber, measure.Green} {
		if a == verdict || b == verdict {
			return verdict
		}
	}
	return measure.Unknown
}

// Of keeps the readings of one KPI.
func Of(readings []measure.Reading, kpi string) []measure.Reading {
	var of []measure.Reading
	for _, r := range readings {
		if r.KPI == kpi {
			of = append(of, r)
		}
	}
	return of
}
