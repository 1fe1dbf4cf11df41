package report

import (
	"fmt"
	"html/template"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// chart is figures that are drawn over time, or beside each other as bars. The figures
// stand below it as a table, too.
type chart struct {
	title, unit string
	labels      []string
	lines       []line
	bars        bool
	least       *float64 // where the scale begins; nil: where the figures do
}

// line is one row of figures; what is not known is left out.
type line struct {
	name   string
	values []decimal.NullDecimal
}

// short is a day as the scale of a chart has room for it.
func (w writer) short(d cadence.Date) string {
	return fmt.Sprintf("%s %d", w.Months[d.Month-1], d.Year)
}

func (w writer) draw(chart) (template.HTML, error) { return "", nil }

func (w writer) fields([4]swot.Cell) template.HTML { return "" }
