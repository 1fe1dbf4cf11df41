package config_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// TestJSONSaysTheSame writes the directory that uses the whole language as JSON.
func TestJSONSaysTheSame(t *testing.T) {
	t.Parallel()
	written := referenceTables(t)
	files, err := fs.Glob(os.DirFS(referenceSpec), "*.hcl")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		src, err := fs.ReadFile(os.DirFS(referenceSpec), name)
		if err != nil {
			t.Fatal(err)
		}
		parsed, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		out, err := json.Marshal(jsonBody(t, parsed.Body.(*hclsyntax.Body), src))
		if err != nil {
			t.Fatal(err)
		}
		written[name+".json"] = &fstest.MapFile{Data: out}
	}
	want, got := loadReference(t, os.DirFS(referenceSpec)), loadReference(t, written)
	if diff := cmp.Diff(want, got); diff != "" || want.Digest() != got.Digest() {
		t.Errorf("spec differs (-HCL +JSON):\n%s", diff)
	}
}

// jsonBody writes blocks as lists of objects, one level deeper for each label.
func jsonBody(t *testing.T, body *hclsyntax.Body, src []byte) map[string]any {
	t.Helper()
	out := map[string]any{}
	for _, a := range body.Attributes {
		out[a.Name] = jsonValue(t, a.Expr, src)
	}
	for _, b := range body.Blocks {
		var inner any = jsonBody(t, b.Body, src)
		for _, label := range b.Labels {
			inner = map[string]any{label: inner}
		}
		list, _ := out[b.Type].([]any)
		out[b.Type] = append(list, inner)
	}
	return out
}

// jsonValue writes references and the names of types as text and every other
// expression as a template, as the JSON form of HCL has it.
func jsonValue(t *testing.T, e hclsyntax.Expression, src []byte) any {
	t.Helper()
	source := string(e.Range().SliceBytes(src))
	switch x := e.(type) {
	case *hclsyntax.TupleConsExpr:
		values := []any{}
		for _, one := range x.Exprs {
			values = append(values, jsonValue(t, one, src))
		}
		return values
	case *hclsyntax.ScopeTraversalExpr:
		if !slices.Contains([]string{"var", "local", "each"}, x.Traversal.RootName()) {
			return source
		}
	}
	v, diags := e.Value(nil)
	if diags.HasErrors() || v.Type() == cty.DynamicPseudoType {
		if _, ok := e.(*hclsyntax.TemplateExpr); ok {
			return strings.Trim(source, `"`)
		}
		return "${" + source + "}"
	}
	raw, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		t.Fatal(err)
	}
	return json.RawMessage(raw)
}
