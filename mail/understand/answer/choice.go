package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// statusWords are ways to say how something stands. A choice that is one of
// them may be answered by any other of its row.
var statusWords = [][]string{
	{"green", "on track", "on plan", "on schedule", "зеленый", "зеленая", "зеленое", "по плану", "все по плану", "в графике", "идем по плану", "в срок", "🟢", "🟩"},
	{"amber", "yellow", "at risk", "желтый", "желтая", "желтое", "под угрозой", "есть риск", "есть риски", "в зоне риска", "🟡", "🟠"},
	{"red", "off track", "behind", "behind schedule", "красный", "красная", "красное", "отстаем", "отстает", "не по плану", "сорвано", "срыв", "🔴", "🟥"},
	{"done", "completed", "complete", "finished", "готово", "сделано", "выполнено", "завершено", "закончено"},
	{"not started", "не начато", "не начали", "не начинали"},
	{"blocked", "stuck", "заблокировано", "стоим", "застряли"},
}

// readChoice finds the one choice that a text names: by its text, a beginning
// of it, its letter or number, or a word of the same status.
func readChoice(choices []string, text string) (string, reason) {
	parts := clauses(text)
	if len(parts) == 0 || len(choices) == 0 {
		return "", reasonNotChoice
	}
	whole := strings.TrimRight(strings.TrimSpace(text), ".!")
	for _, by := range []func([]string, string) []int{equalChoice, indexChoice, prefixChoice, statusChoice, namedChoice} {
		if found := by(choices, whole); len(found) == 1 {
			return choices[found[0]], understood
		}
	}
	found := -1
	for _, c := range parts {
		for _, by := range []func([]string, string) []int{equalChoice, indexChoice, statusChoice, namedChoice} {
			hits := by(choices, c.text)
			if len(hits) > 1 || len(hits) == 1 && found >= 0 && hits[0] != found {
				return "", reasonNotChoice
			}
			if len(hits) == 1 {
				found = hits[0]
				break
			}
		}
	}
	if found < 0 {
		return "", reasonNotChoice
	}
	return choices[found], understood
}

func foldWords(s string) string { return strings.Join(prose.Words(s), " ") }

func choicesWhere(choices []string, match func(string) bool) []int {
	var found []int
	for i, c := range choices {
		if match(c) {
			found = append(found, i)
		}
	}
	return found
}

func equalChoice(choices []string, text string) []int {
	if exact := choicesWhere(choices, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), strings.TrimSpace(text)) }); len(exact) > 0 {
		return exact
	}
	want := foldWords(text)
	return choicesWhere(choices, func(c string) bool { return want != "" && foldWords(c) == want })
}

// prefixChoice needs three letters, so that "a" stays the letter of a choice.
func prefixChoice(choices []string, text string) []int {
	want := foldWords(text)
	if len([]rune(want)) < 3 {
		return nil
	}
	return choicesWhere(choices, func(c string) bool { return strings.HasPrefix(foldWords(c), want) })
}

// namedChoice finds choices whose whole text stands in an affirmative clause.
func namedChoice(choices []string, text string) []int {
	words := prose.Words(text)
	if slices.ContainsFunc(words, isNegation) {
		return nil
	}
	in := " " + strings.Join(words, " ") + " "
	var found []int
	for i, c := range choices {
		name := foldWords(c)
		if name != "" && strings.Contains(in, " "+name+" ") {
			found = append(found, i)
		}
	}
	return longestOnly(choices, found)
}

// longestOnly drops choices that are a part of another one that was found.
func longestOnly(choices []string, found []int) []int {
	return slices.DeleteFunc(found, func(i int) bool {
		return slices.ContainsFunc(found, func(j int) bool {
			return i != j && len(choices[j]) > len(choices[i]) && strings.Contains(foldWords(choices[j]), foldWords(choices[i]))
		})
	})
}

func statusChoice(choices []string, text string) []int {
	want := statusRow(text)
	if want < 0 {
		return nil
	}
	return choicesWhere(choices, func(c string) bool { return statusRow(c) == want })
}

func statusRow(text string) int {
	name := foldWords(text)
	if name == "" {
		name = strings.TrimSpace(text)
	}
	return slices.IndexFunc(statusWords, func(row []string) bool { return slices.Contains(row, name) })
}

// indexChoice reads "b", "b)" or "2" as the place in the list. Numbers are not
// places where the choices have numbers of their own, and Cyrillic letters
// that look Latin must mean the same place either way.
func indexChoice(choices []string, text string) []int {
	label := strings.TrimSpace(strings.Trim(prose.Fold(text), "().:] "))
	if n, err := strconv.Atoi(label); err == nil {
		numbered := slices.ContainsFunc(choices, func(c string) bool { return strings.ContainsAny(c, "0123456789") })
		if numbered || n < 1 || n > len(choices) {
			return nil
		}
		return []int{n - 1}
	}
	letter := []rune(label)
	if len(letter) != 1 {
		return nil
	}
	var places []int
	for _, alphabet := range []string{"abcdefghijklmnop", "абвгдежзиклмно"} {
		for _, r := range []rune{letter[0], lookalike(letter[0])} {
			at := slices.Index([]rune(alphabet), r)
			if at >= 0 && at < len(choices) && !slices.Contains(places, at) {
				places = append(places, at)
			}
		}
	}
	return places
}

// lookalike returns the Latin letter that looks like a Cyrillic one when
// written large: whoever types "В" may mean the second choice or the third.
func lookalike(r rune) rune {
	const cyrillic, latin = "авсенкмортху", "abcehkmoptxy"
	if at := slices.Index([]rune(cyrillic), r); at >= 0 {
		return rune(latin[at])
	}
	return r
}
