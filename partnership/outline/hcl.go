package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/partnership"
)

// HCL prints the block as a file of the language, laid out as the formatter
// lays it out. Comment, unless nil, gives what to write behind an attribute,
// or nothing. Calendars stand before the partnership, where files hold them.
func (b Block) HCL(comment func(partnership.Path) string) string {
	if comment == nil {
		comment = func(partnership.Path) string { return "" }
	}
	p := printer{comment: comment}
	for _, c := range b.calendars() {
		p.block(c, partnership.Path("").Block(c.Kind, c.Name), 0)
		p.out.WriteByte('\n')
	}
	b.Blocks = b.Blocks[len(b.calendars()):]
	p.block(b, "", 0)
	return p.out.String()
}

// calendars are the leading blocks of a partnership that files hold beside it.
func (b Block) calendars() []Block {
	n := 0
	for b.Kind == "partnership" && n < len(b.Blocks) && b.Blocks[n].Kind == "calendar" {
		n++
	}
	return b.Blocks[:n]
}

// printer writes blocks inwards, two spaces a level.
type printer struct {
	out     strings.Builder
	comment func(partnership.Path) string
}

func (p *printer) block(b Block, at partnership.Path, depth int) {
	p.indent(depth)
	p.out.WriteString(b.Kind)
	if b.Name != "" {
		p.out.WriteString(" " + quote(b.Name))
	}
	if len(b.Attributes)+len(b.Blocks) == 0 {
		p.out.WriteString(" {}\n")
		return
	}
	p.out.WriteString(" {\n")
	p.attributes(b.Attributes, at, depth+1)
	for i, inner := range b.Blocks {
		if i > 0 || len(b.Attributes) > 0 {
			p.out.WriteByte('\n')
		}
		p.block(inner, at.Block(inner.Kind, inner.Name), depth+1)
	}
	p.indent(depth)
	p.out.WriteString("}\n")
}

// attributes aligns the equals signs of a block, and the comments of lines that
// follow each other.
func (p *printer) attributes(list []Attribute, at partnership.Path, depth int) {
	widest := 0
	for _, a := range list {
		widest = max(widest, len(a.Name))
	}
	lines, comments := make([]string, len(list)), make([]string, len(list))
	for i, a := range list {
		lines[i] = a.Name + strings.Repeat(" ", widest-len(a.Name)) + " = " + a.Value.String()
		comments[i] = oneLine(p.comment(at.Attribute(a.Name)))
	}
	for i, line := range lines {
		p.indent(depth)
		p.out.WriteString(line)
		if comments[i] != "" {
			p.out.WriteString(strings.Repeat(" ", commentColumn(lines, comments, i)-columns(line)) + "# " + comments[i])
		}
		p.out.WriteByte('\n')
	}
}

// commentColumn is where the comments begin among the lines around line i that
// have one too.
func commentColumn(lines, comments []string, i int) int {
	for i > 0 && comments[i-1] != "" {
		i--
	}
	widest := 0
	for ; i < len(lines) && comments[i] != ""; i++ {
		widest = max(widest, columns(lines[i]))
	}
	return widest + 1
}

func (p *printer) indent(depth int) {
	for range depth {
		p.out.WriteString("  ")
	}
}

// columns counts the characters of a line as people see them; marks that join
// the character before take no column.
func columns(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == '\u200d' {
			n--
		}
	}
	return n
}

// oneLine keeps a comment from ending early.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
