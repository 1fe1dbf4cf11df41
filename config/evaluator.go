package config

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// evaluator gives expressions their values. One serves a whole load, so that
// an expression that thousands of members share is prepared once.
type evaluator struct {
	meter     *meter
	functions map[string]function.Function
	files     *files
	root      *hcl.EvalContext // var and local; children add each and iterators
	broken    map[string]bool  // "var.x" and "local.x" whose value could not be had

	localNames []string // for hints

	// translated is set when a text was read that stands in several languages.
	translated *atomic.Bool

	mu        sync.Mutex
	prepared  map[hclsyntax.Expression]*prepared
	converted map[hcl.Expression]hclsyntax.Expression // of JSON
}

func newEvaluator() *evaluator {
	v := &evaluator{
		meter: &meter{}, files: &files{}, broken: map[string]bool{}, translated: new(atomic.Bool),
		prepared:  map[hclsyntax.Expression]*prepared{},
		converted: map[hcl.Expression]hclsyntax.Expression{},
	}
	v.functions = v.newFunctions()
	v.root = v.context(nil, nil)
	return v
}

// context is the outermost context of expressions.
func (v *evaluator) context(variables, locals map[string]cty.Value) *hcl.EvalContext {
	return &hcl.EvalContext{
		Functions: v.functions,
		Variables: map[string]cty.Value{"var": cty.ObjectVal(variables), "local": cty.ObjectVal(locals)},
	}
}

// knowing is a context that knows more names.
func knowing(ctx *hcl.EvalContext, names map[string]cty.Value) *hcl.EvalContext {
	child := ctx.NewChild()
	child.Variables = names
	return child
}

// bound finds what a name stands for.
func bound(ctx *hcl.EvalContext, name string) (cty.Value, bool) {
	for ; ctx != nil; ctx = ctx.Parent() {
		if v, ok := ctx.Variables[name]; ok {
			return v, true
		}
	}
	return cty.NilVal, false
}

// boundNames lists every name that has a value, in order.
func boundNames(ctx *hcl.EvalContext) []string {
	var names []string
	for ; ctx != nil; ctx = ctx.Parent() {
		names = slices.AppendSeq(names, maps.Keys(ctx.Variables))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// prepared is what the syntax of an expression tells.
type prepared struct {
	names   []hcl.Traversal // what it takes from outside of itself
	calls   []*hclsyntax.FunctionCallExpr
	guarded bool                 // try or can catch what goes wrong
	metered hclsyntax.Expression // nil until it is evaluated as a whole
	huge    *hcl.Range           // a number that is too large to calculate with
}

// prepare looks at an expression, once.
func (v *evaluator) prepare(e hclsyntax.Expression) *prepared {
	v.mu.Lock()
	defer v.mu.Unlock()
	if p := v.prepared[e]; p != nil {
		return p
	}
	p := &prepared{names: e.Variables()}
	_ = hclsyntax.VisitAll(e, func(node hclsyntax.Node) hcl.Diagnostics {
		if wrapped, ok := node.(*metered); ok {
			node = wrapped.Expression
		}
		if call, ok := node.(*hclsyntax.FunctionCallExpr); ok {
			p.calls = append(p.calls, call)
			p.guarded = p.guarded || call.Name == "try" || call.Name == "can"
		}
		return nil
	})
	v.prepared[e] = p
	return p
}

// meterExpression puts the meter into an expression, once. It changes the
// syntax tree, so nothing looks at the syntax of its parts afterwards.
func (v *evaluator) meterExpression(e hclsyntax.Expression, p *prepared) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if p.metered == nil {
		p.metered, p.huge = meterAll(v.meter, e)
	}
}

// evaluate gives an expression's value, or reports why it has none.
func (r *reader) evaluate(e hclsyntax.Expression) (cty.Value, bool) {
	p := r.prepare(e)
	if !r.checkCalls(p) || !r.checkNames(p) {
		return cty.NilVal, false
	}
	r.meterExpression(e, p)
	if p.huge != nil {
		r.report(codeTooMuch, r.at(*p.huge), "The number is too large to calculate with. Use a larger unit.")
		return cty.NilVal, false
	}
	v, diags := p.metered.Value(r.ctx)
	if diags.HasErrors() {
		r.evaluation(diags)
		return cty.NilVal, false
	}
	if !v.IsWhollyKnown() {
		r.report(codeEvaluation, r.at(e.Range()), "The value of this expression cannot be known. Write it in another way.")
		return cty.NilVal, false
	}
	return v, true
}

// evaluation passes on what went wrong in an expression. A loop says the same
// for each of its turns.
func (r *reader) evaluation(diags hcl.Diagnostics) {
	type said struct {
		at     hcl.Range
		detail string
	}
	before := map[said]bool{}
	for _, d := range diags {
		one := said{subject(d), d.Detail}
		if d.Severity != hcl.DiagError || before[one] || len(before) >= repeatsLimit {
			continue
		}
		before[one] = true
		if limit, ok := limitOf(d); ok {
			if len(before) > 1 || limit == errSpent && r.meter.spent.Swap(true) {
				continue // the first says it, and the others follow from it
			}
			r.report(codeTooMuch, r.at(one.at), "%s", string(limit))
			continue
		}
		r.report(codeEvaluation, r.at(one.at), "%s: %s", d.Summary, d.Detail)
	}
}

// limitOf finds a limit behind a diagnostic, even if a function met it.
func limitOf(d *hcl.Diagnostic) (limitError, bool) {
	if limit, ok := d.Extra.(limitError); ok {
		return limit, true
	}
	var limit limitError
	call, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallDiagExtra](d)
	return limit, ok && errors.As(call.FunctionCallError(), &limit)
}
