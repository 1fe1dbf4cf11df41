package message

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// htmlLine is one line of rendered HTML.
type htmlLine struct {
	text   string
	depth  int  // enclosing block quotes
	quoted bool // the mail program marked it as somebody else's
	colour string
}

// htmlDoc is an HTML mail as lines.
type htmlDoc struct {
	lines    []htmlLine
	struck   bool // something that is not quoted is struck out
	coloured bool // something quoted has a colour of its own
}

// renderHTML turns an HTML mail into lines of text. Elements nested deeper
// than the parser's limit of 512 are rendered without regard to structure.
func renderHTML(source string) htmlDoc { return (&htmlRenderer{}).render(source) }

func (r *htmlRenderer) render(source string) htmlDoc {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		r.tokens(source)
	} else {
		r.node(root)
	}
	r.endLine()
	return htmlDoc{lines: r.lines, struck: r.struck, coloured: r.coloured}
}

// HTMLSource is the source of the first HTML part of a mail, or nothing.
func HTMLSource(root *Part) string {
	part := root.Find("text/html")
	if part == nil {
		return ""
	}
	source, _ := part.text()
	return source
}

// HTMLText is an HTML mail as text, quotes marked with ">" as in plain text.
func HTMLText(source string) string { return renderHTML(source).text() }

// text returns the whole document, quotes marked with ">" as in plain text.
func (d htmlDoc) text() string {
	return joinHTML(d.lines, func(l htmlLine) (string, bool) {
		if l.depth == 0 {
			return l.text, true
		}
		return strings.TrimRight(strings.Repeat(">", l.depth)+" "+l.text, " "), true
	})
}

// typed returns the document without what is marked as quoted.
func (d htmlDoc) typed() string {
	return joinHTML(d.lines, func(l htmlLine) (string, bool) { return l.text, !l.quoted })
}

// marked returns what the mail program marked as quoted.
func (d htmlDoc) marked() string {
	return joinHTML(d.lines, func(l htmlLine) (string, bool) { return l.text, l.quoted })
}

// joinHTML renders lines with at most one blank line in a row.
func joinHTML(lines []htmlLine, render func(htmlLine) (string, bool)) string {
	var out strings.Builder
	blank := true
	for _, l := range lines {
		text, keep := render(l)
		if !keep || blank && text == "" {
			continue
		}
		blank = text == ""
		out.WriteString(text)
		out.WriteByte('\n')
	}
	return strings.TrimSpace(prose.Normalise(out.String()))
}

// htmlRenderer walks a document in order and keeps what the current line is.
type htmlRenderer struct {
	lines   []htmlLine
	current strings.Builder
	size    int
	depth   int  // enclosing block quotes
	marked  int  // enclosing elements marked as quoted
	rest    bool // all that follows is quoted
	pre     int
	lists   []int // next number of each enclosing list; bullets are 0

	struck  bool
	strikes map[string]bool // classes that the page strikes out

	parted   bool   // lines end where the colour changes inside a quote
	colour   string // of what is written now, if it is one of its own
	coloured bool
	link     int
}

func (r *htmlRenderer) quoted() bool { return r.rest || r.marked > 0 }

func (r *htmlRenderer) full() bool { return r.size > prose.MaxText }

func (r *htmlRenderer) node(n *html.Node) {
	switch {
	case r.full():
	case n.Type == html.TextNode:
		r.text(n.Data)
	case n.Type == html.ElementNode && isHidden(n):
		r.learn(n)
	case n.Type == html.ElementNode && r.isStruck(n):
		r.struck = r.struck || !r.quoted()
	case n.Type == html.ElementNode:
		within := r.enterColour(n)
		r.element(n)
		r.leaveColour(n, within)
	default:
		r.children(n)
	}
}

func (r *htmlRenderer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

func (r *htmlRenderer) element(n *html.Node) {
	scope := quoteScopeOf(n)
	if scope != scopeNone {
		r.beginQuote(scope)
	}
	switch {
	case n.DataAtom == atom.Br:
		r.breakLine()
	case n.DataAtom == atom.Hr:
		r.rule()
	case n.DataAtom == atom.Img:
		r.text(emojiOf(n))
	case n.DataAtom == atom.Blockquote:
		r.blockquote(n, scope)
	case isSignature(n):
		r.signature(n)
	case scope == scopeUntilQuote:
		r.gmail(n)
	default:
		r.block(n)
	}
	if scope == scopeElement {
		r.endLine()
		r.marked--
	}
}

func (r *htmlRenderer) beginQuote(scope quoteScope) {
	r.endLine()
	if !r.quoted() {
		r.markAttribution()
	}
	switch scope {
	case scopeElement:
		r.marked++
	case scopeRest:
		r.rest = true
	case scopeNone, scopeUntilQuote: // gmail counts its own elements
	}
}

// blockquote is a quotation of the mail before this one if it is marked so or
// introduced so; otherwise it is the sender's own and only indented.
func (r *htmlRenderer) blockquote(n *html.Node, scope quoteScope) {
	r.endLine()
	introduced := scope == scopeNone && r.markAttribution()
	if introduced {
		r.marked++
	}
	indented := scope == scopeNone && !introduced && isIndent(n)
	if !indented {
		r.depth++
	}
	r.children(n)
	r.endLine()
	if !indented {
		r.depth--
	}
	if introduced {
		r.marked--
	}
}

// gmail renders Gmail's wrapper: the introduction and the block quote in it
// are quoted, but inline answers stand between its block quotes.
func (r *htmlRenderer) gmail(n *html.Node) {
	r.marked++
	open := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if open && c.DataAtom == atom.Blockquote {
			r.endLine()
			r.marked--
			open = false
		}
		r.node(c)
	}
	if open {
		r.marked--
	}
	r.endLine()
}

// signature puts the delimiter of RFC 3676 above a signature that the mail
// program marked, so that plain text rules find it.
func (r *htmlRenderer) signature(n *html.Node) {
	r.endLine()
	before := len(r.lines)
	r.lines = append(r.lines, htmlLine{text: "-- ", depth: r.depth, quoted: r.quoted()})
	r.block(n)
	r.endLine()
	if signed := r.lines[before+1:]; isBlankHTML(signed) || strings.HasPrefix(strings.TrimSpace(signed[0].text), "--") {
		r.lines = append(r.lines[:before], signed...)
	}
}

func isBlankHTML(lines []htmlLine) bool {
	for _, l := range lines {
		if l.text != "" {
			return false
		}
	}
	return true
}

// block renders any other element.
func (r *htmlRenderer) block(n *html.Node) {
	switch n.DataAtom {
	case atom.Ol, atom.Ul:
		r.list(n)
	case atom.Li:
		r.item(n)
	case atom.Pre, atom.Textarea:
		r.endLine()
		r.pre++
		r.children(n)
		r.endLine()
		r.pre--
	case atom.Tr:
		r.row(n)
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table:
		r.paragraph(n)
	default:
		r.inFlow(n)
	}
}

// inFlow renders an element that is a line of its own, stands apart within a
// line, or is a part of it.
func (r *htmlRenderer) inFlow(n *html.Node) {
	switch flow := flowOf(n); flow {
	case flowBlock:
		r.endLine()
		r.children(n)
		r.endLine()
	case flowApart:
		r.space()
		r.children(n)
		r.space()
	case flowInline:
		r.children(n)
	}
}

func (r *htmlRenderer) paragraph(n *html.Node) {
	r.endLine()
	spaced := !strings.HasPrefix(attr(n, "class"), "Mso") // Outlook's paragraphs are lines
	if spaced {
		r.blankLine()
	}
	r.children(n)
	r.endLine()
	if spaced {
		r.blankLine()
	}
}
