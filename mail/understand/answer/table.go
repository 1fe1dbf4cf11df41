package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
)

// A table gives a row to each question. Rows are rewritten as "name: value"; of
// several columns the heading must say which one holds what was asked for.

// readTables rewrites the rows of a table in the new text.
func readTables(lines []typedLine) {
	lines = lines[:min(len(lines), maxTyped)]
	var rows []int
	for i := range lines {
		// A heading can look like a line that only introduces.
		if l := &lines[i]; l.Role == trim.RoleNew && len(l.Text) <= maxMarked && strings.ContainsAny(l.Text, "|\t") && len(cellsOf(l.Text)) > 1 {
			rows = append(rows, i)
		}
	}
	if len(rows) < 2 {
		return
	}
	head := cellsOf(lines[rows[0]].Text)
	if !slices.ContainsFunc(rows, func(i int) bool { return len(cellsOf(lines[i].Text)) != len(head) }) {
		rewriteRows(lines, rows, head)
	}
}

func rewriteRows(lines []typedLine, rows []int, head []string) {
	column := factColumn(head)
	if column > 0 {
		lines[rows[0]].idle = true
		rows = rows[1:]
	} else if len(head) > 2 {
		return
	}
	for _, i := range rows {
		cells := cellsOf(lines[i].Text)
		if isRuler(cells) {
			lines[i].idle = true
			continue
		}
		name := cells[0]
		if at := strings.IndexAny(name, ",("); at > 0 {
			name = strings.TrimSpace(name[:at]) // without its unit
		}
		lines[i].Text = name + ": " + cells[max(column, 1)]
	}
}

// cellsOf parts a row at bars or tabs.
func cellsOf(text string) []string {
	separator := "|"
	if !strings.Contains(text, separator) {
		separator = "\t"
	}
	return splitNonBlank(strings.Trim(text, "| \t"), separator)
}

func isRuler(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.Trim(c, "-:=– ") != "" })
}

// factColumn finds the column of a heading that holds what has become of each
// row, or zero.
func factColumn(head []string) int {
	if slices.ContainsFunc(head, func(c string) bool { return strings.ContainsAny(c, "0123456789") }) {
		return 0
	}
	for _, names := range []wordSet{factHeadings, valueHeadings} {
		for i, c := range head[1:] {
			if slices.ContainsFunc(prose.Words(c), func(w string) bool { return names[w] }) {
				return i + 1
			}
		}
	}
	return 0
}

var (
	factHeadings  = setOf("actual|actuals|fact|current|now|факт|фактически|сейчас|текущий|текущее|текущая")
	valueHeadings = setOf("value|answer|result|figure|number|amount|status|значение|ответ|результат|цифра|число|итог|сумма|количество|статус")
)
