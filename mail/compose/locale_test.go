package compose

import (
	"reflect"
	"slices"
	"testing"
	"testing/fstest"
	texttemplate "text/template"
	"text/template/parse"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/mail/templates"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func localeNamed(t *testing.T, name string) locale {
	t.Helper()
	i := slices.IndexFunc(locales(), func(l locale) bool { return l.Code == name })
	if i < 0 {
		t.Fatalf("no locale %q", name)
	}
	return locales()[i]
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	const nbsp = noBreakSpace
	for _, c := range []struct{ in, unit, en, ru string }{
		{"0", "", "0", "0"},
		{"999", "", "999", "999"},
		{"4150.5", "", "4,150.5", "4" + nbsp + "150,5"},
		{"-1234567.89", "", "-1,234,567.89", "-1" + nbsp + "234" + nbsp + "567,89"},
		{"0.05", "", "0.05", "0,05"},
		{"95", "%", "95%", "95" + nbsp + "%"},
		{"198", "leads", "198" + nbsp + "leads", "198" + nbsp + "leads"},
		{"1e6", "EUR", "1,000,000" + nbsp + "EUR", "1" + nbsp + "000" + nbsp + "000" + nbsp + "EUR"},
	} {
		en, ru := localeNamed(t, "en").Quantity(num(c.in), c.unit), localeNamed(t, "ru").Quantity(num(c.in), c.unit)
		if en != c.en || ru != c.ru {
			t.Errorf("%s %s = %q and %q, want %q and %q", c.in, c.unit, en, ru, c.en, c.ru)
		}
	}
	if got := localeNamed(t, "ru").Typed(num("41500.5")); got != "41500,5" {
		t.Errorf("typed = %q", got)
	}
	if got := localeNamed(t, "ru").Percent(num("0.435")); got != "44"+nbsp+"%" {
		t.Errorf("percent = %q", got)
	}
}

func TestMoments(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 12, 9, 10, 5, 0, 0, time.UTC)
	if got := localeNamed(t, "en").Moment(at, "Oslo"); got != "Wed 9 Dec 10:05, Oslo" {
		t.Errorf("en: %q", got)
	}
	if got := localeNamed(t, "ru").Moment(at, "Oslo"); got != "ср 9 декабря, 10:05, Осло" {
		t.Errorf("ru: %q", got)
	}
	day := cadence.Date{Year: 2027, Month: time.March, Day: 1}
	if got := localeNamed(t, "ru").Date(day); got != "1 марта 2027 г." {
		t.Errorf("ru: %q", got)
	}
}

func TestPlurals(t *testing.T) {
	t.Parallel()
	en, ru := []string{"goal", "goals"}, []string{"цель", "цели", "целей"}
	for n, want := range map[int][2]string{
		0: {"goals", "целей"}, 1: {"goal", "цель"}, 2: {"goals", "цели"}, 4: {"goals", "цели"},
		5: {"goals", "целей"}, 11: {"goals", "целей"}, 12: {"goals", "целей"}, 21: {"goals", "цель"},
		22: {"goals", "цели"}, 25: {"goals", "целей"}, 101: {"goals", "цель"}, 111: {"goals", "целей"},
	} {
		gotEN, err := localeNamed(t, "en").Plural(n, en...)
		if err != nil {
			t.Fatal(err)
		}
		gotRU, err := localeNamed(t, "ru").Plural(n, ru...)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{gotEN, gotRU}; got != want {
			t.Errorf("%d %v, want %v", n, got, want)
		}
	}
	if _, err := localeNamed(t, "ru").Plural(1, en...); err == nil {
		t.Error("two forms are accepted for Russian")
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	l := localeNamed(t, "ru")
	got := []string{l.List(nil), l.List([]string{"1"}), l.List([]string{"1", "2"}), l.List([]string{"1", "2", "3"})}
	if diff := cmp.Diff([]string{"", "1", "1 и 2", "1, 2 и 3"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLanguageOf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ person, party, spec, want string }{
		"the person's own":     {"ru", "en", "en", "ru"},
		"a regional form":      {"ru-KZ", "en", "en", "ru"},
		"the party's":          {"nb", "ru", "en", "ru"},
		"the partnership's":    {"nb", "de", "ru", "ru"},
		"nobody's is known":    {"nb", "de", "fr", "en"},
		"nothing is declared":  {"", "", "", "en"},
		"something unreadable": {"русский", "???", "ru", "ru"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := partnership.Person{ID: "anna", Language: c.person}
			spec := partnership.Spec{Language: c.spec, Parties: []partnership.Party{{Language: c.party, People: []partnership.Person{p}}}}
			if got := languageOf(spec, p); got != c.want {
				t.Errorf("language %q, want %q", got, c.want)
			}
		})
	}
}

// Every locale must have the same templates, and each of them must speak of the
// same things: a field that one translation leaves out is a hole in it.
func TestLocalesHaveTheSameTemplates(t *testing.T) {
	t.Parallel()
	catalogs, err := readCatalogs(templates.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	fields := func(c catalog) map[string][]string {
		all := map[string][]string{}
		for _, tmpl := range c.text.Templates() {
			all["text "+tmpl.Name()] = fieldsOf(tmpl.Tree)
		}
		for _, tmpl := range c.html.Templates() {
			all["html "+tmpl.Name()] = fieldsOf(tmpl.Tree)
		}
		return all
	}
	want := fields(catalogs[0])
	for _, c := range catalogs[1:] {
		if diff := cmp.Diff(want, fields(c)); diff != "" {
			t.Errorf("%s differs from %s (-%[2]s +%[1]s):\n%[3]s", c.locale.Code, catalogs[0].locale.Code, diff)
		}
	}
}

// fieldsOf lists the fields and templates that a template mentions, each once.
func fieldsOf(tree *parse.Tree) []string {
	if tree == nil || tree.Root == nil {
		return nil
	}
	var found []string
	walk(reflect.ValueOf(tree.Root), func(node any) {
		switch n := node.(type) {
		case *parse.FieldNode:
			found = append(found, n.String())
		case *parse.TemplateNode:
			found = append(found, "template "+n.Name)
		}
	})
	slices.Sort(found)
	return slices.Compact(found)
}

// walk visits every node below a value.
func walk(v reflect.Value, visit func(node any)) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() || v.Type() == reflect.TypeFor[*parse.Tree]() {
			return
		}
		visit(v.Interface())
		walk(v.Elem(), visit)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				walk(v.Field(i), visit)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), visit)
		}
	default:
	}
}

func TestTemplatesRefuseUnknownFields(t *testing.T) {
	t.Parallel()
	c := catalog{text: texttemplate.Must(texttemplate.New("x").Parse("{{.Nmae}}"))}
	if s, err := c.body("x", view{}); err == nil {
		t.Errorf("a misspelt field renders as %q", s)
	}
}

func TestBrokenTemplatesAreReported(t *testing.T) {
	t.Parallel()
	if _, err := readCatalogs(fstest.MapFS{}, nil); err == nil {
		t.Error("missing templates go unnoticed")
	}
	broken := fstest.MapFS{}
	for _, l := range locales() {
		broken[l.Code+"/words.tmpl"] = &fstest.MapFile{Data: []byte("{{if}}")}
	}
	if _, err := readCatalogs(broken, nil); err == nil {
		t.Error("a broken template goes unnoticed")
	}
}
