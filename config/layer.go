package config

import "github.com/hashicorp/hcl/v2"

// layer is one of the sources that a partnership is made of. The content of a
// playbook is its lowest layer and what the partnership says itself the
// uppermost, which wins.
type layer struct {
	kind   string // "partnership", "playbook" or "fleet"
	name   string // empty for a partnership, whose name is known
	body   hcl.Body
	lowest bool // nothing lies beneath it
}

// String names the layer for people: "partnership", "playbook reseller".
func (l *layer) String() string {
	if l == nil {
		return "partnership"
	}
	if l.name == "" {
		return l.kind
	}
	return l.kind + " " + l.name
}

// own names the attributes that a layer has for itself. They are no content, and
// were read before it.
func (l *layer) own() []string {
	if l.kind == "fleet" {
		return []string{"playbook", "for_each", "slug"}
	}
	return []string{"playbook"}
}

// beneath finds what a lower layer declares of a block, so that the upper layer
// is read over it: blocks of one kind and name are the same block, and so are
// those of a kind that stands once. Blocks without a name that may be repeated
// cannot be told apart, so those of the upper layer replace those of the lower.
func (r *reader) beneath(b source, n nested) declaration {
	if r.layer == nil || r.layer.lowest {
		return nil
	}
	for _, d := range n.all() {
		if d.head().layer == r.layer {
			continue // of the same layer: another block, or a duplicate
		}
		switch {
		case n.label == "" && !n.once, n.many:
			n.clear()
			return nil
		case d.head().name == b.label:
			return d
		}
	}
	return nil
}

// complete reports what no layer gave.
func (r *reader) complete(decl declaration) {
	s := decl.schema()
	for _, a := range s.attributes {
		if a.required && !r.in.given[a.name] {
			r.missingAttribute(a)
		}
	}
	for _, n := range s.blocks {
		for _, d := range n.all() {
			r.within(d.head()).complete(d)
		}
	}
}
