package config_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/zclconf/go-cty/cty"

	"github.com/rapport-engine/rapport/config"
)

// schemaFile is the schema as editors read it, beside the reference.
const schemaFile = "rapport.schema.json"

// TestReferenceJSONSchema holds docs/reference and the tables together.
func TestReferenceJSONSchema(t *testing.T) {
	t.Parallel()
	schema, err := config.JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join(referencePages, schemaFile), schema)
}

// TestJSONSchemaTakesJSON checks the JSON of other tests, and the whole language
// put into JSON.
func TestJSONSchemaTakesJSON(t *testing.T) {
	t.Parallel()
	schema := compiledSchema(t)
	for _, file := range []string{"testdata/engine/engine.hcl.json", "testdata/layout/json/all.hcl.json"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := validates(schema, src); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for name, src := range referenceJSON(t) {
		if err := validates(schema, src); err != nil {
			t.Errorf("%s: %v\n%s", name, err, src)
		}
	}
}

// TestReferenceInJSON loads the whole language from HCL and from JSON.
func TestReferenceInJSON(t *testing.T) {
	t.Parallel()
	files := referenceTables(t)
	for name, src := range referenceJSON(t) {
		files[name+".json"] = &fstest.MapFile{Data: src}
	}
	native, converted := config.Load(os.DirFS(referenceSpec), config.Options{}), config.Load(files, config.Options{})
	if converted.Diagnostics.HasErrors() {
		t.Fatal(converted.Diagnostics)
	}
	if diff := cmp.Diff(native.Specs, converted.Specs); diff != "" {
		t.Errorf("specs (-HCL +JSON):\n%s", diff)
	}
}

func TestJSONSchemaRefuses(t *testing.T) {
	t.Parallel()
	schema := compiledSchema(t)
	src, err := os.ReadFile("testdata/layout/json/all.hcl.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, slip := range map[string][2]string{
		"misspelt block":       {`"check_in"`, `"chek_in"`},
		"misspelt attribute":   {`"statement"`, `"statment"`},
		"unknown word":         {`"maintain_min"`, `"maintain"`},
		"text for a number":    {`"weight": 0.6`, `"weight": "heavy"`},
		"no date":              {`"2027-06-30"`, `"June"`},
		"no reference":         {`"owner": "person.ann"`, `"owner": "ann"`},
		"reference elsewhere":  {`"calendar.norway"`, `"person.norway"`},
		"one value for a list": {`["role.lead", "person.cat"]`, `"role.lead"`},
		"name with a space":    {`"sales": {`, `"best sales": {`},
		"dynamic of nothing":   {`"check_in": {`, `"dynamic": {"persn": {"for_each": ["a"], "content": {}}}, "check_in": {`},
		"required missing":     {`"purpose": "Sell tea and pots together.",`, ``},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			broken := strings.Replace(string(src), slip[0], slip[1], 1)
			if broken == string(src) {
				t.Fatalf("the file has no %s", slip[0])
			}
			if err := validates(schema, []byte(broken)); err == nil {
				t.Errorf("%s instead of %s is taken", slip[1], slip[0])
			}
			files := fstest.MapFS{"all.hcl.json": {Data: []byte(broken)}}
			if !config.Load(files, config.Options{}).Diagnostics.HasErrors() {
				t.Errorf("the loader takes %s instead of %s", slip[1], slip[0])
			}
		})
	}
}

// compiledSchema compiles the schema, which holds it to its own draft.
func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := config.JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaFile, document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validates(schema *jsonschema.Schema, src []byte) error {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		return err
	}
	return schema.Validate(document)
}

// referenceJSON puts the files that use the whole language into JSON.
func referenceJSON(t *testing.T) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(referenceSpec, "*.hcl"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files in %s: %v", referenceSpec, err)
	}
	files := map[string][]byte{}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		parsed, diags := hclsyntax.ParseConfig(src, path, hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		text, err := json.MarshalIndent(bodyJSON(parsed.Body.(*hclsyntax.Body), src), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = text
	}
	return files
}

// bodyJSON gives attributes by name and blocks by kind, each under its label;
// several of a kind stand in a list.
func bodyJSON(body *hclsyntax.Body, src []byte) map[string]any {
	out := map[string]any{}
	for name, a := range body.Attributes {
		out[name] = valueJSON(a.Expr, src)
	}
	for _, b := range body.Blocks {
		var inner any = bodyJSON(b.Body, src)
		for _, label := range b.Labels {
			inner = map[string]any{label: inner}
		}
		switch before := out[b.Type].(type) {
		case nil:
			out[b.Type] = inner
		case []any:
			out[b.Type] = append(before, inner)
		default:
			out[b.Type] = []any{before, inner}
		}
	}
	return out
}

// valueJSON gives constants as they are, references as text, and what is
// computed as a template.
func valueJSON(e hclsyntax.Expression, src []byte) any {
	switch x := e.(type) {
	case *hclsyntax.TupleConsExpr:
		list := []any{}
		for _, element := range x.Exprs {
			list = append(list, valueJSON(element, src))
		}
		return list
	case *hclsyntax.ScopeTraversalExpr:
		return string(x.Range().SliceBytes(src))
	case *hclsyntax.FunctionCallExpr:
		return "${" + string(x.Range().SliceBytes(src)) + "}"
	}
	v, diags := e.Value(nil)
	switch object, written := e.(*hclsyntax.ObjectConsExpr); {
	case diags.HasErrors() || !v.IsWhollyKnown():
		return "${" + string(e.Range().SliceBytes(src)) + "}"
	case written:
		return objectJSON(object, src)
	case v.Type() == cty.Number:
		return json.Number(v.AsBigFloat().Text('f', -1))
	case v.Type() == cty.Bool:
		return v.True()
	default:
		return v.AsString()
	}
}

// objectJSON gives an object of constants by its names.
func objectJSON(o *hclsyntax.ObjectConsExpr, src []byte) map[string]any {
	out := map[string]any{}
	for _, item := range o.Items {
		name, _ := item.KeyExpr.Value(nil) // the object as a whole has a value
		out[name.AsString()] = valueJSON(item.ValueExpr, src)
	}
	return out
}
