package compose

import (
	"fmt"
	htmltemplate "html/template"
	"io"
	"io/fs"
	"regexp"
	"strings"
	texttemplate "text/template"

	"github.com/rapport-engine/rapport/partnership/wording"
)

// catalog is everything that is written in one language.
type catalog struct {
	locale locale
	text   *texttemplate.Template
	html   *htmltemplate.Template
}

// readCatalogs parses the templates of every locale, and the phrases that kinds
// bring along.
func readCatalogs(files fs.FS, phrases []fs.FS) ([]catalog, error) {
	var catalogs []catalog
	for _, l := range locales() {
		c := catalog{locale: l}
		funcs := map[string]any{
			"plural": l.Plural, "number": l.number, "date": l.day,
			"phrase": func(name string, v view) (string, error) { return c.phrase(name, v) },
		}
		c.text = texttemplate.New("mail").Option("missingkey=error").Funcs(funcs)
		c.html = htmltemplate.New("mail").Option("missingkey=error").Funcs(funcs)
		for _, from := range append([]fs.FS{files}, phrases...) {
			if _, err := c.text.ParseFS(from, l.Code+"/*.tmpl"); err != nil {
				return nil, fmt.Errorf("read phrases of locale %s: %w", l.Code, err)
			}
			if _, err := c.html.ParseFS(from, l.Code+"/*.tmpl"); err != nil {
				return nil, fmt.Errorf("read phrases of locale %s: %w", l.Code, err)
			}
		}
		if _, err := c.text.ParseFS(files, l.Code+"/*.txt"); err != nil {
			return nil, fmt.Errorf("read text templates of locale %s: %w", l.Code, err)
		}
		if _, err := c.html.ParseFS(files, l.Code+"/*.html"); err != nil {
			return nil, fmt.Errorf("read HTML templates of locale %s: %w", l.Code, err)
		}
		catalogs = append(catalogs, c)
	}
	return catalogs, nil
}

// phrase words something as the letter's template says it, as its kind does, or as
// all do.
func (c catalog) phrase(name string, v view) (string, error) {
	return c.line(c.named(name, v), v)
}

// named finds the phrase that a letter uses: its template's own, its kind's, or the
// one of all.
func (c catalog) named(name string, v view) string {
	for _, whose := range []string{v.Wording, v.Kind} {
		if own := whose + "." + name; c.text.Lookup(own) != nil {
			return own
		}
	}
	return name
}

// paragraphs words what takes several lines, each as a paragraph; nothing where the
// letter has no such phrase.
func (c catalog) paragraphs(name string, v view) ([]string, error) {
	if name = c.named(name, v); c.text.Lookup(name) == nil {
		return nil, nil
	}
	text, err := render(c.text, name, v)
	if err != nil {
		return nil, err
	}
	var list []string
	for l := range strings.Lines(text) {
		if l = fullStops(oneLine(l)); l != "" {
			list = append(list, l)
		}
	}
	return list, nil
}

// line renders a text template as a single line.
func (c catalog) line(name string, data any) (string, error) {
	s, err := render(c.text, name, data)
	return fullStops(oneLine(s)), err
}

// fullStops leaves one: a day that ends in a full stop ends the sentence, too.
func fullStops(s string) string { return strings.ReplaceAll(s, "г..", "г.") }

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

// oneLine makes one line of a text that somebody else wrote.
func oneLine(s string) string { return wording.OneLine(s) }

// clip shortens a text to a number of runes.
func clip(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return s
}
