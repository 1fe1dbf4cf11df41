package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// computed is the value of an expression that was evaluated.
type computed struct {
	val cty.Value
	rng hcl.Range
	// parts are those of an object that is spelled out where it is used.
	parts []part
}

// Value gives the value.
func (c *computed) Value(*hcl.EvalContext) (cty.Value, hcl.Diagnostics) { return c.val, nil }

// Variables gives none: they have been looked up.
func (c *computed) Variables() []hcl.Traversal { return nil }

// Range is where the expression stands.
func (c *computed) Range() hcl.Range { return c.rng }

// StartRange is where the expression stands.
func (c *computed) StartRange() hcl.Range { return c.rng }

// ExprList gives the elements of a collection, and nil for other values.
func (c *computed) ExprList() []hcl.Expression {
	t := c.val.Type()
	if c.val.IsNull() || !c.val.IsKnown() || !t.IsTupleType() && !t.IsListType() && !t.IsSetType() {
		return nil
	}
	list := []hcl.Expression{}
	for it := c.val.ElementIterator(); it.Next(); {
		_, v := it.Element()
		list = append(list, &computed{val: v, rng: c.rng})
	}
	return list
}

// tuple is a list of reduced expressions.
type tuple struct {
	list []hcl.Expression
	rng  hcl.Range
}

// Value gives a list of unknown things: references have no value.
func (t *tuple) Value(*hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	return cty.EmptyTupleVal, nil
}

// Variables gives none: they have been looked up.
func (t *tuple) Variables() []hcl.Traversal { return nil }

// Range is where the list stands.
func (t *tuple) Range() hcl.Range { return t.rng }

// StartRange is where the list stands.
func (t *tuple) StartRange() hcl.Range { return t.rng }

// ExprList gives the elements.
func (t *tuple) ExprList() []hcl.Expression { return append([]hcl.Expression{}, t.list...) }

// refused stands for an expression that a finding was reported of.
type refused struct{ rng hcl.Range }

// Value gives nothing.
func (e *refused) Value(*hcl.EvalContext) (cty.Value, hcl.Diagnostics) { return cty.DynamicVal, nil }

// Variables gives none.
func (e *refused) Variables() []hcl.Traversal { return nil }

// Range is where the expression stands.
func (e *refused) Range() hcl.Range { return e.rng }

// StartRange is where the expression stands.
func (e *refused) StartRange() hcl.Range { return e.rng }
