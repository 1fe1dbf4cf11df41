package config_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rapport-engine/rapport/config"
)

const codePages = "../docs/codes"

// TestCodePages holds docs/codes and the catalogue together. Each page ends with
// what a fixture of the code really prints.
func TestCodePages(t *testing.T) {
	t.Parallel()
	var names []string
	index := "# Diagnostic codes\n\nWhat `rapport validate` and every command that reads a directory can find. Errors keep a spec from running; warnings and notes do not.\n\n| code | severity | finding |\n|---|---|---|\n"
	for _, doc := range config.Codes() {
		name := string(doc.Code) + ".md"
		names = append(names, name)
		index += fmt.Sprintf("| [%s](%s) | %s | %s |\n", doc.Code, name, doc.Severity, doc.Title)
		golden(t, filepath.Join(codePages, name), codePage(t, doc))
	}
	golden(t, filepath.Join(codePages, "README.md"), []byte(index))
	entries, err := os.ReadDir(codePages)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(append(names, "README.md"), e.Name()) {
			t.Errorf("%s belongs to no code", filepath.Join(codePages, e.Name()))
		}
	}
}

func codePage(t *testing.T, doc config.CodeDoc) []byte {
	t.Helper()
	var page bytes.Buffer
	fmt.Fprintf(&page, "# %s: %s\n\nSeverity: %s%s\n\n%s\n\n## What to do\n\n%s\n", doc.Code, doc.Title, doc.Severity, ruleLink(doc), doc.Meaning, doc.Remedy)
	if fixture := fixtureOf(t, doc.Code); fixture != "" {
		fmt.Fprintf(&page, "\n## What it looks like\n\n```text\n%s```\n", example(t, fixture, doc.Code))
	}
	return page.Bytes()
}

// ruleLink leads from a code to the rule that it comes from.
func ruleLink(doc config.CodeDoc) string {
	if doc.Rule == "" {
		return ""
	}
	return fmt.Sprintf(". Rule: %s of the [checks](../guide/checks.md)", doc.Rule)
}

// fixtureOf finds the fixture that shows a code: the one with its name, or the
// first lint fixture that claims it.
func fixtureOf(t *testing.T, code config.Code) string {
	t.Helper()
	own, err := filepath.Glob("testdata/invalid/" + strings.ToLower(string(code)) + "-*.hcl")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(own, lintFixtures(t)...) {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(claims(src), func(c string) bool { return strings.Contains(c, string(code)) }) {
			return path
		}
	}
	return ""
}

// example renders the first finding of a code without the fixture's claim.
func example(t *testing.T, fixture string, code config.Code) string {
	t.Helper()
	_, diags := loadFixture(t, fixture)
	i := slices.IndexFunc(diags, func(d config.Diagnostic) bool { return d.Code == code })
	if i < 0 {
		t.Fatalf("%s does not show %s", fixture, code)
	}
	var text bytes.Buffer
	diags[i:i+1].WriteText(&text, config.TextOptions{Width: 90})
	return regexp.MustCompile(` *# want.*`).ReplaceAllString(text.String(), "")
}

// TestCodesReadAlike checks the house style of summaries.
func TestCodesReadAlike(t *testing.T) {
	t.Parallel()
	var last config.Code
	titles := map[string]config.Code{}
	for _, doc := range config.Codes() {
		if doc.Code <= last {
			t.Errorf("%s comes after %s; codes are listed in order, each once", doc.Code, last)
		}
		last = doc.Code
		if other, taken := titles[doc.Title]; taken {
			t.Errorf("%s and %s share the title %q", doc.Code, other, doc.Title)
		}
		titles[doc.Title] = doc.Code
		if n := len(strings.Fields(doc.Title)); n > 8 {
			t.Errorf("%s: the title has %d words, want at most 8", doc.Code, n)
		}
		if first := []rune(doc.Title)[0]; !unicode.IsUpper(first) || strings.ContainsAny(doc.Title, `."%`) {
			t.Errorf("%s: the title %q is not a plain phrase in sentence case", doc.Code, doc.Title)
		}
		for _, text := range []string{doc.Meaning, doc.Remedy} {
			if !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %q is not a sentence", doc.Code, text)
			}
		}
	}
}
