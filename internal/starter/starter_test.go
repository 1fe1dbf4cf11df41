package starter_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata" // as in the program itself

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/starter"
)

// noDeputy is the one thing that a starter without deputies is warned of.
const noDeputy = "RAP146"

func answers() starter.Answers {
	return starter.Answers{
		Kind: "co-marketing", Language: "en", Title: "Fjordmail × Вектор", Zone: "Europe/Oslo", Start: "2027-01-11",
		Parties: []starter.Party{
			{
				Name:   "Fjordmail AS",
				Lead:   starter.Person{Name: "Lars Hauge", Email: "lars@fjordmail.example"},
				Deputy: starter.Person{Name: "Sofie Berg", Email: "sofie@fjordmail.example"},
			},
			{
				Name:   "ООО «Вектор Софт»",
				Lead:   starter.Person{Name: "Анна Лис", Email: "anna@vektor.example"},
				Deputy: starter.Person{Name: "Олег Ким", Email: "oleg@vektor.example"},
			},
		},
	}
}

// TestStarters holds every starter to what a beginner may expect: it loads, it
// is in canonical form, and nothing is warned of but a missing deputy.
func TestStarters(t *testing.T) {
	t.Parallel()
	for _, kind := range starter.Kinds() {
		for _, language := range starter.Languages() {
			for name, deputies := range map[string]bool{"alone": false, "with deputies": true} {
				t.Run(kind+" "+language+" "+name, func(t *testing.T) {
					t.Parallel()
					a := answers()
					a.Kind, a.Language = kind, language
					if !deputies {
						a.Parties[0].Deputy, a.Parties[1].Deputy = starter.Person{}, starter.Person{}
					}
					checkStarter(t, a, deputies)
				})
			}
		}
	}
}

// TestMorePartiesThanTwo gives each a block of its own, and shares that add up.
func TestMorePartiesThanTwo(t *testing.T) {
	t.Parallel()
	for _, language := range starter.Languages() {
		a := answers()
		a.Language = language
		for n := len(a.Parties) + 1; n <= 7; n++ {
			person := func(role string) starter.Person {
				return starter.Person{Name: fmt.Sprintf("%s %d", role, n), Email: fmt.Sprintf("%s%d@more.example", role, n)}
			}
			a.Parties = append(a.Parties, starter.Party{Name: fmt.Sprintf("More %d", n), Lead: person("lead"), Deputy: person("deputy")})
			checkStarter(t, a, true)
		}
	}
}

func checkStarter(t *testing.T, a starter.Answers, deputies bool) {
	t.Helper()
	files, err := starter.Files(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		formatted, diags := config.Format(f.Content, f.Name)
		if len(diags) > 0 || !bytes.Equal(formatted, f.Content) {
			t.Errorf("%s is not in canonical form: %v", f.Name, diags)
		}
		if cyrillic := strings.ContainsAny(comments(f.Content), "абвгдежз"); cyrillic != (a.Language == "ru") {
			t.Errorf("%s: Russian comments: %v", f.Name, cyrillic)
		}
	}
	result := load(files)
	for _, d := range result.Diagnostics {
		if d.Severity != config.Info && (d.Code != noDeputy || deputies) {
			t.Errorf("%s %s line %d: %s", d.Code, d.Subject.File, d.Subject.StartLine, d.Detail)
		}
	}
	if len(result.Specs) != 1 || result.Specs[0].Title != a.Title || result.Specs[0].Language != a.Language {
		t.Errorf("specs %+v", result.Specs)
	}
}

// comments are the lines of a file that say nothing to the program, without
// what they quote of the answers.
func comments(content []byte) string {
	var text strings.Builder
	for line := range strings.Lines(string(content)) {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "#") && !strings.Contains(trimmed, "×") {
			text.WriteString(trimmed)
		}
	}
	return text.String()
}

func load(files []starter.File) config.Result {
	dir := fstest.MapFS{}
	for _, f := range files {
		dir[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	return config.Load(dir, config.Options{})
}

func TestNames(t *testing.T) {
	t.Parallel()
	for parties, want := range map[[2]string]string{
		{"Fjordmail AS", "ООО «Вектор Софт»"}:      "fjordmail-vektor.hcl",
		{"Ålesund Øl", "Łódź Café"}:                "alesund-lodz.hcl",
		{"3M", "3M"}:                               "3m-3m-2.hcl",
		{"東京", "AS"}:                               "first-second.hcl",
		{"Щёлковский завод", "L'Oréal"}:            "shchelkovskii-loreal.hcl",
		{strings.Repeat("long", 25), "Ltd. Short"}: strings.Repeat("long", 6) + "-short.hcl",
	} {
		a := answers()
		a.Parties[0].Name, a.Parties[1].Name = parties[0], parties[1]
		files, err := starter.Files(a)
		if err != nil {
			t.Errorf("%v: %v", parties, err)
		} else if files[0].Name != want {
			t.Errorf("%v: %s, want %s", parties, files[0].Name, want)
		}
	}
}

func TestProblem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*starter.Answers)
		want   string // part of the problem; empty when there is none
	}{
		"nothing yet":     {func(a *starter.Answers) { *a = starter.Answers{} }, ""},
		"all":             {func(*starter.Answers) {}, ""},
		"kind":            {func(a *starter.Answers) { a.Kind = "merger" }, `"merger" is no kind of partnership`},
		"language":        {func(a *starter.Answers) { a.Language = "no" }, `no starter in "no"`},
		"zone":            {func(a *starter.Answers) { a.Zone = "Europe/Olso" }, `did you mean "Europe/Oslo"?`},
		"day":             {func(a *starter.Answers) { a.Start = "2027-02-30" }, "2027-02-30"},
		"address":         {func(a *starter.Answers) { a.Parties[0].Lead.Email = "lars" }, `"lars" is not a mail address`},
		"address twice":   {func(a *starter.Answers) { a.Parties[1].Lead.Email = "lars@fjordmail.example" }, "An answer has to come from one person"},
		"title too long":  {func(a *starter.Answers) { a.Title = strings.Repeat("x", 1000) }, "1000 characters"},
		"break in a name": {func(a *starter.Answers) { a.Parties[0].Lead.Name = "Lars\nHauge" }, "line break"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := answers()
			c.change(&a)
			got := starter.Problem(a)
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("problem %q, want %q", got, c.want)
			}
		})
	}
}

// TestAnyText wants any text in a declaration as it was typed, or refused.
func TestAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := answers()
		a.Title = rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z"\\$%{} #]{1,20}`)).Draw(t, "title")
		a.Parties[0].Name = rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z"\\$%{} #]{1,20}`)).Draw(t, "party")
		files, err := starter.Files(a)
		if err != nil {
			return
		}
		// HCL composes letters and their accents.
		if got, want := load(files).Specs[0].Title, norm.NFC.String(a.Title); got != want {
			t.Errorf("title %q became %q", want, got)
		}
	})
}

func TestNextMonday(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{
		"2026-11-22": "2026-11-23", "2026-11-23": "2026-11-30", "2026-11-24": "2026-11-30", "2026-12-31": "2027-01-04",
	} {
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := starter.NextMonday(now); got != want {
			t.Errorf("after %s: %s, want %s", day, got, want)
		}
	}
}
