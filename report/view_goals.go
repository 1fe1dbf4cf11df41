package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// goals show how every goal does, and how its figures went.
func (w writer) goals() (section, error) {
	s := section{Title: w.words.Goals}
	if p := w.Standing.Progress; p.OK {
		s.Blocks = append(s.Blocks, lines(fmt.Sprintf(w.words.Overall, w.Percent(p.Value))))
	}
	for _, g := range w.Standing.Goals {
		s.Blocks = append(s.Blocks, w.goalBlock(g))
		for _, k := range g.KPIs {
			if err := w.history(&s, g.ID, k.KPI); err != nil {
				return section{}, err
			}
		}
	}
	s.Blocks = append(s.Blocks, w.foresight()...)
	return s, nil
}

func (w writer) goalBlock(g standing.GoalStanding) block {
	verdict := w.badge(g.RAG)
	if grade, ok := w.words.Grade[g.Grade]; ok {
		verdict.Text = grade
	} else if g.TooEarly && g.RAG == measure.Unknown {
		verdict.Text = w.words.TooEarly
	}
	b := block{
		Title: g.Statement, Verdict: &verdict, Lines: []string{fmt.Sprintf(w.words.GoalUntil, w.Date(g.Due), w.percent(g.Progress).Text)},
		Table: table{Head: []string{
			w.words.KPI, w.words.Baseline, w.words.Target, w.words.Now, w.words.Said, w.words.Progress, w.words.Pace, w.words.Judgement, w.words.Forecast,
		}},
	}
	for _, k := range g.KPIs {
		b.Table.Rows = append(b.Table.Rows, w.kpi(k))
		if k.Disputed {
			b.Lines = append(b.Lines, label(k.KPI)+": "+w.words.Disputed+".")
		}
		b.Behind = append(b.Behind, w.behind(k.KPI)...)
	}
	return b
}

// behind says where the figure of a KPI comes from: which side said it when, how it was
// verified, and what became of it. Nobody is named, and an
// admin's reason is for those who had reported.
func (w writer) behind(k partnership.KPI) []string {
	var list []string
	for _, s := range w.Sources {
		if s.KPI != k.ID {
			continue
		}
		who := w.words.Admin
		if party, known := w.Spec.PartyOf(s.Reporter); known {
			who = party.Name
		}
		words := []string{fmt.Sprintf(w.words.SaidBy, label(k), w.figure(k, s.Value), who, w.Date(s.Day))}
		if verified, ok := w.words.Verified[s.Verified]; ok {
			words = append(words, verified)
		}
		if s.Disputed {
			words = append(words, w.words.Disputed)
		}
		if s.Late {
			words = append(words, w.words.SaidLate)
		}
		if s.Provisional {
			words = append(words, w.words.Provisional)
		}
		if s.Corrects != nil {
			words = append(words, fmt.Sprintf(w.words.InPlaceOf, w.figure(k, s.Corrects.Value)))
		}
		if k.Direction == partnership.Cumulative {
			words = append(words, w.words.Added)
		}
		list = append(list, strings.TrimSuffix(strings.Join(words, "; "), ".")+".") // a date may end with one
	}
	return list
}

// The cells of a figure, by their place.
const (
	kpiName    = 0
	kpiTarget  = 2
	kpiNow     = 3
	kpiPace    = 6
	kpiVerdict = 7
)

// kpi is a figure with where it comes from, where it is to go, and how it gets there.
func (w writer) kpi(k standing.KPIStanding) []cell {
	now, said, forecast := dash, dash, dash
	if k.Actual != nil {
		now = w.figure(k.KPI, *k.Actual)
	}
	if day, ok := parsed(k.AsOf); ok {
		said = w.Date(day)
	}
	if k.ETA != nil {
		forecast = w.Date(*k.ETA)
	}
	verdict := w.verdict(k.RAG)
	if k.TooEarly {
		verdict.Text = w.words.TooEarly
	}
	from, to := w.ends(k.KPI)
	return []cell{
		text(label(k.KPI)), number(from), number(to), number(now), text(said), w.percent(k.Progress), w.percent(k.Pace), verdict, text(forecast),
	}
}

// ends are where a figure comes from and where it is to go, or stay.
func (w writer) ends(k partnership.KPI) (from, to string) {
	switch k.Direction {
	case partnership.InRange:
		return dash, w.figure(k, value(k.Low)) + dash + w.figure(k, value(k.High))
	case partnership.MaintainMin:
		return dash, "≥ " + w.figure(k, k.Target)
	case partnership.MaintainMax:
		return dash, "≤ " + w.figure(k, k.Target)
	case partnership.Binary:
		return w.No, w.Yes
	default:
		return w.figure(k, k.Baseline), w.figure(k, k.Target)
	}
}

func value(d *decimal.Decimal) decimal.Decimal {
	if d == nil {
		return decimal.Zero
	}
	return *d
}

// history draws how a figure went beside its plan; one reading alone is no history.
func (w writer) history(s *section, goal string, k partnership.KPI) error {
	declared, _ := w.Spec.Goal(goal)
	past := standing.History(declared, k, w.Readings)
	if len(past) < 2 {
		return nil
	}
	b := block{Title: label(k), Table: table{Head: []string{w.words.Day, w.words.Value, w.words.Plan}}}
	c := chart{title: label(k), unit: k.Unit, lines: []line{{name: w.words.Value}, {name: w.words.Plan}}}
	if k.Direction == partnership.InRange {
		b.Table.Head, c.lines = append(b.Table.Head, w.words.Most), append(c.lines, line{name: w.words.Most})
	}
	for _, p := range past {
		planned := []decimal.Decimal{p.Value, p.Planned}
		if p.Most != nil {
			planned = append(planned, *p.Most)
		}
		row := []cell{text(w.Date(p.Day))}
		for i, d := range planned {
			c.lines[i].values = append(c.lines[i].values, decimal.NewNullDecimal(d))
			row = append(row, number(w.planned(k, i, d)))
		}
		c.labels, b.Table.Rows = append(c.labels, p.Day.String()), append(b.Table.Rows, row)
	}
	var err error
	b.Chart, err = w.draw(c)
	s.Blocks = append(s.Blocks, b)
	return err
}

// planned words a value, the first, or what was planned: of a yes that is a share.
func (w writer) planned(k partnership.KPI, i int, d decimal.Decimal) string {
	if i > 0 && k.Direction == partnership.Binary {
		return w.Percent(d)
	}
	return w.figure(k, d)
}

// foresight shows how far confidence was from what came of it, and how many early warnings
// came true.
func (w writer) foresight() []block {
	var blocks []block
	t := table{Head: []string{w.words.Party, w.words.Brier, w.words.Counted}}
	for _, c := range w.Calibration {
		t.Rows = append(t.Rows, []cell{text(w.party(c.Party)), number(w.ratio(c.Brier())), number(fmt.Sprint(c.N))})
	}
	if len(t.Rows) > 0 {
		blocks = append(blocks, block{Title: w.words.Sureness, Lines: []string{w.words.BrierMeans}, Table: t})
	}
	if w.Warned > 0 {
		blocks = append(blocks, lines(fmt.Sprintf(w.words.Warned, w.Warned, w.WarnedTrue)))
	}
	return blocks
}

// milestones show the days that were agreed on.
func (w writer) milestones() (section, error) {
	s := section{Title: w.words.Milestones}
	if len(w.Milestones) == 0 {
		s.Blocks = append(s.Blocks, lines(w.words.NoMilestones))
		return s, nil
	}
	t := table{Head: []string{w.words.Milestone, w.words.Goal, w.words.Due, w.words.State}}
	for _, m := range w.Milestones {
		due := w.Date(m.Due)
		if m.Moved {
			due += " (" + w.words.Moved + ")"
		}
		t.Rows = append(t.Rows, []cell{text(m.Title), text(m.Goal), text(due), w.became(m)})
	}
	s.Blocks = append(s.Blocks, block{Table: t})
	return s, nil
}

// became is what has become of a milestone.
func (w writer) became(m Milestone) cell {
	c := cell{Text: w.words.Outcome[m.Outcome]}
	switch m.Outcome {
	case procedure.OutcomeMet:
		c.RAG = measure.Green
	case procedure.OutcomeMetLate:
		c.RAG = measure.Amber
	case procedure.OutcomeDropped:
		c.RAG = measure.Red
	case "":
		if !m.Late {
			return text(w.words.ToCome)
		}
		return cell{RAG: measure.Red, Text: w.words.Late}
	default: // nobody is to blame
	}
	if c.Text == "" {
		c.Text = string(m.Outcome)
	}
	if !m.On.IsZero() {
		c.Text += ", " + w.Date(m.On)
	}
	return c
}
