package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// convert turns a JSON value with templates into the native expression that
// means the same, so that both languages are evaluated by the same rules.
func (r *reader) convert(e hcl.Expression, v cty.Value) (hclsyntax.Expression, bool) {
	r.mu.Lock()
	done := r.converted[e]
	r.mu.Unlock()
	if done != nil {
		return done, true
	}
	native, ok := r.nativeOf(v, e.Range())
	if ok {
		r.mu.Lock()
		r.converted[e] = native
		r.mu.Unlock()
	}
	return native, ok
}

func (r *reader) nativeOf(v cty.Value, at hcl.Range) (hclsyntax.Expression, bool) {
	switch t := v.Type(); {
	case v.IsNull():
		return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: at}, true
	case t == cty.String:
		return r.template([]byte(v.AsString()), at)
	case t.IsTupleType():
		list := &hclsyntax.TupleConsExpr{SrcRange: at, OpenRange: at}
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			one, ok := r.nativeOf(element, at)
			if !ok {
				return nil, false
			}
			list.Exprs = append(list.Exprs, one)
		}
		return list, true
	case t.IsObjectType():
		object := &hclsyntax.ObjectConsExpr{SrcRange: at, OpenRange: at}
		for it := v.ElementIterator(); it.Next(); {
			key, element := it.Element()
			k, first := r.nativeOf(key, at)
			one, second := r.nativeOf(element, at)
			if !first || !second {
				return nil, false
			}
			object.Items = append(object.Items, hclsyntax.ObjectConsItem{KeyExpr: k, ValueExpr: one})
		}
		return object, true
	default:
		return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: at}, true
	}
}

// template parses text with something to calculate in it.
func (r *reader) template(source []byte, at hcl.Range) (hclsyntax.Expression, bool) {
	if templateTooDeep(source) {
		r.report(codeTooDeep, r.at(at), "Nesting is deeper than %d levels here. Flatten the expression.", nestingLimit)
		return nil, false
	}
	template, diags := hclsyntax.ParseTemplate(source, at.Filename, at.Start)
	if diags.HasErrors() {
		r.report(codeSyntax, r.at(at), "%s: %s", diags[0].Summary, diags[0].Detail)
		return nil, false
	}
	return template, true
}

// nativeExpression gives an expression of either syntax in the native one.
func (r *reader) nativeExpression(e hcl.Expression) (hclsyntax.Expression, bool) {
	if native, ok := e.(hclsyntax.Expression); ok {
		return native, true
	}
	v, diags := e.Value(nil)
	if diags.HasErrors() {
		r.structure(diags)
		return nil, false
	}
	return r.convert(e, v)
}

// valueOfExpression evaluates an expression of either syntax.
func (r *reader) valueOfExpression(e hcl.Expression) (cty.Value, bool) {
	native, ok := r.nativeExpression(e)
	if !ok {
		return cty.NilVal, false
	}
	return r.evaluate(native)
}
