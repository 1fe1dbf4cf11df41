package swot_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/swot"
)

func TestAStatementIsPartedFromItsEvidence(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]swot.Statement{
		"Fast answers: the lists came within a day": {Text: "Fast answers", Evidence: "the lists came within a day"},
		"Fast answers — within a day.":              {Text: "Fast answers", Evidence: "within a day"},
		"Быстрые ответы, потому что есть дежурный":  {Text: "Быстрые ответы", Evidence: "есть дежурный"},
		"Fast answers\nThe lists came within a day": {Text: "Fast answers", Evidence: "The lists came within a day"},
		"Fast answers": {Text: "Fast answers"},
		"Fast - ":      {Text: "Fast -"},
		": late":       {Text: ": late"},
		"A well-known brand because people ask for us: 40 calls": {Text: "A well-known brand", Evidence: "people ask for us: 40 calls"},
	} {
		if diff := cmp.Diff(want, swot.Read(written)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", written, diff)
		}
	}
}

func TestEqualWordsSayTheSame(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Fast answers", "fast  ANSWERS!", true},
		{"The fast answers: within a day", "Fast answers: 40 of 41", true},
		{"Всё быстро", "все быстро.", true},
		{"Don’t wait", "dont wait", true},
		{"Fast answers", "Slow answers", false},
		{"...", "…", false},
		{"", "", false},
	} {
		if got := swot.Read(c.a).Same(swot.Read(c.b)); got != c.want {
			t.Errorf("%q and %q: %t", c.a, c.b, got)
		}
	}
}

func TestWhoSeesNothingSaysNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "…", "None.", "I see none", "No threats!", "не вижу угроз", "Ничего", "Угроз нет."} {
		if swot.Read(text).Says() {
			t.Errorf("%q says something", text)
		}
	}
	for _, text := range []string{"No budget", "Нет денег", "Nothing works on Fridays", "no threats from the north: they left", "5"} {
		if !swot.Read(text).Says() {
			t.Errorf("%q says nothing", text)
		}
	}
}

func TestReadSame(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"3=7": "3=7", "3=7=9": "3=7=9", "3 = 7, 4=8": "3=7 4=8", "3=7 и 4=8": "3=7 4=8", "3=7 and 4=8.": "3=7 4=8", "3=7\n4=8": "3=7 4=8",
		"№3 = №7": "3=7", "7=3": "3=7", "3=7 7=9": "3=7=9", "3=7; 1=2; 2=7": "1=2=3=7", "3==7": "3=7", "3=7 4=8": "3=7 4=8", "3=3=4": "3=4", "1 = 4": "1=4",
	} {
		if got, ok := swot.ReadSame(text); !ok || got.String() != want {
			t.Errorf("%q is read as %q, %t; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "3", "3=", "=7", "3=7=", "3=3", "3 and 7", "3=7 because they are both about speed", "3-7", "1234=5", "no", "3=7, 4"} {
		if got, ok := swot.ReadSame(text); ok {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

func FuzzReadSame(f *testing.F) {
	for _, seed := range []string{"3=7", "3=7=9", "3 = 7, 4=8", "3=7 и 4=8", "№1=#2\n5=6.", "==", "1=1", strings.Repeat("1=2 ", 700)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		groups, ok := swot.ReadSame(text)
		if !ok {
			if len(groups) > 0 {
				t.Errorf("%q fails and gives %v", text, groups)
			}
			return
		}
		seen := map[int]bool{}
		for _, g := range groups {
			if len(g) < 2 || !slices.IsSorted(g) {
				t.Errorf("%q gives the group %v", text, g)
			}
			for _, n := range g {
				if seen[n] {
					t.Errorf("%q puts %d into two groups", text, n)
				}
				seen[n] = true
			}
		}
		again, ok := swot.ReadSame(groups.String())
		if diff := cmp.Diff(groups, again); !ok || diff != "" {
			t.Errorf("what is written of %q reads otherwise:\n%s", text, diff)
		}
	})
}

func TestOnlyStatementsOfOneFieldAreMerged(t *testing.T) {
	t.Parallel()
	fields := []swot.Field{swot.Strength, swot.Strength, swot.Weakness, swot.Weakness, swot.Weakness}
	groups, _ := swot.ReadSame("1=2 3=5, 4=9")
	fine, refused := groups.Merge(fields)
	if fine.String() != "1=2 3=5" || len(refused) != 1 || refused[0].Why != swot.Unknown {
		t.Errorf("%v are fine, refused are %+v", fine, refused)
	}
	groups, _ = swot.ReadSame("2=3")
	if fine, refused = groups.Merge(fields); len(fine) > 0 || refused[0].Why != swot.Across {
		t.Errorf("across fields: %v, %+v", fine, refused)
	}
}

func TestReadMarks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"4 3": "4 3", "4, 3": "4 3", "4/3": "4 3", "4x3": "4 3", "4 х 3": "4 3", "4 и 3": "4 3", "4 and 3.": "4 3", "7 0": "7 0"} {
		if got, ok := swot.ReadMarks(text); !ok || got.String() != want {
			t.Errorf("%q is read as %q, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "4", "43", "4 3 2", "4.5 3", "four three", "-4 3"} {
		if got, ok := swot.ReadMarks(text); ok {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

func TestScoresAreThoseOfF12(t *testing.T) {
	t.Parallel()
	p, err := swot.Score([]swot.Counted{{Marks: swot.Marks{Impact: 5, Likelihood: 4}, N: 2}, {Marks: swot.Marks{Impact: 2, Likelihood: 1}, N: 1}})
	if err != nil {
		t.Fatal(err)
	}
	// mean impact 4 × mean likelihood 3, agreement 1 − √2/2
	if p.N != 3 || p.Priority.Value.String() != "12" || p.Agreement.Value.Round(4).String() != "0.2929" {
		t.Errorf("%+v", p)
	}
	none, _ := swot.Score(nil)
	if !swot.Before(p, none) || swot.Before(none, p) || none.Priority.OK {
		t.Error("what nobody has scored comes before what was")
	}
}

func item(f swot.Field, texts ...string) []swot.Item {
	var list []swot.Item
	for _, text := range texts {
		list = append(list, swot.Item{Field: f, Statement: swot.Read(text)})
	}
	return list
}

func TestComparedWithTheLastTime(t *testing.T) {
	t.Parallel()
	fact := func(f swot.Field, of string) []swot.Item { return []swot.Item{{Field: f, Fact: of}} }
	last := [][]swot.Item{item(swot.Strength, "Fast answers: a day"), item(swot.Weakness, "No budget"), fact(swot.Weakness, "kpi mql"), fact(swot.Strength, "kpi cpl")}
	now := [][]swot.Item{item(swot.Strength, "Quick replies", "fast answers"), item(swot.Threat, "No budget"), fact(swot.Strength, "kpi mql"), fact(swot.Strength, "kpi cpl")}
	changes, gone := swot.Compare(last, now)
	if diff := cmp.Diff([]swot.Change{swot.Still, swot.New, swot.New, swot.Still}, changes); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 2}, gone); diff != "" {
		t.Errorf("gone (-want +got):\n%s", diff)
	}
	if changes, gone := swot.Compare(nil, now); len(gone) > 0 || slices.ContainsFunc(changes, func(c swot.Change) bool { return c != "" }) {
		t.Errorf("the first time: %v, %v", changes, gone)
	}
}

// What is compared with itself is all still there, and whatever is not gone is still there
// once at least.
func TestNothingIsLostBetweenTwoTimes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) [][]swot.Item {
			var all [][]swot.Item
			for range rapid.IntRange(1, 6).Draw(t, label) {
				all = append(all, item(rapid.SampledFrom(swot.Fields()).Draw(t, "field"), rapid.SampledFrom([]string{"alpha", "beta", "gamma: x"}).Draw(t, "text")))
			}
			return all
		}
		last, now := draw("last"), draw("now")
		if changes, gone := swot.Compare(last, last); len(gone) > 0 || slices.Contains(changes, swot.New) {
			t.Fatalf("compared with itself: %v, %v", changes, gone)
		}
		changes, gone := swot.Compare(last, now)
		back, new := swot.Compare(now, last)
		count := func(list []swot.Change, c swot.Change) (n int) {
			for _, one := range list {
				if one == c {
					n++
				}
			}
			return n
		}
		if count(back, swot.New) != len(gone) || count(changes, swot.New) != len(new) {
			t.Fatalf("gone %v of %v, new %v", gone, back, changes)
		}
	})
}

func TestThePictureKeepsItsFormWhateverStandsInIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var cells [4]swot.Cell
		words := rapid.StringMatching(`[a-zа-я]{1,60}( [a-zа-я0-9]{1,12}){0,20}`)
		var want []string
		for i := range cells {
			cells[i].Title = words.Draw(t, "title")
			for range rapid.IntRange(0, 4).Draw(t, "items") {
				text := words.Draw(t, "item")
				cells[i].Items = append(cells[i].Items, text)
				want = append(want, text)
			}
		}
		lines := swot.Draw(cells)
		for _, line := range lines {
			if n := utf8.RuneCountInString(line); n != utf8.RuneCountInString(lines[0]) {
				t.Fatalf("a line of %d letters beside one of %d: %q", n, utf8.RuneCountInString(lines[0]), line)
			}
		}
		for _, text := range want {
			letters := strings.Count(text, "") // no letter is lost
			if drawn := strings.Join(lines, ""); utf8.RuneCountInString(drawn) < letters {
				t.Fatalf("%q does not fit", text)
			}
		}
	})
}

func TestThePicture(t *testing.T) {
	t.Parallel()
	lines := swot.Draw([4]swot.Cell{
		{Title: "Strengths", Items: []string{"Fast answers · 12, of one mind", "A well-known brand"}},
		{Title: "Weaknesses"},
		{Title: "Opportunities", Items: []string{"Donaudampfschifffahrtsgesellschaftskapitän"}},
		{Title: "Threats", Items: []string{"a"}},
	})
	want := []string{
		"+------------------------------------+------------------------------------+",
		"| Strengths                          | Weaknesses                         |",
		"|                                    |                                    |",
		"| * Fast answers · 12, of one mind   |                                    |",
		"| * A well-known brand               |                                    |",
		"+------------------------------------+------------------------------------+",
		"| Opportunities                      | Threats                            |",
		"|                                    |                                    |",
		"| * Donaudampfschifffahrtsgesellscha | * a                                |",
		"|   ftskapitän                       |                                    |",
		"+------------------------------------+------------------------------------+",
	}
	if diff := cmp.Diff(want, lines, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
