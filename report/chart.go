package report

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"strings"

	"github.com/go-analyze/charts"
	"github.com/shopspring/decimal"
)

// chart is figures that are drawn over time, or beside each other as bars. The figures
// stand below it as a table, too.
type chart struct {
	title, unit string
	labels      []string // days, or what the bars are of
	lines       []line
	bars        bool
	least       *float64 // where the scale begins; nil: where the figures do
}

// line is one row of figures; what is not known is left out.
type line struct {
	name   string
	values []decimal.NullDecimal
}

// The size of a drawing, in the units of its own.
const (
	chartWidth  = 640
	chartHeight = 240
	// mostDays is how many days the scale of a chart has room for.
	mostDays = 4
)

// inks are the colours that the library draws with, and what the page puts in their place:
// its own, by day, by night and on paper. The second line is the plan.
var inks = []struct {
	drawn charts.Color
	page  string
}{
	{charts.Color{R: 1, G: 1, B: 1, A: 255}, "var(--series)"},
	{charts.Color{R: 2, G: 2, B: 2, A: 255}, "var(--plan)"},
	{charts.Color{R: 3, G: 3, B: 3, A: 255}, "var(--second)"},
	{charts.Color{R: 4, G: 4, B: 4, A: 255}, "var(--line)"},
	{charts.Color{R: 5, G: 5, B: 5, A: 255}, "var(--ink)"},
}

const (
	inkSeries = iota
	inkPlan
	inkSecond
	inkGrid
	inkText
)

// theme has no paper: the page's shines through.
func theme(series ...charts.Color) charts.ColorPalette {
	return charts.MakeTheme(charts.ThemeOption{
		AxisStrokeColor: inks[inkGrid].drawn, AxisSplitLineColor: inks[inkGrid].drawn, BackgroundColor: charts.ColorTransparent,
		TextColor: inks[inkText].drawn, SeriesColors: series,
	})
}

// draw is the chart as SVG with its own text, a title, and a description for who does not
// see it.
func (w writer) draw(c chart) (template.HTML, error) {
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputSVG, Width: chartWidth, Height: chartHeight})
	var err error
	if c.bars {
		err = p.BarChart(w.barsOf(c))
	} else {
		err = p.LineChart(w.linesOf(c))
	}
	if err != nil {
		return "", fmt.Errorf("draw chart: %w", err)
	}
	drawn, err := p.Bytes()
	if err != nil {
		return "", fmt.Errorf("draw chart: %w", err)
	}
	return w.framed(c, drawn)
}

func (w writer) linesOf(c chart) charts.LineChartOption {
	o := charts.NewLineChartOptionWithData(c.floats())
	o.Theme = theme(inks[inkSeries].drawn, inks[inkPlan].drawn, inks[inkPlan].drawn)
	o.Padding = charts.NewBox(4, 14, 16, 4)
	o.Legend = charts.LegendOption{Show: new(bool)}
	o.XAxis = charts.XAxisOption{Labels: c.months(), LabelCount: min(len(c.labels), mostDays), BoundaryGap: charts.Ptr(false)}
	o.YAxis = []charts.YAxisOption{{Min: c.least, ValueFormatter: w.scale}}
	o.LineStrokeWidth = 2
	for i := range o.SeriesList {
		if i > 0 {
			o.SeriesList[i].Symbol = charts.Symbol{Shape: charts.SymbolNone}
		}
	}
	return o
}

func (w writer) barsOf(c chart) charts.BarChartOption {
	o := charts.NewBarChartOptionWithData(c.floats())
	o.Theme = theme(inks[inkSeries].drawn, inks[inkSecond].drawn)
	o.Padding = charts.NewBox(4, 14, 16, 4)
	o.Legend = charts.LegendOption{Show: new(bool)}
	o.CategoryAxis = charts.CategoryAxisOption{Labels: c.labels}
	o.ValueAxis = []charts.ValueAxisOption{{Min: c.floor(), ValueFormatter: w.scale}}
	return o
}

// scale words a figure of a scale.
func (w writer) scale(f float64) string {
	if math.Abs(f) >= 100 {
		return w.Number(decimal.NewFromFloat(f).Round(0))
	}
	return w.Number(decimal.NewFromFloat(f).Round(2))
}

func (c chart) floats() [][]float64 {
	all := make([][]float64, len(c.lines))
	for i, l := range c.lines {
		for _, v := range l.values {
			f := charts.GetNullValue()
			if v.Valid {
				f = v.Decimal.InexactFloat64()
			}
			all[i] = append(all[i], f)
		}
	}
	return all
}

// floor is where bars begin: at nothing, unless a figure is below it.
func (c chart) floor() *float64 {
	for _, l := range c.lines {
		for _, v := range l.values {
			if v.Decimal.IsNegative() {
				return nil
			}
		}
	}
	return new(float64)
}

// months are the days as the scale has room for them: "2026-12".
func (c chart) months() []string {
	var months []string
	for _, day := range c.labels {
		months = append(months, day[:min(len(day), len("2026-12"))])
	}
	return months
}

// keys say which colour is which line; one alone needs no key.
func (c chart) keys() string {
	if len(c.lines) < 2 {
		return ""
	}
	var keys strings.Builder
	for i, l := range c.lines {
		ink, mark := inks[inkPlan].page, "╌"
		switch {
		case i == 0:
			ink, mark = inks[inkSeries].page, "●"
		case c.bars:
			ink, mark = inks[inkSecond].page, "●"
		}
		fmt.Fprintf(&keys, `<span style="color:%s" aria-hidden="true">%s</span> %s `, ink, mark, template.HTMLEscapeString(l.name))
	}
	return "<figcaption>" + keys.String() + "</figcaption>"
}

// framed puts a drawing into the page: with the page's colours, and with what a reader
// hears who does not see it.
func (w writer) framed(c chart, drawn []byte) (template.HTML, error) {
	_, body, ok := bytes.Cut(drawn, []byte(">"))
	if !ok {
		return "", fmt.Errorf("draw chart: no SVG")
	}
	return w.frame(chartWidth, chartHeight, c.title, w.described(c), repaint.Replace(string(body))+c.keys()), nil
}

var repaint = strings.NewReplacer(repaints()...)

func repaints() []string {
	var pairs []string
	for _, ink := range inks {
		pairs = append(pairs, ink.drawn.String(), ink.page)
	}
	return pairs
}

// frame opens and names a drawing whose body is ready.
func (w writer) frame(width, height int, title, description, body string) template.HTML {
	//nolint:gosec // the body was escaped by who drew it, and the rest is here
	return template.HTML(fmt.Sprintf(`<svg role="img" viewBox="0 0 %d %d"><title>%s</title><desc>%s</desc>%s`,
		width, height, template.HTMLEscapeString(title), template.HTMLEscapeString(description), body))
}

// described says where each line begins and ends.
func (w writer) described(c chart) string {
	var parts []string
	for _, l := range c.lines {
		if c.bars {
			for i, v := range l.values {
				parts = append(parts, c.labels[i]+", "+l.name+": "+w.Quantity(v.Decimal.Round(shownDigits), c.unit))
			}
			continue
		}
		first, last := 0, len(l.values)-1
		for first < last && !l.values[first].Valid {
			first++
		}
		parts = append(parts, fmt.Sprintf("%s: %s (%s) – %s (%s)", l.name,
			w.Quantity(l.values[first].Decimal.Round(shownDigits), c.unit), c.labels[first],
			w.Quantity(l.values[last].Decimal.Round(shownDigits), c.unit), c.labels[last]))
	}
	return strings.Join(parts, "; ")
}
