package letter

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxOpenElements bounds the nesting of what is shown.
const maxOpenElements = 200

// dropped elements go with all that is in them.
var dropped = []atom.Atom{
	atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Select, atom.Template, atom.Svg, atom.Math,
	atom.Iframe, atom.Object, atom.Embed, atom.Noscript, atom.Noembed, atom.Noframes, atom.Xmp, atom.Plaintext,
	atom.Button, atom.Video, atom.Audio, atom.Canvas,
}

// shown elements are those a mail needs. Of all others only the content stays.
var shown = []atom.Atom{
	atom.A, atom.Abbr, atom.B, atom.Blockquote, atom.Br, atom.Caption, atom.Center, atom.Code, atom.Col,
	atom.Colgroup, atom.Dd, atom.Del, atom.Div, atom.Dl, atom.Dt, atom.Em, atom.Font, atom.H1, atom.H2, atom.H3,
	atom.H4, atom.H5, atom.H6, atom.Hr, atom.I, atom.Img, atom.Ins, atom.Li, atom.Ol, atom.P, atom.Pre, atom.S,
	atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th,
	atom.Thead, atom.Tr, atom.U, atom.Ul,
}

// void elements have no content and no end.
var void = []atom.Atom{atom.Br, atom.Col, atom.Hr, atom.Img}

var plainAttributes = []string{
	"align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "color", "colspan", "dir", "height", "lang",
	"rowspan", "start", "title", "valign", "width",
}

// Sanitise returns what of a mail's HTML may stand inside our own page: no
// script, no form, no style sheet, nothing that is loaded from elsewhere.
// link turns the address of a link into one of ours, or into "" for none.
// image does the same for pictures.
//
// The source is read as a stream of tokens and written anew from an allow
// list, every element closed within the one that holds it.
func Sanitise(source string, link, image func(url string) string) string {
	s := sanitiser{tokens: html.NewTokenizer(strings.NewReader(source)), link: link, image: image}
	for {
		switch s.tokens.Next() {
		case html.ErrorToken:
			s.closeDownTo(0) // the end, or what the tokenizer cannot read on from
			return s.out.String()
		case html.TextToken:
			if s.skipping == 0 {
				s.out.WriteString(html.EscapeString(s.tokens.Token().Data))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(s.tokens.Token())
		case html.EndTagToken:
			s.end(s.tokens.Token().DataAtom)
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

type sanitiser struct {
	tokens      *html.Tokenizer
	link, image func(string) string
	out         strings.Builder
	open        []atom.Atom
	skipping    atom.Atom // the dropped element that we are in
	skipDepth   int       // how many of its kind
}

func (s *sanitiser) start(token html.Token) {
	selfClosing := token.Type == html.SelfClosingTagToken
	if s.skipping != 0 {
		if token.DataAtom == s.skipping && !selfClosing {
			s.skipDepth++
		}
		return
	}
	if slices.Contains(dropped, token.DataAtom) {
		if !selfClosing {
			s.skipping, s.skipDepth = token.DataAtom, 1
		}
		return
	}
	kind := token.DataAtom
	if kind == atom.Body {
		kind = atom.Div // keeps the background that many mails set on it
	}
	if !slices.Contains(shown, kind) || len(s.open) >= maxOpenElements {
		return
	}
	if kind == atom.Img && s.image(attribute(token, "src")) == "" {
		s.out.WriteString(html.EscapeString(attribute(token, "alt")))
		return
	}
	s.out.WriteString("<" + kind.String())
	for _, a := range token.Attr {
		s.attribute(kind, a)
	}
	s.out.WriteString(">")
	if !slices.Contains(void, kind) {
		s.open = append(s.open, kind)
	}
}

func attribute(token html.Token, key string) string {
	for _, a := range token.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func (s *sanitiser) attribute(kind atom.Atom, a html.Attribute) {
	value := ""
	switch {
	case slices.Contains(plainAttributes, a.Key):
		value = a.Val
	case a.Key == "style":
		value = safeStyle(a.Val)
	case a.Key == "href" && kind == atom.A:
		if value = s.link(strings.TrimSpace(a.Val)); value != "" && !strings.HasPrefix(value, "/") {
			s.write("target", "_blank")
			s.write("rel", "noopener noreferrer")
		}
	case a.Key == "src" && kind == atom.Img:
		value = s.image(strings.TrimSpace(a.Val))
	}
	if value != "" || a.Key == "alt" {
		s.write(a.Key, value)
	}
}

func (s *sanitiser) write(key, value string) {
	s.out.WriteString(" " + key + `="` + html.EscapeString(value) + `"`)
}

func (s *sanitiser) end(kind atom.Atom) {
	if s.skipping != 0 {
		if kind == s.skipping {
			if s.skipDepth--; s.skipDepth == 0 {
				s.skipping = 0
			}
		}
		return
	}
	if kind == atom.Body {
		kind = atom.Div
	}
	for i := len(s.open) - 1; i >= 0; i-- {
		if s.open[i] == kind {
			s.closeDownTo(i)
			return
		}
	}
}

func (s *sanitiser) closeDownTo(depth int) {
	for len(s.open) > depth {
		last := len(s.open) - 1
		s.out.WriteString("</" + s.open[last].String() + ">")
		s.open = s.open[:last]
	}
}

var (
	styleProperty = regexp.MustCompile(`^(background|background-color|border(-[a-z]+)*|color|display|direction|` +
		`font(-[a-z]+)?|height|letter-spacing|line-height|list-style-type|margin(-[a-z]+)?|max-width|min-width|` +
		`max-height|opacity|overflow|padding(-[a-z]+)?|table-layout|text-[a-z-]+|vertical-align|white-space|width|` +
		`word-break|word-wrap|overflow-wrap)$`)
	// A value may hold no function but a colour: nothing is loaded, nothing runs.
	styleValue = regexp.MustCompile(`^([\w\s#%.,'"!/-]|\b(rgb|rgba|hsl|hsla)\([\d\s.,%/]+\))*$`)
)

func safeStyle(style string) string {
	var kept []string
	for declaration := range strings.SplitSeq(style, ";") {
		property, value, ok := strings.Cut(declaration, ":")
		property, value = strings.ToLower(strings.TrimSpace(property)), strings.TrimSpace(value)
		if ok && value != "" && styleProperty.MatchString(property) && styleValue.MatchString(value) {
			kept = append(kept, property+":"+value)
		}
	}
	return strings.Join(kept, ";")
}
