package answer

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// maxDigits bounds a number that a person means; longer ones are identifiers.
const maxDigits = 18

// scanLiteral returns the end of the number that begins at runes[i]: digits
// with the separators that people put between them. A space belongs to the
// number only before a full group of three digits.
func scanLiteral(runes []rune, i int) int {
	i = skipDigits(runes, i)
	decimals := false
	for i+1 < len(runes) && isDigit(runes[i+1]) {
		switch runes[i] {
		case ' ':
			if decimals || !isGroup(runes, i+1) {
				return i
			}
		case '.', ',':
			decimals = true
		case '\'', '’', '_':
		default:
			return i
		}
		i = skipDigits(runes, i+1)
	}
	return i
}

// pointLeads reports whether the sign at i is the point of a number that begins
// with it: ".5", "-,5". Behind a letter or a digit it ends what stands there.
func pointLeads(runes []rune, i int) bool {
	if runes[i] != '.' && runes[i] != ',' || i+1 >= len(runes) || !isDigit(runes[i+1]) {
		return false
	}
	return i == 0 || unicode.IsSpace(runes[i-1]) || strings.ContainsRune("-−–+~≈=:(<>$€£₽", runes[i-1])
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func skipDigits(runes []rune, i int) int {
	for i < len(runes) && isDigit(runes[i]) {
		i++
	}
	return i
}

func isGroup(runes []rune, i int) bool { return skipDigits(runes, i)-i == 3 }

// readLiteral gives the value of a number as people write it in the English
// and in the continental way: 4 150,5 and 4,150.5 and 4.150,5.
//
// One separator before exactly three digits can mean thousands or decimals.
// In English mail 1,200 is twelve hundred; 1.200 there, and both forms
// elsewhere, are ambiguous: a factor of a thousand is never guessed.
func readLiteral(s, locale string) (decimal.Decimal, reason) {
	if strings.Count(s, "")-1 > 2*maxDigits {
		return decimal.Decimal{}, reasonUnclear
	}
	spaced, ok := joinGroups(s, " '’_")
	if !ok {
		return decimal.Decimal{}, reasonUnclear
	}
	grouped := spaced != s
	point, comma := strings.Count(spaced, "."), strings.Count(spaced, ",")
	switch {
	case point == 0 && comma == 0:
		return parsePlain(spaced)
	case point > 0 && comma > 0:
		return readBoth(spaced)
	case point+comma > 1:
		joined, ok := joinGroups(spaced, ".,")
		if !ok || grouped {
			return decimal.Decimal{}, reasonUnclear
		}
		return parsePlain(joined)
	}
	at := strings.IndexAny(spaced, ".,")
	if !grouped && isThousand(spaced[:at], spaced[at+1:]) {
		if locale == localeEnglish && comma == 1 {
			return parsePlain(spaced[:at] + spaced[at+1:])
		}
		return decimal.Decimal{}, reasonAmbiguous
	}
	return parsePlain(spaced[:at] + "." + spaced[at+1:])
}

// readBoth reads a number with points and commas: the last kind is the
// decimal sign and the other one parts groups of three.
func readBoth(s string) (decimal.Decimal, reason) {
	last := strings.LastIndexAny(s, ".,")
	sign, group := s[last:last+1], ","
	if sign == "," {
		group = "."
	}
	whole, ok := joinGroups(s[:last], group)
	if !ok || strings.Contains(whole, sign) {
		return decimal.Decimal{}, reasonUnclear
	}
	return parsePlain(whole + "." + s[last+1:])
}

func isThousand(left, right string) bool {
	return len(right) == 3 && len(left) <= 3 && left[0] != '0'
}

// joinGroups removes group separators and reports whether they stood where
// groups of three digits are parted.
func joinGroups(s, separators string) (string, bool) {
	whole, fraction := s, ""
	if !strings.ContainsAny(separators, ".,") {
		if at := strings.IndexAny(s, ".,"); at >= 0 {
			whole, fraction = s[:at], s[at:]
		}
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return strings.ContainsRune(separators, r) })
	if len(groups) == 1 {
		return s, groups[0] == whole
	}
	for i, g := range groups {
		if i == 0 && (len(g) > 3 || g[0] == '0') || i > 0 && len(g) != 3 {
			return "", false
		}
	}
	if strings.ContainsAny(fraction, separators) {
		return "", false
	}
	return strings.Join(groups, "") + fraction, true
}

func parsePlain(s string) (decimal.Decimal, reason) {
	if len(s) > maxDigits+1 {
		return decimal.Decimal{}, reasonUnclear
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return decimal.Decimal{}, reasonUnclear
	}
	return d, understood
}

// isForeignDigit reports a digit that is not one of 0 to 9.
func isForeignDigit(r rune) bool { return unicode.IsDigit(r) && !isDigit(r) }
