package config

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// declaration is one block as its author wrote it. Its schema binds the block's
// attributes and nested blocks to the fields that receive them, so the table
// that decodes a block is the table that documents it.
type declaration interface {
	head() *header
	schema() schema
}

// schema is everything that may stand in a block.
type schema struct {
	doc        string
	attributes []attribute
	blocks     []nested
	// later names attributes and blocks of the full language that this version
	// refuses, because ignoring them would promise what nobody carries out.
	later []string
	// content is a declaration whose attributes and blocks may stand here too,
	// none of them required.
	content declaration
}

// whole is the schema together with that of its content.
func (s schema) whole() schema {
	if s.content == nil {
		return s
	}
	content := s.content.schema()
	s.attributes = slices.Clip(s.attributes)
	for _, a := range content.attributes {
		a.required = false
		s.attributes = append(s.attributes, a)
	}
	s.blocks = append(slices.Clip(s.blocks), content.blocks...)
	return s
}

// attribute is one row of a block's table.
type attribute struct {
	name     string
	doc      string
	required bool
	raw      bool   // the binding takes the expression itself, not its value
	standard string // what an absent attribute means, as the reference prints it
	value    binding
}

// binding reads an expression into a field. Kind names the type for people; it
// is asked for only by the reference and by findings.
type binding struct {
	kind func() string
	read func(r *reader, e hcl.Expression)
	// texts gives what was read of texts that can stand in several languages; nil for
	// everything else.
	texts func() []field[words]
}

// called names a type whose name is fixed.
func called(kind string) func() string { return func() string { return kind } }

// nested is a kind of block inside a block.
type nested struct {
	name  string
	label string // what the label names; empty when the block takes none
	once  bool
	many  bool // several may have one name, so that it does not tell them apart
	// deferred keeps a block of the top level unread until the values that its
	// expressions use are known.
	deferred bool
	slot
}

// slot is the field of a declaration that receives blocks of one kind.
type slot interface {
	add() declaration    // appends a new declaration
	all() []declaration  // those that were added, in order
	clear()              // forgets them
	sample() declaration // a declaration of the kind that nothing receives
}

// labelled is a block with a name that may be given many times.
func labelled[T any, P interface {
	*T
	declaration
}](name, label string, into *[]P) nested {
	return nested{name: name, label: label, slot: list[T, P]{into}}
}

// repeated is a block without a name that may be given many times.
func repeated[T any, P interface {
	*T
	declaration
}](name string, into *[]P) nested {
	return nested{name: name, slot: list[T, P]{into}}
}

// manyOf allows several blocks with one name.
func manyOf(n nested) nested {
	n.many = true
	return n
}

// deferred leaves a block of the top level unread at first.
func deferred(n nested) nested {
	n.deferred = true
	return n
}

// once allows a kind of block one time in a file.
func once(n nested) nested {
	n.once = true
	return n
}

// single is a block without a name that may be given once.
func single[T any, P interface {
	*T
	declaration
}](name string, into *P) nested {
	return nested{name: name, once: true, slot: one[T, P]{into}}
}

// list is a slot for any number of blocks.
type list[T any, P interface {
	*T
	declaration
}] struct{ into *[]P }

func (l list[T, P]) add() declaration {
	d := P(new(T))
	*l.into = append(*l.into, d)
	return d
}

func (l list[T, P]) all() []declaration {
	found := make([]declaration, len(*l.into))
	for i, d := range *l.into {
		found[i] = d
	}
	return found
}

func (l list[T, P]) clear()              { *l.into = nil }
func (l list[T, P]) sample() declaration { return P(new(T)) }

// one is a slot for one block.
type one[T any, P interface {
	*T
	declaration
}] struct{ into *P }

func (o one[T, P]) add() declaration {
	*o.into = new(T)
	return *o.into
}

func (o one[T, P]) all() []declaration {
	if *o.into == nil {
		return nil
	}
	return []declaration{*o.into}
}

func (o one[T, P]) clear()              { *o.into = nil }
func (o one[T, P]) sample() declaration { return P(new(T)) }

// header is what every block has: its kind, its name and its place. A block
// that several layers declare has the place in the uppermost of them.
type header struct {
	kind    string
	name    string
	nameAt  hcl.Range
	opening hcl.Range // `goal "revenue"`
	whole   hcl.Range // from the opening to the closing brace
	in      *header
	given   map[string]bool // attributes that were written, well or badly
	written []written       // where they were written, in no order
	lost    []string        // kinds of blocks inside of which some were refused
	layer   *layer          // the uppermost layer that declares the block
	body    hcl.Body        // of a block of the top level, until it is read
}

// written says where the value of an attribute was taken from.
type written struct {
	attribute string
	at        hcl.Range
	layer     *layer
}

// note remembers that an attribute was written; of two layers the later counts.
func (h *header) note(attribute string, at hcl.Range, from *layer) {
	if h.given == nil {
		h.given = map[string]bool{}
	}
	h.given[attribute] = true
	for i := range h.written {
		if h.written[i].attribute == attribute {
			h.written[i] = written{attribute, at, from}
			return
		}
	}
	h.written = append(h.written, written{attribute, at, from})
}

// fresh is a header of the same block that has read nothing.
func (h *header) fresh() header {
	return header{kind: h.kind, name: h.name, nameAt: h.nameAt, opening: h.opening, whole: h.whole}
}

// mayLack reports whether blocks of a kind were refused inside this one, so
// that their absence proves nothing.
func (h *header) mayLack(kind string) bool { return slices.Contains(h.lost, kind) }

func (h *header) head() *header { return h }

// String gives the opening as people write it.
func (h *header) String() string {
	if h.name == "" {
		return h.kind
	}
	return fmt.Sprintf("%s %q", h.kind, h.name)
}

// at places a finding on a range of this block, or on its opening when the
// range is that of an absent value.
func (h *header) at(r hcl.Range) place {
	if r.Filename == "" {
		r = h.opening
	}
	return place{at: r, in: h}
}

// named places a finding on the block's name.
func (h *header) named() place { return h.at(h.nameAt) }

// field is an attribute's value, whether it was given, and where.
type field[T any] struct {
	value T
	set   bool
	at    hcl.Range
	// partial marks a list of which some elements could not be taken.
	partial bool
}

// or returns the value, or the standard one when none was given.
func (f field[T]) or(standard T) T {
	if f.set {
		return f.value
	}
	return standard
}

func (f *field[T]) give(value T, at hcl.Range) { *f = field[T]{value: value, set: true, at: at} }

// plain returns the values of a list without their places.
func plain[T any](list []field[T]) []T {
	var values []T
	for _, f := range list {
		values = append(values, f.value)
	}
	return values
}
