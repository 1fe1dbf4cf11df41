package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// The rows of statusWords.
const (
	rowGreen = iota
	rowAmber
	rowRed
	rowLate
	rowDone
	rowIdle
	rowProgress
	rowBlocked
)

// statusWords are ways to say how something stands. A choice that is one of
// them may be answered by any other of its row.
var statusWords = [][]string{
	{"green", "on track", "ok", "going well", "all good", "on target", "going to plan", "as planned", "according to plan", "все хорошо", "нормально", "все нормально", "идем в графике", "по графику", "идет по плану", "укладываемся", "успеваем", "зеленая зона", "зеленой зоне", "в зеленой зоне", "✅", "on plan", "on schedule", "зеленый", "зеленая", "зеленое", "по плану", "все по плану", "в графике", "идем по плану", "в срок", "🟢", "🟩"},
	{"amber", "yellow", "at risk", "orange", "shaky", "wobbly", "под риском", "рискуем", "на грани", "желтая зона", "желтой зоне", "в желтой зоне", "желтый", "желтая", "желтое", "под угрозой", "есть риск", "есть риски", "в зоне риска", "🟡", "🟠"},
	{"red", "off track", "behind", "behind schedule", "behind plan", "выбились из графика", "красная зона", "красной зоне", "в красной зоне", "горим", "все горит", "провал", "красный", "красная", "красное", "отстаем", "отстает", "не по плану", "сорвано", "срыв", "🔴", "🟥"},
	{"late", "delayed", "running late", "overdue", "behind", "behind schedule", "опаздываем", "опаздывает", "с опозданием", "задерживаемся", "не успеваем", "отстаем", "отстает", "выбились из графика"},
	{"done", "completed", "all done", "ready", "закончили", "завершили", "сделали", "готов", "готова", "complete", "finished", "завершена", "завершен", "завершены", "закончена", "закончен", "сделана", "сделан", "выполнена", "выполнен", "готово", "сделано", "выполнено", "завершено", "закончено"},
	{"not started", "not begun", "havent started", "have not started", "not started yet", "havent started yet", "have not started yet", "havent begun", "yet to start", "не начата", "не начат", "не начаты", "не начинал", "не начинала", "ни разу не начинали", "еще не начали", "еще не начинали", "пока не начали", "не приступали", "еще не приступали", "не начато", "не начали", "не начинали"},
	{"in progress", "ongoing", "under way", "underway", "started", "working on it", "work in progress", "wip", "halfway", "в работе", "в процессе", "делаем", "начали", "идет"},
	{"blocked", "stuck", "заблокировано", "стоим", "застряли"},
	{"daily", "every day", "once a day", "ежедневно", "каждый день", "раз в день"},
	{"weekly", "once a week", "every week", "once weekly", "раз в неделю", "еженедельно", "каждую неделю"},
	{"every two weeks", "every 2 weeks", "every other week", "biweekly", "bi weekly", "fortnightly", "every fortnight", "once every two weeks", "once a fortnight", "раз в две недели", "раз в 2 недели", "каждые две недели"},
	{"monthly", "once a month", "every month", "раз в месяц", "ежемесячно", "каждый месяц"},
	{"quarterly", "once a quarter", "every quarter", "раз в квартал", "ежеквартально"},
	{"online", "remote", "remotely", "virtually", "by video", "via zoom", "on zoom", "онлайн", "удаленно", "дистанционно", "по видео", "в зуме", "по зуму", "по видеосвязи"},
	{"in person", "face to face", "on site", "onsite", "очно", "вживую", "лично", "в офисе", "офлайн", "offline"},
	{"high", "высокий", "urgent", "срочно"},
	{"medium", "middle", "средний"},
	{"low", "низкий"},
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

// openers are words before a choice that say nothing of it: "the shelf" for "Shelf in the
// shop".
var openers = wordSet{"the": true, "about": true, "our": true, "its": true, "про": true, "о": true, "об": true, "насчет": true, "это": true}

// prefixChoice needs three letters, so that "a" stays the letter of a choice.
func prefixChoice(choices []string, text string) []int {
	words := prose.Words(text)
	opened := 0
	for opened < len(words)-1 && openers[words[opened]] {
		opened++
	}
	want := strings.Join(words[opened:], " ")
	if len([]rune(want)) < 3 {
		return nil
	}
	found := choicesWhere(choices, func(c string) bool { return strings.HasPrefix(foldWords(c), want) })
	if opened > 0 && len(choicesWhere(choices, func(c string) bool { return strings.Contains(foldWords(c), want) })) > len(found) {
		return nil // "the shop" is in two of them
	}
	return found
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
	want := rowsOf(text)
	return choicesWhere(choices, func(c string) bool {
		return slices.ContainsFunc(rowsOf(c), func(row int) bool { return slices.Contains(want, row) })
	})
}

// rowsOf are the rows that a text stands in; "behind" may be red or late.
func rowsOf(text string) []int {
	name := foldWords(text)
	if name == "" {
		name = strings.TrimSpace(text)
	}
	var rows []int
	for i, row := range statusWords {
		if slices.Contains(row, name) {
			rows = append(rows, i)
		}
	}
	return rows
}

func statusRow(text string) int {
	if rows := rowsOf(text); len(rows) > 0 {
		return rows[0]
	}
	return -1
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
	if len(letter) != 1 || beyond(letter[0], len(choices)) {
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

func isNegation(w string) bool {
	switch w {
	case "not", "no", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "cant", "wont", "never", "не", "нет", "без", "disagree", "никогда", "cannot":
		return true
	default:
		return false
	}
}

// beyond reports whether a letter of its own alphabet lies past the last choice:
// the "В" of a person with two choices is no "B".
func beyond(r rune, choices int) bool {
	at := slices.Index([]rune("абвгдежзиклмно"), r)
	return at >= choices
}
