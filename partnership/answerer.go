package partnership

import (
	"slices"
	"strings"
)

// Answerers are who is asked first about what a person has written with a command:
// of a question or a blocker whoever its words name, by a person, a goal or an area,
// else the writer's own lead, who passes it on; of what they wait for, somebody whom
// they name, else who speaks for the other side; of an idea those who speak for the
// parties. Of what a lead writes it is who speaks for the other side.
func (s Spec) Answerers(writer string, c Command) []Person {
	if c.Name == CommandIdea {
		return s.heads(writer)
	}
	if named, ok := s.NamedIn(c.Argument, writer); ok {
		return []Person{named}
	}
	if c.Name != CommandWaiting {
		if owner, ok := s.ownerOf(c.Argument, writer); ok {
			return []Person{owner}
		}
		if area, ok := s.areaIn(c.Argument, writer); ok {
			if owner, there := s.Person(area.Accountable); there {
				return []Person{owner}
			}
		}
		own, _ := s.PartyOf(writer)
		if head, ok := own.Head(); ok && head.ID != writer {
			return []Person{head}
		}
	}
	own, _ := s.PartyOf(writer)
	for _, party := range s.Parties {
		if head, ok := party.Head(); ok && party.ID != own.ID {
			return []Person{head}
		}
	}
	return nil
}

// heads are those who speak for the parties, the writer's own first, without the
// writer.
func (s Spec) heads(writer string) []Person {
	own, _ := s.PartyOf(writer)
	var list []Person
	for _, party := range s.Parties {
		head, ok := party.Head()
		switch {
		case !ok || head.ID == writer:
		case party.ID == own.ID:
			list = slices.Insert(list, 0, head)
		default:
			list = append(list, head)
		}
	}
	return list
}

// ownerOf is who answers for a goal or a milestone that words name by its ID.
func (s Spec) ownerOf(words, except string) (Person, bool) {
	said := wordsOf(words)
	find := func(id, owner string) (Person, bool) {
		if owner == except || !slices.Contains(said, strings.ToLower(id)) {
			return Person{}, false
		}
		return s.Person(owner)
	}
	for _, g := range s.Goals {
		if p, ok := find(g.ID, g.Owner); ok {
			return p, true
		}
		for _, m := range g.Milestones {
			if p, ok := find(m.ID, m.Owner); ok {
				return p, true
			}
		}
	}
	return Person{}, false
}

// NamedIn is the one person whom words name by their first name, in any of its
// cases: "need help from Tom", «нужна помощь Тома». Two who could be meant are
// nobody.
func (s Spec) NamedIn(words, except string) (Person, bool) {
	said := wordsOf(words)
	var found []Person
	for _, party := range s.Parties {
		for _, p := range party.People {
			if p.ID != except && calls(said, p.Name) {
				found = append(found, p)
			}
		}
	}
	if len(found) != 1 {
		return Person{}, false
	}
	return found[0], true
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" .,;:!?()\"«»'’\n\t", r) })
}

// calls reports whether one of some words is the first part of a name. Russian names
// change their last letter and get up to two more.
func calls(said []string, name string) bool {
	parts := strings.Fields(strings.ToLower(name))
	if len(parts) == 0 {
		return false
	}
	given := []rune(parts[0])
	return slices.ContainsFunc(said, func(w string) bool {
		if w == parts[0] || w == parts[0]+"s" {
			return true
		}
		const first, least, ending = 'а', 3, 2
		if given[0] < first || len(given) < least {
			return false
		}
		stem := given
		if strings.ContainsRune("аяйьоё", given[len(given)-1]) {
			stem = given[:len(given)-1]
		}
		return strings.HasPrefix(w, string(stem)) && len([]rune(w)) <= len(given)+ending
	})
}
