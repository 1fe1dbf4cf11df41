package revision

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// phrases are those of the joined spec. A text of which something waits says what it did in
// every language: its translation is part of what is signed.
func (h halves) phrases(joined partnership.Spec) partnership.Phrases {
	if len(h.old.Phrases) == 0 && len(h.new.Phrases) == 0 {
		return nil
	}
	was, is := h.old.Texts(), h.new.Texts()
	var old, new []string // what is said as it was, and as it will be
	for _, one := range joined.Texts() {
		if !has(is, one.Text) || has(was, one.Text) && h.waiting(was, is, one.Text) {
			old = append(old, one.Text)
		} else {
			new = append(new, one.Text)
		}
	}
	return partnership.SortPhrases(slices.Concat(h.old.Phrases.Of(old...), h.new.Phrases.Of(new...)))
}

func has(list []partnership.Spoken, text string) bool {
	return slices.ContainsFunc(list, func(one partnership.Spoken) bool { return one.Text == text })
}

// waiting reports whether a text stands somewhere where something waits.
func (h halves) waiting(was, is []partnership.Spoken, text string) bool {
	return slices.ContainsFunc(slices.Concat(was, is), func(one partnership.Spoken) bool {
		return one.Text == text && slices.ContainsFunc(h.waits, func(path partnership.Path) bool {
			return path == one.Path || strings.HasPrefix(string(one.Path), string(path)+"/")
		})
	})
}
