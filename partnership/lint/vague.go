package lint

import (
	"strings"
	"unicode"
)

// vagueWords promise a change and leave its size open; a trailing star stands
// for any ending.
var vagueWords = []string{
	"improve*", "improving", "increas*", "better*", "best", "grow", "grows", "growing", "growth", "more", "enhanc*",
	"strengthen*", "boost*", "raise*", "raising", "expand*", "expansion", "deepen*", "optimis*", "optimiz*",
	"maximis*", "maximiz*", "minimis*", "minimiz*", "reduc*", "decreas*", "lower*", "less", "fewer",
	"увелич*", "улучш*", "повыс*", "повыш*", "больше", "лучше", "лучший", "лучшая", "лучшее", "усил*", "укреп*",
	"расшир*", "оптимиз*", "рост", "роста", "росту", "ростом", "росте", "расти", "растить", "нарасти*", "наращ*",
	"вырасти", "сниз*", "сниж*", "уменьш*", "сократ*", "сокращ*", "меньше",
}

// amounts are figures in words.
var amounts = []string{
	"double*", "doubling", "triple*", "tripling", "twice", "halve*", "halving", "half",
	"удво*", "вдвое", "утро*", "втрое", "вполовину", "половин*",
}

// months are the beginnings of the names of months, to tell a day from a figure.
var months = []string{
	"january*", "february*", "march*", "april*", "may", "june*", "july*", "august*", "september*", "october*", "november*", "december*",
	"январ*", "феврал*", "март*", "апрел*", "мая", "май", "маю", "июн*", "июл*", "август*", "сентябр*", "октябр*", "ноябр*", "декабр*",
}

// split takes a statement apart into words in lower case, without the signs
// around them.
func split(statement string) []string {
	words := strings.Fields(strings.ToLower(statement))
	kept := words[:0]
	for _, w := range words {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' })
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// vague returns the first word that promises a change of no size.
func vague(words []string) string {
	for _, w := range words {
		if among(w, vagueWords) {
			return w
		}
	}
	return ""
}

// measured reports whether a statement holds a figure; days and years say when,
// not how much.
func measured(words []string) bool {
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if strings.ContainsFunc(w, unicode.IsDigit) && !isDate(w, next) || among(w, amounts) {
			return true
		}
	}
	return false
}

// isDate reports whether a word with digits is (part of) a day: "2027",
// "2027-11-30", "30.11.2027", "q3", or "30" before "november".
func isDate(w, next string) bool {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, w)
	switch {
	case among(next, months):
		return len(digits) <= 2
	case strings.Count(w, "-") == 2 || strings.Count(w, ".") == 2 || strings.Count(w, "/") == 2:
		return true
	case w[0] == 'q' || w[0] == 'h': // a quarter or a half of a year
		return len(w) == 2
	default:
		return w == digits && len(w) == 4 && (strings.HasPrefix(w, "20") || strings.HasPrefix(w, "21"))
	}
}

// among reports whether a word is one of a list.
func among(w string, list []string) bool {
	for _, entry := range list {
		if stem, open := strings.CutSuffix(entry, "*"); w == entry || open && strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}
