package compose

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// conditionView fills the phrases about a condition that has become true.
type conditionView struct {
	Name    string
	Trigger bool
	Then    partnership.GuardAction
	Chair   string // of the review that has begun with it
}

// reasonLine is a part of the condition: what it looks at, how that compares and since
// when.
type reasonLine struct {
	Subject, Compared string
	Now               string // the value there is
	Since             string
	Count             int
	Reviews           bool // they are counted, not check-ins
}

func viewCondition(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.ConditionMet
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	var lines []noticeLine
	for _, r := range c.Reasons {
		line := reasonLine{
			Subject: w.catalog.locale.Metric(r.Metric, w.subjectOf(r)), Count: r.Count, Reviews: r.Unit == condition.Reviews,
			Compared: w.catalog.locale.Compared(r.Operator, w.metricValue(r, r.Value), r.Word), Now: w.metricValue(r, r.Now),
		}
		var err error
		if line.Since, err = w.dayOf(r.Since); err != nil {
			return nil, nil, err
		}
		lines = append(lines, noticeLine{"reason", line})
	}
	v := conditionView{Name: oneLine(c.Name), Trigger: c.Trigger, Then: c.Then}
	if c.Chair != "" {
		v.Chair = w.who(c.Chair)
	}
	return v, lines, nil
}

// subjectOf names what a metric is about.
func (w letterWriter) subjectOf(r lifecycle.ConditionReason) string {
	switch r.Metric {
	case "kpi":
		_, k, _ := w.spec.KPI(r.Of)
		return kpiLabel(k, r.Of)
	case "goal", "pace":
		return w.goal(r.Of)
	case "milestone":
		return w.milestone(r.Of)
	default:
		return oneLine(r.Of)
	}
}

func (w letterWriter) metricValue(r lifecycle.ConditionReason, d *decimal.Decimal) string {
	switch {
	case d == nil:
		return ""
	case r.Metric == "kpi":
		_, k, _ := w.spec.KPI(r.Of)
		return w.number(k, *d)
	case r.Share:
		return w.catalog.locale.Percent(*d)
	default:
		return w.catalog.locale.Number(d.Round(2))
	}
}
