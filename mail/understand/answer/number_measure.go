package answer

import (
	"github.com/rapport-engine/rapport/partnership"
)

// Whoever is asked for one measure may name another one beside it: the margin
// beside the revenue, a room, an extreme. A figure that such a word names is not
// the one that was asked for.

// measures are the beginnings of names of figures that businesses keep.
var measures = []string{
	"margin", "profit", "ebit", "expense", "spend", "budget", "debt", "receivable", "payable", "arrears", "balance", "discount", "vat", "tax", "salar", "payroll", "wage", "bonus", "prepayment",
	"advance", "deposit", "rent", "loan", "credit", "fine", "penalt", "pipeline", "backlog", "headcount", "churn", "retention", "conversion", "utili", "opex", "capex", "roi", "roas", "cac", "ltv", "csat", "shipping", "postage", "freight", "customs", "fee", "commission", "overtime", "inventor", "stock", "surcharge", "capacity",
	"марж", "прибыл", "расход", "затрат", "издерж", "себестоим", "долг", "задолж", "дебитор", "кредит", "остаток", "остатк", "скидк", "налог", "зарплат", "фот", "преми", "аванс", "предоплат", "депозит", "аренд",
	"займ", "штраф", "комисси", "воронк", "конверс", "отток", "удержан", "рентабел", "оборачив", "запас", "склад", "мощност", "доставк", "пошлин", "наценк", "рассрочк", "баланс",
}

// namesMeasure reports whether a word names a measure that a question does not
// ask for.
func namesMeasure(q partnership.Question, word string) bool {
	return beginsWith(word, measures) && !ownWord(q, word) && !sameThing(q, word)
}

// extremes begin the words for the ends of a row of figures; questions ask for what
// was in all, or usual.
var extremes = []string{"peak", "highest", "lowest", "best", "worst", "пик", "пиков", "лучш", "худш"}

// numberedWords stand before a number that only names something: a room, a page.
var numberedWords = setOf("room|page|gate|hall|stand|booth|dock|bay|flight|clause|section|article|paragraph|version|line|floor|building|suite|unit|ticket|case|order|po|invoice|contract|lot|batch|phase|stage|step|shift|team|group|zone|level|option|item|point|appendix|annex|table|figure|slide|week|wk|kw|route|track|platform|truck|container|" +
	"кабинет|кабинете|комната|страница|странице|стр|ворота|док|зал|стенд|рейс|пункт|пункте|пункту|статья|статье|раздел|разделу|версия|этаж|корпус|офис|дом|каб|заказ|заявка|счет|договор|партия|лот|этап|этапе|этапу|шаг|смена|группа|зона|вариант|приложение|приложении|таблица|слайд|неделя|маршрут|путь|вагон|цех|бригада|участок|склад|акт|накладная|протокол|объект")
