package compose

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"text/template/parse"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/templates"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func TestNoLocaleLacksAPhrase(t *testing.T) {
	t.Parallel()
	for _, gap := range gapsOf(t, templates.FS(), kinds.All()) {
		t.Error(gap)
	}
}

// The test above is worth something only if it finds what is missing.
func TestALackingPhraseIsFound(t *testing.T) {
	t.Parallel()
	words := func(locale, name string) string {
		text, err := fs.ReadFile(templates.FS(), locale+"/"+name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for name, tt := range map[string]struct {
		file, was, is string
		kinds         []procedure.Kind
		want          string
	}{
		"in one locale only": {
			file: "ru/check-in.tmpl", was: `{{define "round-summary.blocker"}}`, is: `{{define "round-summary.hindrance"}}`,
			want: `ru lacks "round-summary.blocker"`,
		},
		"an ask without a reminder": {
			file: "en/check-in.tmpl", was: `{{define "check-in.reminder"}}`, is: `{{define "check-in.nudge"}}`,
			want: `en: an ask lacks "check-in.reminder"`,
		},
		"a notice without a paragraph": {
			file: "ru/partnership.tmpl", was: `{{define "paused.paragraph"}}`, is: `{{define "paused.text"}}`,
			want: `ru: a notice lacks "paused.paragraph"`,
		},
		"a mail without a subject": {
			file: "en/partnership.tmpl", was: `{{define "ended.subject"}}`, is: `{{define "ended.title"}}`,
			want: `en lacks "ended.subject"`,
		},
		"a kind without words": {
			kinds: []procedure.Kind{{Type: "Census", Templates: []procedure.Template{"census"}}},
			want:  `en: "census" is neither an ask nor a notice`,
		},
		"a misspelt phrase": {
			file: "ru/closed.txt", was: `{{phrase "closed" .}}`, is: `{{phrase "clsoed" .}}`,
			want: `ru: closed.txt says the phrase "clsoed", which nobody defines`,
		},
		"a misspelt part": {
			file: "en/help.html", was: `{{template "foot" .}}`, is: `{{template "foto" .}}`,
			want: `en: help.html includes "foto", which is not there`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := overlay{below: templates.FS(), over: fstest.MapFS{}}
			if tt.file != "" {
				locale, base, _ := strings.Cut(tt.file, "/")
				text := words(locale, base)
				if !strings.Contains(text, tt.was) {
					t.Fatalf("%s does not hold %s", tt.file, tt.was)
				}
				files.over[tt.file] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, tt.was, tt.is))}
			}
			if gaps := gapsOf(t, files, append(kinds.All(), tt.kinds...)); !slices.Contains(gaps, tt.want) {
				t.Errorf("found %q, want among them %q", gaps, tt.want)
			}
		})
	}
}

// overlay shows the files of one file system in the place of another's.
type overlay struct {
	below fs.FS
	over  fstest.MapFS
}

func (o overlay) Open(name string) (fs.File, error) {
	if _, ok := o.over[name]; ok {
		return o.over.Open(name)
	}
	return o.below.Open(name)
}

// gapsOf lists what the templates of some locale lack: a name that another locale
// defines, a phrase that a kind's mails need, and whatever is used but not there.
func gapsOf(t *testing.T, files fs.FS, list []procedure.Kind) []string {
	t.Helper()
	catalogs, err := readCatalogs(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	var gaps []string
	for _, c := range catalogs {
		for _, other := range catalogs {
			for _, name := range namesIn(other) {
				if !slices.Contains(namesIn(c), name) {
					gaps = append(gaps, fmt.Sprintf("%s lacks %q", c.locale.Code, name))
				}
			}
		}
		for _, k := range list {
			for _, template := range k.Templates {
				gaps = append(gaps, c.lacks(string(template))...)
			}
		}
		gaps = append(gaps, c.dangling()...)
	}
	return gaps
}

// namesIn lists every template of a catalog.
func namesIn(c catalog) []string {
	var names []string
	for _, t := range c.text.Templates() {
		names = append(names, t.Name())
	}
	for _, t := range c.html.Templates() {
		names = append(names, t.Name())
	}
	return names
}

// lacks lists the phrases that the mails of a template need and do not have.
func (c catalog) lacks(template string) []string {
	has := func(phrase string) bool { return c.text.Lookup(template+"."+phrase) != nil }
	var gaps []string
	if !has("subject") {
		gaps = append(gaps, fmt.Sprintf("%s lacks %q", c.locale.Code, template+".subject"))
	}
	found := false
	for sort, needed := range map[string][]string{"an ask": {"opening", "reminder"}, "a notice": {"headline", "paragraph"}} {
		if !slices.ContainsFunc(needed, has) {
			continue
		}
		found = true
		for _, phrase := range needed {
			if !has(phrase) {
				gaps = append(gaps, fmt.Sprintf("%s: %s lacks %q", c.locale.Code, sort, template+"."+phrase))
			}
		}
	}
	if !found {
		gaps = append(gaps, fmt.Sprintf("%s: %q is neither an ask nor a notice", c.locale.Code, template))
	}
	return gaps
}

// dangling lists the phrases and parts that are used and not there.
func (c catalog) dangling() []string {
	var gaps []string
	names := namesIn(c)
	said := func(phrase string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return n == phrase || strings.HasSuffix(n, "."+phrase) })
	}
	check := func(in string, tree *parse.Tree, has func(string) bool) {
		if tree == nil {
			return
		}
		walk(reflect.ValueOf(tree.Root), func(node any) {
			switch n := node.(type) {
			case *parse.TemplateNode:
				if !has(n.Name) {
					gaps = append(gaps, fmt.Sprintf("%s: %s includes %q, which is not there", c.locale.Code, in, n.Name))
				}
			case *parse.CommandNode:
				if name, ok := phraseIn(n); ok && !said(name) {
					gaps = append(gaps, fmt.Sprintf("%s: %s says the phrase %q, which nobody defines", c.locale.Code, in, name))
				}
			}
		})
	}
	for _, t := range c.text.Templates() {
		check(t.Name(), t.Tree, func(name string) bool { return c.text.Lookup(name) != nil })
	}
	for _, t := range c.html.Templates() {
		check(t.Name(), t.Tree, func(name string) bool { return c.html.Lookup(name) != nil })
	}
	return gaps
}

// phraseIn is the name of the phrase that a command says, if it does.
func phraseIn(n *parse.CommandNode) (string, bool) {
	if len(n.Args) < 2 {
		return "", false
	}
	f, isCall := n.Args[0].(*parse.IdentifierNode)
	name, isText := n.Args[1].(*parse.StringNode)
	if !isCall || !isText || f.Ident != "phrase" {
		return "", false
	}
	return name.Text, true
}

// A kind from elsewhere brings its words along, and may say some things in its
// own way that all others say in one.
func TestKindsBringTheirPhrases(t *testing.T) {
	t.Parallel()
	phrases := func(locale, file, text string) fstest.MapFS {
		files := fstest.MapFS{}
		for _, l := range locales() {
			files[l.Code+"/"+file] = &fstest.MapFile{}
		}
		files[locale+"/"+file] = &fstest.MapFile{Data: []byte(text)}
		return files
	}
	s := settings(t)
	s.Phrases = []fs.FS{
		phrases("en", "tasting.tmpl", `{{define "tasting.subject"}}Tea at {{.Title}}{{end}}
			{{define "tasting.opening"}}The kettle is on, {{.Name}} & all.{{end}}
			{{define "tasting.reminder"}}It boils over ({{.Number}}).{{end}}
			{{define "tasting.closed"}}The tea is cold.{{end}}`),
		phrases("en", "news.tmpl", `{{define "news.subject"}}News{{end}}{{define "news.headline"}}Cups & saucers{{end}}{{define "news.paragraph"}}They came.{{end}}`),
	}
	c, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	tasting := ask("lars")
	tasting.Template = "tasting"
	m := compose(t, c, fixtureSpec(), tasting, notice("news", "lars"))
	got := []string{m.Subject}
	for _, want := range []string{"The kettle is on, Lars Hauge & all.", "Cups & saucers\nThey came."} {
		if strings.Contains(m.Text, want) {
			got = append(got, want)
		}
	}
	for _, want := range []string{"The kettle is on, Lars Hauge &amp; all.", "<strong>Cups &amp; saucers</strong>"} {
		if strings.Contains(m.HTML, want) {
			got = append(got, want)
		}
	}
	late := closedLetter("lars")
	late.Phrases = "tasting"
	if m := compose(t, c, fixtureSpec(), late); strings.Contains(m.Text, "The tea is cold.") {
		got = append(got, "closed in its own way")
	}
	want := []string{
		"Tea at Fjordmail × Lumen co-marketing", "The kettle is on, Lars Hauge & all.", "Cups & saucers\nThey came.",
		"The kettle is on, Lars Hauge &amp; all.", "<strong>Cups &amp; saucers</strong>", "closed in its own way",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, m.Text)
	}
	if m := compose(t, c, fixtureSpec(), ask("lars")); strings.Contains(m.Text, "kettle") {
		t.Errorf("%s speaks with the words of another kind", checkin.TemplateAsk)
	}
}

// A notice needs no viewer in Go: its phrases find what it tells by name.
func TestContentIsWordedByPhrasesAlone(t *testing.T) {
	t.Parallel()
	words := func(count, line string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`{{define "tasting.subject"}}{{.Title}}{{end}}{{define "tasting.headline"}}{{date .Content.day}}{{end}}` +
			`{{define "tasting.paragraph"}}` + count + `{{end}}{{define "tasting.lines"}}{{range .Content.teas}}` + line + "\n{{end}}{{end}}")}
	}
	type tea struct {
		Name string          `json:"name"`
		Mark decimal.Decimal `json:"mark"`
	}
	content := map[string]any{
		"day": "2026-12-01", "cups": 3, "teas": []tea{{"Oolong\n<b>", num("7.25")}, {"Puer", num("8")}},
	}
	for _, tt := range []struct {
		name, person, line string
		want               []string // of the notice's headline, paragraph and lines; nil: an error
	}{
		{"in English", "lars", `{{.name}}: {{number .mark}}`, []string{"1 Dec 2026", "3 cups", "Oolong <b>: 7.25", "Puer: 8"}},
		{"in Russian", "anna", `{{.name}}: {{number .mark}}`, []string{"1 декабря 2026 г.", "3 чашки", "Oolong <b>: 7,25", "Puer: 8"}},
		{"a name that the content lacks", "lars", `{{.title}}`, nil},
		{"a figure that is none", "lars", `{{number .name}}`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := settings(t)
			s.Phrases = []fs.FS{fstest.MapFS{
				"en/tasting.tmpl": words(`{{.Content.cups}} {{plural .Content.cups "cup" "cups"}}`, tt.line),
				"ru/tasting.tmpl": words(`{{.Content.cups}} {{plural .Content.cups "чашка" "чашки" "чашек"}}`, tt.line),
			}}
			c, err := New(s)
			if err != nil {
				t.Fatal(err)
			}
			spec := fixtureSpec()
			m, err := c.Compose(spec, notice("tasting", tt.person).With(content), nil, standing.Standing{}, sentAt)
			if tt.want == nil {
				if err == nil {
					t.Errorf("it is worded:\n%s", m.Text)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(m.Text, noBreakSpace, " ")
			for _, want := range tt.want {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in the mail:\n%s", want, m.Text)
				}
			}
			if strings.Contains(m.HTML, "<b>") {
				t.Errorf("what somebody wrote is HTML:\n%s", m.HTML)
			}
		})
	}
}

func TestPhrasesThatCannotBeReadAreRefused(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]fstest.MapFS{
		"none for a locale": {"en/tea.tmpl": &fstest.MapFile{}},
		"broken":            {"en/tea.tmpl": &fstest.MapFile{Data: []byte("{{define}}")}, "ru/tea.tmpl": &fstest.MapFile{}},
	} {
		s := settings(t)
		s.Phrases = []fs.FS{files}
		if _, err := New(s); err == nil {
			t.Errorf("phrases are accepted: %s", name)
		}
	}
}
