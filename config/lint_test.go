package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

// TestLintFixtures loads sound partnerships that could be declared better. As in
// the invalid fixtures, comments claim every finding; notes on what this version
// does not carry out are no matter of theirs.
func TestLintFixtures(t *testing.T) {
	t.Parallel()
	for _, path := range lintFixtures(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			src, diags := loadFixture(t, path)
			diags = withoutNotes(diags)
			if diff := cmp.Diff(claims(src), found(diags)); diff != "" {
				t.Errorf("findings (-claimed +found):\n%s", diff)
			}
			var text bytes.Buffer
			diags.WriteText(&text, config.TextOptions{Width: 90})
			golden(t, strings.TrimSuffix(path, ".hcl")+".txt", text.Bytes())
		})
	}
}

func lintFixtures(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/lint/*.hcl")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures found: %v", err)
	}
	return paths
}

func withoutNotes(diags config.Diagnostics) config.Diagnostics {
	return slices.DeleteFunc(slices.Clone(diags), func(d config.Diagnostic) bool { return d.Code == "RAP090" })
}

// TestLintErrorsKeepSpecsFromRunning takes a spec whose only fault is a rule of
// the catalogue.
func TestLintErrorsKeepSpecsFromRunning(t *testing.T) {
	t.Parallel()
	_, diags := loadFixture(t, "testdata/lint/parties.hcl")
	if !diags.HasErrors() {
		t.Error("a party without signatory is no error")
	}
	if got := config.Load(os.DirFS("testdata/lint"), config.Options{}); len(got.Specs) > 0 {
		t.Errorf("%d specs came out of a directory with errors", len(got.Specs))
	}
}

const checksPage = "../docs/guide/checks.md"

var (
	checksRow  = regexp.MustCompile(`(?m)^\| ([A-Z]+(?:-[A-Z])?) \|.*\|(.*)\|$`)
	checksCode = regexp.MustCompile(`\[(RAP\d{3})\]\(\.\./codes/(RAP\d{3})\.md\)`)
)

// TestChecksPage holds the catalogue of checks and the codes together: every row
// names codes that exist, and every code of a rule stands in its row.
func TestChecksPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(checksPage)
	if err != nil {
		t.Fatal(err)
	}
	rules := map[config.Code]string{}
	for _, doc := range config.Codes() {
		rules[doc.Code] = doc.Rule
	}
	var rows []string
	named := map[string]bool{}
	for _, row := range checksRow.FindAllStringSubmatch(string(page), -1) {
		rows = append(rows, row[1])
		links := checksCode.FindAllStringSubmatch(row[2], -1)
		if len(links) == 0 {
			t.Errorf("the row %s names no code", row[1])
		}
		for _, link := range links {
			if _, exists := rules[config.Code(link[1])]; !exists || link[1] != link[2] {
				t.Errorf("the row %s links %s to the page %s", row[1], link[1], link[2])
			}
			named[row[1]+" "+link[1]] = true
		}
	}
	want := []string{
		"SMART-S", "SMART-M", "SMART-A", "SMART-R", "SMART-T", "KPI-N", "RACI-A", "AREA", "PARTY", "CHAN",
		"CAD", "METHOD", "OPENQ", "SURV", "ESC", "EXIT", "COND", "FIN", "DATE", "LANG",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	for code, rule := range rules {
		if rule != "" && !named[rule+" "+string(code)] {
			t.Errorf("%s belongs to %s, but that row does not name it", code, rule)
		}
	}
}
