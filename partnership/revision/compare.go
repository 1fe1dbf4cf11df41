package revision

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
)

// Compare lists what the new spec says differently, in the order of the
// outlines; what was removed stands before what followed it and stays. The layout of files, the
// order of blocks and of lists whose order means nothing make no difference:
// two specs as the language compiles them have no changes exactly when their
// digests are equal.
func Compare(old, new partnership.Spec) []Change {
	var c comparison
	c.value("schema", schema(old), schema(new))
	c.value("slug", text(old.Slug), text(new.Slug))
	c.block("", outline.Of(old), outline.Of(new))
	if len(c.changes) == 0 {
		return nil
	}
	table := classes()
	for i := range c.changes {
		c.changes[i].judge(table, old, new)
	}
	return c.changes
}

// schema is the version of the spec's form, which no file declares.
func schema(s partnership.Spec) *outline.Value {
	v := outline.Number(decimal.NewFromInt(int64(s.Schema)))
	return &v
}

func text(s string) *outline.Value {
	v := outline.Text(s)
	return &v
}

// comparison collects changes while it descends two outlines.
type comparison struct{ changes []Change }

// block compares a block with what it was.
func (c *comparison) block(at partnership.Path, old, new outline.Block) {
	for _, a := range merge(old.Attributes, new.Attributes, func(a outline.Attribute) string { return a.Name }) {
		switch {
		case a.old == nil:
			c.value(at.Attribute(a.new.Name), nil, &a.new.Value)
		case a.new == nil:
			c.value(at.Attribute(a.old.Name), &a.old.Value, nil)
		default:
			c.value(at.Attribute(a.new.Name), &a.old.Value, &a.new.Value)
		}
	}
	c.order(at, old.Blocks, new.Blocks)
	for _, b := range merge(old.Blocks, new.Blocks, outline.Block.Identity) {
		switch {
		case b.old == nil:
			c.add(Change{Path: at.Block(b.new.Kind, b.new.Name), Action: Added, Block: b.new})
		case b.new == nil:
			c.add(Change{Path: at.Block(b.old.Kind, b.old.Name), Action: Removed, Block: b.old})
		default:
			c.block(at.Block(b.new.Kind, b.new.Name), *b.old, *b.new)
		}
	}
}

// value compares an attribute with what it was; nil means absent.
func (c *comparison) value(at partnership.Path, old, new *outline.Value) {
	switch {
	case old == nil:
		c.add(Change{Path: at, Action: Added, New: new})
	case new == nil:
		c.add(Change{Path: at, Action: Removed, Old: old})
	case !old.Equal(*new):
		change := Change{Path: at, Action: Changed, Old: old, New: new}
		if old.Unordered() && new.Unordered() {
			change.Gained, change.Lost = new.Without(*old), old.Without(*new)
		}
		c.add(change)
	}
}

// order compares the order of blocks where it means something: of the rungs of
// a ladder and of the questions of a mail. Its path ends in their kind.
func (c *comparison) order(at partnership.Path, old, new []outline.Block) {
	for _, kind := range outline.OrderedKinds() {
		before, after := names(kind, old, new), names(kind, new, old)
		if !slices.EqualFunc(before, after, outline.Value.Equal) {
			was, is := outline.Sequence(before...), outline.Sequence(after...)
			c.value(at.Attribute(kind), &was, &is)
		}
	}
}

// names lists the blocks of a kind that another list has too.
func names(kind string, blocks, also []outline.Block) []outline.Value {
	var list []outline.Value
	for _, b := range blocks {
		if b.Kind == kind && slices.ContainsFunc(also, func(o outline.Block) bool { return o.Kind == kind && o.Name == b.Name }) {
			list = append(list, outline.Text(b.Name))
		}
	}
	return list
}

func (c *comparison) add(change Change) { c.changes = append(c.changes, change) }
