package answer

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// reason says why a text is not an answer to a question. It is worded for the
// reader in locale.go.
type reason uint8

const (
	understood reason = iota
	reasonUnclear
	reasonNoNumber
	reasonAmbiguous
	reasonRange
	reasonSeveral
	reasonBound
	reasonChange
	reasonUnsure
	reasonSign
	reasonUnit
	reasonCurrency
	reasonOutOfRange
	reasonNotWhole
	reasonScaleOf
	reasonNotYesNo
	reasonNotChoice
	reasonNotDate
	reasonDateAmbiguous
	reasonWeekday
	reasonNoLast
	reasonContradiction
	reasonWhich
)

// reading is what was read from the text given as an answer.
type reading struct {
	value partnership.Value
	unit  string
}

// readAnswer reads a text as the answer to a question. It never guesses: a
// text with two readings gives a reason instead of a value.
func readAnswer(q partnership.Question, text string, c Context) (reading, reason) {
	if r, why, done := readPhrase(q, text); done {
		return r, why
	}
	switch q.Kind {
	case partnership.KindNumber, partnership.KindMoney:
		return readFigure(q, text, c.Locale)
	case partnership.KindScale, partnership.KindConfidence, partnership.KindNPS:
		return readScale(q, text, c.Locale)
	case partnership.KindYesNo:
		b, why := readYesNo(q.Text, text)
		return reading{value: partnership.BoolValue(b)}, why
	case partnership.KindChoice:
		choice, why := readChoice(q.Choices, text)
		return reading{value: partnership.TextValue(choice)}, why
	case partnership.KindDate:
		d, why := readDate(text, c.Today)
		return reading{value: partnership.DateValue(d)}, why
	default:
		return reading{value: partnership.TextValue(text)}, understood
	}
}

// readPhrase reads "don't know" and "same as last time".
func readPhrase(q partnership.Question, text string) (reading, reason, bool) {
	whole := isPhrase(text, unknownPhrases)
	parts := clauses(text)
	if whole || len(parts) == 0 || q.Kind == partnership.KindText {
		return reading{value: partnership.UnknownValue()}, understood, whole
	}
	if isPhrase(parts[0].text, unknownPhrases) && !anyFigure(q, parts[1:]) {
		return reading{value: partnership.UnknownValue()}, understood, true
	}
	dash := text == "-" || text == "–" || text == "—"
	if dash && q.Kind != partnership.KindYesNo {
		return reading{value: partnership.UnknownValue()}, understood, true
	}
	figure := q.Kind != partnership.KindYesNo && q.Kind != partnership.KindChoice && q.Kind != partnership.KindDate
	if figure && isPhrase(parts[0].text, samePhrases) {
		return readSame(q, parts[1:])
	}
	return reading{}, understood, false
}

// readSame takes the value reported before. A figure beside the phrase speaks
// for itself unless it contradicts.
func readSame(q partnership.Question, rest []clause) (reading, reason, bool) {
	figure := anyFigure(q, rest)
	switch {
	case figure && q.Last == nil:
		return reading{}, understood, false
	case figure:
		for _, c := range rest {
			if n, why := readClause(q, c.text, localeEnglish); why == understood && n.value.Equal(*q.Last) {
				return reading{}, understood, false
			}
		}
		return reading{}, reasonContradiction, true
	case q.Last == nil:
		return reading{}, reasonNoLast, true
	default:
		return reading{value: partnership.NumberValue(*q.Last), unit: q.Unit}, understood, true
	}
}

func anyFigure(q partnership.Question, parts []clause) bool {
	for _, c := range parts {
		if holdsFigure(q, c.text, localeEnglish) {
			return true
		}
	}
	return false
}

// readFigure reads a number or an amount of money in the question's unit.
func readFigure(q partnership.Question, text, locale string) (reading, reason) {
	n, why := readAmount(q, text, locale)
	if why != understood {
		return reading{}, why
	}
	if n.outOf != nil && (q.Max == nil || !q.Max.Equal(*n.outOf)) {
		return reading{}, reasonScaleOf
	}
	asked := parseUnit(q.Unit)
	if !asked.fits(n.unit) {
		if asked.group == unitMoney && n.unit.group == unitMoney {
			return reading{}, reasonCurrency
		}
		return reading{}, reasonUnit
	}
	v, why := inUnit(n, asked)
	if why != understood {
		return reading{}, why
	}
	if !within(v, q.Min, q.Max) {
		return reading{}, reasonOutOfRange
	}
	unit := q.Unit
	if unit == "" {
		unit = n.unit.base
	}
	return reading{value: partnership.NumberValue(v), unit: unit}, understood
}

// inUnit converts a figure to a question's scaled unit: "1 200 000 ₽" and
// "1,2 млн ₽" are both 1.2 where the unit is "млн ₽".
func inUnit(n quantity, asked unit) (decimal.Decimal, reason) {
	v := n.value
	if !n.unit.isZero() && !n.unit.scale.IsZero() {
		v = v.Mul(n.unit.scale)
	}
	one := decimal.NewFromInt(1)
	explicit := n.scaled || !n.unit.isZero() && n.unit.scale.GreaterThan(one)
	switch {
	case asked.scale.IsZero() || asked.scale.Equal(one), !explicit && n.unit.isZero() && v.LessThan(asked.scale):
		return v, understood
	case explicit || v.GreaterThanOrEqual(asked.scale) && !n.unit.isZero():
		return v.Div(asked.scale), understood
	default:
		return v, reasonAmbiguous // "5 ₽" or "5 000" for a question in thousands
	}
}

// readScale reads a point on a scale. A confidence may lie between two points;
// other scales have whole points only.
func readScale(q partnership.Question, text, locale string) (reading, reason) {
	n, why := readAmount(q, text, locale)
	if why != understood {
		return reading{}, why
	}
	lo, hi := q.Min, q.Max
	if outOfTen(q.Kind) {
		lo, hi = orElse(lo, 0), orElse(hi, 10)
	}
	switch {
	case n.outOf != nil && (hi == nil || !hi.Equal(*n.outOf)):
		return reading{}, reasonScaleOf
	case !parseUnit(q.Unit).fits(n.unit) || q.Unit == "" && !n.unit.isZero() && n.unit.group != unitCount, n.scaled:
		return reading{}, reasonUnit
	case !within(n.value, lo, hi):
		return reading{}, reasonOutOfRange
	case q.Kind != partnership.KindConfidence && !n.value.IsInteger():
		return reading{}, reasonNotWhole
	}
	return reading{value: partnership.NumberValue(n.value), unit: q.Unit}, understood
}

// outOfTen reports whether the kind is a scale from 0 to 10 by its nature.
func outOfTen(k partnership.QuestionKind) bool {
	return k == partnership.KindConfidence || k == partnership.KindNPS
}

func orElse(d *decimal.Decimal, v int64) *decimal.Decimal {
	if d != nil {
		return d
	}
	def := decimal.NewFromInt(v)
	return &def
}

func within(v decimal.Decimal, lo, hi *decimal.Decimal) bool {
	return (lo == nil || !v.LessThan(*lo)) && (hi == nil || !v.GreaterThan(*hi))
}
