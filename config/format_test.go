package config_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

func TestFormat(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("testdata/format/before.hcl")
	if err != nil {
		t.Fatal(err)
	}
	once, diags := config.Format(src, "before.hcl")
	if len(diags) > 0 {
		t.Fatalf("findings: %v", diags)
	}
	golden(t, "testdata/format/after.golden", once)
	twice, _ := config.Format(once, "before.hcl")
	if diff := cmp.Diff(string(once), string(twice)); diff != "" {
		t.Errorf("formatting twice changes the file:\n%s", diff)
	}
}

func TestFormatLeavesBrokenSourceAlone(t *testing.T) {
	t.Parallel()
	const src = "persona \"ann\" {\nafter=\n"
	got, diags := config.Format([]byte(src), "broken.hcl")
	if string(got) != src || !has(diags, "RAP001") {
		t.Errorf("got %q with %v, want the source and RAP001", got, diags)
	}
}

func TestFormatDir(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{
		"b.hcl":         {Data: []byte("a=1\n")},
		"a/tidy.hcl":    {Data: []byte("a = 1\n")},
		"a/messy.hcl":   {Data: []byte("a  =  1\n")},
		"a/broken.hcl":  {Data: []byte("a = \n")},
		"c.hcl.json":    {Data: []byte("{ }")},
		".git/x.hcl":    {Data: []byte("a=1\n")},
		"a/readme.text": {Data: []byte("a=1\n")},
	}
	changed, diags := config.FormatDir(dir)
	var files []string
	for _, f := range changed {
		files = append(files, f.File)
		if string(f.After) != "a = 1\n" {
			t.Errorf("%s became %q", f.File, f.After)
		}
	}
	if diff := cmp.Diff([]string{"a/messy.hcl", "b.hcl"}, files); diff != "" {
		t.Errorf("changed files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"RAP001 a/broken.hcl"}, codesOf(diags, 9)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestExamplesAreFormatted holds what newcomers copy to our own layout.
func TestExamplesAreFormatted(t *testing.T) {
	t.Parallel()
	changed, diags := config.FormatDir(os.DirFS("../examples"))
	for _, f := range changed {
		t.Errorf("examples/%s is not formatted", f.File)
	}
	if len(diags) > 0 {
		t.Errorf("findings: %v", diags)
	}
}

// FuzzLoad feeds arbitrary files. Loading has to end without a panic, and a
// valid declaration has to have usable specs.
func FuzzLoad(f *testing.F) {
	seeds := []string{"testdata/invalid", "testdata/layout", "testdata/engine", "testdata/personas", "testdata/reference", "testdata/language", "testdata/bench", "../examples/quickstart"}
	for _, root := range seeds {
		err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.Contains(name, ".hcl") || strings.HasPrefix(name, "rap203") { // which takes seconds
				return err
			}
			src, err := fs.ReadFile(os.DirFS(root), name)
			f.Add(src, strings.HasSuffix(name, ".json"))
			return err
		})
		if err != nil {
			f.Fatal(err)
		}
	}
	for _, src := range []string{playbooks + shop, playbooks + dealerFleet, declared + twoParties("tea", "", "")} {
		f.Add([]byte(src), false)
	}
	f.Fuzz(func(t *testing.T, src []byte, json bool) {
		name := "fuzz.hcl"
		if json {
			name += ".json"
		}
		dir := fstest.MapFS{name: {Data: src}, "dealers.csv": {Data: []byte(dealers)}, "t.tmpl": {Data: []byte("${who}%{ for a in b }${a}%{ endfor }")}}
		got := config.Load(dir, config.Options{Vars: []string{"name=tea", "sizes=[1, 2]"}})
		emptyFleet := strings.Contains(string(src), "fleet")
		if !got.Diagnostics.HasErrors() && len(got.Specs) == 0 && !emptyFleet {
			t.Error("no error and no spec")
		}
		for _, spec := range got.Specs {
			if len(spec.Digest()) != 64 || len(spec.Parties) < 2 {
				t.Errorf("unusable spec %q", spec.Slug)
			}
		}
		var text strings.Builder
		got.Diagnostics.WriteText(&text, config.TextOptions{Width: 60})
		if _, err := got.Diagnostics.MarshalJSON(); err != nil {
			t.Error(err)
		}
		config.Format(src, name)
	})
}

// FuzzVariable gives a variable arbitrary values, as text and as an expression.
func FuzzVariable(f *testing.F) {
	for _, value := range []string{"tea", "[1]", "[for a in range(3) : a]", "{ first = 1 }", "\"${1}\"", "null", "try(x, 1)"} {
		f.Add(value)
	}
	src := declared + strings.Replace(twoParties("tea", "", ""), `"Tea together"`, `"${var.name} ${join("", var.sizes)} ${var.who.last}"`, 1)
	f.Fuzz(func(t *testing.T, value string) {
		for _, name := range []string{"name", "sizes", "who"} {
			got := config.Load(files("a.hcl", src), config.Options{Vars: []string{"name=tea", name + "=" + value}})
			if got.Diagnostics.HasErrors() == (len(got.Specs) == 1) {
				t.Errorf("%d specs with %+v", len(got.Specs), got.Diagnostics)
			}
		}
		config.Load(files("a.hcl", src), config.Options{VarFiles: []config.VarFile{{Name: "v.hcl", Source: []byte("name = " + value)}}})
	})
}
