package answer

import (
	"strings"

	"github.com/shopspring/decimal"
)

var (
	two     = decimal.NewFromInt(2)
	half    = decimal.New(5, -1)
	quarter = decimal.New(25, -2)
)

// wordsAt reads a number in words at lexeme i, in any of the forms that people
// use, and returns how many tokens it took, or none.
func wordsAt(tokens []lexeme, i int) (lexeme, int) {
	for _, read := range []func([]lexeme, int) (lexeme, int){vagueAt, shareAt, decimalAt, spokenAt} {
		if n, taken := read(tokens, i); taken > 0 {
			return n, taken
		}
	}
	return lexeme{}, 0
}

// vagueAt reads "a couple of hundred" and "сотни", which name no number.
func vagueAt(tokens []lexeme, i int) (lexeme, int) {
	if tokens[i].kind != wordLexeme {
		return lexeme{}, 0
	}
	t := lexeme{kind: figureLexeme, text: tokens[i].text, fault: reasonVague, joined: tokens[i].joined, spoken: true}
	if n, taken := invertedAt(tokens, i); taken > 0 {
		return n, taken
	}
	if manyWords[tokens[i].text] && (i == 0 || tokens[i-1].kind != figureLexeme) {
		return t, 1
	}
	if !fewWords[tokens[i].text] {
		return lexeme{}, 0
	}
	for j := i + 1; j < len(tokens) && j < i+3; j++ {
		if _, taken := spokenAt(tokens, j); taken > 0 {
			return t, j + taken - i
		}
		if !linkWords[tokens[j].text] {
			break
		}
	}
	return lexeme{}, 0
}

// invertedAt reads "тысяч пятьдесят", which says "about fifty thousand".
func invertedAt(tokens []lexeme, i int) (lexeme, int) {
	if w := tokens[i].text; w != "тысяч" && w != "миллионов" || i+1 == len(tokens) || i > 0 && (tokens[i-1].kind == figureLexeme || isNumeric(tokens[i-1].text)) {
		return lexeme{}, 0
	}
	n, taken := spokenAt(tokens, i+1)
	if taken == 0 || n.scaled || n.fault != understood {
		return lexeme{}, 0
	}
	n.value, n.scaled, n.rough, n.joined = n.value.Mul(multipliers[tokens[i].text]), true, true, tokens[i].joined
	return n, taken + 1
}

var (
	fewWords  = setOf("couple|few|several|some|many|пара|пару|пары|несколько|нескольких|много")
	manyWords = setOf("dozens|hundreds|thousands|millions|lakhs|crores|сотни|сотен|десятки|десятков|тысячи|тысяч|дюжины|дюжин|миллионы")
	linkWords = setOf("of|a|an|the")
)

// shareAt reads "half a million", "quarter of a million" and "half a percent".
func shareAt(tokens []lexeme, i int) (lexeme, int) {
	share, j := shareOf(tokens, i)
	if j == 0 {
		return lexeme{}, 0
	}
	for j < len(tokens) && (linkWords[tokens[j].text] || tokens[j].text == "-" && tokens[j].joined) {
		j++
	}
	if j == len(tokens) || tokens[j].kind != wordLexeme {
		return lexeme{}, 0
	}
	t := lexeme{kind: figureLexeme, text: "words", value: share, joined: tokens[i].joined, spoken: true}
	w, ok := numberWords[tokens[j].text]
	switch group := unitOf(tokens[j].text).group; {
	case ok && (w.level == levelMultiplier || w.times):
		t.value, t.scaled = share.Mul(w.value), w.level == levelMultiplier
		return t, j + 1 - i
	case !ok && (group == unitPercent || group == unitTime || group == unitMeasure):
		return t, j - i // the unit stays
	default:
		return lexeme{}, 0
	}
}

// shareOf reads the name of a share and returns the place behind it, or zero.
func shareOf(tokens []lexeme, i int) (decimal.Decimal, int) {
	if matchesAt(tokens, i, []string{"three", "quarters"}) {
		return vulgar['¾'], i + 2
	}
	if share, ok := shares[tokens[i].text]; ok && tokens[i].kind == wordLexeme {
		return share, i + 1
	}
	return decimal.Decimal{}, 0
}

var shares = map[string]decimal.Decimal{"half": half, "quarter": quarter, "пол": half, "половина": half, "половину": half, "четверть": quarter}

// halfAt reads "and a half" and "с половиной" at lexeme i.
func halfAt(tokens []lexeme, i int) (decimal.Decimal, int) {
	for _, h := range halves {
		if matchesAt(tokens, i, h.words) {
			return h.value, len(h.words)
		}
	}
	return decimal.Decimal{}, 0
}

var halves = []struct {
	words []string
	value decimal.Decimal
}{
	{[]string{"and", "a", "half"}, half},
	{[]string{"and", "half"}, half},
	{[]string{"and", "a", "quarter"}, quarter},
	{[]string{"с", "половиной"}, half},
	{[]string{"с", "четвертью"}, quarter},
}

func matchesAt(tokens []lexeme, i int, words []string) bool {
	if i+len(words) > len(tokens) {
		return false
	}
	for k, w := range words {
		if tokens[i+k].text != w {
			return false
		}
	}
	return true
}

// spokenAt reads a number in words at lexeme i and returns how many tokens it
// took, or none.
func spokenAt(tokens []lexeme, i int) (lexeme, int) {
	n, end := newSpokenNumber(), i
	for j := i; j < len(tokens); j++ {
		w, ok := numberWords[tokens[j].text]
		if tokens[j].kind == wordLexeme && ok && n.add(w) {
			end = j + 1
			continue
		}
		if share, taken := halfAt(tokens, j); taken > 0 && end == j && n.words > 0 {
			n.addShare(share)
			j += taken - 1
			end = j + 1
			continue
		}
		inner := tokens[j].text == "and" || tokens[j].text == "-" && tokens[j].joined
		if n.words == 0 || end != j || !inner {
			break
		}
	}
	if n.words == 0 {
		return lexeme{}, 0
	}
	t := lexeme{kind: figureLexeme, text: "words", value: n.value(), joined: tokens[i].joined}
	if n.elides() {
		t.fault = reasonAmbiguous
	}
	t.spoken, t.scaled = true, n.scaled
	return t, end - i
}

// decimalAt reads "one point five", "point 77" and "три целых пять десятых".
func decimalAt(tokens []lexeme, i int) (lexeme, int) {
	whole, taken := wholeAt(tokens, i)
	j := i + taken
	if j >= len(tokens) {
		return lexeme{}, 0
	}
	var fraction decimal.Decimal
	end := 0
	switch {
	case pointWords[tokens[j].text]:
		fraction, end = digitsAt(tokens, j+1)
	case taken > 0 && wholeWords[tokens[j].text]:
		fraction, end = tenthsAt(tokens, j+1)
	}
	if end == 0 {
		return lexeme{}, 0
	}
	t := lexeme{kind: figureLexeme, text: "words", value: whole.Add(fraction), joined: tokens[i].joined, spoken: true}
	if scale, ok := multiplierAt(tokens, end, true); ok {
		t.value, t.scaled = t.value.Mul(scale), true
		end++
	}
	return t, end - i
}

var (
	pointWords = setOf("point|dot|точка|запятая")
	wholeWords = setOf("целых|целая|целое|целые")
	tenths     = map[string]int32{
		"десятых": -1, "десятая": -1, "десятые": -1, "сотых": -2, "сотая": -2, "сотые": -2, "тысячных": -3, "тысячная": -3, "тысячные": -3,
	}
)

// wholeAt reads a plain whole number in words or digits.
func wholeAt(tokens []lexeme, i int) (decimal.Decimal, int) {
	if t := tokens[i]; t.kind == figureLexeme && t.fault == understood && t.value.IsInteger() {
		return t.value, 1
	}
	if w, ok := numberWords[tokens[i].text]; !ok || w.level == levelMultiplier {
		if tokens[i].text != "одна" {
			return decimal.Decimal{}, 0
		}
	}
	n, taken := spokenAt(tokens, i)
	if taken == 0 || n.scaled || !n.value.IsInteger() {
		return decimal.Decimal{}, 0
	}
	return n.value, taken
}

// digitsAt reads the digits behind a spoken point and returns the place behind
// them.
func digitsAt(tokens []lexeme, i int) (decimal.Decimal, int) {
	var digits strings.Builder
	j := i
	for ; j < len(tokens) && digits.Len() <= maxDigits; j++ {
		t := tokens[j]
		if t.kind == figureLexeme && digits.Len() == 0 && !strings.ContainsAny(t.text, " .,'") {
			digits.WriteString(t.text)
			j++
			break
		}
		n, taken := spokenAt(tokens, j)
		if taken == 0 || n.scaled || !n.value.IsInteger() {
			break
		}
		digits.WriteString(n.value.String())
		j += taken - 1
	}
	if digits.Len() == 0 {
		return decimal.Decimal{}, 0
	}
	v, err := decimal.NewFromString("0." + digits.String())
	if err != nil {
		return decimal.Decimal{}, 0
	}
	return v, j
}

// tenthsAt reads "пять десятых" and returns the place behind it.
func tenthsAt(tokens []lexeme, i int) (decimal.Decimal, int) {
	if i < len(tokens) && tokens[i].text == "и" {
		i++
	}
	if i >= len(tokens) {
		return decimal.Decimal{}, 0
	}
	n, taken := wholeAt(tokens, i)
	if taken == 0 || i+taken >= len(tokens) {
		return decimal.Decimal{}, 0
	}
	exponent, ok := tenths[tokens[i+taken].text]
	if !ok {
		return decimal.Decimal{}, 0
	}
	return n.Shift(exponent), i + taken + 1
}
