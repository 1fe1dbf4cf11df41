package config

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// literal returns the constant that a reduced expression writes out or was
// computed to. Want names the expected type for the finding.
func (r *reader) literal(e hcl.Expression, want string) (cty.Value, bool) {
	switch x := e.(type) {
	case *computed:
		return x.val, true
	case *refused:
		return cty.NilVal, false // reported
	}
	native, ok := e.(hclsyntax.Expression)
	if !ok {
		return r.jsonLiteral(e)
	}
	switch x := native.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x.Val, true
	case *hclsyntax.ParenthesesExpr:
		return r.literal(x.Expression, want)
	case *hclsyntax.TemplateExpr:
		if text, ok := plainTemplate(x); ok {
			return cty.StringVal(text), true
		}
	case *hclsyntax.UnaryOpExpr:
		if v, ok := negated(x); ok {
			return v, true
		}
	}
	r.notLiteral(native, want)
	return cty.NilVal, false
}

// plainTemplate joins the lines of a string or heredoc without interpolation.
func plainTemplate(t *hclsyntax.TemplateExpr) (string, bool) {
	var text strings.Builder
	for _, part := range t.Parts {
		literal, ok := part.(*hclsyntax.LiteralValueExpr)
		if !ok || literal.Val.Type() != cty.String {
			return "", false
		}
		text.WriteString(literal.Val.AsString())
	}
	return text.String(), true
}

func negated(x *hclsyntax.UnaryOpExpr) (cty.Value, bool) {
	literal, ok := x.Val.(*hclsyntax.LiteralValueExpr)
	if !ok || x.Op != hclsyntax.OpNegate || literal.Val.IsNull() || literal.Val.Type() != cty.Number {
		return cty.NilVal, false
	}
	return literal.Val.Negate(), true
}

// jsonLiteral reads a JSON value without anything to calculate in it.
func (r *reader) jsonLiteral(e hcl.Expression) (cty.Value, bool) {
	v, diags := e.Value(nil) // without a context nothing is evaluated
	if diags.HasErrors() {
		r.structure(diags)
		return cty.NilVal, false
	}
	return v, true
}

// notLiteral says why an expression is not the constant that is wanted.
func (r *reader) notLiteral(e hclsyntax.Expression, want string) {
	switch x := e.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		name := spell(x.Traversal)
		if len(x.Traversal) == 1 {
			r.report(codeType, r.at(x.Range()), "%s was found where %s is wanted. Text is written in quotes: %q.", name, want, name)
			return
		}
		r.report(codeType, r.at(x.Range()), "The reference %s was found where %s is wanted.%s Write the value itself.", name, want, kindHint(x.Traversal.RootName(), boundNames(r.ctx)))
	case *hclsyntax.FunctionCallExpr:
		if x.Name == "env" {
			r.report(codeEnvironment, r.at(x.Range()),
				"env is known only for secrets and the store's url in the engine block, so that a spec means the same on every machine. Write the value itself.")
		}
	case *hclsyntax.TupleConsExpr:
		r.report(codeType, r.at(x.Range()), "A list was found where %s is wanted. Write one value without brackets.", want)
	case *hclsyntax.ObjectConsExpr:
		r.report(codeType, r.at(x.Range()), "An object was found where %s is wanted. Write one value without braces.", want)
	}
}

// isNull reports an attribute that was set to null, which means absent.
func isNull(e hcl.Expression) bool {
	switch x := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x.Val.IsNull()
	case *computed:
		return x.val.IsNull()
	case *tuple, hclsyntax.Expression:
		return false
	default:
		v, _ := x.Value(nil)
		return v.IsNull() && v.Type() == cty.DynamicPseudoType
	}
}

// typeWord names a value's type as authors call it.
func typeWord(v cty.Value) string {
	switch t := v.Type(); {
	case v.IsNull():
		return "null"
	case t == cty.String:
		return "text"
	case t == cty.Number:
		return "a number"
	case t == cty.Bool:
		return "true or false"
	case t.IsTupleType() || t.IsListType():
		return "a list"
	default:
		return "an object"
	}
}
