package config

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// localsDecl is a block of local values. Their names are the author's own, so
// it reads its body by itself.
type localsDecl struct {
	header
	Values []*localDecl
}

func (d *localsDecl) schema() schema {
	return schema{
		doc: "Values that several places use, by names of the author's own: local.NAME. They may use variables, functions and each other. There may be any number of blocks.",
	}
}

// localDecl is one local value.
type localDecl struct {
	header
	expr hcl.Expression
}

func (d *localDecl) schema() schema { return schema{} }

func (d *localsDecl) readBody(r *reader, body hcl.Body) {
	attributes, diags := body.JustAttributes()
	r.structure(diags)
	for _, a := range attributes {
		h := header{kind: "local value", name: a.Name, nameAt: a.NameRange, opening: a.NameRange, whole: a.Range, in: &d.header}
		d.Values = append(d.Values, &localDecl{h, a.Expr})
	}
	slices.SortFunc(d.Values, func(a, b *localDecl) int { return byPlace(&a.header, &b.header) })
}

// chainLimit bounds how many local values one needs in a row.
const chainLimit = 1000

// locals evaluates every local value after those that it needs.
func (l *loader) locals(variables map[string]cty.Value) {
	var all []*localDecl
	for _, block := range l.doc.Locals {
		all = append(all, block.Values...)
	}
	l.duplicates(headers(all), "")
	e := &localValues{loader: l, declared: byName(all), variables: variables, values: map[string]cty.Value{}, state: map[string]int{}}
	l.localNames = slices.Sorted(maps.Keys(e.declared))
	for _, d := range sorted(all) {
		e.settle(d.name)
	}
	l.root = l.context(variables, e.values)
}

// localValues is the state of settling local values.
type localValues struct {
	*loader
	declared  map[string]*localDecl
	variables map[string]cty.Value
	values    map[string]cty.Value
	state     map[string]int
	chain     []string // the local values that are being settled
}

const (
	localPending = 1
	localSettled = 2
)

// settle evaluates one local value, if that has not been done.
func (e *localValues) settle(name string) {
	d := e.declared[name]
	if d == nil || e.state[name] == localSettled {
		return // an unknown name is reported where it is used
	}
	if e.state[name] == localPending {
		e.cycle(name)
		return
	}
	e.state[name] = localPending
	e.chain = append(e.chain, name)
	e.evaluateLocal(d)
	e.chain = e.chain[:len(e.chain)-1]
	e.state[name] = localSettled
	if _, ok := e.values[name]; !ok {
		e.broken["local."+name] = true
	}
}

func (e *localValues) evaluateLocal(d *localDecl) {
	r := e.reader(&d.header)
	native, ok := r.nativeExpression(d.expr)
	if !ok {
		return
	}
	if len(e.chain) > chainLimit {
		r.report(codeTooMuch, d.named(), "More than %d local values need each other in a row up to here. Shorten the chain.", chainLimit)
		return
	}
	needs, ok := r.localsIn(native)
	if !ok {
		return
	}
	known := map[string]cty.Value{}
	for _, name := range needs {
		e.settle(name)
		if v, ok := e.values[name]; ok {
			known[name] = v
		} else if e.declared[name] != nil {
			e.broken["local."+name] = true
		}
	}
	r.ctx = e.context(e.variables, known)
	if v, ok := r.evaluate(native); ok {
		e.values[d.name] = v
	}
}

// localsIn names the local values that an expression needs.
func (r *reader) localsIn(e hclsyntax.Expression) ([]string, bool) {
	var needs []string
	for _, t := range r.prepare(e).names {
		if t.RootName() != "local" {
			continue
		}
		if len(t) == 1 {
			r.report(codeEvaluation, r.at(t.SourceRange()), "A local value can use others only by name: local.NAME.")
			return nil, false
		}
		if name, ok := stepName(t[1]); ok {
			needs = append(needs, name)
		}
	}
	slices.Sort(needs)
	return slices.Compact(needs), true
}

// cycle reports the circle that ends in a name, at the first of its members.
func (e *localValues) cycle(name string) {
	circle := e.chain[slices.Index(e.chain, name):]
	first := slices.MinFunc(circle, func(a, b string) int {
		return cmp.Or(byPlace(&e.declared[a].header, &e.declared[b].header), cmp.Compare(a, b))
	})
	i := slices.Index(circle, first)
	names := slices.Concat(circle[i:], circle[:i], []string{first})
	for _, one := range circle {
		e.broken["local."+one] = true
	}
	at := e.declared[first].named()
	e.report(codeLocalCycle, at, "The local values need each other in a circle: %s. Break it at one of them.", strings.Join(names, " -> "))
}
