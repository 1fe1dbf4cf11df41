package compose

import (
	"fmt"
	"html/template"

	"github.com/shopspring/decimal"
)

// Picture is an image in PNG that stands in the HTML of a mail, by its ID.
type Picture struct {
	ID, Name string
	PNG      []byte
}

// Chart is what a picture shows: figures by days beside their plan, or bars beside each other.
type Chart struct {
	Labels []string
	Lines  []ChartLine
	Bars   bool
	// FromZero lets the scale begin at nothing.
	FromZero bool
	// Language writes the figures of the scale.
	Language string
}

// ChartLine is one row of figures; what is not known is left out.
type ChartLine struct {
	Name   string
	Values []decimal.NullDecimal
}

// chartView is a picture in a section. Its caption says in words what it shows: a mail can be
// read without it.
type chartView struct {
	Source  template.URL // empty where nobody draws
	Alt     string
	Caption string
	// Mute says that the lines above say it all where there is no picture.
	Mute bool
}

// mostPictures is how many pictures a mail has at most: one on a slow line has to be there
// before its reader is gone.
const mostPictures = 6

// draw adds a picture to the mail. What more there would be stands there in words.
func (w letterWriter) draw(c Chart, alt, caption string) (chartView, error) {
	v := chartView{Caption: caption, Alt: alt}
	if w.pictures == nil || w.drawing == nil || w.length != whole || len(*w.pictures) == mostPictures {
		return v, nil
	}
	c.Language = w.catalog.locale.Code
	drawn, err := w.drawing(c)
	if err != nil {
		return v, err
	}
	n := len(*w.pictures) + 1
	p := Picture{ID: fmt.Sprintf("chart-%d.%s", n, w.pictureID), Name: fmt.Sprintf("chart-%d.png", n), PNG: drawn}
	*w.pictures = append(*w.pictures, p)
	v.Source = template.URL("cid:" + p.ID) //nolint:gosec // made of a number, an ask's ID and our own domain
	return v, nil
}
