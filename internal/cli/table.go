package cli

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
)

// textTable is a table for people: aligned columns, a bold head where the
// terminal has colours. Where the terminal is too narrow cells go on in the next
// line, from word to word: no word is broken.
type textTable struct {
	env     Env
	rows    [][]string // the head is the first
	figures int        // the first column that is flush right
	tint    func(row []string, column int) lipgloss.Style
}

// gap is what stands between columns.
const gap = "  "

func newTable(env Env, head ...string) *textTable {
	return &textTable{env: env, rows: [][]string{head}, figures: len(head)}
}

// figuresFrom puts the columns from one on flush right, as sums are read.
func (t *textTable) figuresFrom(column int) *textTable {
	t.figures = column
	return t
}

// tinted gives cells a colour where the terminal has any.
func (t *textTable) tinted(tint func(row []string, column int) lipgloss.Style) *textTable {
	t.tint = tint
	return t
}

func (t *textTable) row(cells ...string) {
	for i, c := range cells {
		cells[i] = strings.Trim(c, "\n")
	}
	t.rows = append(t.rows, cells)
}

func (t *textTable) print() error {
	widths := t.widths()
	for i, row := range t.rows {
		for _, line := range t.lines(row, widths, i == 0) {
			if _, err := fmt.Fprintln(t.env.Stdout, strings.TrimRight(line, " ")); err != nil {
				return err
			}
		}
	}
	return nil
}

// lines are a row as it is printed: its cells side by side, each from word to word.
func (t *textTable) lines(row []string, widths []int, head bool) []string {
	cells := make([][]string, len(row))
	height := 0
	for i, cell := range row {
		cells[i] = wrapped(cell, widths[i])
		height = max(height, len(cells[i]))
	}
	lines := make([]string, height)
	for n := range lines {
		var line strings.Builder
		for i := range cells {
			text := ""
			if n < len(cells[i]) {
				text = cells[i][n]
			}
			if i > 0 {
				line.WriteString(gap)
			}
			blank := strings.Repeat(" ", max(widths[i]-lipgloss.Width(text), 0))
			if i >= t.figures {
				line.WriteString(blank + t.styled(row, i, head, text))
			} else {
				line.WriteString(t.styled(row, i, head, text) + blank)
			}
		}
		lines[n] = line.String()
	}
	return lines
}

// styled is a text as the terminal shows it.
func (t *textTable) styled(row []string, column int, head bool, text string) string {
	switch {
	case !t.env.Color || text == "":
		return text
	case head:
		return lipgloss.NewStyle().Bold(true).Render(text)
	case t.tint != nil:
		return t.tint(row, column).Render(text)
	default:
		return text
	}
}

// widths are those of the columns: what they hold, or less where that is wider than the
// terminal, but never less than their longest word.
func (t *textTable) widths() []int {
	widths, least := make([]int, len(t.rows[0])), make([]int, len(t.rows[0]))
	for _, row := range t.rows {
		for i, cell := range row {
			for line := range strings.Lines(cell) {
				widths[i] = max(widths[i], lipgloss.Width(strings.TrimRight(line, "\n")))
			}
			for _, word := range strings.Fields(cell) {
				least[i] = max(least[i], lipgloss.Width(word))
			}
		}
	}
	if t.env.Width <= 0 {
		return widths
	}
	over := len(gap) * (len(widths) - 1)
	for _, w := range widths {
		over += w
	}
	for over -= t.env.Width; over > 0; over-- {
		widest, found := 0, false
		for i, w := range widths {
			if w > least[i] && (!found || w > widths[widest]) {
				widest, found = i, true
			}
		}
		if !found {
			break
		}
		widths[widest]--
	}
	return widths
}

// wrapped parts a text into lines of at most a width, from word to word.
func wrapped(text string, width int) []string {
	var lines []string
	for paragraph := range strings.Lines(text) {
		paragraph = strings.TrimRight(paragraph, "\n")
		if lipgloss.Width(paragraph) <= width {
			lines = append(lines, paragraph)
			continue
		}
		line := ""
		for _, word := range strings.Fields(paragraph) {
			switch {
			case line == "":
				line = word
			case lipgloss.Width(line)+1+lipgloss.Width(word) <= width:
				line += " " + word
			default:
				lines, line = append(lines, line), word
			}
		}
		lines = append(lines, line)
	}
	return slices.Clip(lines)
}

// fitted cuts text that is wider than some columns.
func fitted(s string, width int) string {
	if lipgloss.Width(s) <= width {
		return s
	}
	return lipgloss.NewStyle().MaxWidth(width-1).Render(s) + "…"
}
