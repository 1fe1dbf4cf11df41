package answer

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

type lexemeKind uint8

const (
	figureLexeme lexemeKind = iota + 1
	wordLexeme
	signLexeme
)

// lexeme is a piece of a clause.
type lexeme struct {
	kind   lexemeKind
	text   string // folded
	value  decimal.Decimal
	fault  reason // why the value is not certain
	joined bool   // no space before it
	spoken bool   // a number in words
	scaled bool   // carries a multiplier
	rough  bool   // its order calls it rough: "тысяч пятьдесят"
}

// lex parts a clause into numbers, words and signs.
func lex(s, locale string) []lexeme {
	runes := []rune(s)
	var tokens []lexeme
	for i := 0; i < len(runes); {
		r := runes[i]
		joined := i > 0 && !unicode.IsSpace(runes[i-1])
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune("\"'’‘«»“”„*`\u20e3", r):
			i++
		case isDigit(r), pointLeads(runes, i), !vulgar[r].IsZero():
			t, end := literalAt(runes, i, locale)
			t.joined = joined
			tokens = append(tokens, t)
			i = end
		case unicode.IsLetter(r) || r == '°':
			end := scanWord(runes, i)
			tokens = joinPerCent(append(tokens, wordTokens(string(runes[i:end]), joined)...))
			i = end
		default:
			if !isHyphen(runes, i) {
				tokens = append(tokens, signToken(r, joined))
			}
			i++
		}
	}
	return tokens
}

// literalAt reads the number in digits at i and returns the place behind it.
func literalAt(runes []rune, i int, locale string) (lexeme, int) {
	if v := vulgar[runes[i]]; !v.IsZero() {
		return lexeme{kind: figureLexeme, text: string(runes[i]), value: v}, i + 1
	}
	digits, whole := i, ""
	if !isDigit(runes[i]) { // a point leads
		digits, whole = i+1, "0."
	}
	end := scanLiteral(runes, digits)
	v, fault := readLiteral(whole+string(runes[digits:end]), locale)
	if end < len(runes) && !vulgar[runes[end]].IsZero() {
		v = v.Add(vulgar[runes[end]])
		end++
	}
	if end < len(runes) && strings.ContainsRune("oOоО", runes[end]) && (end+1 == len(runes) || !unicode.IsLetter(runes[end+1]) || strings.ContainsRune("oOоО", runes[end+1])) {
		fault = reasonUnclear // letters in the place of noughts
	}
	return lexeme{kind: figureLexeme, text: string(runes[i:end]), value: v, fault: fault}, end
}

// isHyphen recognises the stroke of "130-ish".
func isHyphen(runes []rune, i int) bool {
	return runes[i] == '-' && i > 0 && i+1 < len(runes) && isDigit(runes[i-1]) && unicode.IsLetter(runes[i+1])
}

// vulgar are the fractions that are one sign.
var vulgar = map[rune]decimal.Decimal{'½': half, '¼': quarter, '¾': decimal.New(75, -2)}

// scanWord returns the end of a word. A point stays inside an abbreviation
// ("т.р"), a slash inside a rate ("руб/т"), a digit inside a name ("b2b").
func scanWord(runes []rune, i int) int {
	for i++; i < len(runes); i++ {
		r := runes[i]
		inner := i+1 < len(runes) && unicode.IsLetter(runes[i+1])
		switch {
		case unicode.IsLetter(r) || isDigit(r) || r == '²' || r == '³':
		case inner && strings.ContainsRune("'’-/._", r):
		case inner && strings.ContainsRune("$€₽£", r):
			return i
		default:
			return i
		}
	}
	return i
}

// wordTokens parts "seventy-five" and "тыс.руб" into their words.
func wordTokens(s string, joined bool) []lexeme {
	s = prose.Bare(s)
	if rest, ok := strings.CutPrefix(s, "пол"); ok && knownUnits[strings.TrimPrefix(rest, "-")].group != 0 && len(rest) > 3 {
		return []lexeme{{kind: wordLexeme, text: "пол", joined: joined}, {kind: wordLexeme, text: strings.TrimPrefix(rest, "-")}}
	}
	for _, sep := range []string{"-", "."} {
		parts := strings.Split(s, sep)
		if len(parts) < 2 || !isNumeric(parts[0]) {
			continue
		}
		var tokens []lexeme
		for i, p := range parts {
			tokens = append(tokens, lexeme{kind: wordLexeme, text: p, joined: joined || i > 0})
		}
		return tokens
	}
	return []lexeme{{kind: wordLexeme, text: shortForms.Replace(s), joined: joined}}
}

// shortForms are abbreviations with a point or a slash inside.
var shortForms = strings.NewReplacer("т.р", "тр", "кв.м", "м2", "куб.м", "м3", "с/х", "сх")

// joinPerCent makes one word of "per cent", whose first one alone is a rate.
func joinPerCent(tokens []lexeme) []lexeme {
	last := len(tokens) - 1
	if last > 0 && tokens[last].text == "cent" && tokens[last-1].text == "per" {
		tokens[last-1].text = "percent"
		return tokens[:last]
	}
	return tokens
}

func isNumeric(word string) bool {
	_, spoken := numberWords[word]
	_, scale := multipliers[word]
	return spoken || scale
}

func signToken(r rune, joined bool) lexeme {
	switch r {
	case '−', '–', '—', '‑', '‐', '―':
		r = '-'
	case '≈', '∼', '≃':
		r = '~'
	}
	if isForeignDigit(r) {
		return lexeme{kind: figureLexeme, text: string(r), fault: reasonUnclear, joined: joined}
	}
	if _, ok := knownUnits[string(r)]; ok {
		return lexeme{kind: wordLexeme, text: string(r), joined: joined}
	}
	return lexeme{kind: signLexeme, text: string(r), joined: joined}
}

// amounts joins numbers with their signs and multipliers and spoken numbers
// into single number tokens. loneM says whether a bare "m" means million.
func amounts(tokens []lexeme, loneM bool) []lexeme {
	var out []lexeme
	for i := 0; i < len(tokens); {
		n, taken := wordsAt(tokens, i)
		if taken == 0 && tokens[i].kind == figureLexeme {
			n, taken = scaledAt(tokens, i, loneM)
		}
		if taken == 0 {
			n, taken = tokens[i], 1
		} else {
			out, n = takeMinus(out, n)
		}
		out = append(out, n)
		i += taken
	}
	return out
}

// takeMinus moves a minus in front of a number into it: "-5", "mql -5", "-€5".
// A stroke with space after it is a bullet, one after a number a range.
func takeMinus(out []lexeme, n lexeme) ([]lexeme, lexeme) {
	at := len(out) - 1
	if at > 0 && isMoneySign(out[at]) && out[at].joined {
		at--
	} else if !n.joined {
		return out, n
	}
	if at < 0 || out[at].text != "-" {
		return out, n
	}
	if at > 0 && out[at].joined && !isMoneySign(out[at-1]) {
		return out, n
	}
	if at > 0 && out[at-1].kind == figureLexeme {
		return out, n
	}
	n.value, n.joined = n.value.Neg(), out[at].joined
	return append(out[:at], out[at+1:]...), n
}

func isMoneySign(t lexeme) bool {
	return t.kind == wordLexeme && knownUnits[t.text].group == unitMoney
}

// scaledAt reads a number in digits with its multiplier, and the smaller ones
// that follow it: "1 млн 200 тыс".
func scaledAt(tokens []lexeme, i int, loneM bool) (lexeme, int) {
	n := tokens[i]
	taken := 1
	var last decimal.Decimal
	total := decimal.Zero
	for j := i; j < len(tokens) && tokens[j].kind == figureLexeme; {
		value, end := withHalf(tokens, j)
		if j == i {
			n.value, taken = value, end-i
		}
		scale, ok := multiplierAt(tokens, end, loneM)
		if !ok || tokens[j].fault != understood || !last.IsZero() && !scale.LessThan(last) {
			break
		}
		total = total.Add(value.Mul(scale))
		j = end + 1
		last, taken = scale, j-i
		if rest, end := hundredsAt(tokens, j, scale); end > 0 {
			total, taken = total.Add(rest), end-i
			break
		}
	}
	if !last.IsZero() {
		n.value, n.scaled = total, true
	} else if _, ok := multiplierAt(tokens, i+1, loneM); ok {
		taken = 2 // an ambiguous number stays so whatever follows
	}
	return n, taken
}

// hundredsAt reads the 300 of "12 тыс. 300" at i and returns the place behind it.
func hundredsAt(tokens []lexeme, i int, scale decimal.Decimal) (decimal.Decimal, int) {
	if i < len(tokens) && tokens[i].text == "." {
		i++
	}
	if i >= len(tokens) || tokens[i].kind != figureLexeme || tokens[i].fault != understood || len(tokens[i].text) != 3 || !scale.Equal(decimal.New(1, 3)) || !tokens[i].value.IsInteger() {
		return decimal.Decimal{}, 0
	}
	if _, more := multiplierAt(tokens, i+1, true); more {
		return decimal.Decimal{}, 0
	}
	return tokens[i].value, i + 1
}

// withHalf adds the half of "2 and a half" to the number at i and returns the
// place behind it.
func withHalf(tokens []lexeme, i int) (decimal.Decimal, int) {
	if half, n := halfAt(tokens, i+1); n > 0 && tokens[i].value.IsInteger() && tokens[i].fault == understood {
		return tokens[i].value.Add(half), i + 1 + n
	}
	return tokens[i].value, i + 1
}

func multiplierAt(tokens []lexeme, i int, loneM bool) (decimal.Decimal, bool) {
	if i >= len(tokens) || tokens[i].kind != wordLexeme {
		return decimal.Decimal{}, false
	}
	word := tokens[i].text
	if (word == "m" || word == "м") && !loneM {
		return decimal.Decimal{}, false
	}
	if len([]rune(word)) == 1 && !tokens[i].joined && word != "k" {
		return decimal.Decimal{}, false // "130 к пятнице" is no 130,000
	}
	if v, ok := dozens[word]; ok {
		return decimal.NewFromInt(v), true
	}
	v, ok := multipliers[word]
	return v, ok
}
