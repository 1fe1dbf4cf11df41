package swot

import (
	"strings"
	"unicode/utf8"
)

// The picture in letters: two fields beside each other, as wide as a line of a mail.
const (
	cellWidth = 34
	ruler     = "-"
)

// Cell is a field as the picture shows it.
type Cell struct {
	Title string
	Items []string
}

// Draw draws the four fields with letters alone, so that every mail program shows it: two
// above, two below. What does not fit a line goes on in the next.
func Draw(cells [4]Cell) []string {
	edge := "+" + strings.Repeat(ruler, cellWidth+2) + "+" + strings.Repeat(ruler, cellWidth+2) + "+"
	lines := []string{edge}
	for row := 0; row < len(cells); row += 2 {
		left, right := cells[row].Lines(), cells[row+1].Lines()
		for i := range max(len(left), len(right)) {
			lines = append(lines, "| "+padded(left, i)+" | "+padded(right, i)+" |")
		}
		lines = append(lines, edge)
	}
	return lines
}

// Lines are the field as lines of a cell's width: its title, and below it the items.
func (c Cell) Lines() []string {
	lines := []string{clip(c.Title, cellWidth), ""}
	for _, item := range c.Items {
		lines = append(lines, wrap("* ", item)...)
	}
	return lines
}

// wrap breaks a text at blanks, and a word that is too long wherever it must be.
func wrap(mark, text string) []string {
	var lines []string
	line := mark
	indent := strings.Repeat(" ", utf8.RuneCountInString(mark))
	for _, word := range strings.Fields(text) {
		for {
			joined := line + word
			if line != mark && line != indent {
				joined = line + " " + word
			}
			if utf8.RuneCountInString(joined) <= cellWidth {
				line = joined
				break
			}
			if line != mark && line != indent {
				lines, line = append(lines, line), indent
				continue
			}
			room := []rune(word)
			fits := cellWidth - utf8.RuneCountInString(line)
			lines = append(lines, line+string(room[:fits]))
			line, word = indent, string(room[fits:])
		}
	}
	return append(lines, line)
}

func padded(lines []string, i int) string {
	s := ""
	if i < len(lines) {
		s = lines[i]
	}
	return s + strings.Repeat(" ", max(cellWidth-utf8.RuneCountInString(s), 0))
}

func clip(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}
