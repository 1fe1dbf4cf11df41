// Package outline gives a spec back as its author would write it: blocks and
// attributes in the names and the order of the language, with every default
// and every resolved role spelt out. Comparing, printing and explaining a spec
// all walk the same outline, so none of them can forget a field.
//
// It knows the language's names but neither HCL's parser nor any file.
package outline

import (
	"github.com/rapport-engine/rapport/partnership"
)

// Block is one block. The outermost is the partnership itself.
type Block struct {
	Kind string `json:"kind"`
	// Name is the block's label; conflict, exit, thresholds and absence take none.
	Name       string      `json:"name,omitempty"`
	Attributes []Attribute `json:"attributes,omitempty"`
	Blocks     []Block     `json:"blocks,omitempty"`
}

// Attribute is one named value of a block.
type Attribute struct {
	Name  string `json:"name"`
	Value Value  `json:"value"`
}

// Walk visits every attribute in the order of the outline. Paths begin inside
// the block: Walk of a partnership gives "title" and "goal.growth/due".
func (b Block) Walk(visit func(path partnership.Path, a Attribute)) { b.walk("", visit) }

func (b Block) walk(at partnership.Path, visit func(partnership.Path, Attribute)) {
	for _, a := range b.Attributes {
		visit(at.Attribute(a.Name), a)
	}
	for _, inner := range b.Blocks {
		inner.walk(at.Block(inner.Kind, inner.Name), visit)
	}
}

// Identity tells the block from its siblings: its kind and name. Absences have
// no name and are told apart by what they say, exchange rates of one currency by
// their day.
func (b Block) Identity() string {
	id := b.Kind
	if b.Kind != absence {
		id += "." + b.Name
	}
	for _, a := range b.Attributes {
		if b.Kind == absence || b.Kind == exchangeRate && a.Name == "on" {
			id += " " + a.Value.Plain()
		}
	}
	return id
}

// Kinds of blocks that come several times without a name, or with the same one.
const (
	absence      = "absence"
	exchangeRate = "exchange_rate"
)

// OrderedKinds lists the kinds of blocks whose order means something: the rungs
// of ladders and the questions of a mail.
func OrderedKinds() []string { return []string{"step", "level", "question"} }
