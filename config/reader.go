package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// reader fills declarations from bodies. It goes on after every finding.
type reader struct {
	*reports
	in        *header // the block being read; nil at the top of a file
	languages []string
}

// body reads everything in a body into the declaration's fields.
func (r *reader) body(body hcl.Body, decl declaration) {
	s := decl.schema()
	content, rest, diags := body.PartialContent(s.hcl())
	if native, ok := body.(*hclsyntax.Body); ok {
		r.strangersNative(native, s)
	} else {
		r.structure(diags)
		r.strangersJSON(rest, s)
	}
	for _, a := range s.attributes {
		r.attribute(a, content.Attributes[a.name])
	}
	seen := map[string]*hcl.Block{}
	for _, block := range content.Blocks {
		n := s.nested(block.Type)
		if first := seen[block.Type]; first != nil && n.once {
			r.report(codeRepeatedBlock, r.at(block.DefRange),
				"Only one %s block is allowed here, and there is one already at %s. Keep one of the two.",
				block.Type, position(first.DefRange))
			continue
		}
		seen[block.Type] = block
		r.block(block, n)
	}
}

func (r *reader) attribute(a attribute, given *hcl.Attribute) {
	if given != nil && !isNull(given.Expr) {
		r.in.note(a.name, given.Expr.Range(), nil)
		a.value.read(r, given.Expr)
		return
	}
	if a.required {
		r.report(codeMissingAttribute, r.at(hcl.Range{}), "The %s needs the attribute %q: %s", r.in, a.name, a.doc)
	}
}

func (r *reader) block(block *hcl.Block, n nested) {
	decl := n.add()
	h := decl.head()
	*h = header{kind: block.Type, opening: block.DefRange, whole: wholeBlock(block), in: r.in}
	if len(block.Labels) > 0 {
		h.name, h.nameAt = block.Labels[0], block.LabelRanges[0]
	}
	inner := &reader{reports: r.reports, in: h, languages: r.languages}
	if n.label != "" {
		inner.checkName(h)
	}
	inner.body(block.Body, decl)
}

// at places a finding in the block being read.
func (r *reader) at(rng hcl.Range) place {
	if r.in == nil {
		return place{at: rng}
	}
	return r.in.at(rng)
}

// structure passes on what hcl says about a JSON body of the wrong shape.
func (r *reader) structure(diags hcl.Diagnostics) {
	for _, d := range diags {
		if syntaxCode(d) == codeRepeatedAttr {
			r.report(codeRepeatedAttr, r.at(subject(d)), "%s", d.Detail)
			continue
		}
		r.report(codeType, r.at(subject(d)), "%s: %s", d.Summary, d.Detail)
	}
}

// strangersNative reports names that the schema does not have, and headers with
// the wrong number of labels, in the order in which they stand in the file.
func (r *reader) strangersNative(body *hclsyntax.Body, s schema) {
	for _, a := range body.Attributes {
		r.strangerAttribute(a.Name, a.NameRange, s)
	}
	for _, b := range body.Blocks {
		n := s.nested(b.Type)
		if n.name == "" {
			r.strangerBlock(b.Type, b.TypeRange, s)
			continue
		}
		r.labels(b, n)
	}
}

// strangersJSON does the same where blocks and attributes look alike.
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

func (r *reader) labels(b *hclsyntax.Block, n nested) {
	switch {
	case n.label == "" && len(b.Labels) > 0:
		r.report(codeLabels, r.at(b.LabelRanges[0]), "A block of the kind %s takes no name: write %s { ... }.", n.name, n.name)
	case n.label != "" && len(b.Labels) == 0:
		r.report(codeLabels, r.at(b.TypeRange),
			"A block of the kind %s needs %s: write %s \"example\" { ... }.", n.name, n.label, n.name)
	case len(b.Labels) > 1:
		r.report(codeLabels, r.at(b.LabelRanges[1]), "A block of the kind %s takes one name. Remove the others.", n.name)
	default:
		return
	}
	r.missing(n.name)
}

// here names the block being read, as the start of a sentence.
func (r *reader) here() string {
	if r.in == nil {
		return "The top level of a file"
	}
	return "A block of the kind " + r.in.kind
}

func (s schema) hcl() *hcl.BodySchema {
	out := &hcl.BodySchema{}
	for _, a := range s.attributes {
		out.Attributes = append(out.Attributes, hcl.AttributeSchema{Name: a.name})
	}
	for _, n := range s.blocks {
		block := hcl.BlockHeaderSchema{Type: n.name}
		if n.label != "" {
			block.LabelNames = []string{n.label}
		}
		out.Blocks = append(out.Blocks, block)
	}
	return out
}

// nested finds a kind of block; its name is empty when there is none.
func (s schema) nested(name string) nested {
	for _, n := range s.blocks {
		if n.name == name {
			return n
		}
	}
	return nested{}
}

func (s schema) attributeNames() []string {
	var names []string
	for _, a := range s.attributes {
		names = append(names, a.name)
	}
	return names
}

func (s schema) blockNames() []string {
	var names []string
	for _, n := range s.blocks {
		names = append(names, n.name)
	}
	return names
}

// wholeBlock is a block from its opening to its closing brace.
func wholeBlock(b *hcl.Block) hcl.Range {
	end := b.Body.MissingItemRange() // the closing brace in JSON
	if native, ok := b.Body.(*hclsyntax.Body); ok {
		end = native.Range()
	}
	return hcl.RangeBetween(b.DefRange, end)
}

func subject(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}

// position names a place for use inside a sentence.
func position(r hcl.Range) string { return fmt.Sprintf("%s line %d", r.Filename, r.Start.Line) }

// sentence capitalises the first letter.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// byPlace orders declarations as they stand in the files.
func byPlace(a, b *header) int {
	return cmp.Or(cmp.Compare(a.opening.Filename, b.opening.Filename), cmp.Compare(a.opening.Start.Byte, b.opening.Start.Byte))
}
