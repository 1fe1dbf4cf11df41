package lint

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// suggest words a goal with the figures of the KPI that counts most, in the
// language of its statement; "" when nothing measures it.
func (c *checker) suggest(g *partnership.Goal) string {
	k := foremost(g)
	if k == nil {
		return ""
	}
	if c.language(g) == russian {
		return "«" + russianGoal(k, g.Due) + "»."
	}
	return `"` + englishGoal(k, g.Due) + `".`
}

// halfway suggests a milestone in the middle of a goal's time, at the middle of
// its way; "" when its foremost figure has no way to go.
func (c *checker) halfway(g *partnership.Goal) string {
	k := foremost(g)
	if k == nil || !moves(k) {
		return ""
	}
	due := g.Start.AddDays(g.Start.DaysUntil(g.Due) / 2)
	middle := k.Baseline.Add(k.Target).Div(decimal.NewFromInt(2)).Round(2)
	if c.language(g) == russian {
		return fmt.Sprintf(" Suggested wording: «Показатель „%s“: %s к %s».", capital(name(k)), russianAmount(middle, unit(k)), russianDay(due))
	}
	return fmt.Sprintf(" Suggested wording: \"%s at %s by %s\".", capital(name(k)), englishAmount(middle, unit(k)), englishDay(due))
}

// foremost is the first critical KPI of a goal, or the heaviest.
func foremost(g *partnership.Goal) *partnership.KPI {
	var best *partnership.KPI
	for i := range g.KPIs {
		k := &g.KPIs[i]
		if best == nil || k.Critical && !best.Critical || k.Critical == best.Critical && k.Weight.GreaterThan(best.Weight) {
			best = k
		}
	}
	return best
}

const (
	english = "en"
	russian = "ru"
)

// language tells the language of a goal's statement by its letters; the
// partnership's language decides where they do not.
func (c *checker) language(g *partnership.Goal) string {
	latin, cyrillic := 0, 0
	for _, r := range g.Statement {
		switch {
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch {
	case cyrillic > latin:
		return russian
	case latin > cyrillic:
		return english
	default:
		return c.spec.Language
	}
}

func englishGoal(k *partnership.KPI, due cadence.Date) string {
	what, day := name(k), englishDay(due)
	amount := func(d decimal.Decimal) string { return englishAmount(d, unit(k)) }
	switch k.Direction {
	case partnership.Increase, partnership.Cumulative:
		return fmt.Sprintf("Grow %s from %s to %s by %s", what, englishFigure(k.Baseline), amount(k.Target), day)
	case partnership.Decrease:
		return fmt.Sprintf("Reduce %s from %s to %s by %s", what, englishFigure(k.Baseline), amount(k.Target), day)
	case partnership.MaintainMin:
		return fmt.Sprintf("Keep %s at %s or more until %s", what, amount(k.Target), day)
	case partnership.MaintainMax:
		return fmt.Sprintf("Keep %s at %s or less until %s", what, amount(k.Target), day)
	case partnership.InRange:
		low, high := bounds(k)
		return fmt.Sprintf("Keep %s between %s and %s until %s", what, englishFigure(low), amount(high), day)
	default:
		return fmt.Sprintf("Finish %s by %s", what, day)
	}
}

// russianGoal keeps the KPI's name in quotes, since it cannot be inflected.
func russianGoal(k *partnership.KPI, due cadence.Date) string {
	what, day := "показатель „"+capital(name(k))+"“", russianDay(due)
	amount := func(d decimal.Decimal) string { return russianAmount(d, unit(k)) }
	switch k.Direction {
	case partnership.Increase, partnership.Cumulative:
		return fmt.Sprintf("Поднять %s с %s до %s к %s", what, russianFigure(k.Baseline), amount(k.Target), day)
	case partnership.Decrease:
		return fmt.Sprintf("Снизить %s с %s до %s к %s", what, russianFigure(k.Baseline), amount(k.Target), day)
	case partnership.MaintainMin:
		return fmt.Sprintf("Удерживать %s на уровне не ниже %s до %s", what, amount(k.Target), day)
	case partnership.MaintainMax:
		return fmt.Sprintf("Удерживать %s на уровне не выше %s до %s", what, amount(k.Target), day)
	case partnership.InRange:
		low, high := bounds(k)
		return fmt.Sprintf("Удерживать %s в пределах от %s до %s до %s", what, russianFigure(low), amount(high), day)
	default:
		return fmt.Sprintf("Выполнить „%s“ к %s", capital(name(k)), day)
	}
}

func bounds(k *partnership.KPI) (low, high decimal.Decimal) {
	if k.Low != nil {
		low = *k.Low
	}
	if k.High != nil {
		high = *k.High
	}
	return low, high
}

// name is what a KPI is called in the middle of a sentence.
func name(k *partnership.KPI) string {
	if k.Title == "" {
		return strings.Map(func(r rune) rune {
			if r == '-' || r == '_' {
				return ' '
			}
			return r
		}, k.ID)
	}
	letters := []rune(k.Title)
	if len(letters) > 1 && unicode.IsLower(letters[1]) { // no abbreviation
		letters[0] = unicode.ToLower(letters[0])
	}
	return string(letters)
}

// unit is a KPI's unit, unless its name says it already.
func unit(k *partnership.KPI) string {
	if strings.EqualFold(k.Unit, name(k)) {
		return ""
	}
	return k.Unit
}

func capital(s string) string {
	letters := []rune(s)
	if len(letters) > 0 {
		letters[0] = unicode.ToUpper(letters[0])
	}
	return string(letters)
}

// noBreak keeps a figure and what belongs to it on one line.
const noBreak = "\u00a0"

func englishAmount(d decimal.Decimal, unit string) string {
	if unit == "%" || unit == "" {
		return englishFigure(d) + unit
	}
	return englishFigure(d) + " " + unit
}

func russianAmount(d decimal.Decimal, unit string) string {
	if unit == "" {
		return russianFigure(d)
	}
	return russianFigure(d) + noBreak + unit
}

func englishFigure(d decimal.Decimal) string { return grouped(d, ",", ".") }

func russianFigure(d decimal.Decimal) string { return grouped(d, noBreak, ",") }

// grouped writes a figure with the signs of a language between its thousands
// and before its decimals. Four digits are not grouped.
func grouped(d decimal.Decimal, thousands, point string) string {
	sign := ""
	if d.IsNegative() {
		sign, d = "-", d.Abs()
	}
	digits, decimals, fractional := strings.Cut(d.String(), ".")
	if fractional {
		decimals = point + decimals
	}
	if len(digits) > 4 {
		for i := len(digits) - 3; i > 0; i -= 3 {
			digits = digits[:i] + thousands + digits[i:]
		}
	}
	return sign + digits + decimals
}

func englishDay(d cadence.Date) string {
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

func russianDay(d cadence.Date) string {
	genitive := [...]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}
	return fmt.Sprintf("%d %s %d"+noBreak+"г.", d.Day, genitive[d.Month-1], d.Year)
}
