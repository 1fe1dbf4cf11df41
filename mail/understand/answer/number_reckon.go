package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// sumOf leaves the result of "85 + 45 = 130" and of "130 = 85 + 45".
func sumOf(tokens []lexeme) []lexeme {
	at := slices.IndexFunc(tokens, func(t lexeme) bool { return t.text == "=" })
	if at < 0 {
		return tokens
	}
	left, leftCount := addUp(tokens[:at])
	right, rightCount := addUp(tokens[at+1:])
	switch {
	case leftCount == 2 && rightCount == 1 && isProduct(tokens[:at], right):
		return tokens[at+1:]
	case leftCount > 1 && rightCount == 1 && left.Equal(right):
		return tokens[at+1:]
	case leftCount == 1 && rightCount > 1 && left.Equal(right):
		return tokens[:at]
	default:
		return tokens
	}
}

// isProduct reports whether two figures make a third: "10% of 23,405", "31 x 40".
func isProduct(tokens []lexeme, v decimal.Decimal) bool {
	product, share := decimal.NewFromInt(1), int32(0)
	for _, t := range tokens {
		switch {
		case t.kind == figureLexeme:
			product = product.Mul(t.value)
		case t.text == "%" || t.text == "percent" || t.text == "процентов":
			share = -2
		}
	}
	return product.Shift(share).Equal(v)
}

func addUp(tokens []lexeme) (sum decimal.Decimal, figures int) {
	for _, t := range tokens {
		if t.kind == figureLexeme && t.fault == understood {
			sum = sum.Add(t.value)
			figures++
		}
	}
	return sum, figures
}

// withCents adds "50 коп." to the figure before it.
func withCents(tokens []lexeme) []lexeme {
	for i := 2; i+1 < len(tokens); i++ {
		t := tokens[i]
		if t.kind != figureLexeme || !strings.HasPrefix(tokens[i+1].text, "коп") && !strings.HasPrefix(tokens[i+1].text, "cent") {
			continue
		}
		at := i - 1
		for at >= 0 && tokens[at].kind != figureLexeme {
			at--
		}
		if at < 0 || !t.value.LessThan(decimal.NewFromInt(100)) {
			continue
		}
		out := slices.Clone(tokens[:i])
		out[at].value = out[at].value.Add(t.value.Shift(-2))
		return append(out, tokens[i+2:]...)
	}
	return tokens
}

// withMinutes adds the minutes of "1 h 30 min" to its hours.
func withMinutes(tokens []lexeme) []lexeme {
	for i := 0; i+3 < len(tokens); i++ {
		m := i + 2
		if tokens[m].text == "and" || tokens[m].text == "и" {
			m++
		}
		if m+1 >= len(tokens) || tokens[i].kind != figureLexeme || tokens[m].kind != figureLexeme || unitOf(tokens[i+1].text).base != "hour" || unitOf(tokens[m+1].text).base != "minute" {
			continue
		}
		out := slices.Clone(tokens)
		out[i].value = out[i].value.Add(tokens[m].value.DivRound(decimal.NewFromInt(60), 4))
		return append(out[:i+2], tokens[m+2:]...)
	}
	return tokens
}

// converted puts a claim into the unit of the question where that is exact:
// "61 000 kg" where it asks for tonnes.
func (c claim) converted(q partnership.Question) claim {
	asked := parseUnit(q.Unit)
	factor, down, ok := c.unit.convert(asked)
	switch {
	case !ok || c.why != understood:
		return c
	case down:
		v := c.value.DivRound(factor, 6)
		if !v.Mul(factor).Equal(c.value) {
			return c
		}
		c.value = v
	default:
		c.value = c.value.Mul(factor)
	}
	c.unit = asked
	return c
}

// isForeign reports whether a claim counts in a unit that the question can't.
func isForeign(q partnership.Question, c claim) bool {
	asked := parseUnit(q.Unit)
	switch {
	case c.unit.isZero():
		return false
	case outOfTen(q.Kind) || q.Kind == partnership.KindScale:
		return c.unit.group != unitCount && !asked.fits(c.unit) || q.Unit == ""
	default:
		return !asked.fits(c.unit) || q.Unit == "" && q.Kind == partnership.KindNumber && isForeignUnit(q, c.unit)
	}
}

// withoutEcho leaves out the words that repeat a figure in digits, as contracts
// do: "780 400 (семьсот восемьдесят тысяч четыреста) рублей".
func withoutEcho(text, locale string) string {
	if len(text) > maxReferring || !inWords.Matches(text) {
		return text
	}
	return inWords().ReplaceAllStringFunc(text, func(m string) string {
		digits, words, _ := strings.Cut(m, "(")
		figure, spoken := amounts(lex(digits, locale), true), amounts(lex(strings.TrimSuffix(words, ")"), locale), true)
		if len(figure) == 0 || !holds(spoken) {
			return m
		}
		if said := spoken[indexOfFigure(spoken)]; said.fault != understood || !said.value.Equal(figure[0].value) {
			return m
		}
		return digits
	})
}

// inWords is a figure with words in brackets behind it.
var inWords = prose.Lazily(`\d[\d\s.,]*\(\p{L}[\p{L}\s-]{2,80}\)`)

// hoursShort finds "3h30", which is three hours and a half.
var hoursShort = prose.Lazily(`(?i)(\d+)\s?(?:h|ч)\s?([0-5]\d)(?:$|[^\d\p{L}])`)

// withHoursApart writes "3h30" as "3 h 30 min".
func withHoursApart(text string) string {
	if len(text) > maxReferring || !hoursShort.Matches(text) {
		return text
	}
	return hoursShort().ReplaceAllString(text, "$1 h $2 min ")
}
