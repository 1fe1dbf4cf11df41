package config_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
)

// TestOutlineLoads prints every spec that the tree holds and loads it again.
func TestOutlineLoads(t *testing.T) {
	t.Parallel()
	for _, dir := range declarations(t) {
		t.Run(filepath.ToSlash(dir), func(t *testing.T) {
			t.Parallel()
			got := config.Load(os.DirFS(dir), config.Options{})
			if len(got.Specs) == 0 {
				got.Diagnostics.WriteText(os.Stderr, config.TextOptions{})
				t.Fatal("nothing was loaded")
			}
			for _, spec := range got.Specs[:min(5, len(got.Specs))] { // a fleet is printed like its first
				reload(t, spec)
			}
		})
	}
}

// whole is a declaration with every attribute of the language.
const whole = "testdata/outline"

// TestWholeIsWhole keeps the fixture complete: what it does not hold would not
// be printed and loaded anywhere.
func TestWholeIsWhole(t *testing.T) {
	t.Parallel()
	missing := map[string]bool{}
	outline.Of(specs.Full()).Walk(func(p partnership.Path, _ outline.Attribute) { missing[kinds(p)] = true })
	for _, spec := range config.Load(os.DirFS(whole), config.Options{}).Specs {
		outline.Of(spec).Walk(func(p partnership.Path, _ outline.Attribute) { delete(missing, kinds(p)) })
	}
	for _, path := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("%s holds no %s", whole, path)
	}
}

// kinds is a path without the names of its blocks.
func kinds(p partnership.Path) string {
	segments := p.Segments()
	for i, s := range segments {
		segments[i], _, _ = strings.Cut(s, ".")
	}
	return strings.Join(segments, "/")
}

// TestOutlineHasOrigins follows the outline's paths back into the file: what
// the author wrote is found on its line.
func TestOutlineHasOrigins(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile(whole + "/whole.hcl")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(src), "\n")
	result := config.Load(os.DirFS(whole), config.Options{})
	found := map[string]bool{}
	outline.Of(result.Specs[0]).Walk(func(p partnership.Path, a outline.Attribute) {
		origin, ok := result.Origin("whole", p)
		if !ok {
			return
		}
		found[kinds(p)] = true
		line := lines[origin.Line-1]
		if a.Name == "due" && strings.Contains(line, "window ") {
			return // the due day follows from the goal's window
		}
		if !strings.Contains(line, a.Name+" ") {
			t.Errorf("%s is said to be on line %d, which is %s", p, origin.Line, line)
		}
	})
	// Calendars and questions of a bank stand elsewhere.
	if len(found) < 200 {
		t.Errorf("%d kinds of attributes have an origin, want all but a few", len(found))
	}
}

// declarations lists the directories that hold a whole declaration.
func declarations(t *testing.T) []string {
	t.Helper()
	dirs := []string{whole, "testdata/layout/one-file", "testdata/language"}
	entries, err := os.ReadDir("../examples")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		dir := filepath.Join("../examples", e.Name())
		if files, _ := fs.Glob(os.DirFS(dir), "*.hcl"); len(files) > 0 {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

func reload(t *testing.T, want partnership.Spec) {
	t.Helper()
	src := outline.Of(want).HCL(nil)
	got := config.Load(fstest.MapFS{"outline.hcl": {Data: []byte(src)}}, config.Options{})
	if len(got.Specs) != 1 {
		got.Diagnostics.WriteText(os.Stderr, config.TextOptions{})
		t.Fatalf("the outline of %s does not load:\n%s", want.Slug, src)
	}
	if diff := cmp.Diff(want, got.Specs[0]); want.Digest() != got.Specs[0].Digest() {
		t.Errorf("the outline of %s loads as another spec (-declared +outlined):\n%s", want.Slug, diff)
	}
}

// TestOutlineIsFormatted compares the layout with the formatter's, for every
// block and attribute of the language.
func TestOutlineIsFormatted(t *testing.T) {
	t.Parallel()
	full := outline.Of(specs.Full())
	for _, c := range []struct {
		name    string
		comment func(partnership.Path) string
	}{
		{"without comments", nil},
		{"comments everywhere", func(p partnership.Path) string { return "playbooks.hcl:12, " + string(p) }},
		{"comments here and there", func(p partnership.Path) string {
			if len(p)%3 == 0 {
				return ""
			}
			return "line " + string(p[:1])
		}},
		{"comments of several lines", func(partnership.Path) string { return "one\n} two" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := full.HCL(c.comment)
			if diff := cmp.Diff(string(hclwrite.Format([]byte(got))), got); diff != "" {
				t.Errorf("layout (-formatter +outline):\n%s", diff)
			}
			if _, diags := hclsyntax.ParseConfig([]byte(got), "outline.hcl", hcl.InitialPos); diags.HasErrors() {
				t.Errorf("not HCL: %v", diags)
			}
		})
	}
}

// TestOutlineQuotes reads back whatever text can stand in a spec.
func TestOutlineQuotes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.OneOf(
			rapid.SampledFrom([]string{"$", "%", "{", "}", "${", "%{", "$${", `"`, `\`, "\n", "\t", "~", "ж", "é", "\u2028", "\u202e", "\U000e0041", "\x01"}),
			rapid.StringN(0, 3, -1),
		)).Draw(t, "pieces")
		want := cty.NormalizeString(strings.Join(pieces, ""))
		src := outline.Text(want).String()
		e, diags := hclsyntax.ParseExpression([]byte(src), "text", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatalf("%s is not HCL: %v", src, diags)
		}
		v, diags := e.Value(nil)
		if diags.HasErrors() || v.AsString() != want {
			t.Fatalf("%q was written as %s and read as %#v", want, src, v)
		}
	})
}
