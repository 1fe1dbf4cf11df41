package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// strangersJSON reports names that the schema does not have; blocks and
// attributes look alike there.
func (r *reader) strangersJSON(rest hcl.Body, s schema) {
	attributes, diags := rest.JustAttributes()
	r.structure(diags)
	for _, a := range attributes {
		r.strangerAttribute(a.Name, a.NameRange, s)
	}
}

func (r *reader) strangerAttribute(name string, at hcl.Range, s schema) {
	switch {
	case slices.ContainsFunc(s.attributes, func(a attribute) bool { return a.name == name }):
	case s.nested(name).name != "":
		r.report(codeUnknownAttribute, r.at(at),
			"%q is a block here, not an attribute: write %s { ... } without the equals sign.", name, name)
	case slices.Contains(s.later, name):
		r.later(name, at)
	case r.in == nil:
		r.report(codeUnknownAttribute, r.at(at), "%s has no attribute %q. If the file holds values for -var-file, give it a name that does not end in .hcl, such as prod.vars: every .hcl file of the directory is part of the spec.",
			r.here(), name)
	default:
		r.report(codeUnknownAttribute, r.at(at), "%s has no attribute %q.%s",
			r.here(), name, hint(name, s.attributeNames()))
	}
}

func (r *reader) strangerBlock(name string, at hcl.Range, s schema) {
	switch {
	case slices.Contains(s.attributeNames(), name):
		r.report(codeUnknownBlock, r.at(at), "%q is an attribute here, not a block: write %s = ...", name, name)
	case slices.Contains(s.later, name):
		r.later(name, at)
	default:
		r.report(codeUnknownBlock, r.at(at), "%s has no block %q.%s", r.here(), name, hint(name, s.blockNames()))
		r.missing(nearest(name, s.blockNames()))
	}
}

// missing notes that a block was refused, so that nobody complains later about
// the absence of what it declares.
func (r *reader) missing(kind string) {
	if kind == "" || r.in == nil || r.in.mayLack(kind) {
		return
	}
	lost := append(kindsInside(kind), kind)
	for h := r.in; h != nil; h = h.in {
		h.lost = append(h.lost, lost...)
	}
}

// later refuses a name that the language knows and this version cannot honour.
func (r *reader) later(name string, at hcl.Range) {
	r.report(codeLater, r.at(at),
		"%q belongs to the language, but this version of Rapport does not carry it out yet. Remove it for now, so that nobody relies on it.", name)
}

// labels reports a header with the wrong number of labels.
func (r *reader) labels(b *hclsyntax.Block, n nested) bool {
	switch {
	case n.label == "" && len(b.Labels) > 0:
		r.report(codeLabels, r.at(b.LabelRanges[0]), "A block of the kind %s takes no name: write %s { ... }.", n.name, n.name)
	case n.label != "" && len(b.Labels) == 0:
		r.report(codeLabels, r.at(b.TypeRange),
			"A block of the kind %s needs %s: write %s \"example\" { ... }.", n.name, n.label, n.name)
	case len(b.Labels) > 1 && n.label != "":
		r.report(codeLabels, r.at(b.LabelRanges[1]), "A block of the kind %s takes one name. Remove the others.", n.name)
	default:
		return true
	}
	r.missing(n.name)
	return false
}

// here names the block being read, as the start of a sentence.
func (r *reader) here() string {
	if r.in == nil {
		return "The top level of a file"
	}
	return "A block of the kind " + r.in.kind
}
