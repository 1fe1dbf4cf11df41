package config

import (
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Limits of what expressions may make. HCL evaluates whatever it is given, so
// a line of nested loops could hold the loader for days without them.
const (
	textLimit    = fileLimit // bytes of one text, so that file can read any file
	lengthLimit  = 100_000   // elements of one collection
	valueLimit   = 1 << 20   // values inside of one value, at all depths
	numberLimit  = 1024      // binary digits of a number before or after the point
	digitsLimit  = 400       // characters of a text that spells a number
	effortLimit  = 50_000_000
	blocksLimit  = 4_000_000 // blocks of one load, counting each member of a fleet
	partEffort   = 5         // what a part of an expression costs beside its value
	turnEffort   = 400       // what one turn of a loop costs beside its value
	blockEffort  = 200       // what a block costs that a dynamic one makes
	bytesAnUnit  = 4         // bytes of text that cost one unit of effort
	repeatsLimit = 10        // findings of one expression; loops repeat them
)

// limitError says which limit an expression ran into, as a sentence.
type limitError string

func (e limitError) Error() string { return string(e) }

// meter bounds the work of one load. A unit of effort takes some fifty
// nanoseconds, so all of it is spent within seconds.
type meter struct {
	effort atomic.Int64
	blocks atomic.Int64
	spent  atomic.Bool // errSpent was told
}

// charge takes effort off the budget of the load.
func (m *meter) charge(effort int) error {
	if m.effort.Add(int64(effort)) > effortLimit {
		return errSpent
	}
	return nil
}

// errSpent is told once: whatever is evaluated afterwards meets it too.
const errSpent limitError = "The expressions of this directory take too long to calculate. Look for loops inside of loops, and loops over everything in each member of a fleet."

// weigh charges for a value and refuses one that is too large.
func (m *meter) weigh(v cty.Value) error {
	var s size
	if err := s.add(v, 0); err != nil {
		return err
	}
	return m.charge(s.effort())
}

// size is how much a value holds.
type size struct{ values, bytes int }

func (s *size) effort() int { return s.values + s.bytes/bytesAnUnit }

// add measures a value. It looks no further than the limits, because a value
// that shares its parts can be far larger than the memory that it takes.
func (s *size) add(v cty.Value, depth int) error {
	if s.values++; s.values > valueLimit {
		return limitError(fmt.Sprintf("The value holds more than %d values. Make it smaller.", valueLimit))
	}
	if depth > nestingLimit {
		return limitError(fmt.Sprintf("The value is nested more than %d levels deep. Flatten it.", nestingLimit))
	}
	if !v.IsKnown() || v.IsNull() {
		return nil
	}
	switch t := v.Type(); {
	case t == cty.String:
		n := len(v.AsString())
		if s.bytes += n; n > textLimit || s.bytes > 2*textLimit {
			return limitError(fmt.Sprintf("The text is longer than %d MiB. Make it shorter.", textLimit>>20))
		}
		if hugeDigits(v.AsString()) {
			return limitError(fmt.Sprintf("The text begins with more than %d digits. Nobody means a number like that.", digitsLimit))
		}
	case t == cty.Number:
		if hugeNumber(v) {
			return limitError(fmt.Sprintf("The number has more than %d binary digits. Use a larger unit.", numberLimit))
		}
	case v.CanIterateElements():
		return s.addElements(v, depth)
	}
	return nil
}

func (s *size) addElements(v cty.Value, depth int) error {
	if v.LengthInt() > lengthLimit {
		return limitError(fmt.Sprintf("The collection has %d elements; at most %d are allowed. Make it smaller.", v.LengthInt(), lengthLimit))
	}
	for it := v.ElementIterator(); it.Next(); {
		_, element := it.Element()
		if err := s.add(element, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// hugeNumber finds numbers whose digits would fill the memory.
func hugeNumber(v cty.Value) bool {
	f := v.AsBigFloat()
	exponent := f.MantExp(nil)
	return f.IsInf() || exponent > numberLimit || exponent < -numberLimit
}

// hugeDigits reports text that begins with so many digits that converting it to
// a number would take long: the effort grows with the square.
func hugeDigits(s string) bool {
	if len(s) <= digitsLimit {
		return false
	}
	for i := range digitsLimit {
		if !strings.ContainsRune("0123456789+-._xXoObB", rune(s[i])) {
			return false
		}
	}
	return true
}

// metered is a part of an expression whose value is weighed.
type metered struct {
	hclsyntax.Expression
	meter  *meter
	effort int
}

// Value evaluates the part, unless the budget is spent.
func (e *metered) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if err := e.meter.charge(e.effort); err != nil {
		return cty.DynamicVal, limited(err, e.Range())
	}
	v, diags := e.Expression.Value(ctx)
	if diags.HasErrors() {
		return v, diags
	}
	if err := e.meter.weigh(v); err != nil {
		return cty.DynamicVal, limited(err, e.Range())
	}
	return v, diags
}

// UnwrapExpression shows the part itself to functions that look at syntax.
func (e *metered) UnwrapExpression() hcl.Expression { return e.Expression }

func limited(err error, at hcl.Range) hcl.Diagnostics {
	return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Limit", Detail: err.Error(), Subject: &at, Extra: err}}
}

// meterAll puts the meter around every part of an expression that can grow,
// and returns the whole. It reports the place of a literal that is too large.
func meterAll(m *meter, e hclsyntax.Expression) (whole hclsyntax.Expression, huge *hcl.Range) {
	wrap := func(part *hclsyntax.Expression) {
		if *part != nil && growing(*part) {
			*part = &metered{*part, m, partEffort}
		}
	}
	force := func(part *hclsyntax.Expression, effort int) {
		if _, done := (*part).(*metered); !done {
			*part = &metered{*part, m, effort}
		}
	}
	visit := func(node hclsyntax.Node) hcl.Diagnostics {
		if wrapped, ok := node.(*metered); ok {
			node = wrapped.Expression
		}
		switch x := node.(type) {
		case *hclsyntax.LiteralValueExpr:
			if hugeLiteral(x.Val) {
				huge = x.SrcRange.Ptr()
			}
		case *hclsyntax.ConditionalExpr: // both results are converted to one type
			wrap(&x.Condition)
			force(&x.TrueResult, partEffort)
			force(&x.FalseResult, partEffort)
		case *hclsyntax.BinaryOpExpr: // a comparison walks through its operands
			force(&x.LHS, partEffort)
			force(&x.RHS, partEffort)
		case *hclsyntax.ForExpr:
			wrap(&x.CollExpr)
			force(&x.ValExpr, turnEffort)
			if x.KeyExpr != nil {
				force(&x.KeyExpr, partEffort)
			}
			if x.CondExpr != nil {
				force(&x.CondExpr, turnEffort)
			}
		case *hclsyntax.SplatExpr:
			wrap(&x.Source)
			force(&x.Each, turnEffort)
		default:
			eachPart(node, wrap)
		}
		return nil
	}
	wrap(&e)
	_ = hclsyntax.VisitAll(e, visit) // the visits report nothing
	return e, huge
}

func hugeLiteral(v cty.Value) bool {
	switch {
	case v.IsNull():
		return false
	case v.Type() == cty.Number:
		return hugeNumber(v)
	default:
		return v.Type() == cty.String && hugeDigits(v.AsString())
	}
}

// eachPart visits the parts of expressions that have no loop of their own.
func eachPart(node hclsyntax.Node, visit func(*hclsyntax.Expression)) {
	visitList := func(parts []hclsyntax.Expression) {
		for i := range parts {
			visit(&parts[i])
		}
	}
	switch x := node.(type) {
	case *hclsyntax.FunctionCallExpr:
		visitList(x.Args)
	case *hclsyntax.TemplateExpr:
		visitList(x.Parts)
	case *hclsyntax.TemplateJoinExpr:
		visit(&x.Tuple)
	case *hclsyntax.TemplateWrapExpr:
		visit(&x.Wrapped)
	case *hclsyntax.TupleConsExpr:
		visitList(x.Exprs)
	case *hclsyntax.ObjectConsExpr:
		for i := range x.Items {
			visit(&x.Items[i].ValueExpr)
		}
	case *hclsyntax.ObjectConsKeyExpr:
		visit(&x.Wrapped)
	case *hclsyntax.IndexExpr:
		visit(&x.Collection)
		visit(&x.Key)
	case *hclsyntax.RelativeTraversalExpr:
		visit(&x.Source)
	case *hclsyntax.ParenthesesExpr:
		visit(&x.Expression)
	case *hclsyntax.UnaryOpExpr:
		visit(&x.Val)
	}
}

// growing reports a part whose value can be larger than those that it is made
// of.
func growing(e hclsyntax.Expression) bool {
	switch x := e.(type) {
	case *hclsyntax.FunctionCallExpr, *hclsyntax.ForExpr, *hclsyntax.SplatExpr, *hclsyntax.TupleConsExpr,
		*hclsyntax.ObjectConsExpr, *hclsyntax.TemplateJoinExpr, *hclsyntax.BinaryOpExpr:
		return true
	case *hclsyntax.TemplateExpr:
		return len(x.Parts) > 1
	default:
		return false
	}
}
