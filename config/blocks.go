package config

import (
	"cmp"
	"slices"
)

// kindsInside lists the kinds of blocks that stand in a block of a partnership.
func kindsInside(kind string) []string {
	var find func(s schema, inside bool) []string
	find = func(s schema, inside bool) []string {
		var kinds []string
		for _, n := range s.blocks {
			if inside {
				kinds = append(kinds, n.name)
			}
			kinds = append(kinds, find(n.sample().schema(), inside || n.name == kind)...)
		}
		return kinds
	}
	return find(new(partnershipDecl).schema(), false)
}

// checkAll checks blocks of one kind in the order in which they were read.
func checkAll[D interface{ check(s *scope) }](s *scope, list []D) {
	for _, d := range list {
		d.check(s)
	}
}

// compileAll compiles blocks of one kind in the order of their names.
func compileAll[T any, D interface {
	declaration
	compile(s *scope) T
}](s *scope, list []D) []T {
	var out []T
	for _, d := range sorted(list) {
		out = append(out, d.compile(s))
	}
	return out
}

// duplicates reports every block after the first that has the same name.
func (r *reports) duplicates(blocks []*header, within string) {
	slices.SortStableFunc(blocks, byPlace)
	first := map[string]*header{}
	for _, h := range blocks {
		if seen := first[h.name]; seen != nil {
			r.report(codeDuplicate, h.named(), "The %s %q%s is declared already, at %s. Give one of the two another name.",
				h.kind, h.name, within, position(seen.nameAt))
			continue
		}
		first[h.name] = h
	}
}

// headers gives the headers of declarations of one kind.
func headers[D declaration](list []D) []*header {
	var out []*header
	for _, d := range list {
		out = append(out, d.head())
	}
	return out
}

// byName indexes declarations; of two with one name the first counts, and
// duplicates reports the other.
func byName[D declaration](list []D) map[string]D {
	index := map[string]D{}
	for _, d := range list {
		if _, taken := index[d.head().name]; !taken {
			index[d.head().name] = d
		}
	}
	return index
}

// sorted gives declarations in the order of their names.
func sorted[D declaration](list []D) []D {
	return slices.SortedStableFunc(slices.Values(list), func(a, b D) int {
		return cmp.Compare(a.head().name, b.head().name)
	})
}
