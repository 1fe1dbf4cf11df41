package starter

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestName bounds the names that starters give to parties and people, so
// that the name of the partnership, made of two, stays readable.
const longestName = 24

// names keeps the names of blocks apart.
type names struct{ taken []string }

// next takes a name, or the standard one when there is none; a number follows
// when it is taken.
func (n *names) next(name, standard string) string {
	if name == "" {
		name = standard
	}
	unique := name
	for i := 2; slices.Contains(n.taken, unique); i++ {
		unique = fmt.Sprintf("%s-%d", name, i)
	}
	n.taken = append(n.taken, unique)
	return unique
}

// companyForms say in a company's name what it is in law.
var companyForms = []string{
	"as", "asa", "ab", "ag", "gmbh", "ltd", "llc", "inc", "plc", "bv", "nv", "sa", "oy", "co",
	"ooo", "ao", "pao", "zao", "ip", "nko", "ano",
}

// short makes the name of a block from the first word that tells somebody
// apart: "ООО «Вектор Софт»" becomes "vektor". Empty when no letter is left.
func short(name string) string {
	words := strings.FieldsFunc(latin(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	for _, w := range words {
		if !slices.Contains(companyForms, w) {
			return clip(w, longestName)
		}
	}
	return ""
}

func clip(name string, limit int) string { return strings.Trim(name[:min(len(name), limit)], "-") }

// latin writes text in lower-case letters without accents, as passports do
// (ICAO 9303), as far as that is one letter after another.
func latin(s string) string {
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
