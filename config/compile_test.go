package config_test

import (
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
)

// TestCompileFillsEveryField wants every field of the spec filled from the
// directory that uses the whole language: what the tables read is kept.
func TestCompileFillsEveryField(t *testing.T) {
	t.Parallel()
	filled := map[string]bool{
		// Procedures set these when they ask.
		"Question.KPI": true, "Question.Last": true, "Question.Target": true, "Question.Plain": true, "Question.ForAll": true, "Question.Lasting": true, "Question.Currencies": true, "Question.ByCommand": true, "Question.Alone": true, "Question.Claims": true,
		// They exclude the times of the same block.
		"Agreement.SignedOn": true, "Agreement.Reference": true,
	}
	fields := map[string]bool{}
	visitFields(reflect.ValueOf(loadReference(t, os.DirFS(referenceSpec))), fields, filled)
	for field := range fields {
		if !filled[field] {
			t.Errorf("nothing in %s fills %s", referenceSpec, field)
		}
	}
}

// visitFields notes the fields of the package's structs, and which are filled.
func visitFields(v reflect.Value, fields, filled map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			visitFields(v.Elem(), fields, filled)
		}
	case reflect.Slice:
		for i := range v.Len() {
			visitFields(v.Index(i), fields, filled)
		}
	case reflect.Struct:
		if v.Type().PkgPath() != reflect.TypeFor[partnership.Spec]().PkgPath() {
			return
		}
		for i := range v.NumField() {
			name := v.Type().Name() + "." + v.Type().Field(i).Name
			fields[name] = true
			filled[name] = filled[name] || !v.Field(i).IsZero()
			visitFields(v.Field(i), fields, filled)
		}
	default: // a value
	}
}

// TestDigestIgnoresOrder turns round every list and every run of blocks whose
// order means nothing.
func TestDigestIgnoresOrder(t *testing.T) {
	t.Parallel()
	turned := referenceTables(t)
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
		turned["turned-"+name] = &fstest.MapFile{Data: []byte(turn(parsed.Body.(*hclsyntax.Body), src))}
	}
	want, got := loadReference(t, os.DirFS(referenceSpec)), loadReference(t, turned)
	if diff := cmp.Diff(want, got); diff != "" || want.Digest() != got.Digest() {
		t.Errorf("spec differs (-as written +turned round):\n%s", diff)
	}
}

// The order of these means something.
var (
	orderedBlocks = []string{"step", "level", "question"}
	orderedLists  = []string{"principles", "duties", "agenda", "hosts", "choices", "values"}
)

// turn writes a body with its blocks before its attributes, the last one first.
func turn(body *hclsyntax.Body, src []byte) string {
	var out strings.Builder
	blocks := slices.Clone(body.Blocks)
	slices.Reverse(blocks)
	for i, b := range blocks {
		if slices.Contains(orderedBlocks, b.Type) {
			same := slices.DeleteFunc(slices.Clone(body.Blocks), func(o *hclsyntax.Block) bool { return o.Type != b.Type })
			b = same[len(slices.DeleteFunc(slices.Clone(blocks[:i]), func(o *hclsyntax.Block) bool { return o.Type != b.Type }))]
		}
		out.WriteString(string(b.DefRange().SliceBytes(src)) + " {\n" + turn(b.Body, src) + "}\n")
	}
	for _, a := range body.Attributes {
		value := string(a.Expr.Range().SliceBytes(src))
		if list, ok := a.Expr.(*hclsyntax.TupleConsExpr); ok && !slices.Contains(orderedLists, a.Name) {
			var elements []string
			for _, e := range slices.Backward(list.Exprs) {
				elements = append(elements, string(e.Range().SliceBytes(src)))
			}
			value = "[" + strings.Join(elements, ", ") + "]"
		}
		out.WriteString(a.Name + " = " + value + "\n")
	}
	return out.String()
}

// referenceTables are what the examples of the reference read beside declarations.
func referenceTables(t *testing.T) fstest.MapFS {
	t.Helper()
	names, err := fs.Glob(os.DirFS(referenceSpec), "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	tables := fstest.MapFS{}
	for _, name := range names {
		src, err := fs.ReadFile(os.DirFS(referenceSpec), name)
		if err != nil {
			t.Fatal(err)
		}
		tables[name] = &fstest.MapFile{Data: src}
	}
	return tables
}

func loadReference(t *testing.T, dir fs.FS) partnership.Spec {
	t.Helper()
	got := config.Load(dir, config.Options{})
	if len(got.Specs) == 0 {
		got.Diagnostics.WriteText(os.Stderr, config.TextOptions{})
		t.Fatal("the examples of the reference do not load")
	}
	return got.Specs[0]
}

// TestFeaturesHavePlaces finds where everything was declared that this version
// does not carry out.
func TestFeaturesHavePlaces(t *testing.T) {
	t.Parallel()
	got := config.Load(os.DirFS(referenceSpec), config.Options{})
	var blocks []string
	for _, f := range got.Specs[0].NotCarriedOut() {
		blocks = append(blocks, f.Block)
		if f.Count != len(f.Paths) || f.Missing == "" {
			t.Errorf("%s: count %d of %v, missing %q", f.Block, f.Count, f.Paths, f.Missing)
		}
		for _, path := range f.Paths {
			if _, ok := got.Origin(got.Specs[0].Slug, path); !ok {
				t.Errorf("%s: nobody declared %s", f.Block, path)
			}
		}
	}
	var want []string // whatever the language has is carried out
	if diff := cmp.Diff(want, blocks); diff != "" {
		t.Errorf("features of the whole language (-want +got):\n%s", diff)
	}
}
