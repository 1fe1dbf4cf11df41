package examining

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

const (
	statement = "On 3 May the leads list came two weeks late, and we lost the fair in Bergen. " +
		"Since then our people don't know whom to call. We need one name on your side who answers within a day."
	russian = "Третьего мая список лидов пришёл на две недели позже, и мы потеряли выставку в Бергене. " +
		"С тех пор наши люди не знают, кому звонить. Нам нужно одно имя с вашей стороны."
)

func TestOnlyRealCopiesAreCopies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		said, other string
		want        bool
	}{
		"word for word": {statement, statement, true},
		"in other case, quotes and lines": {
			"> \"on 3 may, the leads list came two weeks late; and we lost the fair in bergen —\n> since then our people don’t know whom to call... We need one name\n\non your side, who answers within a day!\"",
			statement, true,
		},
		"in Russian, with another letter and other quotes": {
			"«Третьего мая список лидов пришел на две недели позже, и мы потеряли выставку в Бергене. С тех пор наши люди не знают кому звонить. Нам нужно одно имя с вашей стороны»",
			russian, true,
		},
		"with a greeting before it":    {"Dear Tom, as I understand it: " + statement, statement, true},
		"one of its sentences":         {"Since then our people don't know whom to call", statement, true},
		"two of its sentences, turned": {"We need one name on your side who answers within a day. Since then our people don't know whom to call.", statement, true},
		"soft hyphens and other marks": {"Since then our peo\u00adple don't know\u200b whom to c\u0301all", statement, true},
		"own words": {
			"You say that the list was late in May and that this cost you the fair in Bergen, and that your people need somebody who answers quickly.",
			statement, false,
		},
		"own words in Russian": {
			"Вы говорите, что список опоздал и из-за этого выставка сорвалась, а вашим людям нужен один человек, который отвечает.", russian, false,
		},
		"own words with a quotation in the middle": {
			"What matters most to you seems to be that \"our people don't know whom to call\" since the fair was lost, and you would like us to name somebody who is quick.",
			statement, false,
		},
		"a phrase that anybody uses": {"We need one name on your side", statement, false}, // too short to be told
		"a shared run in many words": {
			strings.Repeat("something else of my own that nobody wrote before ", 3) + "who answers within a day we need", statement, false,
		},
		"nothing":                 {"", statement, false},
		"signs":                   {"...", statement, false},
		"nothing to compare with": {statement, "", false},
	} {
		if got := copied([]string{c.said}, []string{c.other}); got != c.want {
			t.Errorf("%s: copied is %t", name, got)
		}
	}
	// What one wrote in four parts, the other put into one.
	parts := strings.SplitAfter(statement, ". ")
	if !copied([]string{statement}, parts) || !copied(parts, []string{statement}) {
		t.Error("a copy of several parts is not seen")
	}
}

// TestHowMuchIsTakenDecides: whatever is said before, between and behind, a text of
// which the larger part is one's own is none of another's, and one of which nearly
// nothing is, is.
func TestHowMuchIsTakenDecides(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := func(whose string, i int) string { return fmt.Sprintf("%s%d", whose, i) }
		other := make([]string, rapid.IntRange(8, 60).Draw(t, "length"))
		for i := range other {
			other[i] = word("their", i)
		}
		from := rapid.IntRange(0, len(other)-run).Draw(t, "from")
		to := rapid.IntRange(from+run, len(other)).Draw(t, "to")
		own := rapid.IntRange(0, 80).Draw(t, "own")
		before := rapid.IntRange(0, own).Draw(t, "before")
		var said []string
		for i := range before {
			said = append(said, word("own", i))
		}
		said = append(said, other[from:to]...)
		for i := before; i < own; i++ {
			said = append(said, word("own", i))
		}
		taken, all := to-from, to-from+own
		want := all >= fewest && 100*taken >= share*all
		if got := copied([]string{strings.Join(said, rapid.SampledFrom([]string{" ", "\n", ", ", " — "}).Draw(t, "between"))}, []string{strings.Join(other, " ")}); got != want {
			t.Errorf("%d of %d words are taken: copied is %t", taken, all, got)
		}
	})
}

func TestFewerInARowThanARunAreNobodys(t *testing.T) {
	t.Parallel()
	theirs := strings.Fields(statement)
	var said []string
	for i := 0; i+run-1 <= len(theirs); i += run - 1 {
		said = append(append(said, theirs[i:i+run-1]...), "myself")
	}
	if copied([]string{strings.Join(said, " ")}, []string{statement}) {
		t.Error("words that stand in other company count as copied")
	}
}

func TestWhatSoundsLikeBlameIsSharpInBothLanguages(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]bool{
		"You never deliver on time.":    true,
		"Вы никогда не сдаёте вовремя.": true,
		statement: false,
		russian:   false,
	} {
		w := procedure.Writing{Ask: "a1", Question: "happened", By: "lars"}
		got := Look(procedure.Examine{Of: []procedure.Writing{w}}, func(procedure.Writing) string { return said })
		if (len(got.Sharp) > 0) != want {
			t.Errorf("%q: %+v", said, got)
		}
	}
}

func TestStatementsThatSayTheSameAreFoundWithinTheirField(t *testing.T) {
	t.Parallel()
	said := []struct{ part, text string }{
		{"strength", "Fast answers: a day"},
		{"strength", "none"},
		{"strength", "FAST answers — always"},
		{"weakness", "Fast answers"},
		{"weakness", ""},
		{"strength", "Нет."},
		{"weakness", "No budget"},
		{"weakness", "no budget!"},
	}
	var of []procedure.Writing
	for i, s := range said {
		of = append(of, procedure.Writing{Ask: fmt.Sprint(i), Question: s.part, Part: s.part})
	}
	got := Look(procedure.Examine{Of: of, Sort: true}, func(w procedure.Writing) string {
		i := slices.IndexFunc(of, func(o procedure.Writing) bool { return o == w })
		return said[i].text
	})
	if diff := cmp.Diff(procedure.Examined{Of: of, Groups: [][]int{{0, 2}, {3}, {6, 7}}}, got); diff != "" {
		t.Errorf("sorted (-want +got):\n%s", diff)
	}
}

func TestWhatIsSeenHoldsNoWord(t *testing.T) {
	t.Parallel()
	w := func(ask, question, by string) procedure.Writing {
		return procedure.Writing{Ask: ask, Question: question, By: by, Part: question}
	}
	texts := map[procedure.Writing]string{
		w("a1", "happened", "lars"): "You never deliver quinces.", w("a1", "wish", "lars"): "One name, please.",
		w("a2", "happened", "lars"): "You always forget quinces.", w("b1", "blank", "tom"): " \n … !!",
	}
	text := func(w procedure.Writing) string { return texts[w] }
	accuses := func(said string) bool { return strings.HasPrefix(said, "You ") }
	of := []procedure.Writing{w("a1", "happened", "lars"), w("a1", "wish", "lars"), w("a2", "happened", "lars")}
	got := look(procedure.Examine{Of: of, Against: []procedure.Writing{w("b1", "blank", "tom")}}, text, accuses)
	if diff := cmp.Diff(procedure.Examined{Of: of, Sharp: []string{"happened"}}, got); diff != "" {
		t.Errorf("examined (-want +got):\n%s", diff)
	}
	if body, err := json.Marshal(got); err != nil || strings.Contains(string(body), "quinces") {
		t.Errorf("what is seen goes into a history, and holds words: %s, %v", body, err)
	}
	for name, of := range map[string][]procedure.Writing{"signs": {w("b1", "blank", "tom")}, "what is kept no more": {w("gone", "wish", "tom")}, "nothing": nil} {
		if !look(procedure.Examine{Of: of}, text, accuses).Blank {
			t.Errorf("%s is not blank", name)
		}
	}
}
