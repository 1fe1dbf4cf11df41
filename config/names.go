package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// referenceKinds are the first words of references: they name blocks, and
// blocks have no value.
func referenceKinds() []string {
	return []string{
		"person", "role", "party", "goal", "kpi", "milestone", "interest", "calendar", "question_bank",
		"decision_rule", "playbook", "area", "resource", "meeting", "survey", "review", "check_in", "experiment",
	}
}

// isValue tells a name that has a value from a reference. Inside of
// `dynamic "person"` both occur: person.value is the iterator's, person.lars
// still refers to somebody.
func (r *reader) isValue(t hcl.Traversal) bool {
	root := t.RootName()
	v, ok := bound(r.ctx, root)
	if !ok {
		return root == "each" // known elsewhere, and never a reference
	}
	if len(t) == 1 || !slices.Contains(referenceKinds(), root) || !v.Type().IsObjectType() {
		return true
	}
	step, ok := t[1].(hcl.TraverseAttr)
	return ok && v.Type().HasAttribute(step.Name)
}

// refers reports an expression that holds something without a value.
func (r *reader) refers(p *prepared) bool {
	return slices.ContainsFunc(p.names, func(t hcl.Traversal) bool { return !r.isValue(t) })
}

// checkCalls reports functions that there are none of.
func (r *reader) checkCalls(p *prepared) bool {
	known := true
	for _, call := range p.calls {
		if _, ok := r.functions[call.Name]; ok {
			continue
		}
		known = false
		if call.Name == "env" {
			r.report(codeEnvironment, r.at(call.Range()),
				"env is known only for secrets and the store's url in the engine block, so that a spec means the same on every machine. Use a variable.")
			continue
		}
		r.report(codeUnknownFunction, r.at(call.NameRange), "There is no function %q.%s%s",
			call.Name, hint(call.Name, r.functionNames()), impure(call.Name))
	}
	return known
}

// impure says why a function that people know from elsewhere is missing.
func impure(name string) string {
	switch name {
	case "timestamp", "plantimestamp", "uuid", "uuidv5", "bcrypt", "random", "now":
		return " Reading a spec gives the same on every machine and every day, so nothing here knows the time or chance."
	default:
		return ""
	}
}

// checkNames reports names without a value, and attributes that a value does
// not have. It is silent about what has been reported where it was declared.
func (r *reader) checkNames(p *prepared) bool {
	sound := true
	for _, t := range p.names {
		if !r.checkOneName(t, p.guarded) {
			sound = false
		}
	}
	return sound
}

func (r *reader) checkOneName(t hcl.Traversal, guarded bool) bool {
	root := t.RootName()
	v, ok := bound(r.ctx, root)
	switch {
	case !ok || !r.isValue(t):
		r.unknownName(t)
		return false
	case root == "var" || root == "local":
		return r.checkDeclared(t, v, guarded)
	default:
		return guarded || r.checkSteps(t, v)
	}
}

// checkDeclared looks a variable or a local up.
func (r *reader) checkDeclared(t hcl.Traversal, all cty.Value, guarded bool) bool {
	if len(t) == 1 {
		return true
	}
	name, ok := stepName(t[1])
	if !ok {
		return true
	}
	if r.broken[t.RootName()+"."+name] {
		return false
	}
	if !all.Type().HasAttribute(name) {
		what, known := "variable", attributesOf(all)
		if t.RootName() == "local" {
			what, known = "local value", r.localNames
		}
		r.report(codeUnknownName, r.at(t.SourceRange()), "No %s is named %q.%s", what, name, hint(name, known))
		return false
	}
	return guarded || r.checkSteps(t, all)
}

// unknownName explains a name that has no value.
func (r *reader) unknownName(t hcl.Traversal) {
	root, at := t.RootName(), r.at(t.SourceRange())
	switch {
	case root == "each":
		r.report(codeUnknownName, at, "each is known only inside a fleet, whose for_each gives each.key and each.value.")
	case slices.Contains(referenceKinds(), root):
		r.report(codeUnknownName, at, "%s refers to a block, which has no value to calculate with. A reference stands alone, in a list, or in a branch of a condition.", spell(t))
	case len(t) == 1:
		r.report(codeUnknownName, at, "Nothing is named %s here.%s Text is written in quotes: %q.", root, hint(root, boundNames(r.ctx)), root)
	default:
		r.report(codeUnknownName, at, "Nothing is named %s here.%s", root, hint(root, boundNames(r.ctx)))
	}
}

// checkSteps follows attributes as far as the value shows them and reports one
// that is missing with those that are there: in a fleet they are columns.
func (r *reader) checkSteps(t hcl.Traversal, v cty.Value) bool {
	for i, step := range t[1:] {
		name, ok := stepName(step)
		if !ok || !v.IsKnown() || v.IsNull() || !v.Type().IsObjectType() {
			return true
		}
		if !v.Type().HasAttribute(name) {
			r.report(codeUnknownName, r.at(step.SourceRange()), "There is no attribute or column %q in %s.%s",
				name, spell(t[:i+1]), columnHint(name, attributesOf(v)))
			return false
		}
		v = v.GetAttr(name)
	}
	return true
}

// columnHint lists what there is, and what was probably meant.
func columnHint(given string, known []string) string {
	if len(known) == 0 {
		return " It has none."
	}
	return meant(given, known) + " There are: " + strings.Join(known[:min(len(known), 40)], ", ") + "."
}

func attributesOf(v cty.Value) []string { return slices.Sorted(maps.Keys(v.Type().AttributeTypes())) }

// stepName is the name that a step of a traversal gives: .name or ["name"].
func stepName(step hcl.Traverser) (string, bool) {
	switch step := step.(type) {
	case hcl.TraverseAttr:
		return step.Name, true
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String && step.Key.IsKnown() && !step.Key.IsNull() {
			return step.Key.AsString(), true
		}
	}
	return "", false
}
