package report

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// health says how the partnership does, what that is made of, what costs most, and how it
// went.
func (w writer) health() (section, error) {
	s := section{Title: w.words.Health}
	if w.Health == nil {
		s.Blocks = append(s.Blocks, lines(w.words.NoHealth))
		return s, nil
	}
	r := *w.Health
	s.Blocks = append(s.Blocks, w.stands(r), w.dimensions(r))
	history, err := w.months(r.Months)
	s.Blocks = append(append(s.Blocks, history...), w.moods()...)
	return s, err
}

func (w writer) stands(r health.Report) block {
	if r.RAG == measure.Unknown || r.RAG == "" {
		return lines(append([]string{fmt.Sprintf(w.words.Uncovered, w.Percent(r.Coverage))}, w.causes(r)...)...)
	}
	verdict := w.badge(r.RAG)
	verdict.Text = fmt.Sprintf(w.words.Scored, health.Points(r.Score.Value)) + ": " + verdict.Text
	b := block{Verdict: &verdict}
	if !r.Was.Zero() {
		b.Lines = append(b.Lines, fmt.Sprintf(w.words.Was, r.Was.Points, w.badge(r.Was.RAG).Text, w.Date(cadence.DateOf(r.Was.At))))
	}
	switch r.Capped {
	case health.CapConflict:
		b.Lines = append(b.Lines, w.words.ByConflict)
	case health.CapDimension:
		b.Lines = append(b.Lines, w.words.ByDimension)
	}
	b.Lines = append(b.Lines, w.causes(r)...)
	return b
}

func (w writer) causes(r health.Report) []string {
	var list []string
	for _, c := range r.Causes {
		list = append(list, fmt.Sprintf(w.words.Costs, w.Number(c.Points.Round(1)), w.cause(c)))
	}
	return list
}

// cause says what costs points, without a person's name.
func (w writer) cause(c health.Cause) string {
	phrase := w.words.Cause[c.Reason]
	switch c.Reason {
	case health.Behind:
		return fmt.Sprintf(phrase, w.goal(c.Of), w.Percent(c.Share))
	case health.Discontent:
		if c.Of == "" {
			return fmt.Sprintf(w.words.AllOfUs, w.Percent(c.Share))
		}
		return fmt.Sprintf(phrase, w.party(c.Of), w.Percent(c.Share))
	case health.OffPlan:
		return fmt.Sprintf(phrase, w.Percent(c.Share))
	case health.Uneven:
		return fmt.Sprintf(phrase, w.Number(c.Share.Round(2)))
	case health.Conflicts:
		return fmt.Sprintf(phrase, c.Whole, c.Whole-c.Part)
	case health.Unanswered, health.DaysLate, health.TasksLate:
		return fmt.Sprintf(phrase, c.Whole-c.Part, c.Whole)
	default:
		return string(c.Reason)
	}
}

// goal is what a goal says.
func (w writer) goal(id string) string {
	if i := slices.IndexFunc(w.Spec.Goals, func(g partnership.Goal) bool { return g.ID == id }); i >= 0 {
		return w.Spec.Goals[i].Statement
	}
	return id
}

func (w writer) dimensions(r health.Report) block {
	t := table{Head: []string{w.words.Dimension, w.words.Points, w.words.Judgement}}
	for _, d := range r.Dimensions {
		points := w.words.Unknown
		if d.Score.OK {
			points = fmt.Sprint(health.Points(d.Score.Value))
		}
		t.Rows = append(t.Rows, []cell{text(w.words.Dimensions[d.Kind]), number(points), w.verdict(d.RAG)})
	}
	return block{Table: t}
}

// months are the ends of the months; one alone is no history.
func (w writer) months(seen []health.Seen) ([]block, error) {
	if len(seen) < 2 {
		return nil, nil
	}
	c := chart{title: w.words.ByMonth, lines: []line{{name: w.words.Points}}, least: new(float64)}
	b := block{Title: w.words.ByMonth, Table: table{Head: []string{w.words.Month, w.words.Points, w.words.Judgement}}}
	for _, m := range seen {
		day := cadence.DateOf(m.At)
		c.labels = append(c.labels, day.String())
		c.lines[0].values = append(c.lines[0].values, decimal.NewNullDecimal(decimal.NewFromInt(int64(m.Points))))
		b.Table.Rows = append(b.Table.Rows, []cell{text(w.Date(day)), number(fmt.Sprint(m.Points)), w.verdict(m.RAG)})
	}
	var err error
	b.Chart, err = w.draw(c)
	return []block{b}, err
}
