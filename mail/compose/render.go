package compose

import (
	"fmt"
	htmltemplate "html/template"
	"io"
	"io/fs"
	"regexp"
	"strings"
	texttemplate "text/template"
	"unicode"
)

// catalog is everything that is written in one language.
type catalog struct {
	locale locale
	text   *texttemplate.Template
	html   *htmltemplate.Template
}

// readCatalogs parses the templates of every locale.
func readCatalogs(files fs.FS) ([]catalog, error) {
	var catalogs []catalog
	for _, l := range locales() {
		c := catalog{locale: l}
		funcs := map[string]any{"plural": l.plural}
		var err error
		c.text, err = texttemplate.New("mail").Option("missingkey=error").Funcs(funcs).
			ParseFS(files, l.name+"/words.tmpl", l.name+"/*.txt")
		if err != nil {
			return nil, fmt.Errorf("read text templates of locale %s: %w", l.name, err)
		}
		c.html, err = htmltemplate.New("mail").Option("missingkey=error").Funcs(funcs).
			ParseFS(files, l.name+"/words.tmpl", l.name+"/*.html")
		if err != nil {
			return nil, fmt.Errorf("read HTML templates of locale %s: %w", l.name, err)
		}
		catalogs = append(catalogs, c)
	}
	return catalogs, nil
}

// line renders a text template as a single line.
func (c catalog) line(name string, data any) (string, error) {
	s, err := render(c.text, name, data)
	return oneLine(s), err
}

// body renders a text template as paragraphs.
func (c catalog) body(name string, data any) (string, error) {
	s, err := render(c.text, name, data)
	return tidy(s), err
}

// page renders an HTML template.
func (c catalog) page(name string, data any) (string, error) {
	s, err := render(c.html, name, data)
	return tidy(s), err
}

type executor interface {
	ExecuteTemplate(w io.Writer, name string, data any) error
}

func render(t executor, name string, data any) (string, error) {
	var b strings.Builder
	if err := t.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("render template: %w", err)
	}
	return b.String(), nil
}

var blankLines = regexp.MustCompile(`\n{3,}`)

// tidy removes the blanks that conditions in templates leave behind.
func tidy(s string) string {
	var b strings.Builder
	for l := range strings.Lines(s) {
		b.WriteString(strings.TrimRight(l, " \t\r\n") + "\n")
	}
	return strings.TrimSpace(blankLines.ReplaceAllString(b.String(), "\n\n")) + "\n"
}

// oneLine makes one line of a text that somebody else wrote and drops what
// cannot be seen but changes what can: control and direction characters.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}

// clip shortens a text to a number of runes.
func clip(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return s
}
