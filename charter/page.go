package charter

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed page.gohtml
var pageSource string

//go:embed page.css
var pageStyle string

var page = template.Must(template.New("charter").Option("missingkey=error").Parse(pageSource))

// Page sets the charter as one HTML page: to read on a screen, to print on A4 and to keep.
// It fetches nothing.
func (d Document) Page(out io.Writer) error {
	view := struct {
		Document
		Style template.CSS
	}{d, template.CSS(pageStyle)} //nolint:gosec // it is part of the program
	if err := page.Execute(out, view); err != nil {
		return fmt.Errorf("set charter of %s: %w", d.Title, err)
	}
	return nil
}
