package message

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// text adds a run of text, its white space folded as a browser does.
func (r *htmlRenderer) text(s string) {
	r.size += len(s)
	if r.pre > 0 {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				r.breakLine()
			}
			r.current.WriteString(line)
		}
		return
	}
	space := strings.HasSuffix(r.current.String(), " ") || r.current.Len() == 0
	for _, c := range s {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' {
			if !space {
				r.current.WriteByte(' ')
			}
			space = true
			continue
		}
		r.current.WriteRune(c)
		space = false
	}
}

// endLine ends a line that has text.
func (r *htmlRenderer) endLine() {
	if strings.TrimSpace(r.current.String()) != "" {
		r.breakLine()
	}
	r.current.Reset()
}

// breakLine ends the line even when it is empty.
func (r *htmlRenderer) breakLine() {
	text := strings.TrimRight(r.current.String(), " \t\u00a0")
	if r.pre == 0 {
		text = strings.TrimLeft(text, " ")
	}
	r.lines = append(r.lines, htmlLine{text: text, depth: r.depth, quoted: r.quoted(), colour: r.lineColour()})
	r.size++
	r.current.Reset()
}

// lineColour is the colour of a whole line, which is known where lines are
// parted by their colours.
func (r *htmlRenderer) lineColour() string {
	if r.parted {
		return r.colour
	}
	return ""
}

// blankLine parts paragraphs.
func (r *htmlRenderer) blankLine() {
	if n := len(r.lines); n > 0 && r.lines[n-1].text != "" {
		r.breakLine()
	}
}

// rule draws what Outlook draws in plain text.
func (r *htmlRenderer) rule() {
	r.endLine()
	r.current.WriteString("________________________________")
	r.breakLine()
}

func (r *htmlRenderer) list(n *html.Node) {
	r.endLine()
	next := 0
	if n.DataAtom == atom.Ol {
		next = 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil {
			next = start
		}
	}
	r.lists = append(r.lists, next)
	r.children(n)
	r.lists = r.lists[:len(r.lists)-1]
	r.endLine()
}

// item numbers a list's item, because the numbers are those of the questions.
func (r *htmlRenderer) item(n *html.Node) {
	r.endLine()
	mark := "- "
	if last := len(r.lists) - 1; last >= 0 && r.lists[last] > 0 {
		if value, err := strconv.Atoi(attr(n, "value")); err == nil {
			r.lists[last] = value
		}
		mark = strconv.Itoa(r.lists[last]) + ". "
		r.lists[last]++
	}
	r.current.WriteString(mark)
	r.children(n)
	r.endLine()
}

// attributionEnd is how a line that introduces a quote ends.
var attributionEnd = regexp.MustCompile(`[:：]\s*$`)

// attributionHint is what such a line contains: an address, a time, a year, or
// a word for writing.
var attributionHint = prose.Lazily(`(?i)@|\d{1,2}[:.]\d{2}|\b(?:19|20)\d{2}\b|wrote|schrieb|écrit|escribió|написал|пишет|писал`)

// markAttribution marks the line above as introducing a quote, if it does.
func (r *htmlRenderer) markAttribution() bool {
	for i := len(r.lines) - 1; i >= 0; i-- {
		l := &r.lines[i]
		if l.text == "" {
			continue
		}
		introduces := !l.quoted && len(l.text) < 400 && attributionEnd.MatchString(l.text) && attributionHint.Matches(l.text)
		l.quoted = l.quoted || introduces
		return introduces
	}
	return false
}

// tokens renders a document that is nested too deeply for a tree.
func (r *htmlRenderer) tokens(source string) {
	skip := 0
	for z := html.NewTokenizer(strings.NewReader(source)); !r.full(); {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		switch {
		case kind == html.TextToken && skip == 0:
			r.text(html.UnescapeString(string(z.Raw())))
		case kind == html.StartTagToken && isInvisible(tag):
			skip++
		case kind == html.EndTagToken && isInvisible(tag):
			skip = max(0, skip-1)
		case tag == atom.Br:
			r.breakLine()
		case tag == atom.Div, tag == atom.P, tag == atom.Tr, tag == atom.Li, tag == atom.Blockquote:
			r.endLine()
		}
	}
}

func isInvisible(tag atom.Atom) bool {
	switch tag {
	case atom.Style, atom.Script, atom.Title, atom.Head, atom.Template, atom.Noscript, atom.Object, atom.Svg:
		return true
	}
	return false
}

func isHidden(n *html.Node) bool {
	style := styleOf(n)
	return isInvisible(n.DataAtom) || strings.Contains(style, "display:none") || strings.Contains(style, "mso-hide:all")
}

// emojiOf returns the emoji that some programs send as a picture.
func emojiOf(n *html.Node) string {
	alt := attr(n, "alt")
	r, _ := utf8.DecodeRuneInString(alt)
	if utf8.RuneCountInString(alt) <= 8 && unicode.Is(unicode.So, r) {
		return alt
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// styleOf returns the style attribute in a form to compare.
func styleOf(n *html.Node) string {
	return strings.ToLower(strings.Join(strings.Fields(attr(n, "style")), ""))
}
