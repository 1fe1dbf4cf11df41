package partnership

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Goal is something that the parties want together.
type Goal struct {
	ID        string `json:"id"`
	Statement string `json:"statement"`
	Category  string `json:"category,omitempty"`
	// Kind says how much of the goal is expected; empty means committed.
	Kind          GoalKind        `json:"kind,omitempty"`
	Owner         string          `json:"owner,omitempty"` // a person's ID
	Start         cadence.Date    `json:"start"`           // the partnership's start unless declared
	Due           cadence.Date    `json:"due"`
	Weight        decimal.Decimal `json:"weight"`
	Serves        []string        `json:"serves,omitempty"`        // IDs of interests, sorted
	Beneficiaries []string        `json:"beneficiaries,omitempty"` // IDs of parties, sorted
	KPIs          []KPI           `json:"kpis"`
	Milestones    []Milestone     `json:"milestones,omitempty"`
}

// GoalKind parts what is promised from what is hoped for (domain 2.6).
type GoalKind string

// The kinds of goals. A committed goal expects all of its target, an
// aspirational one most of it.
const (
	Committed    GoalKind = "committed"
	Aspirational GoalKind = "aspirational"
)

// GoalKinds lists every kind in the order in which messages name them.
func GoalKinds() []GoalKind { return []GoalKind{Committed, Aspirational} }

// GoalVerdict says how a goal goes on after a review of progress. Values are written into
// histories.
type GoalVerdict string

// The verdicts.
const (
	GoalContinues GoalVerdict = "continue"
	GoalAdjusts   GoalVerdict = "adjust"
	GoalPauses    GoalVerdict = "pause"
	GoalStops     GoalVerdict = "stop"
)

// GoalVerdicts lists every verdict in the order in which mails name them.
func GoalVerdicts() []GoalVerdict {
	return []GoalVerdict{GoalContinues, GoalAdjusts, GoalPauses, GoalStops}
}

// Direction says which way a KPI should move.
type Direction string

// The directions of domain formulas F1 and F3.
const (
	Increase    Direction = "increase"
	Decrease    Direction = "decrease"
	MaintainMin Direction = "maintain_min" // keep at or above the target
	MaintainMax Direction = "maintain_max" // keep at or below the target
	InRange     Direction = "range"        // keep between Low and High
	Binary      Direction = "binary"       // no (0) becomes yes (1)
	Cumulative  Direction = "cumulative"   // the sum of reported values grows to the target
)

// Directions lists every direction in the order in which messages name them.
func Directions() []Direction {
	return []Direction{Increase, Decrease, MaintainMin, MaintainMax, InRange, Binary, Cumulative}
}

// Curve says how much of the way is expected when (domain formula F2).
type Curve string

// The curves.
const (
	Linear         Curve = "linear"     // evenly from start to due
	MilestoneCurve Curve = "milestones" // through the planned shares of the goal's milestones
	StepCurve      Curve = "step"       // nothing until the due day
)

// Curves lists every curve in the order in which messages name them.
func Curves() []Curve { return []Curve{Linear, MilestoneCurve, StepCurve} }

// Perspective is a group of the partnership's balanced scorecard (domain 2.3).
type Perspective string

// The perspectives.
const (
	Strategic    Perspective = "strategic"
	Operational  Perspective = "operational"
	Financial    Perspective = "financial"
	Relationship Perspective = "relationship"
)

// Perspectives lists every perspective in the order in which messages name them.
func Perspectives() []Perspective {
	return []Perspective{Strategic, Operational, Financial, Relationship}
}

// Thresholds are the least paces that count as green and amber (domain formula
// F3: 0.95 and 0.75 unless declared).
type Thresholds struct {
	Green decimal.Decimal `json:"green"`
	Amber decimal.Decimal `json:"amber"`
}

// KPI is one measured figure of a goal. A relative target ("+20%") has been
// made absolute. IDs are unique over the whole partnership.
type KPI struct {
	ID        string          `json:"id"`
	Title     string          `json:"title,omitempty"`
	Unit      string          `json:"unit"`
	Direction Direction       `json:"direction"`
	Baseline  decimal.Decimal `json:"baseline"`
	Target    decimal.Decimal `json:"target"`
	// Low and High bound a figure of the direction range; Target is unused.
	Low       *decimal.Decimal `json:"low,omitempty"`
	High      *decimal.Decimal `json:"high,omitempty"`
	Tolerance *decimal.Decimal `json:"tolerance,omitempty"`
	// Window is the rolling period over which a cumulative figure is summed, such
	// as "12 months"; empty sums since the goal's start.
	Window      string          `json:"window,omitempty"`
	Curve       Curve           `json:"curve,omitempty"` // empty means linear
	Thresholds  *Thresholds     `json:"thresholds,omitempty"`
	Perspective Perspective     `json:"perspective,omitempty"`
	Weight      decimal.Decimal `json:"weight"`
	Source      string          `json:"source,omitempty"`
	Reporters   []string        `json:"reporters,omitempty"` // person IDs
	Critical    bool            `json:"critical,omitempty"`
}

// Milestone is a dated step on the way to a goal. IDs are unique over the whole
// partnership.
type Milestone struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Due      cadence.Date `json:"due"`
	Owner    string       `json:"owner,omitempty"`     // a person's ID
	AcceptBy string       `json:"accept_by,omitempty"` // a person of another party
	// Acceptance says how everybody can see that the milestone is met.
	Acceptance string `json:"acceptance,omitempty"`
	// Planned is the share of the goal that is reached with it, 0 to 1.
	Planned   *decimal.Decimal `json:"planned,omitempty"`
	DependsOn []string         `json:"depends_on,omitempty"` // IDs of milestones, sorted
}
