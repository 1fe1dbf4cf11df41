package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// TemplateReached tells everybody that a KPI is at its target, or all of a goal.
const TemplateReached procedure.Template = "reached"

// Reached is what a mail says of it.
type Reached struct {
	Goal string          `json:"goal"`
	KPI  string          `json:"kpi"`
	Now  decimal.Decimal `json:"now"`
	// All says that it was the goal's last.
	All bool `json:"all,omitempty"`
}

// celebrate tells everybody, once, of KPIs that have reached their target. What
// people differ about has to be agreed first.
func (p *Partnership) celebrate(out *procedure.Out, now time.Time) {
	for _, g := range p.standing(now).Goals {
		for _, k := range g.KPIs {
			if !k.AtTarget() || k.Disputed || slices.Contains(p.Reached, k.KPI.ID) {
				continue
			}
			p.Reached = append(p.Reached, k.KPI.ID)
			r := Reached{Goal: g.ID, KPI: k.KPI.ID, Now: *k.Actual, All: p.allReached(g)}
			text := k.KPI.ID + " has reached its target"
			if r.All {
				text += ", and with it the goal " + g.ID
			}
			p.record(out, now, procedure.EntryPhase, text, "reached", k.KPI.ID)
			p.tellAll(out, r, now)
		}
	}
}

// allReached reports whether every KPI of a goal that was to get somewhere has been
// there.
func (p *Partnership) allReached(g standing.GoalStanding) bool {
	return !slices.ContainsFunc(g.KPIs, func(k standing.KPIStanding) bool { return !k.Bound && !slices.Contains(p.Reached, k.KPI.ID) })
}

func (p *Partnership) tellAll(out *procedure.Out, r Reached, now time.Time) {
	for _, party := range p.Declared.Parties {
		for _, person := range party.People {
			l := p.notice(TemplateReached, person.ID, now).With(r)
			l.Key, l.Rides, l.Topic = fmt.Sprintf("%s/%s/%s", TemplateReached, r.KPI, person.ID), true, string(TemplateReached)+"/"+r.KPI
			p.write(out, l)
		}
	}
}
