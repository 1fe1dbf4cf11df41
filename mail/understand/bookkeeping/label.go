package bookkeeping

import (
	"regexp"
	"sync"
)

// label is a kind of amount by the words that people use beside the mail's own. Word finds it
// before a figure, none where there was nothing.
type label struct {
	name       string
	word, none *regexp.Regexp
}

// labels are the kinds that have other names. What the mail calls them the reader knows.
var labels = sync.OnceValue(func() []label {
	var list []label
	for _, l := range []struct{ name, words, noneOf string }{
		{"money", `outlays?|expenditures?|expenses|costs?`, `costs?|outlays?|expenditures?|expenses|spend(?:ing)?|money`},
		{"hours", `time\s+spent|working\s+hours|man[\s-]hours`, `hours?|time`},
		{"revenue", `sales|turnover|income|takings`, `sales|turnover|income`},
		{"выручка", `продажи|оборот|доходы?|поступления`, `продаж|оборота|доходов|поступлений`},
		{"деньги", `расходы|затраты|траты|вложения|вложено`, `расходов|затрат|трат|вложений|денег`},
		{"часы", `время|трудозатраты|рабочих\s+часов|часов\s+работы`, `часов|трудозатрат`},
		{"экономия", `сэкономили|сэкономлено`, `экономии`},
	} {
		list = append(list, label{
			name: l.name,
			word: regexp.MustCompile(`(?im)(^|[.,;]\s+)(?:our\s+|the\s+|наши\s+)?(?:` + l.words + `)\s*(?::|=|–|—|-|were|was|are|is|of|came\s+to|дал[иа]?|составил[иа]?|равн[аы])?\s*([€$£₽]?\d)`),
			none: regexp.MustCompile(`(?im)(^|[.,;]\s+)(?:and\s+|и\s+)?(?:no\s+(?:` + l.noneOf + `)|(?:` + l.noneOf + `)\s+(?:нет|не\s+было))(?:\s+(?:at\s+all|this\s+quarter))?\s*(?:[.,;]\s*|$)`),
		})
	}
	return list
})
