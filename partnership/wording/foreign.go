package wording

import "unicode"

// fewForeign is how many words in another script make a text one in another
// language: a name or an abbreviation is at home everywhere.
const fewForeign = 3

// Foreign returns the language of a text, if it is another of those known here.
// Languages are told by their script: most words of the text stand in it.
func (l Language) Foreign(text string) (Language, bool) {
	words := map[string]int{} // by the script of their first letter
	inside := false
	for _, r := range text {
		letter := unicode.IsLetter(r)
		if letter && !inside {
			words[scriptOf(r, languages)]++
		}
		inside = letter
	}
	for _, other := range languages {
		if n := words[other.Script]; other.Script != l.Script && n >= fewForeign && n > words[l.Script] {
			return other, true
		}
	}
	return Language{}, false
}

func scriptOf(r rune, languages []Language) string {
	for _, l := range languages {
		if unicode.Is(unicode.Scripts[l.Script], r) {
			return l.Script
		}
	}
	return ""
}
