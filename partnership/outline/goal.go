package outline

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

func goal(g partnership.Goal) Block {
	b := open("goal", g.ID)
	b.said("statement", g.Statement)
	b.text("category", g.Category)
	b.text("kind", string(g.Kind))
	b.ref("owner", "person", g.Owner)
	b.date("start", g.Start)
	b.date("due", g.Due)
	b.number("weight", &g.Weight)
	b.refs("serves", "interest", g.Serves)
	b.refs("beneficiaries", "party", g.Beneficiaries)
	nest(b, g.KPIs, kpi)
	nest(b, g.Milestones, milestone)
	return b.Block
}

func kpi(k partnership.KPI) Block {
	b := open("kpi", k.ID)
	b.said("title", k.Title)
	b.said("unit", k.Unit)
	b.text("direction", string(k.Direction))
	b.number("baseline", unless(k.Baseline, impliedBaseline(k)))
	b.number("target", unless(k.Target, impliedTarget(k)))
	b.number("low", k.Low)
	b.number("high", k.High)
	b.number("tolerance", k.Tolerance)
	b.text("window", k.Window)
	b.text("curve", string(k.Curve))
	b.text("perspective", string(k.Perspective))
	b.said("source", k.Source)
	b.refs("reporters", "person", k.Reporters)
	b.fact("critical", k.Critical)
	b.number("weight", &k.Weight)
	if k.Thresholds != nil {
		b.Blocks = append(b.Blocks, thresholds(*k.Thresholds))
	}
	return b.Block
}

// unless leaves out a figure that the direction implies, so that one change of
// the author's is one change here.
func unless(d decimal.Decimal, implied *decimal.Decimal) *decimal.Decimal {
	if implied != nil && d.Equal(*implied) {
		return nil
	}
	return &d
}

// impliedBaseline is where a figure starts when nobody says so: where it is
// kept, or at nothing; nil when somebody has to say so.
func impliedBaseline(k partnership.KPI) *decimal.Decimal {
	switch k.Direction {
	case partnership.MaintainMin, partnership.MaintainMax:
		return &k.Target
	case partnership.InRange:
		return k.Low
	case partnership.Binary, partnership.Cumulative:
		return &decimal.Zero
	default:
		return nil
	}
}

// impliedTarget is where a figure goes without a target of its own: a yes is
// one, and a range has bounds instead.
func impliedTarget(k partnership.KPI) *decimal.Decimal {
	switch k.Direction {
	case partnership.Binary:
		one := decimal.NewFromInt(1)
		return &one
	case partnership.InRange:
		return &decimal.Zero
	default:
		return nil
	}
}

func thresholds(t partnership.Thresholds) Block {
	b := open("thresholds", "")
	b.number("green", &t.Green)
	b.number("amber", &t.Amber)
	return b.Block
}

func milestone(m partnership.Milestone) Block {
	b := open("milestone", m.ID)
	b.said("title", m.Title)
	b.date("due", m.Due)
	b.ref("owner", "person", m.Owner)
	b.ref("accept_by", "person", m.AcceptBy)
	b.said("acceptance", m.Acceptance)
	b.number("planned", m.Planned)
	b.refs("depends_on", "milestone", m.DependsOn)
	return b.Block
}

func experiment(e partnership.Experiment) Block {
	b := open("experiment", e.ID)
	b.said("hypothesis", e.Hypothesis)
	b.ref("owner", "person", e.Owner)
	b.date("from", e.From)
	b.date("until", e.Until)
	b.ref("kpi", "kpi", e.KPI)
	b.said("success", e.Success)
	return b.Block
}
