package config

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// reader fills declarations from bodies. It goes on after every finding.
type reader struct {
	*reports
	*evaluator
	in        *header // the block being read; nil at the top of a file
	languages []string
	ctx       *hcl.EvalContext // what names stand for here
	// layer is the source of a partnership that is being read; nil for blocks
	// that have only one.
	layer *layer
	// unfinished is set while other layers may still give what is required.
	unfinished bool
}

// bodyReader is a declaration whose attributes no table can list.
type bodyReader interface {
	readBody(r *reader, body hcl.Body)
}

// source is a block as either syntax gives it.
type source struct {
	kind           string
	label          string // empty when there is none
	labelAt        hcl.Range
	opening, whole hcl.Range
	body           hcl.Body
}

// within reads what stands in a block.
func (r *reader) within(h *header) *reader {
	inner := *r
	inner.in = h
	return &inner
}

// body reads everything in a body into the declaration's fields.
func (r *reader) body(body hcl.Body, decl declaration) {
	if own, ok := decl.(bodyReader); ok {
		own.readBody(r, body)
		return
	}
	s := decl.schema()
	if native, ok := body.(*hclsyntax.Body); ok {
		r.nativeBody(native, s)
		return
	}
	content, rest, diags := body.PartialContent(s.hcl(r.in != nil))
	r.structure(diags)
	r.strangersJSON(rest, s)
	strangers, _ := rest.JustAttributes() // what is wrong with them was said
	for _, a := range s.attributes {
		switch given := content.Attributes[a.name]; {
		case given != nil:
			r.attribute(a, given.Expr)
		case !s.misspelt(a, maps.Keys(strangers)):
			r.attribute(a, nil)
		}
	}
	seen := map[string]hcl.Range{}
	for _, b := range content.Blocks {
		one := source{kind: b.Type, opening: b.DefRange, whole: wholeBlock(b), body: b.Body}
		if len(b.Labels) > 0 {
			one.label, one.labelAt = b.Labels[0], b.LabelRanges[0]
		}
		r.block(one, s, seen)
	}
}

// nativeBody reads the native syntax as it is, without the copies that hcl's
// own decoding would make of every body.
func (r *reader) nativeBody(body *hclsyntax.Body, s schema) {
	known := 0
	for _, a := range s.attributes {
		switch given := body.Attributes[a.name]; {
		case given != nil:
			known++
			r.attribute(a, given.Expr)
		case !a.required || !s.misspelt(a, maps.Keys(body.Attributes)):
			r.attribute(a, nil)
		}
	}
	if known < len(body.Attributes) {
		for _, a := range body.Attributes {
			r.strangerAttribute(a.Name, a.NameRange, s)
		}
	}
	seen := map[string]hcl.Range{}
	for _, b := range body.Blocks {
		if b.Type == dynamicKind && r.in != nil && len(s.blocks) > 0 {
			r.nativeDynamic(b, s, seen)
			continue
		}
		n := s.nested(b.Type)
		if n.name == "" {
			r.strangerBlock(b.Type, b.TypeRange, s)
			continue
		}
		if !r.labels(b, n) {
			continue
		}
		one := source{kind: b.Type, opening: b.DefRange(), whole: hcl.RangeBetween(b.TypeRange, b.Body.Range()), body: b.Body}
		if len(b.Labels) > 0 {
			one.label, one.labelAt = b.Labels[0], b.LabelRanges[0]
		}
		r.block(one, s, seen)
	}
}

func (r *reader) attribute(a attribute, given hcl.Expression) {
	if given != nil {
		at := given.Range()
		sound := true
		if !a.raw {
			given, sound = r.reduce(given)
		}
		if !sound || !isNull(given) {
			r.in.note(a.name, at, r.layer)
			if sound {
				a.value.read(r, given)
			}
			return
		}
	}
	if a.required && !r.unfinished {
		r.missingAttribute(a)
	}
}

// misspelt reports whether an attribute that is not given was probably meant by a name that
// the schema does not have: that is said, so nobody has to read that it is missing, too.
func (s schema) misspelt(a attribute, given iter.Seq[string]) bool {
	known := s.attributeNames()
	for name := range given {
		if !slices.Contains(known, name) && nearest(name, known) == a.name {
			return true
		}
	}
	return false
}

func (r *reader) missingAttribute(a attribute) {
	r.report(codeMissingAttribute, r.at(hcl.Range{}), "The %s needs the attribute %q: %s", r.in, a.name, a.doc)
}

// block reads a block of a kind that the schema has.
func (r *reader) block(b source, s schema, seen map[string]hcl.Range) {
	if b.kind == dynamicKind && r.in != nil {
		r.dynamic(b, s, seen)
		return
	}
	n := s.nested(b.kind)
	if first, ok := seen[b.kind]; ok && n.once {
		r.report(codeRepeatedBlock, r.at(b.opening),
			"Only one %s block is allowed here, and there is one already at %s. Keep one of the two.",
			b.kind, position(first))
		return
	}
	if n.once {
		seen[b.kind] = b.opening
	}
	if r.meter.blocks.Add(1) > blocksLimit {
		r.tooManyBlocks(b)
		return
	}
	decl := r.declarationOf(b, n)
	inner := r.within(decl.head())
	if n.label != "" {
		inner.checkName(inner.in)
	}
	if r.in == nil && n.deferred {
		inner.in.body = b.body
		return
	}
	inner.body(b.body, decl)
}

// tooManyBlocks reports the block after the last one that may be read.
func (r *reader) tooManyBlocks(b source) {
	if r.meter.blocks.Load() == blocksLimit+1 {
		r.report(codeTooMuch, r.at(b.opening), "With this block the directory declares more than %d blocks, counting those of each member of a fleet. The rest was not read. Split the directory.", blocksLimit)
	}
	if r.in != nil {
		r.missing(b.kind)
	}
}

// declarationOf gives the declaration that a block is read into: a new one, or
// the one that a lower layer began.
func (r *reader) declarationOf(b source, n nested) declaration {
	decl := r.beneath(b, n)
	if decl == nil {
		decl = n.add()
	}
	h := decl.head()
	h.kind, h.name, h.nameAt = b.kind, b.label, b.labelAt
	h.opening, h.whole, h.in, h.layer = b.opening, b.whole, r.in, r.layer
	return decl
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

// hcl gives the schema in hcl's own terms; inside of blocks, other blocks may be
// made by dynamic ones.
func (s schema) hcl(inside bool) *hcl.BodySchema {
	out := &hcl.BodySchema{}
	if inside && len(s.blocks) > 0 {
		out.Blocks = append(out.Blocks, hcl.BlockHeaderSchema{Type: dynamicKind, LabelNames: []string{"kind"}})
	}
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
