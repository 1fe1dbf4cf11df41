package starter

import (
	"embed"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"time"
	"unicode"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

//go:embed templates
var templates embed.FS

// view is what the templates see.
type view struct {
	Answers
	Slug, Purpose string
	A, B          side   // the two whom the texts of a kind are about
	Others        []side // more parties, each with a part that is still to be said
	End           cadence.Date
}

// side is a party with the names that its blocks get.
type side struct {
	ID, Name string
	Share    int // percent
	Lead     human
	Deputy   *human // nil without one
}

type human struct{ ID, Name, Email string }

func render(a Answers) ([]File, error) {
	if !slices.Contains(Kinds(), a.Kind) {
		return nil, fmt.Errorf("%q is no kind of partnership that there is a starter for; choose one of %s", a.Kind, strings.Join(Kinds(), ", "))
	}
	if !slices.Contains(Languages(), a.Language) {
		return nil, fmt.Errorf("there is no starter in %q; choose one of %s", a.Language, strings.Join(Languages(), ", "))
	}
	if len(a.Parties) < fewest {
		return nil, fmt.Errorf("a partnership has two parties or more, not %d", len(a.Parties))
	}
	start, err := cadence.ParseDate(a.Start)
	if err != nil {
		return nil, err
	}
	folder := path.Join("templates", a.Language)
	t, err := template.New("starter").Funcs(functions(a.Language, start)).Option("missingkey=error").
		ParseFS(templates, folder+"/*.hcl", folder+"/kind/"+a.Kind+".hcl")
	if err != nil {
		return nil, fmt.Errorf("read templates of starters: %w", err)
	}
	v := newView(a, start)
	if v.Purpose, err = execute(t, "purpose", v); err != nil {
		return nil, err
	}
	var files []File
	for _, f := range []struct{ template, name string }{
		{"partnership.hcl", v.Slug + ".hcl"}, {"playbook.hcl", "playbooks/" + a.Kind + ".hcl"},
	} {
		text, err := execute(t, f.template, v)
		if err != nil {
			return nil, err
		}
		content, diags := config.Format([]byte(tidy(text)), f.name)
		if diags.HasErrors() {
			return nil, fmt.Errorf("make starter %s: %s", f.name, diags[0].Detail)
		}
		files = append(files, File{Name: f.name, Content: content})
	}
	return files, nil
}

func execute(t *template.Template, name string, v view) (string, error) {
	var text strings.Builder
	if err := t.ExecuteTemplate(&text, name, v); err != nil {
		return "", fmt.Errorf("make starter: %w", err)
	}
	return text.String(), nil
}

func newView(a Answers, start cadence.Date) view {
	v := view{Answers: a, End: cadence.Date{Year: start.Year + 1, Month: start.Month, Day: start.Day}.AddDays(-1)}
	var taken names
	var sides []side
	for i, p := range a.Parties {
		s := newSide(p, ordinal(i), &taken)
		s.Share = share(i, len(a.Parties))
		sides = append(sides, s)
	}
	v.A, v.B, v.Others = sides[0], sides[1], sides[2:]
	v.Slug = clip(v.A.ID+"-"+v.B.ID, 2*longestName+1)
	return v
}

// ordinal names a party, and the people of it, that have no name in Latin letters.
func ordinal(i int) string {
	if i < fewest {
		return [fewest]string{"first", "second"}[i]
	}
	return fmt.Sprintf("party-%d", i+1)
}

// share is the part of one of n in 100 percent; what is left over goes to the first.
func share(i, n int) int {
	if i == 0 {
		return 100/n + 100%n
	}
	return 100 / n
}

func newSide(p Party, standard string, taken *names) side {
	s := side{ID: taken.next(short(p.Name), standard), Name: p.Name, Lead: newHuman(p.Lead, "lead-"+standard, taken)}
	if p.Deputy != (Person{}) {
		deputy := newHuman(p.Deputy, "deputy-"+standard, taken)
		s.Deputy = &deputy
	}
	return s
}

func newHuman(p Person, standard string, taken *names) human {
	return human{ID: taken.next(short(p.Name), standard), Name: p.Name, Email: p.Email}
}

// functions are what the templates can call.
func functions(language string, start cadence.Date) template.FuncMap {
	return template.FuncMap{
		"q":    func(v any) string { return quote(fmt.Sprint(v)) },
		"line": oneLine,
		"long": func(d cadence.Date) string { return long(language, d) },
		// day is a working day, some days after the start.
		"day": func(days int) cadence.Date {
			d := start.AddDays(days)
			for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
				d = d.AddDays(1)
			}
			return d
		},
	}
}

// long writes a day as people say it.
func long(language string, d cadence.Date) string {
	if language == "ru" {
		genitive := [...]string{
			"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
		}
		return fmt.Sprintf("%d %s %d года", d.Day, genitive[d.Month-1], d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

// quote writes text as HCL does: in quotes, without any part that HCL would
// take for code.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case (r == '$' || r == '%') && strings.HasPrefix(s[i+1:], "{"):
			b.WriteRune(r)
			b.WriteRune(r)
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// oneLine keeps text inside a comment.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}

var (
	gaps   = regexp.MustCompile(`\n{3,}`)
	opened = regexp.MustCompile(`\{\n\n+`)
	closed = regexp.MustCompile(`\n\n+( *\})`)
)

// tidy removes the empty lines that templates leave behind.
func tidy(text string) string {
	text = gaps.ReplaceAllString(text, "\n\n")
	text = opened.ReplaceAllString(text, "{\n")
	return closed.ReplaceAllString(text, "\n$1")
}
