package partnership

import (
	"slices"
	"strings"
)

// AreaOf is the area that a person's question or blocker is about: the one whose name is in
// its words, and for which somebody else answers. Who names a person, a goal or a milestone
// means that one, and two areas that could be meant are none.
func (s Spec) AreaOf(writer string, c Command) (Area, bool) {
	if c.Name != CommandQuestion && c.Name != CommandBlocker {
		return Area{}, false
	}
	if _, named := s.NamedIn(c.Argument, writer); named {
		return Area{}, false
	}
	if _, owned := s.ownerOf(c.Argument, writer); owned {
		return Area{}, false
	}
	return s.areaIn(c.Argument, writer)
}

// areaIn is the one area that words name.
func (s Spec) areaIn(words, except string) (Area, bool) {
	said := wordsOf(words)
	var found []Area
	for _, a := range s.Areas {
		if a.Accountable != "" && a.Accountable != except && !a.NotApplicable && slices.ContainsFunc(areaNames(a.ID), func(name []string) bool { return names(said, name) }) {
			found = append(found, a)
		}
	}
	if len(found) != 1 {
		return Area{}, false
	}
	return found[0], true
}

// areaNames are the ways in which people name an area, as the words of each: by its ID, and
// those that every partnership is asked about in Russian, too. A word that ends in a hyphen
// is the beginning of others.
func areaNames(id string) [][]string {
	names := [][]string{{strings.ToLower(id)}, strings.FieldsFunc(strings.ToLower(id), func(r rune) bool { return r == '_' || r == '-' })}
	switch id {
	case "finance":
		names = append(names, []string{"financ-"}, []string{"финанс-"})
	case "product":
		names = append(names, []string{"products"}, []string{"продукт-"})
	case "marketing":
		names = append(names, []string{"маркетинг-"})
	case "customer_service":
		names = append(names, []string{"обслуживани-", "клиент-"}, []string{"поддержк-", "клиент-"}, []string{"клиентск-", "сервис-"})
	}
	return names
}

// names reports whether all words of a name are among those that were said.
func names(said, name []string) bool {
	return len(name) > 0 && !slices.ContainsFunc(name, func(word string) bool {
		stem, open := strings.CutSuffix(word, "-")
		return !slices.ContainsFunc(said, func(s string) bool { return s == word || open && strings.HasPrefix(s, stem) })
	})
}

// AreasWithoutAnswer are the areas for which nobody answers, though they are declared, and
// those of every partnership that a spec with areas says nothing of.
func (s Spec) AreasWithoutAnswer() []string {
	if len(s.Areas) == 0 {
		return nil
	}
	var open []string
	for _, a := range s.Areas {
		if a.Accountable == "" && !a.NotApplicable {
			open = append(open, a.ID)
		}
	}
	for _, id := range StandardAreas() {
		if !slices.ContainsFunc(s.Areas, func(a Area) bool { return a.ID == id }) {
			open = append(open, id)
		}
	}
	return open
}

// StandardAreas are those that every partnership has, unless it says otherwise.
func StandardAreas() []string {
	return []string{"finance", "product", "marketing", "customer_service"}
}
