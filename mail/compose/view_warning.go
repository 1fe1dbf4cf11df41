package compose

import (
	"encoding/json"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// warningView fills the phrases about trouble that begins.
type warningView struct {
	Cause       lifecycle.Cause
	Goal        string
	KPI, Aim    string
	Party       string
	Owner       bool
	Who, Said   string
	Is, Was     string // of a side's confidence, the latest and the one before
	Low, High   string // the means of two sides, and whose they are
	LowOf, HiOf string
}

// pointLine is a figure of a round.
type pointLine struct{ Period, Value, Progress, Expected string }

func viewWarning(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.EarlyWarning
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	_, kpi, _ := w.spec.KPI(c.KPI)
	locale := w.catalog.locale
	v := warningView{
		Cause: c.Cause, Goal: w.goal(c.Goal), KPI: kpiLabel(kpi, c.KPI), Aim: locale.kpiAim(kpi), Owner: c.Owner,
		Who: w.who(c.Who), Said: locale.quote(c.Said), Party: w.party(c.Party),
	}
	var lines []noticeLine
	for _, p := range c.Points {
		period, err := w.day(p.Period)
		if err != nil {
			return nil, nil, err
		}
		if c.Cause == lifecycle.CauseRed {
			lines = append(lines, noticeLine{"point", pointLine{
				Period: period, Value: w.number(kpi, p.Value), Progress: locale.progress(p.Progress), Expected: locale.progress(p.Expected),
			}})
			continue
		}
		v.Was, v.Is = v.Is, locale.Number(p.Value)
		lines = append(lines, noticeLine{"mean", pointLine{Period: period, Value: v.Is}})
	}
	if len(c.Means) == 2 {
		low, high := c.Means[0], c.Means[1]
		if high.Mean.LessThan(low.Mean) {
			low, high = high, low
		}
		v.Low, v.LowOf, v.High, v.HiOf = locale.Number(low.Mean), w.party(low.Party), locale.Number(high.Mean), w.party(high.Party)
	}
	return v, lines, nil
}

// goal words a goal by its statement.
func (w letterWriter) goal(id string) string {
	if i := slices.IndexFunc(w.spec.Goals, func(g partnership.Goal) bool { return g.ID == id }); i >= 0 {
		return oneLine(w.spec.Goals[i].Statement)
	}
	return oneLine(id)
}

// kpiAim is what a KPI is to reach, or where it is to stay.
func (l locale) kpiAim(k partnership.KPI) string {
	switch {
	case k.Direction == partnership.Binary:
		return l.Yes
	case k.Direction == partnership.InRange && k.Low != nil && k.High != nil:
		return l.Number(*k.Low) + "–" + l.Quantity(*k.High, oneLine(k.Unit))
	default:
		return l.Quantity(k.Target, oneLine(k.Unit))
	}
}

// changedView fills the phrases that ask what has changed.
type changedView struct{ Was, Is string }

func viewChanged(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.Changed
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	return changedView{Was: w.catalog.locale.Number(c.Was), Is: w.catalog.locale.Number(c.Is)}, nil, nil
}

// reachedView fills the phrases about a target that is reached.
type reachedView struct {
	Goal, KPI, Value, Aim string
	All                   bool
}

func viewReached(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var r lifecycle.Reached
	if err := json.Unmarshal(content, &r); err != nil {
		return nil, nil, err
	}
	_, kpi, _ := w.spec.KPI(r.KPI)
	return reachedView{Goal: w.goal(r.Goal), KPI: kpiLabel(kpi, r.KPI), Value: w.number(kpi, r.Now), Aim: w.catalog.locale.kpiAim(kpi), All: r.All}, nil, nil
}
