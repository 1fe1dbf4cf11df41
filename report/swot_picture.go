package report

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/rapport-engine/rapport/partnership/swot"
)

// The measures of the four fields, in the units of the drawing.
const (
	fieldWidth  = 318
	fieldGap    = 4
	fieldMargin = 12
	lineHeight  = 18
)

// fields draws what is within above what is outside, and what helps beside what harms.
func (w writer) fields(cells [4]swot.Cell) template.HTML {
	var body strings.Builder
	top := 0
	for row := 0; row < len(cells); row += 2 {
		left, right := cells[row].Lines(), cells[row+1].Lines()
		height := max(len(left), len(right))*lineHeight + 2*fieldMargin
		drawField(&body, 0, top, height, left)
		drawField(&body, fieldWidth+fieldGap, top, height, right)
		top += height + fieldGap
	}
	body.WriteString("</svg>")
	return w.frame(2*fieldWidth+fieldGap, top, w.words.SWOT, w.tally(cells), body.String())
}

func drawField(out *strings.Builder, x, y, height int, lines []string) {
	fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="%d" rx="4" style="fill:none;stroke:var(--plan)"/>`, x, y, fieldWidth, height)
	for i, l := range lines {
		weight := "normal"
		if i == 0 {
			weight = "bold"
		}
		fmt.Fprintf(out, `<text x="%d" y="%d" font-size="13" font-weight="%s" xml:space="preserve">%s</text>`,
			x+fieldMargin, y+fieldMargin+lineHeight*(i+1)-lineHeight/3, weight, template.HTMLEscapeString(l))
	}
}

// tally says how much there is in each field.
func (w writer) tally(cells [4]swot.Cell) string {
	var parts []string
	for _, c := range cells {
		parts = append(parts, fmt.Sprintf("%s: %d", c.Title, len(c.Items)))
	}
	return strings.Join(parts, "; ")
}
