package config

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// reduce brings an expression into one of the forms that bindings read: a
// literal, a computed value, a list of such forms, or a reference. Calculations
// are carried out; references stay syntax, because what they name is known only
// when every file has been read. It is false if a finding was reported.
func (r *reader) reduce(e hcl.Expression) (hcl.Expression, bool) {
	native, ok := e.(hclsyntax.Expression)
	if !ok {
		return r.reduceJSON(e)
	}
	switch x := native.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x, true
	case *hclsyntax.TemplateExpr:
		if isPlain(x) {
			return x, true
		}
	case *hclsyntax.ParenthesesExpr:
		return r.reduce(x.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return r.reduce(x.Wrapped)
	case *metered:
		return r.reduce(x.Expression)
	case *hclsyntax.UnaryOpExpr:
		if _, ok := negated(x); ok {
			return x, true
		}
	case *hclsyntax.ScopeTraversalExpr:
		if !r.isValue(x.Traversal) {
			return x, true // a reference, or a slip that the binding explains
		}
	case *hclsyntax.TupleConsExpr:
		return r.reduceTuple(x)
	case *hclsyntax.FunctionCallExpr:
		if x.Name == "env" {
			return x, true // a secret, or a slip that the binding explains
		}
	}
	if r.refers(r.prepare(native)) {
		return r.reduceReference(native)
	}
	return r.compute(native)
}

// compute evaluates an expression; of an object that is spelled out the parts keep their
// places.
func (r *reader) compute(e hclsyntax.Expression) (hcl.Expression, bool) {
	keys := keysOf(e)
	v, ok := r.evaluate(e)
	c := &computed{val: v, rng: e.Range()}
	if ok {
		c.parts = partsAt(v, keys)
	}
	return c, ok
}

// keyAt is where a key of an object stands, and its value.
type keyAt struct {
	name      string
	at, value hcl.Range
	literal   hcl.Expression // the value, if it is a number or a truth that is written out
}

// keysOf finds the keys of an object that is spelled out. It has to be done before the
// object is evaluated.
func keysOf(e hclsyntax.Expression) []keyAt {
	object, ok := e.(*hclsyntax.ObjectConsExpr)
	if !ok {
		return nil
	}
	var keys []keyAt
	for _, item := range object.Items {
		key, diags := item.KeyExpr.Value(nil)
		if diags.HasErrors() || key.IsNull() || key.Type() != cty.String {
			return nil // calculated
		}
		k := keyAt{name: key.AsString(), at: item.KeyExpr.Range(), value: item.ValueExpr.Range()}
		if literal, ok := item.ValueExpr.(*hclsyntax.LiteralValueExpr); ok {
			k.literal = literal
		}
		keys = append(keys, k)
	}
	return keys
}

// partsAt are the values of an object at their places.
func partsAt(v cty.Value, keys []keyAt) []part {
	if v.IsNull() || !v.Type().IsObjectType() {
		return nil
	}
	var parts []part
	for _, k := range keys {
		p := part{k.name, k.at, k.literal}
		if p.value == nil {
			p.value = &computed{val: v.GetAttr(k.name), rng: k.value}
		}
		parts = append(parts, p)
	}
	return parts
}

// reduceReference carries out what decides which block is meant.
func (r *reader) reduceReference(e hclsyntax.Expression) (hcl.Expression, bool) {
	switch x := e.(type) {
	case *hclsyntax.ConditionalExpr:
		v, ok := r.evaluateAs(x.Condition, cty.Bool, "a condition that is true or false")
		switch {
		case !ok:
			return nil, false
		case v.True():
			return r.reduce(x.TrueResult)
		default:
			return r.reduce(x.FalseResult)
		}
	case *hclsyntax.IndexExpr:
		if kind, ok := x.Collection.(*hclsyntax.ScopeTraversalExpr); ok && len(kind.Traversal) == 1 {
			return r.indexed(x, kind.Traversal)
		}
	case *hclsyntax.ForExpr:
		if x.KeyExpr == nil {
			return r.reduceFor(x)
		}
	case *hclsyntax.FunctionCallExpr:
		if x.Name == "concat" && !x.ExpandFinal {
			return r.reduceConcat(x)
		}
	}
	p := r.prepare(e)
	calls, names := r.checkCalls(p), r.checkNames(p)
	if calls && names {
		r.report(codeEvaluation, r.at(e.Range()), "References cannot be calculated with in this way. Use a condition, a loop or concat.")
	}
	return nil, false
}

// evaluateAs evaluates a part of an expression and wants a value of one type.
func (r *reader) evaluateAs(e hclsyntax.Expression, t cty.Type, want string) (cty.Value, bool) {
	v, ok := r.evaluate(e)
	if !ok {
		return v, false
	}
	converted, err := convert.Convert(v, t)
	if err != nil || converted.IsNull() {
		r.report(codeEvaluation, r.at(e.Range()), "%s was found where %s is wanted.", sentence(typeWord(v)), want)
		return v, false
	}
	return converted, true
}

// indexed turns person[EXPRESSION] into the reference that it stands for.
func (r *reader) indexed(x *hclsyntax.IndexExpr, kind hcl.Traversal) (hcl.Expression, bool) {
	key, ok := r.evaluateAs(x.Key, cty.String, "a name")
	if !ok {
		return nil, false
	}
	traversal := append(slices.Clone(kind), hcl.TraverseIndex{Key: key, SrcRange: x.Key.Range()})
	return &hclsyntax.ScopeTraversalExpr{Traversal: traversal, SrcRange: x.SrcRange}, true
}

// reduceTuple reduces the elements of a list one by one, so that each keeps its
// place and one mistake does not hide another.
func (r *reader) reduceTuple(x *hclsyntax.TupleConsExpr) (hcl.Expression, bool) {
	var changed []hcl.Expression
	for i, element := range x.Exprs {
		reduced, ok := r.reduce(element)
		if !ok {
			reduced = &refused{element.Range()}
		}
		if changed == nil && reduced != hcl.Expression(element) {
			changed = make([]hcl.Expression, i, len(x.Exprs))
			for j := range i {
				changed[j] = x.Exprs[j]
			}
		}
		if changed != nil {
			changed = append(changed, reduced)
		}
	}
	if changed == nil {
		return x, true
	}
	return &tuple{changed, x.SrcRange}, true
}

// reduceFor carries out a loop whose turns give references.
func (r *reader) reduceFor(x *hclsyntax.ForExpr) (hcl.Expression, bool) {
	collection, ok := r.evaluate(x.CollExpr)
	if !ok {
		return nil, false
	}
	turns, ok := r.elementsOf(collection, x.CollExpr.Range())
	if !ok {
		return nil, false
	}
	var list []hcl.Expression
	for _, turn := range turns {
		names := map[string]cty.Value{x.ValVar: turn.value}
		if x.KeyVar != "" {
			names[x.KeyVar] = turn.key
		}
		inner := *r
		inner.ctx = knowing(r.ctx, names)
		if x.CondExpr != nil {
			wanted, ok := inner.evaluateAs(x.CondExpr, cty.Bool, "a condition that is true or false")
			if !ok {
				return nil, false
			}
			if wanted.False() {
				continue
			}
		}
		one, ok := inner.reduce(x.ValExpr)
		if !ok {
			return nil, false
		}
		list = append(list, one)
		if err := r.meter.charge(turnEffort); err != nil {
			r.evaluation(limited(err, x.SrcRange))
			return nil, false
		}
	}
	return &tuple{list, x.SrcRange}, true
}

// reduceConcat joins lists that hold references.
func (r *reader) reduceConcat(x *hclsyntax.FunctionCallExpr) (hcl.Expression, bool) {
	var list []hcl.Expression
	for _, arg := range x.Args {
		reduced, ok := r.reduce(arg)
		if !ok {
			return nil, false
		}
		part, diags := hcl.ExprList(reduced)
		if diags.HasErrors() {
			r.report(codeEvaluation, r.at(arg.Range()), "concat joins lists, and this is none. Put brackets around it.")
			return nil, false
		}
		list = append(list, part...)
	}
	return &tuple{list, x.Range()}, true
}

// reduceJSON does the same for JSON, whose strings are templates.
func (r *reader) reduceJSON(e hcl.Expression) (hcl.Expression, bool) {
	switch e.(type) {
	case *computed, *tuple, *refused:
		return e, true
	}
	if list, diags := hcl.ExprList(e); !diags.HasErrors() {
		t := &tuple{rng: e.Range()}
		for _, element := range list {
			reduced, ok := r.reduceJSON(element)
			if !ok {
				reduced = &refused{element.Range()}
			}
			t.list = append(t.list, reduced)
		}
		return t, true
	}
	v, diags := e.Value(nil) // without a context nothing is evaluated
	if diags.HasErrors() {
		r.structure(diags)
		return nil, false
	}
	if !holdsTemplate(v) || callOf(e) != nil {
		return e, true
	}
	native, ok := r.convert(e, v)
	if !ok {
		return nil, false
	}
	return r.reduce(native)
}

// isPlain reports a template without anything to calculate.
func isPlain(t *hclsyntax.TemplateExpr) bool {
	for _, part := range t.Parts {
		if _, ok := part.(*hclsyntax.LiteralValueExpr); !ok {
			return false
		}
	}
	return true
}

// holdsTemplate reports a JSON value with something to calculate in it.
func holdsTemplate(v cty.Value) bool {
	if v.IsNull() || !v.IsKnown() {
		return false
	}
	if v.Type() == cty.String {
		return strings.Contains(v.AsString(), "${") || strings.Contains(v.AsString(), "%{")
	}
	if !v.CanIterateElements() {
		return false
	}
	for it := v.ElementIterator(); it.Next(); {
		if _, element := it.Element(); holdsTemplate(element) {
			return true
		}
	}
	return false
}
