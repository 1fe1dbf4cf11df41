// Package examples_test holds the examples to what they promise: each loads
// without a complaint that it does not expect, plays its term on a virtual
// clock, runs on a real server, and gives the figures that were worked out by
// hand.
package examples_test

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// examples are all directories but the quickstart, which is tested wherever the
// program is.
func examples() []string {
	return []string{"clean-water", "dealers", "first-goals", "fjordmail-lumen", "halden-ulvik", "handshake", "smk-severtrans", "vektor-dealer"}
}

// TestExamplesAreTested finds a directory that nobody tests.
func TestExamplesAreTested(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "quickstart" && e.Name() != "testdata" {
			found = append(found, e.Name())
		}
	}
	if diff := cmp.Diff(found, examples()); diff != "" {
		t.Errorf("tested directories (-there +tested):\n%s", diff)
	}
}

// TestFindings holds every example to an exact list of findings: notes on what
// this version does not carry out yet, and hardly a warning.
func TestFindings(t *testing.T) {
	t.Parallel()
	for _, name := range examples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var findings bytes.Buffer
			for _, d := range load(t, os.DirFS(name)).Diagnostics {
				fmt.Fprintf(&findings, "%s %s %s: %s\n", d.Severity, d.Code, d.Subject.File, d.Detail)
			}
			golden(t, name+".findings", findings.Bytes())
		})
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	changed, diags := config.FormatDir(os.DirFS("."))
	for _, f := range changed {
		t.Errorf("%s is not formatted", f.File)
	}
	if len(diags) > 0 {
		t.Errorf("findings: %v", diags)
	}
}

// TestDigestIgnoresFiles loads the files of each example in the opposite order
// and as one.
func TestDigestIgnoresFiles(t *testing.T) {
	t.Parallel()
	for _, name := range examples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := digests(load(t, os.DirFS(name)).Specs)
			for layout, fsys := range map[string]fs.FS{"opposite order": reversed(t, name), "one file": joined(t, name)} {
				if diff := cmp.Diff(want, digests(load(t, fsys).Specs)); diff != "" {
					t.Errorf("digests, %s (-want +got):\n%s", layout, diff)
				}
			}
		})
	}
}

func TestFleetIsWhole(t *testing.T) {
	t.Parallel()
	specs := load(t, os.DirFS("dealers")).Specs
	languages := map[string]int{}
	for _, s := range specs {
		languages[s.Language]++
	}
	if diff := cmp.Diff(map[string]int{"ru": 150, "en": 50}, languages); diff != "" {
		t.Errorf("partnerships by language (-want +got):\n%s", diff)
	}
}

// TestDigests pins what running partnerships call their specs. Whoever has
// changed neither an example nor the language has changed what is compiled, or
// the model: see partnership/digest_test.go before you use -update.
func TestDigests(t *testing.T) {
	t.Parallel()
	folders := append(examples(), "quickstart", "../config/testdata/language")
	var pinned bytes.Buffer
	for _, folder := range folders {
		list := digests(load(t, os.DirFS(folder)).Specs)
		if len(list) > 3 { // a fleet
			list = []string{fmt.Sprintf("%d partnerships %x", len(list), sha256.Sum256([]byte(strings.Join(list, "\n"))))}
		}
		for _, one := range list {
			fmt.Fprintf(&pinned, "%s: %s\n", strings.TrimPrefix(folder, "../"), one)
		}
	}
	golden(t, "digests", pinned.Bytes())
}

// load fails the test on errors; other findings are for TestFindings.
func load(t *testing.T, fsys fs.FS) config.Result {
	t.Helper()
	result := config.Load(fsys, config.Options{})
	if result.Diagnostics.HasErrors() {
		var text bytes.Buffer
		result.Diagnostics.WriteText(&text, config.TextOptions{})
		t.Fatal(text.String())
	}
	return result
}

// only loads an example that declares one partnership.
func only(t *testing.T, name string) partnership.Spec {
	t.Helper()
	specs := load(t, os.DirFS(name)).Specs
	if len(specs) != 1 {
		t.Fatalf("%s declares %d partnerships, want one", name, len(specs))
	}
	return specs[0]
}

func digests(specs []partnership.Spec) []string {
	var list []string
	for _, s := range specs {
		list = append(list, s.Slug+" "+s.Digest())
	}
	return list
}

// reversed has the declarations in files whose names sort the other way round.
func reversed(t *testing.T, name string) fs.FS {
	t.Helper()
	declarations, others := filesOf(t, name)
	for i, d := range declarations {
		others[fmt.Sprintf("%02d-%s", len(declarations)-i, d.name)] = &fstest.MapFile{Data: d.source}
	}
	return others
}

func joined(t *testing.T, name string) fs.FS {
	t.Helper()
	declarations, others := filesOf(t, name)
	var all []byte
	for _, d := range slices.Backward(declarations) {
		all = append(append(all, d.source...), '\n')
	}
	others["all.hcl"] = &fstest.MapFile{Data: all}
	return others
}

// declaration is one file of the language.
type declaration struct {
	name   string
	source []byte
}

// filesOf reads a directory: declarations by name, and the files that they read.
func filesOf(t *testing.T, name string) (declarations []declaration, others fstest.MapFS) {
	t.Helper()
	others = fstest.MapFS{}
	entries, err := os.ReadDir(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		source, err := os.ReadFile(filepath.Join(name, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(e.Name(), ".hcl") {
			declarations = append(declarations, declaration{e.Name(), source})
			continue
		}
		others[e.Name()] = &fstest.MapFile{Data: source}
	}
	return declarations, others
}

// golden compares with a golden file, or writes it under -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (write it with -update)", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}
