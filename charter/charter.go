// Package charter writes what a partnership has agreed on as a text that its directors can
// sign: numbered articles in the reader's language, as plain text and as one HTML page that
// needs nothing but a browser. It is a rendering of the spec and says nothing that the spec
// does not. It knows no store and sends nothing.
package charter

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"text/template"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Charter is what is written: a spec, and who has signed it so far.
type Charter struct {
	Spec       partnership.Spec
	Signatures []Signature
}

// Signature is that of a person, given by mail.
type Signature struct {
	Person string // ID
	On     cadence.Date
}

// Document is a charter in one language, ready to be set.
type Document struct {
	Language string // its code
	Kind     string // what it is: "Charter"
	Title    string
	Parties  []string
	Intro    string
	Articles []Article
	Signing  Signing
	Foot     string
}

// Article is a numbered part of a charter.
type Article struct {
	Number  int
	Title   string
	Clauses []Clause
}

// Clause is a numbered statement of an article, and what it lists.
type Clause struct {
	Number string // "2.3"
	Text   string
	Items  []string
}

// Signing is who signs, with a line for each.
type Signing struct {
	Title, Text string
	Lines       []Line
}

// Line is where a person signs, or has signed.
type Line struct {
	Name, Party, State string
	Signed             bool
}

// In writes the charter in a language, by its code; without one, in the partnership's own.
func In(c Charter, language string) (Document, error) {
	if language == "" {
		language = c.Spec.Language
	}
	l := wording.In(language)
	digest := c.Spec.Digest() // of what is signed, in all its languages
	c.Spec = c.Spec.In(l.Code)
	w := &writer{Charter: c, Language: l, phrases: phrases()[l.Code], digest: digest}
	d := w.document()
	if w.err != nil {
		return Document{}, fmt.Errorf("write charter of %s in %s: %w", c.Spec.Slug, l.Code, w.err)
	}
	return d, nil
}

//go:embed words/*.tmpl
var words embed.FS

// phrases are the sentences of the charter, by language.
var phrases = sync.OnceValue(func() map[string]*template.Template {
	read := map[string]*template.Template{}
	for _, l := range wording.Languages() {
		read[l.Code] = template.Must(template.New(l.Code).Option("missingkey=error").Funcs(template.FuncMap{
			"stop": stop, "plural": l.Plural,
		}).ParseFS(words, "words/"+l.Code+".tmpl"))
	}
	return read
})

// stop ends a sentence that somebody wrote, if they have not.
func stop(s string) string {
	s = wording.OneLine(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// writer words a charter in a language. The first phrase that cannot be made is kept.
type writer struct {
	Charter
	wording.Language
	phrases *template.Template
	digest  string
	err     error
}

// say fills a phrase, on one line.
func (w *writer) say(name string, data any) string {
	var out bytes.Buffer
	if err := w.phrases.ExecuteTemplate(&out, name, data); err != nil && w.err == nil {
		w.err = err
	}
	return fullStops.Replace(wording.OneLine(out.String()))
}

// fullStops leaves one where an abbreviation ends the sentence, too.
var fullStops = strings.NewReplacer("...", "...", "..", ".")

func (w *writer) document() Document {
	d := Document{
		Language: w.Code, Kind: w.say("charter", nil), Title: wording.OneLine(w.Spec.Title), Intro: w.say("intro", len(w.Spec.Parties)),
		Signing: w.signing(), Foot: w.say("foot", map[string]string{"Slug": w.Spec.Slug, "Digest": w.digest}),
	}
	for _, p := range w.Spec.Parties {
		d.Parties = append(d.Parties, w.say("party", w.partyView(p)))
	}
	for _, article := range []struct {
		name    string
		clauses []Clause
	}{
		{"purpose", w.purpose()},
		{"goals", w.goals()},
		{"people", w.people()},
		{"exchange", w.exchange()},
		{"principles", w.principles()},
		{"rhythms", w.rhythms()},
		{"late", w.late()},
		{"conflict", w.conflict()},
		{"decisions", w.decisions()},
		{"changes", w.changes()},
		{"exit", w.exit()},
	} {
		clauses := slices.DeleteFunc(article.clauses, func(c Clause) bool { return c.Text == "" })
		if len(clauses) == 0 {
			continue
		}
		a := Article{Number: len(d.Articles) + 1, Title: w.say(article.name, nil), Clauses: clauses}
		for i := range a.Clauses {
			a.Clauses[i].Number = fmt.Sprintf("%d.%d", a.Number, i+1)
		}
		d.Articles = append(d.Articles, a)
	}
	return d
}

// clause says something.
func (w *writer) clause(name string, data any) Clause { return Clause{Text: w.say(name, data)} }

// listing says something about a list; nothing about an empty one.
func (w *writer) listing(name string, data any, items []string) Clause {
	if len(items) == 0 {
		return Clause{}
	}
	return Clause{Text: w.say(name, data), Items: items}
}

// name is a person's name, or nothing for nobody.
func (w *writer) name(id string) string {
	if p, ok := w.Spec.Person(id); ok {
		return p.Name
	}
	return label(id)
}

func (w *writer) names(ids []string) string {
	var list []string
	for _, id := range ids {
		list = append(list, w.name(id))
	}
	return w.List(list)
}

// label makes words of an ID that people chose: "customer_service".
func label(id string) string { return strings.NewReplacer("_", " ", "-", " ").Replace(id) }
