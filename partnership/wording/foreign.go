package wording

import "unicode"

// fewForeign is how many words in another script make a text one in another
// language: a name or an abbreviation is at home everywhere.
const fewForeign = 3

// Foreign returns the language of a text, if it is another of those known here.
// Languages are told by their script: most words of the text stand in it.
func (l Language) Foreign(text string) (Language, bool) {
	counts := map[string]int{}
	for _, script := range scriptsOf(text) {
		counts[script]++
	}
	for _, other := range Languages() {
		if n := counts[other.Script]; other.Script != l.Script && n >= fewForeign && n > counts[l.Script] {
			return other, true
		}
	}
	return Language{}, false
}

// scriptsOf names the script of each word of a text: that of its first letter.
func scriptsOf(text string) []string {
	var scripts []string
	inside := false
	for _, r := range text {
		if !unicode.IsLetter(r) {
			inside = false
			continue
		}
		if !inside {
			scripts = append(scripts, scriptOf(r))
		}
		inside = true
	}
	return scripts
}

func scriptOf(r rune) string {
	for _, l := range Languages() {
		if unicode.Is(unicode.Scripts[l.Script], r) {
			return l.Script
		}
	}
	return ""
}
