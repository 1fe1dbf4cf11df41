// Package card writes what an admin reads above a workflow's history: Markdown
// for the Temporal Web UI. It passes through a URL there, so it stays under
// 4 KB: when it would not, every section gives way evenly and says so, so that
// what comes last is not lost for what comes first.
package card

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

const (
	limit     = 4000
	mostRows  = 12
	textLimit = 80
)

// Section is one part of a card.
type Section struct {
	Title string
	Intro string   // stands above the rows, also when there are none
	Rows  []string // list items or rows of a table whose head is the intro
	Noun  string   // of a row, for "… and 3 more people"
}

// Render writes a card: a sentence or two, then the sections.
func Render(intro string, sections ...Section) string {
	shown := make([]int, len(sections))
	for i, s := range sections {
		shown[i] = min(len(s.Rows), mostRows)
	}
	var b bytes.Buffer
	for {
		render(&b, intro, sections, shown)
		widest := widest(sections, shown)
		if b.Len() <= limit || widest < 0 {
			return cut(b.String())
		}
		shown[widest]--
	}
}

func render(b *bytes.Buffer, intro string, sections []Section, shown []int) {
	b.Reset()
	b.WriteString(intro + "\n")
	for i, s := range sections {
		if s.Title != "" {
			b.WriteString("\n### " + s.Title)
		}
		b.WriteString("\n")
		if s.Intro != "" {
			b.WriteString(s.Intro + "\n")
		}
		for _, row := range s.Rows[:shown[i]] {
			b.WriteString(row + "\n")
		}
		if more := len(s.Rows) - shown[i]; more > 0 {
			fmt.Fprintf(b, "\n… and %d more %s\n", more, s.Noun)
		}
	}
}

// widest is the section whose rows take the most room, -1 if none can give any.
func widest(sections []Section, shown []int) int {
	widest, most := -1, 0
	for i, s := range sections {
		size := 0
		for _, row := range s.Rows[:shown[i]] {
			size += len(row)
		}
		if shown[i] > 1 && size > most {
			widest, most = i, size
		}
	}
	return widest
}

// cut ends a card that is too long in spite of all at a line.
func cut(s string) string {
	if len(s) <= limit {
		return s
	}
	s = s[:limit-len(ending)]
	if i := strings.LastIndexByte(s, '\n'); i > 0 {
		s = s[:i]
	}
	return strings.ToValidUTF8(s, "") + ending
}

const ending = "\n\n… cut: `rapport status` shows everything\n"

// Cell makes text safe inside a Markdown table row.
func Cell(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > textLimit {
		s = string(r[:textLimit-1]) + "…"
	}
	return Escape(s)
}

// Escape makes text safe in Markdown, however long it is.
func Escape(s string) string {
	return markdown.Replace(s)
}

var markdown = strings.NewReplacer("|", `\|`, "<", "&lt;", "`", "'", "*", `\*`, "_", `\_`, "[", `\[`)

// Asked shows who is asked what; without rows there is no table.
func Asked(rows []string) Section {
	s := Section{Noun: "people", Rows: rows}
	if len(rows) > 0 {
		s.Title, s.Intro = "Asked", Head("Who", "What", "Asked", "Due", "")
	}
	return s
}

// People shows how it stands with each who is asked one thing: who, since when, until when
// and a word. Without people there is nothing to say.
func People(title string, people [][]string) Section {
	s := Section{Title: title, Noun: "people"}
	if len(people) > 0 {
		s.Intro = Head("Who", "Asked", "Due", "")
	}
	for _, p := range people {
		cells := slices.Clone(p)
		cells[0] = Cell(cells[0])
		s.Rows = append(s.Rows, Row(cells...))
	}
	return s
}

// Row is a row of a table.
func Row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |" }

// Head is a table's head and the line below it.
func Head(titles ...string) string {
	return Row(titles...) + "\n" + strings.Repeat("|---", len(titles)) + "|"
}

// Item is a line of a list.
func Item(text string) string { return "- " + text }

// Sections leaves out those that have nothing to say.
func Sections(all ...Section) []Section {
	return slices.DeleteFunc(all, func(s Section) bool { return s.Intro == "" && len(s.Rows) == 0 })
}
