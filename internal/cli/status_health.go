package cli

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// healthStatus is where a verdict on a partnership's health comes from.
type healthStatus struct {
	Score    *decimal.Decimal `json:"score"`    // from 0 to 100
	Coverage decimal.Decimal  `json:"coverage"` // how much of what counts is known
	Says     string           `json:"says"`     // as the card does
	History  string           `json:"history,omitempty"`
	Lately   string           `json:"lately,omitempty"` // what was answered and done in time
	// Dimensions are what it is made of, Causes what costs most, and Months what was seen
	// last in each month.
	Dimensions []dimensionStatus `json:"dimensions"`
	Causes     []causeStatus     `json:"causes"`
	Months     []monthStatus     `json:"months"`
}

type dimensionStatus struct {
	Dimension string           `json:"dimension"`
	Weight    decimal.Decimal  `json:"weight"`
	Score     *decimal.Decimal `json:"score"`
	RAG       string           `json:"rag"`
}

type causeStatus struct {
	Dimension string          `json:"dimension"`
	Reason    string          `json:"reason"`
	Of        string          `json:"of,omitempty"`
	Points    decimal.Decimal `json:"points"` // of the score
	Who       []string        `json:"who"`    // can change it; nobody: all who are asked or owe something
}

type monthStatus struct {
	Month  string `json:"month"`
	Points int    `json:"points"`
	RAG    string `json:"rag"`
}

// healthOf shows the health of a partnership as it is now.
func healthOf(p *lifecycle.Partnership, now time.Time) (verdict string, v *healthStatus) {
	r := p.Health(now)
	says, rest, history := p.HealthWords(now)
	v = &healthStatus{
		Score: value(r.Score), Coverage: r.Coverage, Says: says + rest, History: history, Lately: p.EngagementWords(now),
		Dimensions: []dimensionStatus{}, Causes: []causeStatus{}, Months: []monthStatus{},
	}
	for _, d := range r.Dimensions {
		v.Dimensions = append(v.Dimensions, dimensionStatus{Dimension: string(d.Kind), Weight: d.Kind.Weight(), Score: value(d.Score), RAG: string(d.RAG)})
	}
	for _, c := range r.Causes {
		v.Causes = append(v.Causes, causeStatus{
			Dimension: string(c.Kind), Reason: string(c.Reason), Of: c.Of, Points: *value(measure.Some(c.Points)), Who: append([]string{}, c.Who...),
		})
	}
	for _, m := range r.Months {
		v.Months = append(v.Months, monthStatus{Month: m.At.Format("2006-01"), Points: m.Points, RAG: string(m.RAG)})
	}
	return string(r.RAG), v
}

// showHealth prints the health as the card says it, and where it comes from.
func showHealth(env Env, v *healthStatus) {
	if v == nil {
		return
	}
	fmt.Fprintf(env.Stdout, "Health %s\n", v.Says)
	for _, line := range []string{v.History, v.Lately} {
		if line != "" {
			fmt.Fprintln(env.Stdout, line)
		}
	}
	fmt.Fprintln(env.Stdout)
}
