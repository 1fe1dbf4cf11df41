package message

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// isStruck reports whether an element is struck out: what its writer took back.
func (r *htmlRenderer) isStruck(n *html.Node) bool {
	switch n.DataAtom {
	case atom.S, atom.Strike, atom.Del:
		return true
	}
	if style := styleOf(n); strings.Contains(style, "line-through") {
		return strings.Contains(style, "decoration:") || strings.Contains(style, "decoration-line:") || strings.Contains(style, "text-line-through")
	}
	return len(r.strikes) > 0 && hasAnyClass(n, r.strikes)
}

var (
	cssRule  = regexp.MustCompile(`([^{}]{1,500})\{([^{}]{0,1000})\}`)
	cssClass = regexp.MustCompile(`^[a-zA-Z]*\.([\w-]{1,80})$`)
)

// maxCSS is how much of a page's style sheets is read.
const maxCSS = 64 << 10

// learn reads which classes a style sheet strikes out.
func (r *htmlRenderer) learn(n *html.Node) {
	if n.DataAtom == atom.Head {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			r.learn(c)
		}
	}
	if n.DataAtom != atom.Style || n.FirstChild == nil {
		return
	}
	css := n.FirstChild.Data
	css = css[:min(len(css), maxCSS)]
	if !strings.Contains(css, "line-through") {
		return
	}
	for _, rule := range cssRule.FindAllStringSubmatch(css, -1) {
		if !strings.Contains(rule[2], "line-through") {
			continue
		}
		for selector := range strings.SplitSeq(rule[1], ",") {
			if m := cssClass.FindStringSubmatch(strings.TrimSpace(selector)); m != nil {
				if r.strikes == nil {
					r.strikes = map[string]bool{}
				}
				r.strikes[strings.ToLower(m[1])] = true
			}
		}
	}
}

// enterColour takes note of an element's colour and returns the one outside.
func (r *htmlRenderer) enterColour(n *html.Node) (outside string) {
	outside = r.colour
	if n.DataAtom == atom.A {
		r.link++
	}
	own := ownColour(n)
	if own == "" || r.link > 0 {
		return outside
	}
	if own == plainColour {
		own = ""
	}
	r.setColour(own)
	return outside
}

func (r *htmlRenderer) leaveColour(n *html.Node, outside string) {
	if n.DataAtom == atom.A {
		r.link--
	}
	r.setColour(outside)
}

func (r *htmlRenderer) setColour(colour string) {
	if r.colour == colour {
		return
	}
	if r.quoted() {
		r.coloured = true
		if r.parted {
			r.endLine()
		}
	}
	r.colour = colour
}

// plainColour stands for black, white and the greys between.
const plainColour = "plain"

// ownColour returns the colour that an element sets, or nothing. A button or a
// heading on a ground of its own is the page's, not the writer's.
func ownColour(n *html.Node) string {
	style := styleOf(n)
	value := ""
	for declaration := range strings.SplitSeq(style, ";") {
		name, v, _ := strings.Cut(declaration, ":")
		switch name {
		case "color":
			value = v
		case "background", "background-color":
			if v != "white" && v != "transparent" && v != "none" && v != "#ffffff" && v != "yellow" {
				return plainColour
			}
		}
	}
	if value == "" && n.DataAtom == atom.Font {
		value = strings.ToLower(strings.TrimSpace(attr(n, "color")))
	}
	value = strings.TrimSuffix(value, "!important")
	switch value {
	case "", "inherit", "initial", "unset", "currentcolor":
		return ""
	case "windowtext", "black", "white", "gray", "grey", "silver", "dimgray", "darkgray", "dimgrey", "darkgrey":
		return plainColour
	}
	if isGrey(value) {
		return plainColour
	}
	return value
}

var rgb = regexp.MustCompile(`^rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})`)

// isGrey reports whether a colour has so little of one that nobody would take
// it for another pen.
func isGrey(value string) bool {
	var parts [3]int64
	if m := rgb.FindStringSubmatch(value); m != nil {
		for i := range parts {
			parts[i], _ = strconv.ParseInt(m[i+1], 10, 32)
		}
	} else {
		digits := strings.TrimPrefix(value, "#")
		if len(digits) == 3 {
			digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
		}
		n, err := strconv.ParseInt(digits, 16, 32)
		if err != nil || len(digits) != 6 {
			return false // a colour's name
		}
		parts = [3]int64{n >> 16, n >> 8 & 0xff, n & 0xff}
	}
	return max(parts[0], parts[1], parts[2])-min(parts[0], parts[1], parts[2]) < 48
}

// inline returns the document with what was typed into its quoted mail told from
// that mail: by the writer's name in brackets, or by the one colour that it has
// there. Two colours may be two people's, and further down the thread the hand is
// an earlier one.
func (d htmlDoc) inline(source string, prefaces []string) (text string, found bool) {
	if d.coloured {
		d = (&htmlRenderer{parted: true}).render(source)
	}
	pen, pens, mails := "", 0, 0
	for _, l := range d.lines {
		if l.quoted && l.colour != "" && l.colour != pen {
			pen = l.colour
			pens++
		}
	}
	var out strings.Builder
	write := func(mark, s string) { out.WriteString(strings.TrimRight(mark+s, " ") + "\n") }
	for _, l := range d.lines {
		if !l.quoted {
			write("", l.text)
			continue
		}
		if l.colour == "" && outlookHeader.Matches(l.text) {
			mails++
		}
		before, after, named := prose.CutPreface(l.text, prefaces)
		switch {
		case mails > 1 || l.text == "":
			write("> ", l.text)
		case named:
			if before != "" {
				write("> ", before)
			}
			write("", after)
			found = true
		case l.colour != "" && pens == 1:
			write("", l.text)
			found = true
		default:
			write("> ", l.text)
		}
	}
	return strings.TrimSpace(prose.Normalise(out.String())), found
}
