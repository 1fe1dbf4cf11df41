package config

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// ref is a reference as it was written: person.lars, role.lead.
type ref struct{ kind, name string }

func (r ref) String() string { return r.kind + "." + r.name }

// reference binds a reference to a thing of one of the given kinds. Whether
// the thing exists is known only when every file has been read.
func reference(into *field[ref], kinds ...string) binding {
	return binding{kind: func() string { return "reference to " + anyOf(kinds) }, read: func(r *reader, e hcl.Expression) {
		traversal, diags := hcl.AbsTraversalForExpr(e)
		if diags.HasErrors() {
			r.notReference(e, kinds)
			return
		}
		found, ok := refOf(traversal)
		if !ok || !slices.Contains(kinds, found.kind) {
			r.report(codeReferenceKind, r.at(e.Range()), "%s was found where %s is wanted.%s Refer to a thing of that kind by its name.",
				spell(traversal), wanted(kinds), kindHint(traversal.RootName(), kinds))
			return
		}
		into.give(found, e.Range())
	}}
}

// anyOf names kinds in words: "a person or a role".
func anyOf(kinds []string) string {
	var words []string
	for _, k := range kinds {
		article := "a "
		if strings.ContainsRune("aeiou", rune(k[0])) {
			article = "an "
		}
		words = append(words, article+strings.ReplaceAll(k, "_", " "))
	}
	return strings.Join(words, " or ")
}

// kindHint says which kind was meant by a misspelt one.
func kindHint(given string, kinds []string) string {
	if slices.Contains(kinds, given) {
		return ""
	}
	return meant(given, kinds)
}

// wanted spells the allowed forms: "person.NAME or role.NAME".
func wanted(kinds []string) string {
	var forms []string
	for _, k := range kinds {
		forms = append(forms, k+".NAME")
	}
	return strings.Join(forms, " or ")
}

// refOf takes a traversal of two steps apart; person["2nd"] serves for names
// that are not identifiers.
func refOf(t hcl.Traversal) (ref, bool) {
	if len(t) != 2 {
		return ref{}, false
	}
	switch step := t[1].(type) {
	case hcl.TraverseAttr:
		return ref{t.RootName(), step.Name}, true
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String && step.Key.IsKnown() && !step.Key.IsNull() {
			return ref{t.RootName(), step.Key.AsString()}, true
		}
	}
	return ref{}, false
}

// spell writes a traversal as its author did.
func spell(t hcl.Traversal) string {
	var s strings.Builder
	for i, step := range t {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			s.WriteString(step.Name)
		case hcl.TraverseAttr:
			s.WriteString("." + step.Name)
		default:
			if i > 0 {
				s.WriteString("[...]")
			}
		}
	}
	return s.String()
}

// notReference explains what stands in a reference's place.
func (r *reader) notReference(e hcl.Expression, kinds []string) {
	want := wanted(kinds)
	v, ok := r.literal(e, want)
	if !ok {
		return
	}
	if !v.IsNull() && v.Type() == cty.String {
		r.report(codeType, r.at(e.Range()), "Text was found where %s is wanted. Write the reference without quotes, such as %s.%s.",
			want, kinds[0], exampleName(v.AsString()))
		return
	}
	r.report(codeType, r.at(e.Range()), "%s was found where %s is wanted.", sentence(typeWord(v)), want)
}

// exampleName shows the author's own word, without the kind, when it can be a
// name.
func exampleName(s string) string {
	s = s[strings.LastIndexByte(s, '.')+1:]
	if len(s) <= nameLimit && nameForm.MatchString(s) {
		return s
	}
	return "NAME"
}
