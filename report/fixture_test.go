package report_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/disclosure"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/swot"
	"github.com/rapport-engine/rapport/report"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func ptr(text string) *decimal.Decimal { d := dec(text); return &d }

func date(text string) cadence.Date {
	d, err := cadence.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func noon(day string) time.Time {
	return time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, date("2026-01-01").DaysUntil(date(day)))
}

// duo is a partnership with everything that a report shows.
func duo() partnership.Spec {
	one := decimal.NewFromInt(1)
	return partnership.Spec{
		Slug: "fjordmail-lumen", Title: "Fjordmail × Lumen", Purpose: "More customers for both, with one product.", Zone: "Europe/Oslo", Language: "en", Currency: "EUR",
		Start: date("2026-01-01"), End: date("2027-12-31"), Budget: ptr("60000"), DiscountRate: ptr("8.5"),
		Parties: []partnership.Party{
			{
				ID: "fjordmail", Name: "Fjordmail AS", People: []partnership.Person{{ID: "lars", Name: "Lars Berg", Email: "lars@fjordmail.example"}},
				Contributes: []partnership.Contribution{{ID: "work", Money: ptr("30000"), Hours: ptr("400"), Rate: ptr("60")}},
				Expects:     []partnership.Benefit{{ID: "sales", Amount: ptr("300000")}},
			},
			{
				ID: "lumen", Name: "Lumen Ltd", People: []partnership.Person{{ID: "aoife", Name: "Aoife Byrne", Email: "aoife@lumen.example"}},
				Contributes: []partnership.Contribution{{ID: "work", Money: ptr("30000"), Hours: ptr("400"), Rate: ptr("60")}},
				Expects:     []partnership.Benefit{{ID: "sales", Amount: ptr("300000")}},
			},
		},
		Goals: []partnership.Goal{
			{
				ID: "leads", Statement: "120 qualified leads a month", Owner: "lars", Start: date("2026-01-01"), Due: date("2026-12-31"), Weight: one,
				KPIs: []partnership.KPI{
					{ID: "mql", Title: "Qualified leads", Unit: "leads", Direction: partnership.Increase, Baseline: dec("40"), Target: dec("120"), Weight: one, Perspective: partnership.Strategic},
					{ID: "churn", Title: "Customers lost", Unit: "%", Direction: partnership.InRange, Low: ptr("0"), High: ptr("3"), Tolerance: ptr("2"), Weight: one},
				},
				Milestones: []partnership.Milestone{{ID: "rules", Title: "Rules for leads", Due: date("2026-03-01")}, {ID: "page", Title: "Joint page", Due: date("2026-10-01")}},
			},
			{
				ID: "trust", Statement: "A contract that both sides like", Owner: "aoife", Start: date("2026-01-01"), Due: date("2027-06-30"), Weight: one,
				KPIs: []partnership.KPI{{ID: "signed", Title: "Contract signed", Direction: partnership.Binary, Weight: one, Perspective: partnership.Relationship}},
			},
		},
		Surveys: []partnership.Survey{{ID: "pulse", Template: partnership.RelationshipPulse, MinN: 4, Anonymous: true}},
	}
}

// whole is a report in which no section is empty.
func whole() report.Report {
	spec, on := duo(), date("2026-08-31")
	var readings []measure.Reading
	for i, value := range []string{"44", "52", "61", "60", "72", "79", "84", "98"} {
		day := date("2026-01-31").AddDays(30 * i).String()
		readings = append(readings,
			measure.Reading{ID: fmt.Sprint("a", i), KPI: "mql", Period: day, Value: dec(value), Reporter: "lars", At: noon(day)},
			measure.Reading{ID: fmt.Sprint("b", i), KPI: "churn", Period: day, Value: dec("1.5").Add(decimal.New(int64(i*3), -1)), Reporter: "aoife", At: noon(day)})
	}
	for i, mark := range []string{"3", "4", "5", "4"} {
		day := []string{"2026-05-12", "2026-05-12", "2026-07-14", "2026-07-14"}[i]
		readings = append(readings, measure.Reading{ID: fmt.Sprint("m", i), KPI: standing.QuestionAtmosphere, Period: day, Value: dec(mark), Reporter: []string{"lars", "aoife"}[i%2], At: noon(day)})
	}
	entries := []ledger.Entry{
		{ID: "1", Party: "fjordmail", Kind: ledger.Money, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("9000"), Currency: "EUR", By: "lars"},
		{ID: "2", Party: "fjordmail", Kind: ledger.Hours, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("120"), By: "lars"},
		{ID: "3", Party: "fjordmail", Kind: ledger.Revenue, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("55000"), Currency: "EUR", By: "lars"},
		{ID: "4", Party: "lumen", Kind: ledger.Money, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("11000"), Currency: "EUR", By: "aoife"},
		{ID: "5", Party: "lumen", Kind: ledger.Hours, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("60.5"), By: "aoife"},
		{ID: "6", Party: "lumen", Kind: ledger.Revenue, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("18000"), Currency: "EUR", By: "aoife"},
		{ID: "7", Party: "lumen", Kind: ledger.Received, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("1100"), Currency: "EUR", By: "aoife"},
		{ID: "8", Party: "fjordmail", Kind: ledger.Paid, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("1200"), Currency: "EUR", By: "lars"},
		{
			ID: "10", Party: "fjordmail", Kind: ledger.Revenue, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("40000"), Currency: "EUR", By: "lars",
			Deal: "Lidl <Nord>", Shares: []partnership.Share{{Party: "fjordmail", Percent: dec("75")}},
		},
		{
			ID: "11", Party: "lumen", Kind: ledger.Revenue, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("40000"), Currency: "EUR", By: "aoife",
			Deal: "Lidl <Nord>", Shares: []partnership.Share{{Party: "lumen", Percent: dec("50")}},
		},
		{
			ID: "12", Party: "lumen", Kind: ledger.Savings, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("600"), Currency: "EUR", By: "aoife",
			Deal: "Courier", Shares: []partnership.Share{{Party: "lumen", Percent: dec("60")}, {Party: "fjordmail", Percent: dec("40")}},
		},
		{ID: "9", Party: "lumen", Kind: ledger.Money, From: date("2026-01-01"), Until: date("2026-06-30"), Amount: dec("1"), Currency: "NOK", By: "aoife"},
	}
	accounts := ledger.Stand(spec, entries, date("2026-06-30"))
	return report.Report{
		Spec: spec, On: on, Health: vital(), Standing: standing.Stand(spec, readings, on), Readings: readings, Ledger: &accounts,
		Tended: []standing.Tending{{Party: "fjordmail", Last: dec("12.5"), AsOf: "2026-07-07", Sum: dec("31")}, {Party: "lumen", Last: dec("20"), AsOf: "2026-07-07", Sum: dec("20")}},
		Milestones: []report.Milestone{
			{Goal: "120 qualified leads a month", Title: "Rules for leads", Due: date("2026-03-01"), Outcome: procedure.OutcomeMet, On: date("2026-02-27")},
			{Goal: "120 qualified leads a month", Title: "First campaign", Due: date("2026-06-15"), Moved: true, Outcome: procedure.OutcomeMetLate, On: date("2026-06-20")},
			{Goal: "120 qualified leads a month", Title: "Price list", Due: date("2026-08-01"), Late: true},
			{Goal: "120 qualified leads a month", Title: "Joint page", Due: date("2026-10-01")},
		},
		Sources: []report.Source{
			{Source: standing.Source{Reading: measure.Reading{KPI: "mql", Value: dec("98"), Reporter: "lars", Late: true}, Corrects: &measure.Reading{Value: dec("89")}, Verified: standing.ByBoth}, Day: date("2026-08-29"), Provisional: true},
			{Source: standing.Source{Reading: measure.Reading{KPI: "churn", Value: dec("3.6"), Reporter: measure.Arbiter, Reason: "both systems <checked>"}, Verified: standing.ByAdmin}, Day: date("2026-08-30")},
		},
		Calibration: []standing.PartyCalibration{
			{Party: "fjordmail", Calibration: measure.Calibration{N: 12, Errors: dec("1.32")}}, {Party: "lumen", Calibration: measure.Calibration{N: 10, Errors: dec("4")}},
		},
		Warned: 5, WarnedTrue: 2,
		Promptness: []measure.PartyPromptness{
			{People: 6, Promptness: measure.Promptness{Asked: 28, Answered: 24, OnTime: 20, Latency: measure.Some(dec("3"))}},
			{Party: "fjordmail", People: 3, Promptness: measure.Promptness{Asked: 21, Answered: 21, OnTime: 20, Latency: measure.Some(dec("2.25"))}},
			{Party: "lumen", People: 3, Promptness: measure.Promptness{Asked: 7, Answered: 3}},
		},
		Promises: report.Promises{
			Open: []report.Promise{
				{What: "Send the draft contract", From: "Lumen Ltd", To: "Fjordmail AS", Due: date("2026-08-20"), Late: true},
				{What: "Name a contact for the press", From: "Fjordmail AS", To: "Lumen Ltd"},
			}, Kept: 7, KeptLate: 1,
		},
		Surveys: []report.Survey{{ID: "pulse", Waves: []opinion.Wave{wave("2025-08-01", "52"), wave("2026-02-01", "60"), wave("2026-05-01", "64"), wave("2026-08-01", "75")}}},
		SWOT:    board(),
		Decisions: []report.Decision{
			{Text: "The pilot begins in May", Goal: "120 qualified leads a month", On: date("2026-04-02"), Method: procedure.DecidedAtMeeting, Result: decision.Carried, For: []string{"Fjordmail AS", "Lumen Ltd"}},
			{Text: "One <joint> stand at the fair", On: date("2026-06-11"), Method: procedure.DecidedInWriting, Result: decision.Vetoed, For: []string{"Fjordmail AS"}, Vetoed: "Lumen Ltd"},
		},
		Conflicts: []report.Conflict{
			{Level: 2, Opened: date("2026-04-02"), Closed: date("2026-05-11")}, {Level: 3, Opened: date("2026-08-03")},
		},
	}
}

// vital is a health that was looked at for half a year.
func vital() *health.Report {
	paces := []health.Paced{{Goal: "leads", Pace: measure.Some(dec("0.8")), Who: []string{"lars"}}}
	counted := func(part, whole int) health.Counted { return health.Counted{Part: part, Whole: whole, Known: true} }
	of := func(content string) health.Health {
		return health.Of([]health.Dimension{
			health.OfGoals(paces), health.OfOperations(counted(14, 20), counted(3, 4), counted(6, 7)),
			health.OfRelationship([]health.Content{{Party: "lumen", Index: dec(content)}}),
			health.OfValue(measure.Some(dec("0.7")), measure.Some(dec("0.5")), nil), health.OfIssues([]health.Open{{Level: 3}}),
		}, 3, health.Memory{})
	}
	var m health.Memory
	for i, content := range []string{"40", "52", "60", "55", "70", "75"} {
		m.Take(of(content), noon("2026-03-31").AddDate(0, i, 0))
	}
	r := m.With(of("75"))
	return &r
}

// wave is a round of a survey in which one question may be seen by party, one rounded, and
// one not at all.
func wave(day, index string) opinion.Wave {
	scored := func(id, dimension string) opinion.Result {
		l := measure.Likert{N: 8, Mean: measure.Some(dec("3.4")), Index: measure.Some(dec(index)), Margin: measure.Some(dec("0.2"))}
		f := opinion.Figure{Sight: disclosure.Exact, N: 8, Mean: l.Mean, Likert: &l}
		return opinion.Result{Measure: opinion.Measure{Question: id, Kind: partnership.KindScale, Low: 1, High: 5}, Dimension: dimension, Total: f, Parties: []opinion.Figure{f, {}}}
	}
	return opinion.Wave{
		Date: day, Asked: 10, Answered: 8,
		Groups: []opinion.Group{{Party: "fjordmail", People: []string{"lars"}}, {Party: "lumen", People: []string{"aoife"}}},
		Results: []opinion.Result{
			scored("early", "trust"), scored("clear", "clarity"),
			{
				Measure: opinion.Measure{Question: "recommend", Kind: partnership.KindNPS, High: 10},
				Total:   opinion.Figure{Sight: disclosure.Exact, N: 8, NPS: &measure.NPS{N: 8, Score: measure.Some(dec("25")), Margin: measure.Some(dec("30"))}},
			},
			{
				Measure: opinion.Measure{Question: "certain", Kind: partnership.KindConfidence, High: 10},
				Total:   opinion.Figure{Sight: disclosure.Rounded, N: 5, Mean: measure.Some(dec("7"))},
			},
			{Measure: opinion.Measure{Question: "concealed", Kind: partnership.KindNPS, High: 10}, Total: opinion.Figure{NPS: &measure.NPS{Score: measure.Some(dec("987654"))}}},
		},
	}
}

func board() *report.SWOT {
	placed := func(priority string) measure.Placed {
		return measure.Placed{N: 4, Priority: measure.Some(dec(priority)), Agreement: measure.Some(dec("0.8"))}
	}
	return &report.SWOT{Date: date("2026-07-01"), Statements: []report.Statement{
		{Field: swot.Strength, Text: "Fast answers: the lists came within a day", Placed: placed("12")},
		{Field: swot.Strength, Facts: []review.Fact{{Kind: review.FactMet, Of: "leads/rules"}}, Placed: placed("16.5")},
		{Field: swot.Weakness, Facts: []review.Fact{{Kind: review.FactOffTrack, Of: "mql", Value: "84"}}, Placed: placed("9")},
		{Field: swot.Weakness, Facts: []review.Fact{{Kind: review.FactOverdue, N: 2}}},
		{Field: swot.Opportunity, Text: "The fair in Bergen in October", Placed: placed("15")},
		{Field: swot.Threat, Text: ""},
	}}
}
