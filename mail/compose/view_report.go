package compose

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func reportViewers() []templateViewer {
	return []templateViewer{{lifecycle.TemplateReport, viewReport}}
}

// reportView fills the phrases of a report.
type reportView struct {
	Date, Since string
	First       bool
	// Reason is why it comes out of turn.
	Reason string
	// RAG is the verdict on all, with Points of 100 where so much is known.
	RAG, Points string
	// Brief says that it is one of many in a mail, with what matters only.
	Brief bool
}

func (v reportView) verdict() string { return v.RAG }

// reportSince heads what has changed.
type reportSince struct {
	Since string
	First bool
}

// reportGoal heads what a report says of a goal.
type reportGoal struct{ progressLine }

func (g reportGoal) verdict() string { return g.RAG }

// reportFigure is a figure and how it came about.
type reportFigure struct {
	Label, Value, Target, RAG string
	// Was is the value at the last report, or the one that it began with.
	Was string
	// Party has said it for Day, Admin says that an admin has recorded it; Both, that another
	// side says the same.
	Party, Day  string
	Admin, Both bool
	Disputed    bool
	// Sum says that it is added up.
	Sum  bool
	Pace string
}

// reportChange is something that is not as it was.
type reportChange struct {
	Label, RAG, Was, WasRAG, Value string
	N, Late                        int
}

// reportDay is what has become of a milestone.
type reportDay struct {
	Title, Due, On, Outcome string
	Late, Moved             bool
}

// reportDecision is a line of the log of decisions.
type reportDecision struct {
	Text, Day, Result string
	// For and Against are the parties that voted so, Vetoed is the one that vetoed it.
	For, Against, Vetoed string
}

// reportCount counts what has no line of its own.
type reportCount struct{ N int }

// reporter writes one report.
type reporter struct {
	letterWriter
	lifecycle.Report
	then standing.Standing // at the last report
}

func viewReport(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	r := reporter{letterWriter: w}
	if len(content) == 0 { // many stand in the mail
		return reportView{}, nil, nil
	}
	if err := json.Unmarshal(content, &r.Report); err != nil {
		return nil, nil, fmt.Errorf("read a report: %w", err)
	}
	v := reportView{First: r.First, Reason: w.catalog.locale.quote(r.Reason), Brief: w.length != whole, RAG: string(w.standing.RAG)}
	if h := r.Health; h != nil && h.Score.OK && h.RAG != measure.Unknown {
		v.RAG, v.Points = string(h.RAG), fmt.Sprint(health.Points(h.Score.Value))
	}
	since, err := cadence.ParseDate(r.Since)
	if err != nil {
		return nil, nil, err
	}
	if v.Date, err = w.day(r.Date); err != nil {
		return nil, nil, err
	}
	v.Since = w.catalog.locale.Date(since)
	r.then = standing.Stand(w.spec, standing.Before(w.standing.Readings, r.At), since)
	lines, err := r.lines(v)
	return v, lines, err
}

// length is how much a report says. Mail programs hide what comes after a hundred kilobytes,
// and who reads two hundred reports wants to know which of them to open.
type length int

const (
	whole    length = iota
	brief           // what has changed and what is late
	briefest        // the first of each
)

// lengthOf is how much each of some reports in one mail says.
func lengthOf(reports int) length {
	const few, many = 3, 20
	switch {
	case reports <= few:
		return whole
	case reports <= many:
		return brief
	default:
		return briefest
	}
}

// worstFirst puts the partnerships that do worst before the others.
func worstFirst(parts []noticeView) {
	rank := []string{string(measure.Red), string(measure.Amber), string(measure.Green)}
	place := func(n noticeView) int {
		if at := slices.Index(rank, n.RAG); at >= 0 {
			return at
		}
		return len(rank)
	}
	slices.SortStableFunc(parts, func(a, b noticeView) int { return place(a) - place(b) })
}

// lines are the report: what has changed, what is late, and then what was declared.
func (r reporter) lines(v reportView) ([]noticeLine, error) {
	parts := []func() ([]noticeLine, error){func() ([]noticeLine, error) { return r.changed(v), nil }, r.late}
	if r.length == whole {
		for _, s := range r.Sections {
			if part, ok := r.part(s); ok {
				parts = append(parts, part)
			}
		}
	}
	var lines []noticeLine
	for _, part := range parts {
		more, err := part()
		if err != nil {
			return nil, err
		}
		lines = append(lines, more...)
	}
	return lines, nil
}

// part writes a section.
func (r reporter) part(s partnership.ReportSection) (func() ([]noticeLine, error), bool) {
	switch s {
	case partnership.SectionGoals:
		return r.goals, true
	case partnership.SectionMilestones:
		return r.milestones, true
	case partnership.SectionActions:
		return r.actions, true
	case partnership.SectionFinance:
		return r.finance, true
	case partnership.SectionHealth:
		return r.health, true
	case partnership.SectionDecisions:
		return r.decisions, true
	default:
		return nil, false
	}
}

// section heads lines; without any there is no section.
func section(name string, values any, lines []noticeLine) []noticeLine {
	if len(lines) == 0 {
		return nil
	}
	return append([]noticeLine{{sectionPhrase + name, values}}, lines...)
}

// changed is what is not as it was at the last report, the verdicts first.
func (r reporter) changed(v reportView) []noticeLine {
	lines := slices.Concat(r.changedHealth(), r.changedGoals(), r.changedDays(), r.changedDecisions(), r.changedFigures(), r.changedRest())
	if lines = r.atMost(lines, [...]int{12, 4, 1}); len(lines) == 0 {
		lines = []noticeLine{{"unchanged", nil}}
	}
	return section("changed", reportSince{v.Since, v.First}, lines)
}

func (r reporter) changedHealth() []noticeLine {
	if r.Health == nil || !r.Health.Score.OK || r.Was.Zero() {
		return nil
	}
	now := health.Points(r.Health.Score.Value)
	if now == r.Was.Points && r.Health.RAG == r.Was.RAG {
		return nil
	}
	return []noticeLine{{"changed-health", reportChange{
		RAG: string(r.Health.RAG), Value: fmt.Sprint(now), Was: fmt.Sprint(r.Was.Points), WasRAG: string(r.Was.RAG),
	}}}
}

// changedGoals are those on which the verdict is another one.
func (r reporter) changedGoals() []noticeLine {
	var lines []noticeLine
	before := r.catalog.locale.goals(r.then)
	for i, g := range r.catalog.locale.goals(r.standing) {
		was := before[i].RAG
		if was != g.RAG && (!r.First || g.RAG != string(measure.Unknown)) {
			lines = append(lines, noticeLine{"changed-goal", reportChange{Label: g.Statement, RAG: g.RAG, WasRAG: was}})
		}
	}
	return lines
}

// changedFigures are the figures that are other ones.
func (r reporter) changedFigures() []noticeLine {
	var lines []noticeLine
	for i, g := range r.standing.Goals {
		for j, k := range g.KPIs {
			was := r.then.Goals[i].KPIs[j].Actual
			if k.Actual == nil || was != nil && was.Equal(*k.Actual) {
				continue
			}
			c := reportChange{Label: kpiLabel(k.KPI, k.KPI.ID), Value: r.number(k.KPI, k.Actual.Round(shownDigits))}
			if was != nil {
				c.Was = r.number(k.KPI, was.Round(shownDigits))
			}
			lines = append(lines, noticeLine{"changed-figure", c})
		}
	}
	return lines
}

// shownDigits is how many decimals of a figure a report shows.
const shownDigits = 2

// changedDays are the milestones that have ended. Those that are late stand below.
func (r reporter) changedDays() []noticeLine {
	var lines []noticeLine
	for _, d := range r.Days {
		if d.New && !d.Late {
			lines = append(lines, r.dayLine("day", d))
		}
	}
	return lines
}

// changedDecisions are those that were taken since. Their section says more.
func (r reporter) changedDecisions() []noticeLine {
	n := 0
	own, _ := r.spec.PartyOf(r.person.ID)
	for _, d := range r.letter.Decided {
		if d.Decided.After(r.At) && d.Before(r.spec, own.ID) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []noticeLine{{"changed-decisions", reportChange{N: n}}}
}

// decisions are what was decided together, the latest first.
func (r reporter) decisions() ([]noticeLine, error) {
	var lines []noticeLine
	own, _ := r.spec.PartyOf(r.person.ID)
	for _, d := range slices.Backward(r.letter.Decided) {
		if !d.Before(r.spec, own.ID) {
			continue
		}
		line := reportDecision{
			Text: r.catalog.locale.quote(stopped(clip(oneLine(d.Text), maxQuote))), Result: string(d.Result), For: r.parties(d.For), Against: r.parties(d.Against),
		}
		if d.Vetoed != "" {
			line.Vetoed = r.party(d.Vetoed)
		}
		var err error
		if line.Day, err = r.dayOf(d.Decided); err != nil {
			return nil, err
		}
		lines = append(lines, noticeLine{"decision", line})
	}
	if len(lines) == 0 {
		lines = append(lines, noticeLine{"undecided", nil})
	}
	return section("decisions", nil, r.atMost(lines, mostLines)), nil
}

// parties lists some by their names.
func (r reporter) parties(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, r.party(id))
	}
	return r.catalog.locale.List(names)
}

// changedRest are the promises that were kept, and the amounts that were told.
func (r reporter) changedRest() []noticeLine {
	var lines []noticeLine
	if r.Kept > 0 && r.Has(partnership.SectionActions) {
		lines = append(lines, noticeLine{"changed-kept", reportChange{N: r.Kept, Late: r.KeptLate}})
	}
	told := 0
	for _, e := range r.letter.Ledger {
		if e.At.After(r.At) {
			told++
		}
	}
	if told > 0 {
		lines = append(lines, noticeLine{"changed-amounts", reportChange{N: told}})
	}
	return lines
}

// late is what should have been done already: in every report, until it is settled.
func (r reporter) late() ([]noticeLine, error) {
	var lines []noticeLine
	for _, d := range r.Days {
		if d.Late {
			lines = append(lines, r.dayLine("day", d))
		}
	}
	mine, others, err := r.owing()
	for _, o := range append(mine, others...) {
		if o.Late {
			lines = append(lines, noticeLine{"owed-line", o})
		}
	}
	return section("late", nil, r.atMost(lines, mostLines)), err
}

// mostLines bounds a list on a phone, by the length of the report.
var mostLines = [...]int{8, 4, 2}

// atMost cuts a list, and says how much more there is.
func (r reporter) atMost(lines []noticeLine, by [3]int) []noticeLine {
	most := by[r.length]
	if more := len(lines) - most; more > 0 {
		return append(lines[:most:most], noticeLine{"more", reportCount{more}})
	}
	return lines
}

// goals says of each goal how far it is, and of each of its figures how that came about.
func (r reporter) goals() ([]noticeLine, error) {
	var lines []noticeLine
	for i, v := range r.catalog.locale.goals(r.standing) {
		g := r.standing.Goals[i]
		head := reportGoal{r.paced(v, g)}
		lines = append(lines, noticeLine{sectionPhrase + "goal", head})
		if head.Pace != "" || head.ETA != "" {
			lines = append(lines, noticeLine{"paced", head})
		}
		for _, k := range g.KPIs {
			figure, err := r.reportedFigure(k)
			if err != nil {
				return nil, err
			}
			lines = append(lines, noticeLine{"figure", figure})
		}
		for _, k := range g.KPIs {
			chart, err := r.history(g.ID, k)
			if err != nil {
				return nil, err
			}
			lines = append(lines, chart...)
		}
	}
	return lines, nil
}

// reportedFigure is a figure with its source.
func (r reporter) reportedFigure(k standing.KPIStanding) (reportFigure, error) {
	shown := r.catalog.locale.kpi(k)
	f := reportFigure{Label: shown.Label, Value: shown.Value, Target: r.catalog.locale.kpiAim(k.KPI), RAG: shown.RAG, Disputed: k.Disputed}
	if k.KPI.Direction == partnership.Binary && k.Actual != nil {
		f.Target = "" // a yes or a no says it all
	}
	if k.Pace.OK {
		f.Pace = r.catalog.locale.Percent(k.Pace.Value)
	}
	source, known := standing.Latest(r.spec, k.KPI, r.standing.Readings)
	if !known {
		return f, nil
	}
	f.Party, f.Both, f.Admin = r.partyOf(source.Reporter), source.Verified == standing.ByBoth, source.Verified == standing.ByAdmin
	f.Sum = k.KPI.Direction == partnership.Cumulative
	var err error
	f.Day, err = r.day(source.Period)
	return f, err
}

// reportChart words what a picture shows.
type reportChart struct {
	Label, First, FirstDay, Last, LastDay, Planned string
}

// history draws how a figure went; one reading alone is no history.
func (r reporter) history(goal string, k standing.KPIStanding) ([]noticeLine, error) {
	declared, _ := r.spec.Goal(goal)
	past := standing.History(declared, k.KPI, r.standing.Readings)
	if len(past) < 2 {
		return nil, nil
	}
	loc := r.catalog.locale
	names, err := r.phrases("chart-reported", "chart-planned")
	if err != nil {
		return nil, err
	}
	c := Chart{Lines: []ChartLine{{Name: names[0]}, {Name: names[1]}}}
	for _, p := range past {
		c.Labels = append(c.Labels, p.Day.String())
		c.Lines[0].Values = append(c.Lines[0].Values, decimal.NewNullDecimal(p.Value))
		c.Lines[1].Values = append(c.Lines[1].Values, decimal.NewNullDecimal(p.Planned))
	}
	first, last := past[0], past[len(past)-1]
	words := reportChart{
		Label: kpiLabel(k.KPI, k.KPI.ID), First: r.number(k.KPI, first.Value.Round(shownDigits)), FirstDay: loc.Date(first.Day),
		Last: r.number(k.KPI, last.Value.Round(shownDigits)), LastDay: loc.Date(last.Day),
	}
	if k.KPI.Direction != partnership.Binary && k.KPI.Direction != partnership.InRange {
		words.Planned = r.number(k.KPI, last.Planned.Round(shownDigits))
	}
	return r.chart(c, "chart", words)
}

// phrases are some of the report's own.
func (r reporter) phrases(names ...string) ([]string, error) {
	var list []string
	for _, name := range names {
		said, err := r.catalog.line(string(lifecycle.TemplateReport)+"."+name, nil)
		if err != nil {
			return nil, err
		}
		list = append(list, said)
	}
	return list, nil
}

// chart draws a picture whose words a phrase says.
func (r reporter) chart(c Chart, phrase string, words reportChart) ([]noticeLine, error) {
	caption, err := r.catalog.line(string(lifecycle.TemplateReport)+"."+phrase, words)
	if err != nil {
		return nil, err
	}
	drawn, err := r.draw(c, words.Label, caption)
	return []noticeLine{{chartPhrase, drawn}}, err
}

// comingDays is how many of the milestones to come a report lists.
const comingDays = 5

// milestones are those to come, and how many have ended. What has just ended and what is late
// stand above.
func (r reporter) milestones() ([]noticeLine, error) {
	var lines []noticeLine
	coming, ended := 0, 0
	for _, d := range r.Days {
		switch {
		case d.Late:
		case d.Outcome != "":
			ended++
		case coming < comingDays:
			lines = append(lines, r.dayLine("day", d))
			coming++
		default:
			coming++
		}
	}
	if coming > comingDays {
		lines = append(lines, noticeLine{"more", reportCount{coming - comingDays}})
	}
	if ended > 0 {
		lines = append(lines, noticeLine{"ended", reportCount{ended}})
	}
	return section("milestones", nil, lines), nil
}

func (r reporter) dayLine(phrase string, d lifecycle.ReportedDay) noticeLine {
	line := reportDay{Outcome: string(d.Outcome), Late: d.Late, Moved: d.Moved, Title: oneLine(d.Milestone)}
	if m, known := milestoneOf(r.spec, d.Goal, d.Milestone); known {
		line.Title = oneLine(m.Title)
	}
	line.Due, _ = r.day(d.Due) // both were dates when they were written
	line.On, _ = r.day(d.On)
	return noticeLine{phrase, line}
}

func milestoneOf(spec partnership.Spec, goal, id string) (partnership.Milestone, bool) {
	g, _ := spec.Goal(goal)
	i := slices.IndexFunc(g.Milestones, func(m partnership.Milestone) bool { return m.ID == id })
	if i < 0 {
		return partnership.Milestone{}, false
	}
	return g.Milestones[i], true
}

// actions are the promises between the reader's side and others that are not late.
func (r reporter) actions() ([]noticeLine, error) {
	mine, others, err := r.owing()
	var lines []noticeLine
	for _, o := range append(mine, others...) {
		if !o.Late {
			lines = append(lines, noticeLine{"owed-line", o})
		}
	}
	if len(lines) == 0 {
		lines = append(lines, noticeLine{"nothing-owed", nil})
	}
	return section("actions", nil, r.atMost(lines, mostLines)), err
}

// finance is what each side has put in and got so far: sums, which all may read.
func (r reporter) finance() ([]noticeLine, error) {
	if len(r.letter.Ledger) == 0 {
		return section("finance", nil, []noticeLine{{"no-amounts", nil}}), nil
	}
	today, err := r.here(r.letter.At)
	if err != nil {
		return nil, err
	}
	a := account{letterWriter: r.letterWriter, standing: ledger.AsTold(r.spec, r.letter.Ledger, today)}
	a.Currency = r.spec.Currency
	lines := append(a.totals(), a.together()...)
	if len(lines) == 0 {
		return section("finance", nil, []noticeLine{{"no-amounts", nil}}), nil
	}
	lines = append(lines, noticeLine{"amounts-why", reportChart{LastDay: r.catalog.locale.Date(a.standing.AsOf)}})
	chart, err := r.accounts(a)
	return section("finance", nil, append(lines, chart...)), err
}

// accounts draws what each side has put in and got.
func (r reporter) accounts(a account) ([]noticeLine, error) {
	names, err := r.phrases("chart-put-in", "chart-got", "chart-accounts")
	if err != nil || a.Currency == "" {
		return nil, err
	}
	c := Chart{Lines: []ChartLine{{Name: names[0]}, {Name: names[1]}}, Bars: true}
	for _, p := range a.standing.Parties {
		c.Labels = append(c.Labels, clip(r.party(p.Party), mostName))
		c.Lines[0].Values = append(c.Lines[0].Values, decimal.NewNullDecimal(p.Account.Cost()))
		c.Lines[1].Values = append(c.Lines[1].Values, decimal.NewNullDecimal(p.Account.Gain()))
	}
	drawn, err := r.draw(c, names[2], names[2]+", "+r.spec.Currency)
	drawn.Mute = true
	return []noticeLine{{chartPhrase, drawn}}, err
}

// mostName is how much of a party's name stands below a bar.
const mostName = 16

// health is how the partnership does, what costs most, and how it went.
func (r reporter) health() ([]noticeLine, error) {
	if r.Health == nil {
		return nil, nil
	}
	var lines []noticeLine
	if r.Health.RAG == measure.Unknown || !r.Health.Score.OK {
		lines = append(lines, noticeLine{"health-unknown", healthView{Known: r.catalog.locale.Percent(r.Health.Coverage)}})
	} else {
		lines = append(lines, noticeLine{"health", healthView{
			Points: fmt.Sprint(health.Points(r.Health.Score.Value)), RAG: string(r.Health.RAG), Capped: r.Health.Capped != "", Conflict: r.Health.Capped == health.CapConflict,
		}})
	}
	for _, c := range r.Health.Causes {
		lines = append(lines, noticeLine{"cause", r.cause(c)})
	}
	for _, d := range r.Health.Dimensions {
		line := healthLine{Kind: string(d.Kind), RAG: string(d.RAG)}
		if d.Score.OK {
			line.Points = fmt.Sprint(health.Points(d.Score.Value))
		}
		lines = append(lines, noticeLine{"dimension", line})
	}
	chart, err := r.months()
	return section("health", nil, append(lines, chart...)), err
}

// months draws how health went, month by month.
func (r reporter) months() ([]noticeLine, error) {
	seen := r.Health.Months
	if len(seen) < 2 {
		return nil, nil
	}
	names, err := r.phrases("chart-health")
	if err != nil {
		return nil, err
	}
	c := Chart{Lines: []ChartLine{{Name: names[0]}}, FromZero: true}
	for _, m := range seen {
		c.Labels = append(c.Labels, cadence.DateOf(m.At).String())
		c.Lines[0].Values = append(c.Lines[0].Values, decimal.NewNullDecimal(decimal.NewFromInt(int64(m.Points))))
	}
	first, last := seen[0], seen[len(seen)-1]
	loc := r.catalog.locale
	return r.chart(c, "chart", reportChart{
		Label: names[0], First: fmt.Sprint(first.Points), FirstDay: loc.Date(cadence.DateOf(first.At)), Last: fmt.Sprint(last.Points), LastDay: loc.Date(cadence.DateOf(last.At)),
	})
}
