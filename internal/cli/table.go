package cli

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
)

// textTable is a table for people: aligned columns, a bold head where the
// terminal has colours.
type textTable struct {
	env     Env
	table   *table.Table
	figures int // the first column that is flush right
}

func newTable(env Env, head ...string) *textTable {
	tt := &textTable{env: env, figures: len(head)}
	tt.table = table.New().Headers(head...).
		Border(lipgloss.HiddenBorder()).BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).
		BorderHeader(false).BorderColumn(false).
		StyleFunc(func(row, column int) lipgloss.Style {
			style := lipgloss.NewStyle().PaddingRight(2)
			if column >= tt.figures {
				style = style.Align(lipgloss.Right)
			}
			if row == table.HeaderRow && env.Color {
				style = style.Bold(true)
			}
			return style
		})
	if env.Width > 0 {
		tt.table = tt.table.Width(env.Width)
	}
	return tt
}

// figuresFrom puts the columns from one on flush right, as sums are read.
func (t *textTable) figuresFrom(column int) *textTable {
	t.figures = column
	return t
}

func (t *textTable) row(cells ...string) { t.table.Row(cells...) }

func (t *textTable) print() error {
	for line := range strings.Lines(t.table.String() + "\n") {
		if _, err := fmt.Fprintln(t.env.Stdout, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}

// fitted cuts text that is wider than some columns.
func fitted(s string, width int) string {
	if lipgloss.Width(s) <= width {
		return s
	}
	return lipgloss.NewStyle().MaxWidth(width-1).Render(s) + "…"
}
