package compose

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// sketch stands for whatever draws.
func sketch(c Chart) ([]byte, error) { return json.Marshal(c) }

// reportedSpec is a partnership whose figures have a history.
func reportedSpec(spec partnership.Spec, reader string) partnership.Spec {
	spec = paying(spec, reader)
	for i := range spec.Goals {
		g := &spec.Goals[i]
		g.Start, g.Weight = spec.Start, decimal.NewFromInt(1)
		for j := range g.KPIs {
			g.KPIs[j].Weight = decimal.NewFromInt(1)
		}
	}
	spec.Goals[0].KPIs[0].Direction, spec.Goals[1].KPIs[0].Direction = partnership.Increase, partnership.Decrease
	spec.Goals[0].KPIs = append(spec.Goals[0].KPIs, partnership.KPI{
		ID: "webinars", Title: "Webinars held", Direction: partnership.Cumulative, Target: num("12"), Weight: decimal.NewFromInt(1),
	})
	return spec
}

func said(kpi, period, by, value string) measure.Reading {
	day, err := time.Parse(time.DateOnly, period)
	if err != nil {
		panic(err)
	}
	return measure.Reading{ID: kpi + period + by, KPI: kpi, Period: period, Value: num(value), Reporter: by, At: day.Add(15 * time.Hour)}
}

// reportedReadings are of before and after the report of the fixture's October.
func reportedReadings() []measure.Reading {
	return []measure.Reading{
		said("mql", "2026-08-25", "lars", "140"), said("mql", "2026-09-29", "lars", "162"), said("mql", "2026-11-24", "lars", "176.5"), said("mql", "2026-11-24", "anna", "176.5"),
		said("webinars", "2026-09-29", "anna", "2"), said("webinars", "2026-11-24", "anna", "1"),
		said("cpl", "2026-09-29", "anna", "700"), said("cpl", "2026-11-24", "anna", "820"), said("cpl", "2026-11-24", "lars", "790"),
	}
}

func reportedStanding(st *standing.Standing) {
	spec, readings := reportedSpec(fixtureSpec(), ""), reportedReadings()
	*st = standing.Stand(spec, readings, cadence.Date{Year: 2026, Month: time.December, Day: 8})
	st.Readings, st.Owed = readings, fixtureOwed()
}

// reportOf is the report of the fixture's November.
func reportOf(change func(*lifecycle.Report)) lifecycle.Report {
	h := wellBeing(0,
		health.OfGoals([]health.Paced{{Goal: "leads", Pace: some(5, -1), Who: []string{"lars"}}}), health.OfOperations(counted(6, 14), counted(3, 4), counted(4, 4)),
		health.OfRelationship([]health.Content{{Party: "lumen", Index: decimal.NewFromInt(62), Who: []string{"sofie"}}}), health.OfValue(measure.Ratio{}, measure.Ratio{}, nil),
		health.OfIssues(nil),
	).Report
	h.Months = []health.Seen{month(time.July, 31, 78, measure.Green), month(time.August, 28, 74, measure.Green), month(time.September, 30, 66, measure.Amber), month(time.November, 24, 53, measure.Amber)}
	r := lifecycle.Report{
		Date: "2026-12-08", Since: "2026-10-30", At: time.Date(2026, 10, 30, 14, 0, 0, 0, time.UTC), Sections: partnership.ReportSections(),
		Health: &h, Was: month(time.October, 30, 71, measure.Green), Kept: 3, KeptLate: 1,
		Days: []lifecycle.ReportedDay{
			{Goal: "leads", Milestone: "rules", Due: "2026-11-10", Outcome: procedure.OutcomeMetLate, On: "2026-11-13", New: true},
			{Goal: "cost", Milestone: "left", Due: "2026-11-20", Outcome: procedure.OutcomeWaived, On: "2026-11-18", New: true},
			{Goal: "leads", Milestone: "campaign", Due: "2026-12-01", Moved: true, Late: true, New: true},
			{Goal: "cost", Milestone: "next", Due: "2027-02-15"},
		},
	}
	change(&r)
	return r
}

func reportLetter(reader string, change func(*lifecycle.Report)) procedure.Letter {
	l := partnershipNotice(lifecycle.TemplateReport, reader).With(reportOf(change))
	l.About, l.Accounts, l.Ledger, l.Log = "monthly", true, books(), true
	l.Decided = []procedure.Decision{
		{Key: "1", Text: "Two fairs a year", Result: decision.Carried, For: []string{"fjordmail", "lumen"}, Decided: time.Date(2026, 9, 3, 12, 0, 0, 0, time.UTC)},
		{Key: "2", Text: "A <third> party?", Result: decision.Rejected, For: []string{"fjordmail"}, Against: []string{"lumen"}, Decided: time.Date(2026, 11, 12, 12, 0, 0, 0, time.UTC)},
		{Key: "3", Text: "Prices up by 4 %", Result: decision.Vetoed, For: []string{"fjordmail", "lumen"}, Vetoed: "lumen", Decided: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)},
		{Key: "4", Text: "A shared stand", Result: decision.NoQuorum, Decided: time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)},
	}
	return l
}

// reportsOf is a mail with reports of some partnerships.
func reportsOf(slugs ...string) func(reader, deputy string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		var letters []procedure.Letter
		for i, slug := range slugs {
			l := reportLetter(reader, func(r *lifecycle.Report) {
				if r.Sections = []partnership.ReportSection{partnership.SectionGoals}; i == 1 {
					r.Health.RAG, r.Health.Score = measure.Red, measure.Some(num("31.4"))
				}
			})
			l.Slug, l.Spec, l.Workflow = slug, slug, slug
			letters = append(letters, l)
		}
		return kinds.Together(kinds.All()).JoinAcross(letters)
	}
}

func reportFixtures() []fixture {
	one := func(change func(*lifecycle.Report)) func(string, string) procedure.Letter {
		return func(reader, _ string) procedure.Letter { return reportLetter(reader, change) }
	}
	elsewhere := func(slugs ...string) func(*standing.Standing) {
		return func(st *standing.Standing) {
			reportedStanding(st)
			all := map[string]standing.Standing{}
			for _, slug := range slugs {
				all[slug] = *st
			}
			st.Elsewhere = all
		}
	}
	two, four := []string{"reported", "reported-2"}, []string{"reported", "reported-2", "reported-3", polar}
	return []fixture{
		{name: "report", letter: one(func(*lifecycle.Report) {}), spec: reportedSpec, standing: reportedStanding},
		{name: "report-first", letter: one(func(r *lifecycle.Report) {
			r.First, r.Was, r.Since, r.At = true, health.Seen{}, "2026-06-01", time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
			r.Health.Months, r.Days = nil, r.Days[3:]
			r.Kept, r.KeptLate = 0, 0
		}), spec: reportedSpec, standing: reportedStanding},
		{name: "report-unchanged", letter: func(reader, _ string) procedure.Letter {
			l := partnershipNotice(lifecycle.TemplateReport, reader).With(lifecycle.Report{
				Date: "2026-12-08", Since: "2026-11-30", At: sentAt.AddDate(0, 0, -8), Sections: partnership.ReportSections(),
				Health: &health.Report{Health: health.Health{RAG: measure.Unknown, Coverage: num("0.35")}},
			})
			l.About = "weekly"
			return l
		}, spec: reportedSpec, standing: func(st *standing.Standing) {
			reportedStanding(st)
			st.Owed = nil
		}},
		{name: "report-out-of-turn", letter: one(func(r *lifecycle.Report) {
			r.Sections, r.Reason = []partnership.ReportSection{partnership.SectionMilestones}, "the board <meets> tomorrow"
			for i := range 7 { // more than a phone has room for
				r.Days = append(r.Days, lifecycle.ReportedDay{Goal: "cost", Milestone: "step", Due: "2027-03-0" + string(rune('1'+i))})
			}
			r.Days = append(r.Days, slices.Repeat([]lifecycle.ReportedDay{{Goal: "cost", Milestone: "slip", Due: "2026-11-01", Late: true}}, 9)...)
		}), spec: reportedSpec, standing: reportedStanding},
		{name: "report-of-two", letter: reportsOf(two...), spec: reportedSpec, standing: elsewhere(two...)},
		{name: "report-of-many", letter: reportsOf(four...), spec: reportedSpec, standing: elsewhere(four...)},
		// More than twenty, of which none says where to write to it.
		{name: "report-of-most", letter: reportsOf(slices.Repeat(four, 6)...), spec: reportedSpec, standing: elsewhere(four...)},
	}
}
