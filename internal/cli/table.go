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
	env   Env
	table *table.Table
}

func newTable(env Env, head ...string) *textTable {
	t := table.New().Headers(head...).
		Border(lipgloss.HiddenBorder()).BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).
		BorderHeader(false).BorderColumn(false).
		StyleFunc(func(row, _ int) lipgloss.Style {
			style := lipgloss.NewStyle().PaddingRight(2)
			if row == table.HeaderRow && env.Color {
				style = style.Bold(true)
			}
			return style
		})
	if env.Width > 0 {
		t = t.Width(env.Width)
	}
	return &textTable{env: env, table: t}
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
