package revision

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Halves parts a changed spec in two: what takes effect at once, as a spec of its own,
// and the changes that wait until all have signed (domain 4.3). At once comes all that is
// not material, but for what would leave a spec that names what it has not:
//
//   - What a kept part names stays with it, such as the owner of a goal that is to go.
//   - What names something that comes with the rest waits with it, such as a check-in
//     that asks somebody of a party that joins.
//   - A party keeps somebody who leads it.
//
// Where nothing is material all of it is at once, and there is no rest.
func Halves(old, new partnership.Spec) (atOnce partnership.Spec, rest []Change) {
	changes := Compare(old, new)
	if !Material(changes) {
		return new, nil
	}
	h := halves{old: old, new: new}
	for _, c := range changes {
		if c.Material {
			h.waits = append(h.waits, c.Path)
		}
	}
	for {
		atOnce = h.spec()
		more := h.unfit(atOnce, changes)
		if len(more) == 0 {
			break
		}
		h.waits = append(h.waits, more...)
	}
	return atOnce, Compare(atOnce, new)
}

// halves joins two specs. What waits is as it was.
type halves struct {
	old, new partnership.Spec
	waits    []partnership.Path
}

// held reports whether an attribute or a block waits.
func (h halves) held(path partnership.Path) bool { return slices.Contains(h.waits, path) }

// within reports whether a block waits, or something in it.
func (h halves) within(block partnership.Path) bool {
	return slices.ContainsFunc(h.waits, func(path partnership.Path) bool {
		return path == block || strings.HasPrefix(string(path), string(block)+"/")
	})
}

// blocks joins lists of blocks that their names order. What comes is there unless it
// waits, and what goes has gone unless it waits.
func blocks[T any](h halves, at partnership.Path, kind string, old, new []T, id func(T) string, join func(at partnership.Path, old, new T) T) []T {
	list := slices.Clone(new[:0])
	for _, p := range merge(old, new, id) {
		switch {
		case p.old == nil:
			if !h.held(at.Block(kind, id(*p.new))) {
				list = append(list, *p.new)
			}
		case p.new == nil:
			if h.held(at.Block(kind, id(*p.old))) {
				list = append(list, *p.old)
			}
		default:
			list = append(list, join(at.Block(kind, id(*p.new)), *p.old, *p.new))
		}
	}
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(id(a), id(b)) })
	return list
}

// whole takes a block as it is declared, or leaves it as it was if anything in it waits.
func whole[T any](h halves) func(at partnership.Path, old, new T) T {
	return func(at partnership.Path, old, new T) T {
		if h.within(at) {
			return old
		}
		return new
	}
}

// keep leaves an attribute as it was if it waits.
func keep[T any](h halves, at partnership.Path, name string, value *T, old T) {
	if h.held(at.Attribute(name)) {
		*value = old
	}
}
