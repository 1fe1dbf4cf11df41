package report

import "github.com/rapport-engine/rapport/partnership/procedure/standing"

// scorecard groups the figures by their perspective, for whoever gives them one.
func (w writer) scorecard() (section, error) {
	s := section{Title: w.words.Scorecard}
	for _, group := range standing.Scorecard(w.Standing) {
		b := block{
			Title: w.Perspective[group.Perspective],
			Table: table{Head: []string{w.words.KPI, w.words.Target, w.words.Now, w.words.Pace, w.words.Judgement}},
		}
		for _, k := range group.KPIs {
			row := w.kpi(k)
			b.Table.Rows = append(b.Table.Rows, []cell{row[kpiName], row[kpiTarget], row[kpiNow], row[kpiPace], row[kpiVerdict]})
		}
		s.Blocks = append(s.Blocks, b)
	}
	return s, nil
}
