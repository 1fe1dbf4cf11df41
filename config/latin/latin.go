// Package latin writes words in Latin letters, so that names of blocks can be made of
// what people and companies are called. It knows nothing of either.
package latin

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Words are the words of a text in lower-case letters from a to z and digits, without
// accents, as passports write them (ICAO 9303), as far as that is one letter after
// another. Of letters that it does not know nothing is left.
func Words(s string) []string {
	return strings.FieldsFunc(letters(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
}

func letters(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToLower(s)) {
		if spelt, ok := spellings[r]; ok {
			b.WriteString(spelt)
			continue
		}
		for _, part := range norm.NFD.String(string(r)) {
			if !unicode.Is(unicode.Mn, part) {
				b.WriteRune(part)
			}
		}
	}
	return b.String()
}

var spellings = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f",
	'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
	'ø': "o", 'æ': "ae", 'å': "a", 'ß': "ss", 'ł': "l", 'đ': "d", 'þ': "th", 'ð': "d", 'œ': "oe", 'ı': "i",
	'\'': "", '’': "", '`': "",
}
