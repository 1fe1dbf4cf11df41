package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// mostDecisions is how many decisions the page shows, the latest first.
const mostDecisions = 50

// decisions show what was decided together, and which goal it serves.
func (w writer) decisions() (section, error) {
	s := section{Title: w.words.Decisions}
	if len(w.Decisions) == 0 {
		s.Blocks = append(s.Blocks, lines(w.words.NoDecisions))
		return s, nil
	}
	t := table{Head: []string{w.words.Day, w.words.Decision, w.words.Serves, w.words.Result, w.words.Votes}}
	for _, d := range slices.Backward(w.Decisions) {
		if len(t.Rows) == mostDecisions {
			break
		}
		t.Rows = append(t.Rows, []cell{text(w.day(d.On)), text(d.Text), text(cmp.Or(d.Goal, dash)), w.decided(d), text(cmp.Or(w.votes(d), dash))})
	}
	s.Blocks = append(s.Blocks, block{Table: t})
	return s, nil
}

// decided is how a decision has come out, and where it was taken.
func (w writer) decided(d Decision) cell {
	c := text(w.words.Decided[d.Result])
	if d.Vetoed != "" {
		c.Text = fmt.Sprintf(w.words.VetoedBy, d.Vetoed)
	}
	if d.Result == decision.Carried && d.Vetoed == "" {
		c.RAG = measure.Green
	}
	if how := w.words.DecidedHow[d.Method]; how != "" {
		c.Text += ", " + how
	}
	return c
}

func (w writer) votes(d Decision) string {
	var list []string
	if len(d.For) > 0 {
		list = append(list, fmt.Sprintf(w.words.For, w.List(d.For)))
	}
	if len(d.Against) > 0 {
		list = append(list, fmt.Sprintf(w.words.Against, w.List(d.Against)))
	}
	return strings.Join(list, "; ")
}

// moods show how the atmosphere was, month by month; it stands beside the figure of health and
// is no part of it.
func (w writer) moods() []block {
	moods := standing.Moods(w.Readings)
	if len(moods) == 0 {
		return nil
	}
	t := table{Head: []string{w.words.Month, w.words.Value, w.words.Marks}}
	for _, m := range moods[max(0, len(moods)-mostMoods):] {
		t.Rows = append(t.Rows, []cell{text(m.Month), number(w.Number(m.Mean)), number(fmt.Sprint(m.N))})
	}
	return []block{{Title: w.words.Mood, Table: t}}
}

// mostMoods is how many months of atmosphere the page shows.
const mostMoods = 12
