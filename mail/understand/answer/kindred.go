package answer

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// kindred are stems that people use for one thing, a row for each thing: whoever
// is asked how satisfied the customers were answers with a "CSAT".
var kindred = []string{
	"satisf csat happiness happy content довольн удовлетвор",
	"wait queue ожид ждут ждать очеред",
	"confid sure certain увер",
	"recommend nps рекоменд порекоменд",
	"cost price spen spent expen expense paid bill invoice стоим стоит обош цен затрат расход потрат потрач осво",
	"revenue turnover income earn выруч оборот доход заработ",
	"ship dispatch tonnage output volume отгру отправ вывез",
	"hire hiring recruit joined employ наня нанял наним приня найм",
	"position vacanc opening role ваканс",
	"attend participa visitor audience guests showed turned дошел дошл приш участник слушател посет пришл",
	"signup regist signed зарегистр регистр",
	"repeat again повтор",
	"launch live rollout запус запущ",
	"answer response reply respond ответ отвеч",
	"damage broken defect поврежд бит бой брак",
	"late delay overdue опозда опазд задерж просроч",
	"train taught coach обуч",
	"sign signed signat подписа",
	"meeting demo presentation демо демонстрац показ",
	"lead mql prospect лид заявк",
	"ticket request case обращен заявк тикет",
	"deal contract opportunit сделк договор",
	"pipeline funnel воронк",
	"churn attrition отток",
	"visit call trip приезд визит приезжа приехат",
	"crew team brigade бригад команд",
	"power capacity kw квт мощност",
	"stop stoppage downtime outage остановк просто",
	"scrap reject waste брак",
	"budget money funds бюджет деньг средств",
	"obstacle blocker hindrance помех препятств",
}

// maxEnding is how many letters may follow a stem.
const maxEnding = 8

// kindredStem is a stem with its row.
type kindredStem struct {
	stem string
	row  int
}

// kindredStems are the stems by their first letter.
var kindredStems = sync.OnceValue(func() map[rune][]kindredStem {
	stems := make(map[rune][]kindredStem)
	for i, row := range kindred {
		for stem := range strings.FieldsSeq(row) {
			stems[firstRune(stem)] = append(stems[firstRune(stem)], kindredStem{stem, i})
		}
	}
	return stems
})

// kindredRows are the rows of kindred in which a word stands.
func kindredRows(w string) []int {
	var rows []int
	for _, k := range kindredStems()[firstRune(w)] {
		whole := w == k.stem
		form := len(k.stem) > 3 && strings.HasPrefix(w, k.stem) && utf8.RuneCountInString(w[len(k.stem):]) <= maxEnding
		if (whole || form) && !slices.Contains(rows, k.row) {
			rows = append(rows, k.row)
		}
	}
	return rows
}

// kindredOf lists the rows for the words of one question.
func kindredOf(words []string) []int {
	var rows []int
	for _, w := range words {
		for _, r := range kindredRows(w) {
			if !slices.Contains(rows, r) {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// byKindred returns the only question that words name by another name, or
// noQuestion.
func (b *book) byKindred(words []string) int {
	found := noQuestion
	for _, w := range words {
		for i, s := range b.allSubjects() {
			if unit := b.Questions[i].Unit; !s.namesKindred(w) || isMeasure(w) && unit != "" && !ownUnit(b.Questions[i], w) {
				continue
			}
			if found >= 0 && found != i {
				return noQuestion
			}
			found = i
		}
	}
	return found
}

// namesKindred reports whether a word is another name for what a question is
// after.
func (s subject) namesKindred(word string) bool {
	if s.persons && personWords[word] {
		return true
	}
	return slices.ContainsFunc(kindredRows(word), func(r int) bool { return slices.Contains(s.kindred, r) })
}

// ownRows leaves out the rows that several questions share.
func ownRows(subjects []subject) {
	count := map[int]int{}
	for _, s := range subjects {
		for _, r := range s.kindred {
			count[r]++
		}
	}
	for i := range subjects {
		subjects[i].kindred = slices.DeleteFunc(subjects[i].kindred, func(r int) bool { return count[r] > 1 })
	}
}
