package measure

import (
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/shopspring/decimal"
)

var one = decimal.NewFromInt(1)

// RAG is a verdict in one of four words.
type RAG string

// The verdicts, from best to worst; unknown is none.
const (
	Green   RAG = "green"
	Amber   RAG = "amber"
	Red     RAG = "red"
	Unknown RAG = "unknown"
)

// Word says the verdict as a sentence fragment.
func (r RAG) Word() string { return "" }

// Window is the time that a goal has, both days included.
type Window struct {
	Start cadence.Date
	Due   cadence.Date
}

// KPIStanding is how a KPI does on a day.
type KPIStanding struct {
	Actual   *decimal.Decimal `json:"actual"`
	Progress Ratio            `json:"progress"`
	Expected Ratio            `json:"expected"`
	Pace     Ratio            `json:"pace"`
	Gap      Ratio            `json:"gap"`
	RAG      RAG              `json:"rag"`
	TooEarly bool             `json:"too_early,omitempty"`
	ETA      *cadence.Date    `json:"eta,omitempty"`
	DaysLate int              `json:"days_late,omitempty"`
	Weight   decimal.Decimal  `json:"weight"`
	Critical bool             `json:"critical,omitempty"`
}

// Judge compares a KPI's value with what is expected on a day.
func Judge(t Target, w Window, actual *decimal.Decimal, asOf cadence.Date) KPIStanding {
	return KPIStanding{}
}

// GoalStanding is how a goal does on a day.
type GoalStanding struct {
	Progress Ratio           `json:"progress"`
	Expected Ratio           `json:"expected"`
	Pace     Ratio           `json:"pace"`
	Coverage Ratio           `json:"coverage"`
	RAG      RAG             `json:"rag"`
	TooEarly bool            `json:"too_early,omitempty"`
	Weight   decimal.Decimal `json:"weight"`
}

// RollUp combines the KPIs of one goal.
func RollUp(weight decimal.Decimal, kpis []KPIStanding) GoalStanding { return GoalStanding{} }

// Overall is the progress of all goals.
func Overall(goals []GoalStanding) Ratio { return Ratio{} }
