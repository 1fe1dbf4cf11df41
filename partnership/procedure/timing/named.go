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

// calledBy lists the people whom a name can mean: by address, by ID, by all of
// the name's words, or by some of them. Russian names change their endings
// («поручаю Анне Петровой»), so the beginnings of longer words are enough where
// nothing fits better.
func calledBy(people []partnership.Person, name string) []partnership.Person {
	asked := nameWords(name)
	address := strings.ToLower(strings.Trim(name, "<>.,; "))
	if len(asked) == 0 {
		return nil
	}
	for _, fits := range []func(partnership.Person) bool{
		func(p partnership.Person) bool {
			return strings.ToLower(p.Email) == address || strings.ToLower(p.ID) == address
		},
		func(p partnership.Person) bool {
			return !strings.Contains(name, "@") && slices.Equal(nameWords(p.Name), asked)
		},
		func(p partnership.Person) bool {
			return !strings.Contains(name, "@") && eachWord(asked, nameWords(p.Name), func(a, b string) bool { return a == b })
		},
		func(p partnership.Person) bool {
			return !strings.Contains(name, "@") && eachWord(asked, nameWords(p.Name), sameName)
		},
	} {
		var meant []partnership.Person
		for _, p := range people {
			if fits(p) {
				meant = append(meant, p)
			}
		}
		if len(meant) > 0 {
			return meant
		}
	}
	return nil
}

func nameWords(name string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(name), "ё", "е"), func(r rune) bool { return strings.ContainsRune(" .,;\t\n<>\"'()", r) })
}

// eachWord reports whether every word that was asked is among the known ones.
func eachWord(asked, known []string, same func(a, b string) bool) bool {
	for _, a := range asked {
		if !slices.ContainsFunc(known, func(k string) bool { return same(a, k) }) {
			return false
		}
	}
	return true
}

// sameName reports whether two words are one name in two cases: they agree but
// for an ending of at most three letters.
func sameName(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	const ending, least = 3, 2
	return n >= least && n >= min(len(x), len(y))-2 && len(x)-n <= ending && len(y)-n <= ending && isCyrillic(x[0]) && isCyrillic(y[0])
}

func isCyrillic(r rune) bool { return r >= 'а' && r <= 'я' }
