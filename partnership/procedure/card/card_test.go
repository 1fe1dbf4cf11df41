package card_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

func rows(n, width int) []string {
	var list []string
	for i := range n {
		list = append(list, card.Item(fmt.Sprintf("%d %s", i, strings.Repeat("x", width))))
	}
	return list
}

func TestWhatComesLastIsNotLostForWhatComesFirst(t *testing.T) {
	t.Parallel()
	got := card.Render("It stands.",
		card.Section{Title: "Waiting for", Rows: rows(12, 200), Noun: "people"},
		card.Section{Title: "Goals", Rows: rows(12, 200), Noun: "goals"},
		card.Section{Title: "Next", Rows: rows(4, 40), Noun: "occasions"},
		card.Section{Title: "Lately", Rows: rows(8, 60), Noun: "happenings"},
	)
	if len(got) > 4000 {
		t.Errorf("the card has %d bytes", len(got))
	}
	for _, want := range []string{"### Waiting for", "### Goals", "### Next", "### Lately", "… and", "- 3 " + strings.Repeat("x", 40)} {
		if !strings.Contains(got, want) {
			t.Errorf("the card lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "cut:") {
		t.Errorf("the card was cut:\n%s", got)
	}
}

func TestACardIsNeverTooLong(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var sections []card.Section
		for range rapid.IntRange(0, 6).Draw(t, "sections") {
			sections = append(sections, card.Section{
				Title: "T", Intro: rapid.StringN(0, 200, 800).Draw(t, "intro"),
				Rows: rapid.SliceOfN(rapid.StringN(0, 300, 1200), 0, 30).Draw(t, "rows"), Noun: "rows",
			})
		}
		if got := card.Render("intro", sections...); len(got) > 4000 {
			t.Fatalf("%d bytes", len(got))
		}
	})
}
