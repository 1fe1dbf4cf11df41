package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// variableDecl is a value that whoever loads a directory may choose.
type variableDecl struct {
	header
	Description   field[string]
	Type, Default field[hcl.Expression]
	Validations   []*validationDecl
}

func (v *variableDecl) schema() schema {
	return schema{
		doc: "A value that is chosen when the directory is read: var.NAME. It comes from -var or -var-file, or from its default.",
		attributes: []attribute{
			{name: "type", raw: true, standard: "text when it is given by -var", value: asWritten(&v.Type, "expression"), doc: "What values are allowed: string, number, bool, any, list(string), map(number), object({...}) and so on."},
			{name: "default", raw: true, value: asWritten(&v.Default, "expression"), doc: "The value when none is given. Without it a value has to be given."},
			{name: "description", value: prose(&v.Description, proseLimit), doc: "What the value is for."},
		},
		blocks: []nested{repeated("validation", &v.Validations)},
	}
}

// validationDecl is a condition that every value of a variable has to meet.
type validationDecl struct {
	header
	Condition    field[hcl.Expression]
	ErrorMessage field[string]
}

func (v *validationDecl) schema() schema {
	return schema{
		doc: "A condition that the value has to meet.",
		attributes: []attribute{
			{name: "condition", required: true, raw: true, value: asWritten(&v.Condition, "expression"), doc: "An expression that is true for values that are allowed, such as contains([\"ural\", \"siberia\"], var.region)."},
			{name: "error_message", required: true, value: prose(&v.ErrorMessage, 500), doc: "What is said when it is not."},
		},
	}
}

// asWritten binds an expression itself: its value is asked for later.
func asWritten(into *field[hcl.Expression], kind string) binding {
	return binding{kind: called(kind), read: func(_ *reader, e hcl.Expression) { into.give(e, e.Range()) }}
}

// constraint is what a variable's type demands.
type constraint struct {
	want     cty.Type
	defaults *typeexpr.Defaults
	declared bool // false for a variable without a type
}

// constraintOf reads a variable's type.
func (r *reader) constraintOf(v *variableDecl) (constraint, bool) {
	if !v.Type.set {
		return constraint{want: cty.DynamicPseudoType}, !v.given["type"]
	}
	want, defaults, diags := typeexpr.TypeConstraintWithDefaults(v.Type.value)
	for _, d := range diags {
		r.report(codeVariable, v.at(subject(d)), "%s: %s", d.Summary, d.Detail)
	}
	return constraint{want, defaults, true}, !diags.HasErrors()
}

// convert makes a value one of the wanted type; the problem is a sentence.
func (c constraint) convert(v cty.Value) (converted cty.Value, problem string) {
	if c.defaults != nil && !v.IsNull() {
		v = c.defaults.Apply(v)
	}
	converted, err := convert.Convert(v, c.want)
	if err != nil {
		return v, sentence(err.Error()) + "."
	}
	return converted, ""
}

// asText reports a variable whose value on a command line is text as it stands.
func (c constraint) asText() bool { return !c.declared || c.want == cty.String }

// supplied is a value that was given from outside, and where.
type supplied struct {
	value cty.Value
	at    hcl.Range // no range for a value of the command line
	from  string    // "-var region" or "the file prod.hcl"
}

// variables settles the value of every variable.
func (l *loader) variables(given map[string]supplied) map[string]cty.Value {
	values := map[string]cty.Value{}
	types := map[string]constraint{}
	for _, v := range l.doc.Variables {
		if _, twice := types[v.name]; twice {
			continue // reported as a duplicate
		}
		r := l.reader(&v.header)
		c, ok := r.constraintOf(v)
		types[v.name] = c
		value, at, found := r.valueOf(v, c, given, ok)
		if !found {
			l.broken["var."+v.name] = true
			continue
		}
		values[v.name] = value
		given[v.name] = supplied{value, at, given[v.name].from}
	}
	return values
}

// validate checks the values of all variables, when local values are known too.
func (l *loader) validate(given map[string]supplied) {
	for _, v := range l.doc.Variables {
		if !l.broken["var."+v.name] {
			l.reader(&v.header).validate(v, given[v.name])
		}
	}
}

// valueOf takes the value that was given, or the default.
func (r *reader) valueOf(v *variableDecl, c constraint, given map[string]supplied, typed bool) (cty.Value, hcl.Range, bool) {
	if one, ok := given[v.name]; ok {
		if !typed || one.value == cty.NilVal {
			return cty.NilVal, one.at, false
		}
		if err := r.meter.weigh(one.value); err != nil {
			r.report(codeTooMuch, r.outside(one.at), "The value of the variable %q from %s: %s", v.name, one.from, err)
			return cty.NilVal, one.at, false
		}
		value, problem := c.convert(one.value)
		if problem != "" {
			r.report(codeVariableType, r.outside(one.at), "The value of the variable %q from %s does not fit its type: %s", v.name, one.from, problem)
		}
		return value, one.at, problem == ""
	}
	if !v.Default.set {
		r.report(codeNoValue, v.named(), "The variable %q has no value. Give one with -var %s=..., or add a default.", v.name, v.name)
		return cty.NilVal, hcl.Range{}, false
	}
	value, ok := r.valueOfExpression(v.Default.value)
	if !ok || !typed {
		return cty.NilVal, v.Default.at, false
	}
	value, problem := c.convert(value)
	if problem != "" {
		r.report(codeVariableType, v.at(v.Default.at), "The default of the variable %q does not fit its type: %s", v.name, problem)
	}
	return value, v.Default.at, problem == ""
}

// outside places a finding on a value from outside of the directory.
func (r *reader) outside(at hcl.Range) place { return place{at: at} }

// validate checks the conditions of a variable.
func (r *reader) validate(v *variableDecl, given supplied) {
	for _, check := range v.Validations {
		if !check.Condition.set {
			continue
		}
		native, ok := r.nativeExpression(check.Condition.value)
		if !ok {
			continue
		}
		holds, ok := r.within(&check.header).evaluateAs(native, cty.Bool, "a condition that is true or false")
		if !ok || holds.True() {
			continue
		}
		where, from := r.outside(given.at), given.from
		if from == "" {
			where, from = v.at(given.at), "its default"
		}
		r.report(codeRefusedValue, where, "The value of the variable %q from %s is refused: %s", v.name, from, check.ErrorMessage.or("its condition is not met."))
	}
}
