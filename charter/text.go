package charter

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Text sets the charter as plain text with lines of at most a width in characters; 0 breaks
// no line.
func (d Document) Text(width int) string {
	var b strings.Builder
	put := func(first, rest, text string) {
		if width > len(rest) {
			text = ansi.Wordwrap(text, width-len(rest), "")
		}
		b.WriteString(first + strings.ReplaceAll(text, "\n", "\n"+rest) + "\n")
	}
	put("", "", d.Kind)
	put("", "", d.Title)
	b.WriteString("\n")
	for _, p := range d.Parties {
		put("  ", "  ", p)
	}
	b.WriteString("\n")
	put("", "", d.Intro)
	for _, a := range d.Articles {
		b.WriteString("\n")
		put("", "   ", fmt.Sprintf("%d. %s", a.Number, a.Title))
		for _, c := range a.Clauses {
			b.WriteString("\n")
			put(fmt.Sprintf("%-5s", c.Number), "     ", c.Text)
			for _, item := range c.Items {
				put("     - ", "       ", item)
			}
		}
	}
	b.WriteString("\n")
	put("", "", d.Signing.Title)
	b.WriteString("\n")
	put("", "", d.Signing.Text)
	for _, l := range d.Signing.Lines {
		put("  ", "  ", fmt.Sprintf("%s, %s: %s", l.Name, l.Party, l.State))
	}
	b.WriteString("\n")
	put("", "", d.Foot)
	return b.String()
}
