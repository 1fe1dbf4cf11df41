package letter

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// webAddress finds what a plain text means as a link. The end leaves out the
// punctuation of the sentence around it.
var webAddress = regexp.MustCompile(`(?:https?://|mailto:)[^\s<>"]*[^\s<>".,;:!?)\]}']`)

// TextHTML shows plain text as HTML with its links made clickable. link is as
// in Sanitise.
func TextHTML(text string, link func(url string) string) string {
	var out strings.Builder
	end := 0
	for _, at := range webAddress.FindAllStringIndex(text, -1) {
		out.WriteString(html.EscapeString(text[end:at[0]]))
		end = at[1]
		shown, target := html.EscapeString(text[at[0]:end]), link(text[at[0]:end])
		switch {
		case target == "":
			out.WriteString(shown)
		case strings.HasPrefix(target, "/"):
			out.WriteString(`<a href="` + html.EscapeString(target) + `">` + shown + `</a>`)
		default:
			out.WriteString(`<a href="` + html.EscapeString(target) +
				`" target="_blank" rel="noopener noreferrer">` + shown + `</a>`)
		}
	}
	out.WriteString(html.EscapeString(text[end:]))
	return out.String()
}

// Plain is the text of the mail: its text part, or else what its HTML says.
func (l Letter) Plain() string {
	if l.Text != "" || l.HTML == "" {
		return l.Text
	}
	return htmlText(l.HTML)
}

var (
	whiteSpace = regexp.MustCompile(`\s+`)
	blankLines = regexp.MustCompile(`\s*\n\s*\n\s*`)
)

// htmlText writes HTML as plain text, a block on a line of its own.
func htmlText(source string) string {
	var out strings.Builder
	tokens, hidden := html.NewTokenizer(strings.NewReader(source)), 0
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		switch kind {
		case html.TextToken:
			if hidden == 0 {
				out.WriteString(whiteSpace.ReplaceAllString(token.Data, " "))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			switch token.DataAtom {
			case atom.Script, atom.Style, atom.Title:
				if kind == html.StartTagToken {
					hidden++
				} else if kind == html.EndTagToken && hidden > 0 {
					hidden--
				}
			case atom.Br, atom.P, atom.Div, atom.Tr, atom.Li, atom.H1, atom.H2, atom.H3, atom.Table, atom.Blockquote:
				out.WriteString("\n")
			}
		}
	}
	return strings.TrimSpace(blankLines.ReplaceAllString(out.String(), "\n\n"))
}

// Excerpt is the beginning of the text in one line.
func (l Letter) Excerpt(runes int) string {
	words := []rune(strings.Join(strings.Fields(l.Plain()), " "))
	if len(words) <= runes {
		return string(words)
	}
	return string(words[:runes]) + "\u2026"
}
