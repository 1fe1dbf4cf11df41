package outline_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
)

// TestATextIsSpeltInAllItsLanguages, the partnership's own first, and comes back from JSON
// as what it was. A name that reads like a text is none.
func TestATextIsSpeltInAllItsLanguages(t *testing.T) {
	t.Parallel()
	spec := partnership.Spec{
		Slug: "tea", Title: "Чай вместе", Purpose: "Продавать чай.", Language: "ru", Principles: []string{"Чай вместе", "Цифры"},
		Parties: []partnership.Party{{ID: "leaf", Name: "Чай вместе"}},
		Phrases: partnership.Phrases{{Language: "en", Text: "Чай вместе", Says: `Tea "together"`}},
	}
	got := map[partnership.Path]string{}
	outline.Of(spec).Walk(func(path partnership.Path, a outline.Attribute) {
		got[path] = a.Value.String()
		kept, err := json.Marshal(a.Value)
		var back outline.Value
		if err != nil || json.Unmarshal(kept, &back) != nil || !back.Equal(a.Value) {
			t.Errorf("%s comes back from %s as %s", path, kept, back)
		}
	})
	for path, want := range map[partnership.Path]string{
		"title":           `{ ru = "Чай вместе", en = "Tea \"together\"" }`,
		"purpose":         `"Продавать чай."`,
		"principles":      `[{ ru = "Чай вместе", en = "Tea \"together\"" }, "Цифры"]`,
		"party.leaf/name": `"Чай вместе"`,
	} {
		if got[path] != want {
			t.Errorf("%s = %s, want %s", path, got[path], want)
		}
	}
}
