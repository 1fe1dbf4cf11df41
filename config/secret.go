package config

import (
	"fmt"
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Secret names the environment variable that holds a secret. Loading never
// reads it; Reveal does, where a connection is made. However it is printed,
// logged or encoded, only the name of the variable shows.
type Secret struct{ variable string }

// IsZero reports whether no secret was declared.
func (s Secret) IsZero() bool { return s.variable == "" }

// Reveal reads the secret. Lookup is os.LookupEnv outside of tests. An unset or
// empty variable is an error; a secret that was not declared is empty text.
func (s Secret) Reveal(lookup func(string) (string, bool)) (string, error) {
	if s.IsZero() {
		return "", nil
	}
	value, ok := lookup(s.variable)
	if !ok || value == "" {
		return "", fmt.Errorf("read secret: the environment variable %s is not set", s.variable)
	}
	return value, nil
}

// String gives the expression that names the variable.
func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return fmt.Sprintf("env(%q)", s.variable)
}

// MarshalText gives the expression that names the variable.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

var variableForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,127}$`)

// secret binds env("NAME") and nothing else.
func secret(into *field[Secret]) binding {
	return binding{kind: called(`env("NAME")`), read: func(r *reader, e hcl.Expression) {
		if s, ok := r.environment(e); ok {
			into.give(s, e.Range())
			return
		}
		if callOf(e) == nil {
			r.plainSecret(e.Range(), "A secret is not written in a file. Put it into an environment variable and name that here: env(\"NAME\").")
		}
	}}
}

// environment takes a call of env apart and reports a malformed one.
func (r *reader) environment(e hcl.Expression) (Secret, bool) {
	call := callOf(e)
	if call == nil {
		return Secret{}, false
	}
	if len(call.Args) == 1 {
		if t, ok := call.Args[0].(*hclsyntax.TemplateExpr); ok {
			if name, ok := plainTemplate(t); ok && variableForm.MatchString(name) {
				return Secret{variable: name}, true
			}
		}
	}
	r.report(codeSetting, r.at(e.Range()), "env takes the name of one environment variable in quotes: env(\"RAPPORT_SMTP_PASSWORD\").")
	return Secret{}, false
}

// plainSecret reports a secret without quoting it.
func (r *reader) plainSecret(at hcl.Range, detail string) {
	where := r.at(at)
	where.hide = true
	r.report(codePlainSecret, where, "%s", detail)
}

// callOf finds a call of env: in JSON it stands in a string, "${env(...)}".
func callOf(e hcl.Expression) *hclsyntax.FunctionCallExpr {
	if _, done := e.(*computed); done {
		return nil
	}
	native, ok := e.(hclsyntax.Expression)
	if !ok {
		v, _ := e.Value(nil)
		if v.IsNull() || v.Type() != cty.String || templateTooDeep([]byte(v.AsString())) {
			return nil
		}
		parsed, diags := hclsyntax.ParseTemplate([]byte(v.AsString()), e.Range().Filename, e.Range().Start)
		if diags.HasErrors() {
			return nil
		}
		if wrap, ok := parsed.(*hclsyntax.TemplateWrapExpr); ok {
			native = wrap.Wrapped
		}
	}
	if call, ok := native.(*hclsyntax.FunctionCallExpr); ok && call.Name == "env" {
		return call
	}
	return nil
}
