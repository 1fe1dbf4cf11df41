package answer

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/spelling"
)

// namesBy lists the names that a slip may have been meant for: those that a
// colon follows, and those that stand alone.
var namesBy = sync.OnceValue(func() (names struct{ colon, alone []string }) {
	for _, f := range partnership.Commands() {
		for _, language := range []partnership.CommandWords{f.English, f.Russian} {
			for _, word := range append([]string{language.Word}, language.Also...) {
				switch {
				case f.Fate == partnership.FateItem:
				case f.Takes == partnership.TakesNothing:
					names.alone = append(names.alone, prose.Fold(word))
				case f.Takes == partnership.TakesText:
					names.colon = append(names.colon, prose.Fold(word))
				}
			}
		}
	}
	return names
})

// nearest is the command's name that a folded word is a slip of. The shorter a
// word, the more ordinary words are a letter away, so four letters may only
// have changed places, seven have one slip, and more have two.
func nearest(word string, colon bool) string {
	known := namesBy().alone
	if colon {
		known = namesBy().colon
	}
	slips := 1
	switch n := utf8.RuneCountInString(word); {
	case n < 4 || n > 20:
		return ""
	case n >= 8:
		slips = 2
	}
	name := spelling.Within(word, known, slips)
	if short := utf8.RuneCountInString(name) <= 4; short && sortedLetters(word) != sortedLetters(name) {
		return ""
	}
	return name
}

func sortedLetters(s string) string {
	runes := []rune(s)
	slices.Sort(runes)
	return string(runes)
}

// notInName reports whether a rune cannot stand in a command's name.
func notInName(r rune) bool { return !unicode.IsLetter(r) && r != ' ' }

// commandSpeech words what is the matter with a command.
type commandSpeech struct{ meant, alone, bare string }

func commandSpeechFor(locale string) commandSpeech {
	if baseLocale(locale) == localeRussian {
		return commandSpeech{
			meant: "«%s»: возможно, вы имели в виду %s? По этой строке ничего не сделано",
			alone: "%s действует, только если в письме нет других команд; пришлите, пожалуйста, отдельным письмом",
			bare:  "%s действует, только если в письме больше ничего не сказано, а в вашем сказано ещё: «%s»; пришлите, пожалуйста, это слово отдельным письмом",
		}
	}
	return commandSpeech{
		meant: `"%s": did you mean %s? Nothing was done about that line`,
		alone: "%s counts only as the one command of a mail; please send it alone",
		bare:  `%s counts only where a mail says nothing else, and yours also says "%s"; please send the word in a mail of its own`,
	}
}

func (s commandSpeech) meantProblem(o order) string {
	return fmt.Sprintf(s.meant, strings.Join(strings.Fields(o.typed), " "), o.meant)
}

func (s commandSpeech) aloneProblem(o order) string {
	return fmt.Sprintf(s.alone, strings.ToUpper(o.typed))
}

func (s commandSpeech) bareProblem(o order, more string) string {
	return fmt.Sprintf(s.bare, strings.ToUpper(o.typed), clipRunes(strings.Join(strings.Fields(more), " "), maxShown))
}

// maxShown is how much of what stands beside a command is repeated, in runes.
const maxShown = 120
