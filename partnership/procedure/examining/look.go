// Package examining looks through what people wrote under seal, and says of it
// what a procedure may know: whether it sounds like blame, repeats another's words,
// or says nothing. Not a word of it is in what comes out.
package examining

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// What counts as copied: nearly all words stand in runs that the other wrote, too.
// A shared phrase is no copy, nor are a few words that anybody would use.
const (
	run    = 6  // words in a row
	fewest = 8  // words in all
	share  = 85 // percent of the words
)

// Look looks through what an effect names. Text finds the words of a writing; those
// that are kept no more are empty.
func Look(e procedure.Examine, text func(procedure.Writing) string) procedure.Examined {
	return look(e, text, sharp)
}

func look(e procedure.Examine, text func(procedure.Writing) string, sharp func(string) bool) procedure.Examined {
	seen := procedure.Examined{Of: e.Of}
	var of, against []string
	if e.Sort {
		seen.Groups = sort(e.Of, text)
		return seen
	}
	for _, w := range e.Of {
		said := text(w)
		of = append(of, said)
		if sharp(said) && !slices.Contains(seen.Sharp, w.Part) {
			seen.Sharp = append(seen.Sharp, w.Part)
		}
	}
	for _, w := range e.Against {
		against = append(against, text(w))
	}
	seen.Copied, seen.Blank = copied(of, against), blank(of)
	return seen
}

// blank reports whether there is neither a letter nor a digit in any of the texts.
func blank(texts []string) bool {
	return !slices.ContainsFunc(texts, func(t string) bool { return len(words(t)) > 0 })
}

// copied reports whether texts are made of what others wrote.
func copied(texts, others []string) bool {
	known := map[string]bool{}
	for _, o := range others {
		for said := words(o); len(said) >= run; said = said[1:] {
			known[strings.Join(said[:run], " ")] = true
		}
	}
	all, taken := 0, 0
	for _, t := range texts {
		said := words(t)
		all += len(said)
		until := 0 // up to where the words are counted as taken
		for i := 0; i+run <= len(said); i++ {
			if known[strings.Join(said[i:i+run], " ")] {
				taken += i + run - max(i, until)
				until = i + run
			}
		}
	}
	return all >= fewest && 100*taken >= share*all
}

// words are those of a text without regard to case, spaces, and signs. What stands
// within a word, such as an apostrophe, an accent of its own or a soft hyphen, does
// not part it.
func words(text string) []string {
	folded := strings.Map(func(r rune) rune {
		switch {
		case r == 'ё' || r == 'Ё':
			return 'е'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("'’ʼ‘`", r):
			return -1
		default:
			return ' '
		}
	}, text)
	return strings.Fields(folded)
}
