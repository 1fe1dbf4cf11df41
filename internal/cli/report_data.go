package cli

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/report"
)

// fleetView is a report of all partnerships for programs, the worst first.
type fleetView struct {
	FormatVersion int          `json:"format_version"`
	On            cadence.Date `json:"on"`
	Partnerships  []reportView `json:"partnerships"`
	Unread        []unreadView `json:"unread"`
}

// singleData is a report of one partnership for programs.
type singleData struct {
	FormatVersion int `json:"format_version"`
	reportView
}

type unreadView struct {
	Slug string `json:"slug"`
	Why  string `json:"why"`
}

// reportView is how a partnership stands, as far as all its partners may know.
type reportView struct {
	Slug    string       `json:"slug"`
	Title   string       `json:"title"`
	Parties []string     `json:"parties"`
	On      cadence.Date `json:"on"`
	Phase   report.Phase `json:"phase"` // waiting, runs, paused, ends or over
	// Verdict is that on health, or on the goal that does worst where too little is known.
	Verdict  string           `json:"verdict"`
	Health   *reportHealth    `json:"health"`
	Progress *decimal.Decimal `json:"progress"`
	Goals    []goalStatus     `json:"goals"`
	// Milestones are in the order of their days.
	Milestones []milestoneData `json:"milestones"`
	Promises   promiseData     `json:"promises"`
	Accounts   []accountData   `json:"accounts"`
	Conflicts  []conflictData  `json:"conflicts"`
}

type reportHealth struct {
	Points     *int             `json:"points"`   // of 100
	Coverage   decimal.Decimal  `json:"coverage"` // how much of what counts is known
	RAG        string           `json:"rag"`
	Causes     []reportCause    `json:"causes"`
	Dimensions []dimensionFound `json:"dimensions"`
	Months     []monthStatus    `json:"months"`
}

type reportCause struct {
	Dimension string          `json:"dimension"`
	Reason    string          `json:"reason"`
	Of        string          `json:"of,omitempty"`
	Points    decimal.Decimal `json:"points"`
}

type dimensionFound struct {
	Dimension string           `json:"dimension"`
	Score     *decimal.Decimal `json:"score"`
	RAG       string           `json:"rag"`
}

type milestoneData struct {
	Goal    string       `json:"goal"`
	Title   string       `json:"title"`
	Due     cadence.Date `json:"due"`
	Moved   bool         `json:"moved"`
	Late    bool         `json:"late"`
	Outcome string       `json:"outcome,omitempty"`
	On      cadence.Date `json:"on,omitzero"`
}

type promiseData struct {
	Open     []promiseOpen `json:"open"`
	Kept     int           `json:"kept"` // in the last 90 days
	KeptLate int           `json:"kept_late"`
}

type promiseOpen struct {
	What string       `json:"what,omitempty"` // where all may read it
	From string       `json:"from"`
	To   string       `json:"to"`
	Due  cadence.Date `json:"due,omitzero"`
	Late bool         `json:"late"`
}

type accountData struct {
	Party    string          `json:"party"`
	Currency string          `json:"currency"`
	Cost     decimal.Decimal `json:"put_in"`
	Gain     decimal.Decimal `json:"got"`
	Net      decimal.Decimal `json:"net"`
	Promised decimal.Decimal `json:"promised"` // by the day of the accounts
	Expected decimal.Decimal `json:"expected"`
	AsOf     cadence.Date    `json:"as_of"`
}

type conflictData struct {
	Level  int          `json:"level"`
	Opened cadence.Date `json:"opened"`
	Closed cadence.Date `json:"closed,omitzero"`
}

func fleetData(f report.Fleet) fleetView {
	v := fleetView{FormatVersion: formatVersion, On: f.On, Partnerships: []reportView{}, Unread: []unreadView{}}
	for _, r := range f.Reports {
		v.Partnerships = append(v.Partnerships, reportData(r))
	}
	for _, u := range f.Unread {
		v.Unread = append(v.Unread, unreadView(u))
	}
	return v
}

func reportData(r report.Report) reportView {
	v := reportView{
		Slug: r.Spec.Slug, Title: r.Spec.Title, Parties: []string{}, On: r.On, Phase: r.Phase, Verdict: string(r.Verdict()), Health: healthData(r), Progress: value(r.Standing.Progress),
		Goals: goalsOf(r.Standing), Milestones: []milestoneData{}, Promises: promiseData{Open: []promiseOpen{}, Kept: r.Promises.Kept, KeptLate: r.Promises.KeptLate},
		Accounts: []accountData{}, Conflicts: []conflictData{},
	}
	for _, p := range r.Spec.Parties {
		v.Parties = append(v.Parties, p.Name)
	}
	for _, m := range r.Milestones {
		v.Milestones = append(v.Milestones, milestoneData{Goal: m.Goal, Title: m.Title, Due: m.Due, Moved: m.Moved, Late: m.Late, Outcome: string(m.Outcome), On: m.On})
	}
	for _, p := range r.Promises.Open {
		v.Promises.Open = append(v.Promises.Open, promiseOpen(p))
	}
	if l := r.Ledger; l != nil {
		for _, p := range l.Parties {
			v.Accounts = append(v.Accounts, accountData{
				Party: partyName(r.Spec, p.Party), Currency: l.Currency, Cost: p.Account.Cost(), Gain: p.Account.Gain(), Net: p.Account.Net(), Promised: p.Promised, Expected: p.Expected, AsOf: l.AsOf,
			})
		}
	}
	for _, c := range r.Conflicts {
		v.Conflicts = append(v.Conflicts, conflictData(c))
	}
	return v
}

func healthData(r report.Report) *reportHealth {
	if r.Health == nil {
		return nil
	}
	v := &reportHealth{Points: r.Points(), Coverage: r.Health.Coverage, RAG: string(r.Health.RAG), Causes: []reportCause{}, Dimensions: []dimensionFound{}, Months: []monthStatus{}}
	for _, c := range r.Health.Causes {
		v.Causes = append(v.Causes, reportCause{Dimension: string(c.Kind), Reason: string(c.Reason), Of: c.Of, Points: c.Points.Round(shownPlaces)})
	}
	for _, d := range r.Health.Dimensions {
		v.Dimensions = append(v.Dimensions, dimensionFound{Dimension: string(d.Kind), Score: value(d.Score), RAG: string(d.RAG)})
	}
	for _, m := range r.Health.Months {
		v.Months = append(v.Months, monthStatus{Month: m.At.Format("2006-01"), Points: m.Points, RAG: string(m.RAG)})
	}
	return v
}

// shownPlaces is how many decimals of points programs get.
const shownPlaces = 2

// figureSheet has a row for each figure; a goal or a partnership without any has one as well.
func figureSheet(f report.Fleet) sheet {
	s := sheet{name: "Figures", head: []string{
		"Partnership", "Title", "Phase", "Verdict", "Points", "Goal", "Goal verdict", "Goal progress", "Figure", "Unit", "Baseline", "Target", "Value", "As of", "Progress", "Pace", "Verdict of figure", "Disputed", "Error",
	}}
	for _, u := range f.Unread {
		row := make([]any, len(s.head))
		for i := range row {
			row[i] = ""
		}
		row[0], row[len(row)-1] = u.Slug, u.Why
		s.rows = append(s.rows, row)
	}
	for _, r := range f.Reports {
		s.rows = append(s.rows, figureRows(r)...)
	}
	return s
}

func figureRows(r report.Report) [][]any {
	points := any("")
	if p := r.Points(); p != nil {
		points = *p
	}
	lead := []any{r.Spec.Slug, r.Spec.Title, string(r.Phase), string(r.Verdict()), points}
	none := func(n int) []any {
		cells := make([]any, n)
		for i := range cells {
			cells[i] = ""
		}
		return cells
	}
	row := func(more ...[]any) []any {
		cells := append([]any{}, lead...)
		for _, m := range more {
			cells = append(cells, m...)
		}
		return append(cells, "") // no error
	}
	const ofGoal, ofFigure = 3, 10
	if len(r.Standing.Goals) == 0 {
		return [][]any{row(none(ofGoal + ofFigure))}
	}
	var rows [][]any
	for _, g := range r.Standing.Goals {
		goal := []any{g.Statement, string(g.RAG), value(g.Progress)}
		if len(g.KPIs) == 0 {
			rows = append(rows, row(goal, none(ofFigure)))
		}
		for _, k := range g.KPIs {
			disputed := "no"
			if k.Disputed {
				disputed = "yes"
			}
			rows = append(rows, row(goal, []any{
				k.KPI.ID, k.KPI.Unit, k.KPI.Baseline, k.KPI.Target, k.Actual, k.AsOf, value(k.Progress), value(k.Pace), string(k.RAG), disputed,
			}))
		}
	}
	return rows
}
