package blame

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTablesAreUnderstood(t *testing.T) {
	t.Parallel()
	for name, table := range map[string]*table{"en": english(), "ru": russian()} {
		for _, p := range table.problems {
			t.Errorf("%s: %s", name, p)
		}
	}
}

// TestExamples holds every row of the tables to its own example: the row must
// match it and the reader must find something of the row's sort there.
func TestExamples(t *testing.T) {
	t.Parallel()
	total := 0
	for name, table := range map[string]*table{"en": english(), "ru": russian()} {
		for _, p := range table.patterns {
			found := Find(p.example, name)
			if !slices.ContainsFunc(found, func(f Finding) bool { return f.Sort == p.family.sort }) {
				t.Errorf("%s, line %d: in %q nothing of %s: %v", name, p.line, p.example, p.family.sort, found)
			}
			if !matchesExample(table, p) {
				t.Errorf("%s, line %d: the row does not match its own example %q", name, p.line, p.example)
			}
		}
		for _, p := range table.left {
			if found := Find(p.example, name); len(found) > 0 {
				t.Errorf("%s, line %d: %q is to be left alone as %s, got %v", name, p.line, p.example, p.family.name, found)
			}
			if !matchesExample(table, p) {
				t.Errorf("%s, line %d: the row does not match its own example %q", name, p.line, p.example)
			}
		}
		t.Logf("%s: %d patterns of blame", name, len(table.patterns))
		total += len(table.patterns)
	}
	if total < 400 {
		t.Errorf("%d patterns in both languages, want 400", total)
	}
}

// TestSignsCanTell holds every sign that speaks for an accusation to a sort and a
// suggestion, and those against it to none.
func TestSignsCanTell(t *testing.T) {
	t.Parallel()
	for name, table := range map[string]*table{"en": english(), "ru": russian()} {
		if table.enough <= 0 || len(table.signs) < 20 {
			t.Errorf("%s: %d signs, of which %d points are enough", name, len(table.signs), table.enough)
		}
		for _, f := range table.signs {
			if tells := f.sort != "" && f.instead != ""; tells != (f.points > 0) {
				t.Errorf("%s: the sign %s has %d points, the sort %q and the suggestion %q", name, f.name, f.points, f.sort, f.instead)
			}
		}
	}
}

// TestMostSignsAreMet holds the tables to evidence: most of their signs' patterns
// stand in some sentence of testdata. The others are words of the same kind.
func TestMostSignsAreMet(t *testing.T) {
	t.Parallel()
	for name, table := range map[string]*table{"en": english(), "ru": russian()} {
		all, met := table.beginSigns.patterns(), map[*pattern]bool{}
		files, err := filepath.Glob(filepath.Join("testdata", name+"-*-seen.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			for _, c := range readHeard(t, file) {
				for _, s := range sentences(c.Text) {
					m := matcher{table: table, sentence: s}
					for i, token := range s.tokens {
						table.beginSigns.at(token.word, func(p *pattern) {
							if _, ok := m.try(p, i); ok {
								met[p] = true
							}
						})
					}
				}
			}
		}
		share := 100 * float64(len(met)) / float64(len(all))
		t.Logf("%s: %.0f %% of %d patterns of signs are met", name, share, len(all))
		if share < 55 {
			t.Errorf("%s: only %.0f %% of %d patterns of signs stand in any sentence", name, share, len(all))
		}
	}
}

// patterns are all of an index, each once.
func (x *index) patterns() map[*pattern]bool {
	all := map[*pattern]bool{}
	for _, lists := range []map[string][]*pattern{x.words, x.stems, {"": x.any}} {
		for _, list := range lists {
			for _, p := range list {
				all[p] = true
			}
		}
	}
	return all
}

func matchesExample(table *table, p *pattern) bool {
	for _, s := range sentences(p.example) {
		m := matcher{table: table, sentence: s}
		for i := range s.tokens {
			if _, ok := m.try(p, i); ok {
				return true
			}
		}
	}
	return false
}

// heard is a sentence that somebody wrote, and what it should be heard as.
type heard struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Want []Sort `json:"want"`
}

// bounds are the percents of precision and recall that no change may lose in a set.
// Most sets are called "seen": the tables were mended by them and their points fitted
// to them, so what is found in them says little of other sentences. "Hard" ones hold
// facts in the words of accusations. Sets called "unseen" nobody reads: halves that the
// lot put aside, and exams that were written before anybody looked at the tables. They
// say what can be expected of sentences that nobody here has seen.
func bounds(set string) (precision, recall float64) {
	switch {
	case strings.HasSuffix(set, "-unseen"):
		return 90, 88
	case isHard(set):
		return 82, 82
	}
	return 92, 88
}

// TestHeard measures the sets in testdata. The cases that fail are shown of a
// "seen" half only: whoever mends the tables must not learn the other half by
// heart.
func TestHeard(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := setOf(file)
		t.Run(name, func(t *testing.T) { measure(t, name, readHeard(t, file)) })
	}
}

func setOf(file string) string { return strings.TrimSuffix(filepath.Base(file), ".jsonl") }

func measure(t *testing.T, name string, cases []heard) {
	locale, _, _ := strings.Cut(name, "-")
	var hit, missed, wrong, agreed float64
	for _, c := range cases {
		found := Find(c.Text, locale)
		verdict := ""
		switch {
		case len(c.Want) > 0 && len(found) > 0:
			hit++
			if slices.ContainsFunc(found, func(f Finding) bool { return slices.Contains(c.Want, f.Sort) }) {
				agreed++
			} else {
				verdict = "other sort"
			}
		case len(c.Want) > 0:
			missed++
			verdict = "missed"
		case len(found) > 0:
			wrong++
			verdict = "wrong"
		}
		if verdict != "" && !strings.HasSuffix(name, "unseen") {
			t.Logf("%s %s: %q\n\twant %v, got %s", verdict, c.ID, c.Text, c.Want, short(found))
		}
	}
	precision, recall := 100*hit/(hit+wrong), 100*hit/(hit+missed)
	t.Logf("%s: precision %.1f %%, recall %.1f %%, sort %.1f %% of %d", name, precision, recall, 100*agreed/hit, len(cases))
	if p, r := bounds(name); precision < p || recall < r {
		t.Errorf("%s: precision %.1f %%, recall %.1f %%; want %.0f and %.0f", name, precision, recall, p, r)
	}
}

func readHeard(t testing.TB, file string) []heard {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []heard
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c heard
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("read %s: %v", file, err)
		}
		all = append(all, c)
	}
	return all
}

func short(found []Finding) string {
	var b strings.Builder
	for _, f := range found {
		b.WriteString(string(f.Sort) + " [" + f.Said + "] ")
	}
	return b.String()
}

func TestWhatIsLeftAlone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"She said: “You always lie.” We left.",
		"> you never deliver\n> you lied to us",
		"Вчера мне сказали: «Вы всегда врёте».",
		"The file was never delivered on 3 May.",
		"The Supplier shall never disclose it.",
		"We never told you.",
		"Under clause 9 we may terminate with 30 days' notice.",
		"", "?!...", "\xff\xfe",
	} {
		if found := Find(text, "en"); len(found) > 0 {
			t.Errorf("%q: %s", text, short(found))
		}
	}
}

// TestTheSuggestionIsInTheLanguageOfTheSentence mixes both in one statement.
func TestTheSuggestionIsInTheLanguageOfTheSentence(t *testing.T) {
	t.Parallel()
	text := "You’ve never called us. ВЫ ВСЁ ВРЁТЕ!"
	found := Find(text, "en")
	if len(found) != 2 {
		t.Fatalf("%q: %s, want two findings", text, short(found))
	}
	for i, want := range []string{"You’ve never called us", "ВЫ ВСЁ ВРЁТЕ"} {
		if f := found[i]; f.Said != want || text[f.Start:f.End] != want {
			t.Errorf("%q: said %q at %d to %d, want %q", text, f.Said, f.Start, f.End, want)
		}
	}
	if strings.ContainsFunc(found[0].Instead, isCyrillic) || !strings.ContainsFunc(found[1].Instead, isCyrillic) {
		t.Errorf("the suggestions are in the wrong language: %q, %q", found[0].Instead, found[1].Instead)
	}
}
