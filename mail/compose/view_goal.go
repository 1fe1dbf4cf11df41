package compose

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// goalView is a goal in a line; KPIs are for those who ask for the details.
type goalView struct {
	Statement, Progress string
	// Planned is the progress that was to be expected by now.
	Planned string
	// Figure says the same in the unit of the goal's KPI, where it has one alone.
	Figure *figureView
	// Bar shows the progress, where there is one.
	Bar *barView
	// RAG is the verdict, or the grade of a goal that is over.
	RAG  string
	KPIs []kpiView
}

// figureView is a value with what was expected by now, if that is known, and the target; one
// unit is enough for the three.
type figureView struct{ Value, Planned, Target string }

// barView is a bar in percent of its length: Done, and the Rest of it.
type barView struct{ Done, Rest int64 }

type kpiView struct {
	Label, Value, Baseline, Target, Progress, RAG string
}

// goals shows how the goals stand.
func (l locale) goals(st standing.Standing) []goalView {
	var views []goalView
	for _, g := range st.Goals {
		v := goalView{
			Statement: oneLine(g.Statement), Progress: l.progress(g.Progress), RAG: verdict(g.RAG, g.TooEarly),
			Figure: l.alone(g.KPIs), Bar: bar(g.Progress),
		}
		if g.Grade != "" {
			v.RAG = string(g.Grade)
		} else {
			v.Planned = l.progress(g.Expected)
		}
		for _, k := range g.KPIs {
			v.KPIs = append(v.KPIs, l.kpi(k))
		}
		views = append(views, v)
	}
	return views
}

// bar draws a progress, which may be none and more than all.
func bar(progress measure.Ratio) *barView {
	if !progress.OK {
		return nil
	}
	const whole = 100
	done := min(max(progress.Value.Shift(2).Round(0).IntPart(), 0), whole)
	return &barView{Done: done, Rest: whole - done}
}

// alone is the figure of a goal that one measured KPI stands for.
func (l locale) alone(kpis []standing.KPIStanding) *figureView {
	if len(kpis) != 1 || kpis[0].Actual == nil {
		return nil
	}
	k := kpis[0]
	unit := oneLine(k.KPI.Unit)
	switch k.KPI.Direction {
	case partnership.Binary, partnership.InRange:
		return nil
	default:
		v := figureView{Value: l.Quantity(*k.Actual, unit), Target: l.Number(k.KPI.Target)}
		if k.Expected.OK && !k.Bound {
			v.Planned = l.Number(planned(k))
		}
		return &v
	}
}

// planned is the value that was to be expected by now, in as many places as tell
// something on the way to the target.
func planned(k standing.KPIStanding) decimal.Decimal {
	way := k.KPI.Target.Sub(k.KPI.Baseline)
	places := int32(0)
	for step := way.Abs(); step.IsPositive() && step.LessThan(decimal.NewFromInt(20)) && places < 4; step = step.Shift(1) {
		places++
	}
	return k.KPI.Baseline.Add(way.Mul(k.Expected.Value)).Round(places)
}

func (l locale) kpi(k standing.KPIStanding) kpiView {
	unit := oneLine(k.KPI.Unit)
	v := kpiView{
		Label:    oneLine(k.KPI.Title),
		Progress: l.progress(k.Progress), RAG: verdict(k.RAG, k.TooEarly),
	}
	if v.Label == "" {
		v.Label = oneLine(k.KPI.ID)
	}
	figure := func(d decimal.Decimal) string { return l.Quantity(d, unit) }
	switch k.KPI.Direction {
	case partnership.Binary:
		figure = l.YesNo
		v.Baseline, v.Target = l.No, l.Yes
	case partnership.InRange:
		v.Baseline, v.Target = bound(k.KPI.Low, figure), bound(k.KPI.High, figure)
	default:
		v.Baseline, v.Target = figure(k.KPI.Baseline), figure(k.KPI.Target)
	}
	if k.Actual != nil {
		v.Value = figure(*k.Actual)
	}
	return v
}

func bound(d *decimal.Decimal, figure func(decimal.Decimal) string) string {
	if d == nil {
		return ""
	}
	return figure(*d)
}

func (l locale) progress(r measure.Ratio) string {
	if !r.OK {
		return ""
	}
	return l.Percent(r.Value)
}

// verdict is the name under which the templates know a RAG.
func verdict(r measure.RAG, tooEarly bool) string {
	switch {
	case r == measure.Green || r == measure.Amber || r == measure.Red:
		return string(r)
	case tooEarly:
		return "early"
	default:
		return string(measure.Unknown)
	}
}
