// Package calling finds whom a name means, as people write names: the first one alone, the last
// one, in another case, or an address.
package calling

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Who lists the people whom a name can mean: by address, by ID, by all of
// the name's words, or by some of them. Russian names change their endings
// («поручаю Анне Петровой»), so where nothing fits better the nearest ones count.
func Who(people []partnership.Person, name string) []partnership.Person {
	asked, address := nameWords(name), strings.ToLower(strings.Trim(name, "<>.,; "))
	fitting := func(fits func(partnership.Person) bool) (meant []partnership.Person) {
		for _, p := range people {
			if fits(p) {
				meant = append(meant, p)
			}
		}
		return meant
	}
	meant := fitting(func(p partnership.Person) bool {
		return strings.ToLower(p.Email) == address || strings.ToLower(p.ID) == address
	})
	if len(meant) > 0 || len(asked) == 0 || strings.Contains(name, "@") {
		return meant
	}
	if meant = fitting(func(p partnership.Person) bool { return slices.Equal(nameWords(p.Name), asked) }); len(meant) > 0 {
		return meant
	}
	nearest := unlike
	for _, p := range people {
		nearest = min(nearest, apart(asked, nameWords(p.Name)))
	}
	if nearest == unlike {
		return nil
	}
	return fitting(func(p partnership.Person) bool { return apart(asked, nameWords(p.Name)) == nearest })
}

func nameWords(name string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(name), "ё", "е"), func(r rune) bool { return strings.ContainsRune(" .,;\t\n<>\"'()", r) })
}

// unlike is how far names are apart that are not the same.
const unlike = 1 << 10

// apart counts the letters of endings in which every word that was asked differs
// from the nearest known one.
func apart(asked, known []string) int {
	total := 0
	for _, a := range asked {
		nearest := unlike
		for _, k := range known {
			nearest = min(nearest, endings(a, k))
		}
		total = min(total+nearest, unlike)
	}
	return total
}

// endings counts the letters in which two words differ behind their common
// beginning, if they can be one name in two cases: endings have at most three
// letters, and the name keeps all but two.
func endings(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	const ending, least = 3, 2
	switch {
	case n == len(x) && n == len(y):
		return 0
	case n < least, n < min(len(x), len(y))-2, len(x)-n > ending, len(y)-n > ending, !isCyrillic(x[0]):
		return unlike
	default:
		return len(x) - n + len(y) - n
	}
}

func isCyrillic(r rune) bool { return r >= 'а' && r <= 'я' }
