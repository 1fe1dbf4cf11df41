package message

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flow says how an element stands among its neighbours.
type flow uint8

const (
	flowInline flow = iota
	flowApart       // within the line, with room around it
	flowBlock       // on lines of its own
)

// flowOf reads how a browser would lay out an element.
func flowOf(n *html.Node) flow {
	style := styleOf(n)
	switch {
	case style == "":
	case strings.Contains(style, "display:inline-"), strings.Contains(style, "display:table-cell"), strings.Contains(style, "float:"):
		return flowApart
	case strings.Contains(style, "display:block"), strings.Contains(style, "display:table"), strings.Contains(style, "display:flex"),
		strings.Contains(style, "display:grid"), strings.Contains(style, "display:list-item"):
		return flowBlock
	}
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Aside, atom.Nav, atom.Header, atom.Footer, atom.Hgroup,
		atom.Dt, atom.Dd, atom.Dl, atom.Center, atom.Address, atom.Form, atom.Fieldset, atom.Legend, atom.Figure, atom.Figcaption,
		atom.Details, atom.Summary, atom.Body, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption, atom.Option, atom.Optgroup,
		atom.Listing, atom.Xmp, atom.Menu, atom.Dir, atom.Search:
		return flowBlock
	case atom.Td, atom.Th, atom.Button, atom.Select, atom.Input:
		return flowApart
	}
	return flowInline
}

// space parts what follows from what is on the line.
func (r *htmlRenderer) space() {
	if r.current.Len() > 0 && !strings.HasSuffix(r.current.String(), " ") {
		r.current.WriteByte(' ')
	}
}

const (
	// maxCellLines and maxCellText tell the cells of a table from the columns of
	// a page.
	maxCellLines = 3
	maxCellText  = 300
)

// row writes a table's row on one line where its cells are values, and its
// cells one below the other where they lay out a page.
func (r *htmlRenderer) row(n *html.Node) {
	r.endLine()
	from := len(r.lines)
	var ends []int
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
		r.endLine()
		ends = append(ends, max(from, len(r.lines)))
	}
	if from >= len(r.lines) {
		return
	}
	var cells []string
	filled, start := 0, from
	for _, end := range ends {
		text, ok := cellText(r.lines[start:end], r.lines[from])
		if !ok {
			return
		}
		if text != "" {
			filled++
		}
		cells, start = append(cells, text), end
	}
	if filled > 1 {
		line := r.lines[from]
		line.text = joinCells(cells)
		r.lines = append(r.lines[:from], line)
	}
}

// cellText is the text of a cell whose lines are like another line in how they
// are quoted; a page's columns have no such text.
func cellText(lines []htmlLine, like htmlLine) (string, bool) {
	var texts []string
	for _, l := range lines {
		if l.depth != like.depth || l.quoted != like.quoted || l.colour != like.colour {
			return "", false
		}
		if l.text = strings.TrimSpace(l.text); l.text != "" {
			texts = append(texts, l.text)
		}
	}
	text := strings.Join(texts, " / ")
	return text, len(texts) <= maxCellLines && len(text) <= maxCellText
}
