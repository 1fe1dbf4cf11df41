package report

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"github.com/go-analyze/charts"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/wording"
)

// Picture is a chart as a mail shows it: figures over time beside their plan, or bars.
type Picture struct {
	// Labels are days as 2026-12-31, or what the bars are of.
	Labels []string
	Lines  []PictureLine
	Bars   bool
	// FromZero lets the scale begin at nothing.
	FromZero bool
}

// PictureLine is one row of figures; what is not known is left out.
type PictureLine struct {
	Name   string
	Values []decimal.NullDecimal
}

// The size of a picture, in pixels: twice what a phone shows, so that it is sharp there and
// its letters have the size of the text around it.
const (
	PictureWidth  = 720
	PictureHeight = 320
)

const (
	pictureLetters = 17 // points
	pictureStroke  = 4
	pictureDays    = 3 // on its scale
	pictureDot     = 5
	mostDots       = 40 // that a line has room for
)

// paper is how a picture looks wherever it is shown: a mail program by night leaves pictures
// as they are.
var paper = struct{ ground, ink, grid, series, plan, second charts.Color }{
	ground: charts.Color{R: 255, G: 255, B: 255, A: 255}, ink: charts.Color{R: 29, G: 35, B: 41, A: 255}, grid: charts.Color{R: 213, G: 219, B: 225, A: 255},
	series: charts.Color{R: 31, G: 111, B: 178, A: 255}, plan: charts.Color{R: 138, G: 149, B: 160, A: 255}, second: charts.Color{R: 180, G: 86, B: 14, A: 255},
}

// PNG draws a picture, its figures written as in a language.
func (p Picture) PNG(language string) ([]byte, error) {
	w := writer{Language: wording.In(language)}
	c := chart{labels: p.Labels, bars: p.Bars}
	for _, l := range p.Lines {
		c.lines = append(c.lines, line{name: l.Name, values: l.Values})
	}
	if p.FromZero {
		c.least = new(float64)
	}
	painter := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: PictureWidth, Height: PictureHeight})
	var err error
	if c.bars {
		err = painter.BarChart(w.printedBars(c))
	} else {
		err = painter.LineChart(w.printedLines(c))
	}
	if err != nil {
		return nil, fmt.Errorf("draw picture: %w", err)
	}
	drawn, err := painter.Bytes()
	if err != nil {
		return nil, fmt.Errorf("draw picture: %w", err)
	}
	return small(drawn)
}

func printed(series ...charts.Color) charts.ColorPalette {
	return charts.MakeTheme(charts.ThemeOption{
		AxisStrokeColor: paper.grid, AxisSplitLineColor: paper.grid, BackgroundColor: paper.ground, TextColor: paper.ink, SeriesColors: series,
	})
}

func letters() charts.FontStyle {
	return charts.NewFontStyleWithSize(pictureLetters).WithColor(paper.ink)
}

// key names the lines where there are several.
func (c chart) key() charts.LegendOption {
	var names []string
	for _, l := range c.lines {
		names = append(names, l.name)
	}
	return charts.LegendOption{SeriesNames: names, Show: charts.Ptr(len(names) > 1), FontStyle: letters(), Symbol: charts.SymbolSquare}
}

func (w writer) printedLines(c chart) charts.LineChartOption {
	o := w.linesOf(c)
	o.Theme, o.Legend, o.LineStrokeWidth = printed(paper.series, paper.plan, paper.plan), c.key(), pictureStroke
	o.Padding = charts.NewBox(8, 8, 28, 8)
	o.XAxis.LabelFontStyle, o.YAxis[0].LabelFontStyle = letters(), letters()
	o.XAxis.LabelCount = min(len(c.labels), pictureDays)
	for i := range o.SeriesList { // without any dot a line has no mark in the key either
		size := 1.0
		if i == 0 && len(c.labels) <= mostDots {
			size = pictureDot
		}
		o.SeriesList[i].Symbol = charts.Symbol{Shape: charts.SymbolDot, Size: size}
	}
	return o
}

func (w writer) printedBars(c chart) charts.BarChartOption {
	o := w.barsOf(c)
	o.Theme, o.Legend = printed(paper.series, paper.second), c.key()
	o.Padding = charts.NewBox(8, 8, 28, 8)
	o.CategoryAxis.LabelFontStyle, o.ValueAxis[0].LabelFontStyle = letters(), letters()
	return o
}

// small encodes a picture with a palette of few colours: those of a chart, and how they fade
// into the paper. It takes a quarter of the bytes.
func small(drawn []byte) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(drawn))
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, indexed(img)); err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return out.Bytes(), nil
}

// shades is how many steps from dark to light a picture has of each colour.
const shades = 16

// shade is the step that a colour is nearest to; white stays white.
func shade(v uint8) uint8 {
	const brightest, step = 255, 255 / (shades - 1)
	return uint8(min((int(v)+step/2)/step*step, brightest)) //nolint:gosec // at most 255
}

// indexed is the picture with a palette, or itself if it has too many colours.
func indexed(img image.Image) image.Image {
	const most = 256
	b := img.Bounds()
	places := map[color.NRGBA]uint8{}
	var palette color.Palette
	with := image.NewPaletted(b, nil)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c, _ := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			c.R, c.G, c.B = shade(c.R), shade(c.G), shade(c.B)
			at, known := places[c]
			if !known {
				if len(palette) == most {
					return img
				}
				at = uint8(len(palette)) //nolint:gosec // fewer than 256
				places[c], palette = at, append(palette, c)
			}
			with.SetColorIndex(x, y, at)
		}
	}
	with.Palette = palette
	return with
}
