package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// swot shows what was said about the four fields: the highest priority first.
func (w writer) swot() (section, error) {
	s := section{Title: w.words.SWOT}
	if w.SWOT == nil {
		s.Blocks = append(s.Blocks, lines(w.words.NoSWOT))
		return s, nil
	}
	list := slices.Clone(w.SWOT.Statements)
	slices.SortStableFunc(list, func(a, b Statement) int {
		switch {
		case a.Field != b.Field:
			return a.Field.Place() - b.Field.Place()
		case swot.Before(a.Placed, b.Placed):
			return -1
		case swot.Before(b.Placed, a.Placed):
			return 1
		default:
			return 0
		}
	})
	var cells [4]swot.Cell
	for i, name := range w.Review.Fields {
		cells[i].Title = name
	}
	t := table{Head: []string{w.words.Field, w.words.Statement, w.words.Priority}}
	for _, one := range list {
		at, said, priority := one.Field.Place(), w.said(one), dash
		if at >= len(cells) {
			continue
		}
		if one.Placed.Priority.OK {
			priority = w.Number(one.Placed.Priority.Value.Round(1))
		}
		cells[at].Items = append(cells[at].Items, said)
		t.Rows = append(t.Rows, []cell{text(w.Review.Field[at]), text(said), number(priority)})
	}
	s.Blocks = append(s.Blocks, block{Lines: []string{w.Date(w.SWOT.Date)}, Chart: w.fields(cells), Table: t})
	return s, nil
}

// said is a statement in words, or what figures say.
func (w writer) said(one Statement) string {
	var parts []string
	if one.Text != "" {
		parts = append(parts, one.Text)
	}
	for _, f := range one.Facts {
		parts = append(parts, w.fact(f))
	}
	if len(parts) == 0 {
		return dash
	}
	return strings.Join(parts, "; ")
}

func (w writer) fact(f review.Fact) string {
	return fmt.Sprintf(w.words.Fact[f.Kind], w.about(f))
}

// about names what a fact is about; of promises, how many there are.
func (w writer) about(f review.Fact) string {
	switch {
	case f.Kind == review.FactOverdue:
		return fmt.Sprintf(" (%d)", f.N)
	case f.Found != nil && f.Found.Gap != nil:
		return w.question(f.Found.Survey, f.Found.Gap.Question)
	case f.Found != nil && f.Found.Rated != nil && f.Found.Rated.Dimension != "":
		if name, ok := w.Survey.Dimensions[f.Found.Rated.Dimension]; ok {
			return name
		}
		return f.Found.Rated.Dimension
	case f.Found != nil && f.Found.Rated != nil:
		return w.question(f.Found.Survey, f.Found.Rated.Question)
	}
	if _, k, ok := w.Spec.KPI(f.Of); ok {
		return label(k)
	}
	if _, id, ok := strings.Cut(f.Of, "/"); ok {
		if _, m, ok := w.Spec.Milestone(id); ok {
			return m.Title
		}
	}
	return f.Of
}
