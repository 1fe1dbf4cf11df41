package revision

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/outline"
)

// unfit lists the changes that have to wait, too, before the spec holds together.
func (h halves) unfit(atOnce partnership.Spec, changes []Change) []partnership.Path {
	var taken []Change
	for _, c := range changes {
		if !h.held(c.Path) {
			taken = append(taken, c)
		}
	}
	was, is, comes := declared(h.old), declared(atOnce), declared(h.new)
	var more []partnership.Path
	outline.Of(atOnce).Walk(func(path partnership.Path, a outline.Attribute) {
		for _, name := range named(a) {
			switch {
			case is[name]:
			case was[name]:
				more = append(more, removing(taken, name)...)
			case comes[name]:
				more = append(more, bringing(taken, path)...)
			}
		}
	})
	return append(more, h.unled(atOnce, taken)...)
}

// declared are the names of all blocks of a spec, as references spell them.
func declared(spec partnership.Spec) map[string]bool {
	names := map[string]bool{}
	for _, name := range namesOf(outline.Of(spec)) {
		names[name] = true
	}
	return names
}

// namesOf are the names of a block and of those in it.
func namesOf(b outline.Block) []string {
	names := []string{outline.Reference(b.Kind, b.Name).String()}
	for _, inner := range b.Blocks {
		names = append(names, namesOf(inner)...)
	}
	return names
}

// named are the blocks that an attribute names; conditions do so in their text.
func named(a outline.Attribute) []string {
	names := a.Value.References()
	if a.Name != "when" {
		return names
	}
	for _, m := range condition.Find(a.Value.Plain()) {
		kind := m.Kind
		if kind == "pace" { // of a goal
			kind = "goal"
		}
		if m.Name != "" {
			names = append(names, outline.Reference(kind, m.Name).String())
		}
	}
	return names
}

// removing are the changes that take a block away.
func removing(changes []Change, name string) []partnership.Path {
	var list []partnership.Path
	for _, c := range changes {
		if c.Action == Removed && c.Block != nil && slices.Contains(namesOf(*c.Block), name) {
			list = append(list, c.Path)
		}
	}
	return list
}

// bringing are the changes that an attribute came with: its own, or that of a block
// around it.
func bringing(changes []Change, attribute partnership.Path) []partnership.Path {
	var list []partnership.Path
	for _, c := range changes {
		if c.Path == attribute || c.Block != nil && strings.HasPrefix(string(attribute), string(c.Path)+"/") {
			list = append(list, c.Path)
		}
	}
	return list
}

// unled are the changes that would leave a party without anybody who leads it, or without
// its executive, until somebody comes with the rest.
func (h halves) unled(atOnce partnership.Spec, taken []Change) []partnership.Path {
	var list []partnership.Path
	for _, party := range atOnce.Parties {
		i := slices.IndexFunc(h.old.Parties, func(p partnership.Party) bool { return p.ID == party.ID })
		for _, role := range []partnership.Role{partnership.RoleLead, partnership.RoleExecutive} {
			if _, there := party.With(role); there || i < 0 {
				continue
			}
			for _, p := range h.old.Parties[i].People {
				at := partnership.Path("").Block("party", party.ID).Block("person", p.ID)
				for _, c := range taken {
					if slices.Contains(p.Roles, role) && comesLater(h.new, party.ID, role) && (c.Path == at || c.Path == at.Attribute("roles")) {
						list = append(list, c.Path)
					}
				}
			}
		}
	}
	return list
}

// comesLater reports whether a party has somebody with a role in the changed spec.
func comesLater(spec partnership.Spec, party string, role partnership.Role) bool {
	return slices.ContainsFunc(spec.Parties, func(p partnership.Party) bool {
		_, there := p.With(role)
		return p.ID == party && there
	})
}
