package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// suppliedValues collects the values that Options gives, the later winning over
// the earlier and the command line over files.
func (l *loader) suppliedValues(opts Options) map[string]supplied {
	given := map[string]supplied{}
	declared := byName(l.doc.Variables)
	for _, f := range opts.VarFiles {
		l.varFile(f, declared, given)
	}
	for _, v := range opts.Vars {
		l.varArgument(v, declared, given)
	}
	return given
}

// varFile reads the attributes of a file of values.
func (l *loader) varFile(f VarFile, declared map[string]*variableDecl, given map[string]supplied) {
	l.sources.put(f.Name, f.Source)
	if !l.readable(f.Name, f.Source) {
		return
	}
	body := l.parse(f.Name, f.Source)
	if body == nil {
		return
	}
	r := l.reader(nil)
	attributes, diags := body.JustAttributes()
	r.structure(diags)
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		a := attributes[name]
		if declared[name] == nil {
			l.report(codeUnknownVariable, place{at: a.NameRange}, "No variable is named %q.%s", name, hint(name, variableNames(declared)))
			continue
		}
		one := supplied{cty.NilVal, a.Expr.Range(), "the file " + f.Name}
		if v, ok := r.valueOfExpression(a.Expr); ok {
			one.value = v
		}
		given[name] = one
	}
}

// varArgument reads "name=value" of a command line.
func (l *loader) varArgument(arg string, declared map[string]*variableDecl, given map[string]supplied) {
	name, text, ok := strings.Cut(arg, "=")
	name = strings.TrimSpace(name)
	switch {
	case !ok || name == "":
		l.report(codeUnknownVariable, place{}, "-var wants a name and a value: -var region=ural.")
		return
	case declared[name] == nil:
		l.report(codeUnknownVariable, place{}, "-var %s: no variable is named %q.%s", name, name, hint(name, variableNames(declared)))
		return
	}
	// A type that cannot be read is reported where it is declared.
	quiet := l.reader(&declared[name].header)
	quiet.reports = newReports()
	c, _ := quiet.constraintOf(declared[name])
	given[name] = supplied{l.argumentValue(name, text, c), hcl.Range{}, "-var " + name}
}

// argumentValue takes text as it stands for a variable that wants text, and as
// an expression for all others. It is no value if a finding was reported.
func (l *loader) argumentValue(name, text string, c constraint) cty.Value {
	if c.asText() {
		if len(text) > textLimit {
			l.report(codeTooMuch, place{}, "-var %s: the text is longer than %d MiB.", name, textLimit>>20)
			return cty.NilVal
		}
		return cty.StringVal(text)
	}
	source := []byte(text)
	if _, deep := tooDeep(name, source); deep || len(source) > fileLimit || digitRun(source) >= 0 {
		l.report(codeTooDeep, place{}, "-var %s: the value is too long, or nested more than %d levels deep. Simplify it.", name, nestingLimit)
		return cty.NilVal
	}
	e, diags := hclsyntax.ParseExpression(source, "-var "+name, hcl.InitialPos)
	if diags.HasErrors() {
		l.report(codeVariableType, place{}, "-var %s: %s is wanted, and %q is none: %s", name, c.want.FriendlyName(), shorten(text), diags[0].Detail)
		return cty.NilVal
	}
	r := l.reader(nil)
	r.reports = newReports() // its places would be on the command line
	v, ok := r.evaluate(e)
	if !ok {
		detail := "the value cannot be evaluated."
		if len(r.list) > 0 {
			detail = r.list[0].Detail
		}
		l.report(codeVariableType, place{}, "-var %s: %s is wanted, and %q is none: %s", name, c.want.FriendlyName(), shorten(text), detail)
		return cty.NilVal
	}
	return v
}

// shorten keeps a long value out of a finding.
func shorten(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

func variableNames(declared map[string]*variableDecl) []string {
	return slices.Sorted(maps.Keys(declared))
}
