package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// dynamicKind is the kind of block that stands for others.
const dynamicKind = "dynamic"

// element is one element of a collection that something is repeated for.
type element struct{ key, value cty.Value }

// elementsOf takes a collection apart, in an order of its own: lists by
// position, maps and objects by key, sets by value.
func (r *reader) elementsOf(v cty.Value, at hcl.Range) ([]element, bool) {
	switch {
	case v.IsNull():
		r.report(codeForEach, r.at(at), "for_each is null. Give a list, a set, a map or an object; an empty list repeats nothing.")
		return nil, false
	case !v.CanIterateElements():
		r.report(codeForEach, r.at(at), "for_each is %s. Give a list, a set, a map or an object.", typeWord(v))
		return nil, false
	}
	elements := make([]element, 0, v.LengthInt())
	set := v.Type().IsSetType()
	for it := v.ElementIterator(); it.Next(); {
		key, value := it.Element()
		if set {
			key = value
		}
		elements = append(elements, element{key, value})
	}
	return elements, true
}

// forEach evaluates the for_each of a block.
func (r *reader) forEach(e hcl.Expression) ([]element, bool) {
	native, ok := r.nativeExpression(e)
	if !ok {
		return nil, false
	}
	v, ok := r.evaluate(native)
	if !ok {
		return nil, false
	}
	return r.elementsOf(v, e.Range())
}

// repetition is a dynamic block taken apart.
type repetition struct {
	kind     nested
	forEach  hcl.Expression
	iterator string
	labels   hcl.Expression // nil when there are none
	content  hcl.Body
	at       source
}

func (r *reader) nativeDynamic(b *hclsyntax.Block, s schema, seen map[string]hcl.Range) {
	if len(b.Labels) != 1 {
		r.report(codeDynamic, r.at(b.DefRange()), "A dynamic block names the one kind of block that it makes: write dynamic \"person\" { ... }.")
		return
	}
	r.dynamic(source{
		kind: b.Type, label: b.Labels[0], labelAt: b.LabelRanges[0],
		opening: b.DefRange(), whole: hcl.RangeBetween(b.TypeRange, b.Body.Range()), body: b.Body,
	}, s, seen)
}

// dynamic reads the blocks that a dynamic block makes, one for each element.
// They are read as if they were written out, so that every finding points at
// the expression that it comes from.
func (r *reader) dynamic(b source, s schema, seen map[string]hcl.Range) {
	d, ok := r.repetition(b, s)
	if !ok {
		r.missing(b.label)
		return
	}
	elements, ok := r.forEach(d.forEach)
	if !ok {
		r.missing(d.kind.name)
		return
	}
	for _, e := range elements {
		if err := r.meter.charge(blockEffort); err != nil {
			r.evaluation(limited(err, b.opening))
			r.missing(d.kind.name)
			return
		}
		inner := *r
		inner.ctx = knowing(r.ctx, map[string]cty.Value{
			d.iterator: cty.ObjectVal(map[string]cty.Value{"key": e.key, "value": e.value}),
		})
		one := source{kind: d.kind.name, labelAt: b.opening, opening: b.opening, whole: b.whole, body: d.content}
		if d.kind.label != "" {
			one.labelAt = d.labels.Range()
			if one.label, ok = inner.dynamicLabel(d.labels); !ok {
				r.missing(d.kind.name)
				continue
			}
		}
		inner.block(one, s, seen)
	}
}

// repetition checks the parts of a dynamic block.
func (r *reader) repetition(b source, s schema) (repetition, bool) {
	d := repetition{kind: s.nested(b.label), iterator: b.label, at: b}
	if d.kind.name == "" {
		r.strangerBlock(b.label, b.labelAt, s)
		return d, false
	}
	content, diags := b.body.Content(&hcl.BodySchema{
		Attributes: []hcl.AttributeSchema{{Name: "for_each", Required: true}, {Name: "iterator"}, {Name: "labels"}},
		Blocks:     []hcl.BlockHeaderSchema{{Type: "content"}},
	})
	for _, one := range diags {
		r.report(codeDynamic, r.at(subject(one)), "%s: %s", one.Summary, one.Detail)
	}
	if diags.HasErrors() {
		return d, false
	}
	if len(content.Blocks) != 1 {
		r.report(codeDynamic, r.at(b.opening), "A dynamic block needs one content block, and this has %d. It holds what each %s block holds.", len(content.Blocks), d.kind.name)
		return d, false
	}
	d.forEach, d.content = content.Attributes["for_each"].Expr, content.Blocks[0].Body
	if a := content.Attributes["labels"]; a != nil {
		d.labels = a.Expr
	}
	return d, r.checkIterator(content.Attributes["iterator"], &d) && r.checkLabels(b, d)
}

func (r *reader) checkIterator(a *hcl.Attribute, d *repetition) bool {
	if a == nil {
		return true
	}
	d.iterator = hcl.ExprAsKeyword(a.Expr)
	switch d.iterator {
	case "":
		r.report(codeDynamic, r.at(a.Expr.Range()), "iterator is a name without quotes, such as iterator = p. It stands for p.key and p.value.")
		return false
	case "var", "local", "each":
		r.report(codeDynamic, r.at(a.Expr.Range()), "%q has a meaning of its own. Choose another name for the iterator.", d.iterator)
		return false
	default:
		return true
	}
}

func (r *reader) checkLabels(b source, d repetition) bool {
	switch {
	case d.kind.label != "" && d.labels == nil:
		r.report(codeDynamic, r.at(b.opening), "Blocks of the kind %s need %s. Write labels = [%s.key], or another expression that differs for each.", d.kind.name, d.kind.label, d.iterator)
		return false
	case d.kind.label == "" && d.labels != nil:
		r.report(codeDynamic, r.at(d.labels.Range()), "Blocks of the kind %s take no name. Remove labels.", d.kind.name)
		return false
	default:
		return true
	}
}

// dynamicLabel evaluates the name of one block.
func (r *reader) dynamicLabel(e hcl.Expression) (string, bool) {
	v, ok := r.valueOfExpression(e)
	if !ok {
		return "", false
	}
	if t := v.Type(); !v.IsNull() && (t.IsTupleType() || t.IsListType()) && v.LengthInt() == 1 {
		label, err := convert.Convert(v.Index(cty.NumberIntVal(0)), cty.String)
		if err == nil && !label.IsNull() {
			return label.AsString(), true
		}
	}
	r.report(codeDynamic, r.at(e.Range()), "labels holds the name of the block as a list of one text, such as [each.key].")
	return "", false
}
