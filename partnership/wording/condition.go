package wording

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
)

// Condition is how conditions are said.
type Condition struct {
	// Metrics are what conditions look at, by the words of condition.Kinds. Where a kind has
	// a name, it takes it.
	Metrics map[string]string
	// Verdicts are the words that a metric is compared with.
	Verdicts map[string]string
	// Compared are the comparisons of a number, by condition.Operator; Not is of a word.
	Compared map[string]string
	Not      string
	// Lasts say for how long it has to hold, by condition.Unit.
	Lasts map[string]Counted
	// Or stands between alternatives.
	Or string
}

// Metric names what a condition looks at, of which KPI, goal or milestone.
func (l Language) Metric(kind, of string) string {
	return strings.ReplaceAll(l.Condition.Metrics[kind], "%s", of)
}

// Says says a condition on a partnership: "the balance of value: less than 0.6".
func (l Language) Says(spec partnership.Spec, c condition.Condition) string {
	var alternatives []string
	for _, clauses := range c.Alternatives() {
		var all []string
		for _, clause := range clauses {
			all = append(all, l.clause(spec, clause))
		}
		alternatives = append(alternatives, strings.Join(all, l.And))
	}
	return strings.Join(alternatives, l.Condition.Or)
}

func (l Language) clause(spec partnership.Spec, c condition.Clause) string {
	of, value := l.lookedAt(spec, c)
	said := l.Metric(c.Metric.Kind, of) + ": " + l.Compared(c.Operator, value, c.Value.Word)
	if !c.For.IsZero() {
		said += ", " + l.Count(c.For.Count, l.Condition.Lasts[string(c.For.Unit)])
	}
	return said
}

// Compared says how a metric compares: with a value, or with a word such as red.
func (l Language) Compared(o condition.Operator, value, word string) string {
	switch {
	case word == "":
		return fmt.Sprintf(l.Condition.Compared[string(o)], value)
	case o == condition.NotEqual:
		return fmt.Sprintf(l.Condition.Not, l.Condition.Verdicts[word])
	default:
		return l.Condition.Verdicts[word]
	}
}

// lookedAt names what a clause looks at and the value that it wants, as people write both.
func (l Language) lookedAt(spec partnership.Spec, c condition.Clause) (of, value string) {
	write := func(d decimal.Decimal) string { return l.Number(d) }
	switch c.Metric.Kind {
	case "kpi":
		_, k, _ := spec.KPI(c.Metric.Name)
		of, write = k.Title, func(d decimal.Decimal) string { return l.Quantity(d, k.Unit) }
		if of == "" {
			of = k.ID
		}
	case "goal", "pace":
		if g, ok := spec.Goal(c.Metric.Name); ok {
			of = g.Statement
		}
	case "milestone":
		if _, m, ok := spec.Milestone(c.Metric.Name); ok {
			of = m.Title
		}
	}
	switch {
	case c.Value.Word != "":
		return of, ""
	case c.Value.Percent || c.Metric.IsShare():
		return of, l.Percent(c.Value.Share())
	default:
		return of, write(c.Value.Number)
	}
}

func englishCondition() Condition {
	times := func(one, many string) Counted { return Counted{One: one, Few: many, Many: many} }
	return Condition{
		Metrics: map[string]string{
			"kpi": "%s", "goal": `the goal "%s"`, "pace": `the pace of "%s"`, "milestone": `the milestone "%s"`,
			"progress": "the progress of all goals", "health": "the health of the partnership", "balance": "the balance of value", "effort_balance": "the balance of hours",
			"response_rate": "the share of questions that are answered", "on_time": "the share of milestones met in time", "confidence": "the confidence of the less confident side",
			"perception_gap": "the distance between the sides' confidence", "nps": "the net promoter score", "roi": "the return on what was put in", "net": "the net gain",
			"budget_used": "the part of the budget that is spent", "burn": "the speed at which the budget is spent", "open_conflicts": "the number of open conflicts",
			"days_silent": "the days without a word of the quieter side",
		},
		Verdicts: map[string]string{"red": "off track", "amber": "at risk", "green": "on track", "met": "done", "overdue": "late", "missed": "missed"},
		Compared: map[string]string{"<": "below %s", "<=": "at most %s", "=": "%s", "!=": "other than %s", ">=": "at least %s", ">": "above %s"},
		Not:      "not %s",
		Lasts: map[string]Counted{
			"reviews": times("at %d review", "at %d reviews in a row"), "check_ins": times("at %d check-in", "at %d check-ins in a row"),
			"days": times("for %d day", "for %d days"), "weeks": times("for %d week", "for %d weeks"), "months": times("for %d month", "for %d months"),
			"quarters": times("for %d quarter", "for %d quarters"),
		},
		Or: ", or ",
	}
}

func russianCondition() Condition {
	return Condition{
		Metrics: map[string]string{
			"kpi": "%s", "goal": "цель «%s»", "pace": "темп цели «%s»", "milestone": "этап «%s»",
			"progress": "продвижение по всем целям", "health": "состояние партнёрства", "balance": "баланс выгод", "effort_balance": "баланс часов",
			"response_rate": "доля вопросов, на которые ответили", "on_time": "доля этапов, выполненных в срок", "confidence": "уверенность менее уверенной стороны",
			"perception_gap": "разница в уверенности сторон", "nps": "индекс готовности рекомендовать", "roi": "отдача от вложенного", "net": "чистая выгода",
			"budget_used": "израсходованная часть бюджета", "burn": "скорость расхода бюджета", "open_conflicts": "число открытых разногласий",
			"days_silent": "дней без вестей от более тихой стороны",
		},
		Verdicts: map[string]string{"red": "отстаёт", "amber": "под угрозой", "green": "по плану", "met": "выполнено", "overdue": "просрочено", "missed": "сорвано"},
		Compared: map[string]string{"<": "меньше %s", "<=": "не больше %s", "=": "%s", "!=": "не %s", ">=": "не меньше %s", ">": "больше %s"},
		Not:      "не %s",
		Lasts: map[string]Counted{
			"reviews":   {One: "%d обзор подряд", Few: "%d обзора подряд", Many: "%d обзоров подряд"},
			"check_ins": {One: "%d сверка подряд", Few: "%d сверки подряд", Many: "%d сверок подряд"},
			"days":      {One: "%d день подряд", Few: "%d дня подряд", Many: "%d дней подряд"},
			"weeks":     {One: "%d неделю подряд", Few: "%d недели подряд", Many: "%d недель подряд"},
			"months":    {One: "%d месяц подряд", Few: "%d месяца подряд", Many: "%d месяцев подряд"},
			"quarters":  {One: "%d квартал подряд", Few: "%d квартала подряд", Many: "%d кварталов подряд"},
		},
		Or: " или ",
	}
}
