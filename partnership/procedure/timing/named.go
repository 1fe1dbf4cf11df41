package timing

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// named finds the colleague whom a person means by a name or an address.
func named(spec partnership.Spec, s procedure.StandIn) procedure.ReckonedStandIn {
	found := procedure.ReckonedStandIn{Key: s.Key}
	party, _ := spec.PartyOf(s.Person)
	colleagues := slices.DeleteFunc(slices.Clone(party.People), func(p partnership.Person) bool { return p.ID == s.Person })
	meant := calledBy(colleagues, s.Named)
	if i := strings.IndexAny(s.Named, ",;:(—–"); len(meant) == 0 && i > 0 { // and why
		meant = calledBy(colleagues, s.Named[:i])
	}
	switch {
	case len(meant) == 1:
		found.Person, found.Name, found.City = meant[0].ID, meant[0].Name, cadence.City(meant[0].Zone)
		return found
	case len(meant) == 0:
		meant = colleagues
	}
	for _, p := range meant {
		found.Choices = append(found.Choices, p.Name)
	}
	return found
}

// Colleagues finds the one colleague of a person whom a name or an address means, and
// returns an ID; nothing where it means nobody, or several.
func Colleagues(spec partnership.Spec, person string) func(name string) (id string) {
	return func(name string) string {
		return named(spec, procedure.StandIn{Person: person, Named: name}).Person
	}
}

// calledBy lists the people whom a name can mean: by address, by ID, by all of
// the name's words, or by some of them. Russian names change their endings
// («поручаю Анне Петровой»), so where nothing fits better the nearest ones count.
func calledBy(people []partnership.Person, name string) []partnership.Person {
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
