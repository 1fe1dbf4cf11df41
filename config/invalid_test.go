package config_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

var update = flag.Bool("update", false, "rewrite golden files and docs/codes")

var (
	wantLine = regexp.MustCompile(`# want(-file)? (RAP\d{3} ".*)$`)
	wantOne  = regexp.MustCompile(`(RAP\d{3}) "([^"]*)"`)
)

// TestInvalidFixtures loads each fixture alone. A comment on the line claims the
// findings there; every finding has to be claimed and every claim found.
func TestInvalidFixtures(t *testing.T) {
	t.Parallel()
	for _, path := range invalidFixtures(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			src, diags := loadFixture(t, path)
			if diff := cmp.Diff(claims(src), found(diags)); diff != "" {
				t.Errorf("findings (-claimed +found):\n%s", diff)
			}
			var text bytes.Buffer
			diags.WriteText(&text, config.TextOptions{Width: 90})
			golden(t, strings.TrimSuffix(path, ".hcl")+".txt", text.Bytes())
		})
	}
}

// TestEveryCodeHasAFixture holds the list of codes and the fixtures together.
// The codes left out need a file that is too large for the tree, or a file
// system that fails; tests in hostile_test.go claim them.
func TestEveryCodeHasAFixture(t *testing.T) {
	t.Parallel()
	elsewhere := []config.Code{"RAP003", "RAP005", "RAP007", "RAP207"}
	claimed := map[string]bool{}
	for _, path := range append(invalidFixtures(t), lintFixtures(t)...) {
		src, _ := loadFixture(t, path)
		for _, c := range claims(src) {
			claimed[wantOne.FindStringSubmatch(c)[1]] = true
		}
	}
	for _, doc := range config.Codes() {
		if !claimed[string(doc.Code)] && !slices.Contains(elsewhere, doc.Code) {
			t.Errorf("no fixture claims %s %q", doc.Code, doc.Title)
		}
	}
}

func invalidFixtures(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/invalid/*.hcl")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures found: %v", err)
	}
	return paths
}

func loadFixture(t *testing.T, path string) ([]byte, config.Diagnostics) {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := fstest.MapFS{filepath.Base(path): {Data: src}}
	return src, config.Load(dir, config.Options{}).Diagnostics
}

func claims(src []byte) []string {
	all := []string{}
	for i, line := range strings.Split(string(src), "\n") {
		m := wantLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		at := i + 1
		if m[1] != "" {
			at = 0
		}
		for _, one := range wantOne.FindAllStringSubmatch(m[2], -1) {
			all = append(all, fmt.Sprintf("line %d: %s %q", at, one[1], one[2]))
		}
	}
	slices.Sort(all)
	return all
}

func found(diags config.Diagnostics) []string {
	all := []string{}
	for _, d := range diags {
		all = append(all, fmt.Sprintf("line %d: %s %q", d.Subject.StartLine, d.Code, d.Summary))
	}
	slices.Sort(all)
	return all
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs; run with -update if that is meant (-want +got):\n%s", path, diff)
	}
}
