package answer

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// Amount takes a number of a table as the answer to the question with a number, with the
// currency or unit that stands beside it there. Where they do not fit, the problem says so.
func Amount(q partnership.Question, number int, value decimal.Decimal, unit, locale string) (a partnership.Answer, problem string) {
	digits := value.String()
	if at := strings.IndexByte(digits, '.'); at >= 0 && len(digits)-at == 4 {
		digits += "0" // a point before three digits can part thousands
	}
	text := strings.TrimSpace(digits + " " + prose.Normalise(unit))
	own, why := inItsCurrency(q, text)
	var r reading
	if why == understood {
		r, why = readFigure(own, text, localeEnglish)
	}
	if !isUnit(unit) {
		why = reasonUnit
	}
	if why != understood {
		return a, speechFor(locale).problem(number, q, strings.TrimSpace(value.String()+" "+unit), why)
	}
	return partnership.Answer{Question: q.ID, Value: r.value, Unit: r.unit, Raw: text, Provisional: r.rough}, ""
}

// isUnit reports whether a text is nothing but a unit: a sign, a code, "thsd. roubles".
func isUnit(text string) bool {
	for _, t := range joinPhrases(lex(usualSigns.Replace(prose.Normalise(text)), localeEnglish)) {
		known := unitOf(t.text).group != 0 || multipliers[t.text].IsPositive()
		if t.kind == figureLexeme || !known && (t.kind == wordLexeme || !strings.Contains(".,()", t.text)) {
			return false
		}
	}
	return true
}
