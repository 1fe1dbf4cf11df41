package message

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMalformedCorpus reads mails that are broken on purpose. The few without
// text have none: pictures, empty parts.
func TestMalformedCorpus(t *testing.T) {
	t.Parallel()
	files := malformed(t, "*")
	withText, defective := 0, 0
	var empty []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m := read(raw)
		if len(m.Defects) > 0 {
			defective++
		}
		if m.Text != "" {
			withText++
		} else {
			empty = append(empty, filepath.Base(file))
		}
	}
	t.Logf("%d mails, %d with text, %d with defects; no text in %s", len(files), withText, defective, strings.Join(empty, ", "))
	if withText*100 < len(files)*87 {
		t.Errorf("text in %d of %d mails, want 87 %%", withText, len(files))
	}
}

// TestHarePoemSurvivesEveryProgram checks content, not only presence: most of
// the corpus carries one of two texts in a different disguise.
func TestHarePoemSurvivesEveryProgram(t *testing.T) {
	t.Parallel()
	files := malformed(t, "legacy-0*.eml")
	whole := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := read(raw).Text
		if strings.Contains(text, "Die Hasen klagten einst über ihre mißliche Lage") ||
			strings.Contains(text, "A HARE one day ridiculed the short feet") {
			whole++
		} else {
			t.Logf("%s: %.60q", filepath.Base(file), text)
		}
	}
	t.Logf("%d of %d legacy mails with their whole text", whole, len(files))
	if whole < 22 {
		t.Errorf("%d of %d, want at least 22", whole, len(files))
	}
}

// malformed lists the broken mails of the corpora, or skips the test.
func malformed(t *testing.T, pattern string) []string {
	t.Helper()
	dir := os.Getenv("RAPPORT_CORPORA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "corpora")
	}
	files, err := filepath.Glob(filepath.Join(dir, "malformed", pattern))
	if err != nil || len(files) == 0 {
		t.Skip("no malformed mails: set RAPPORT_CORPORA to the folder of the corpora")
	}
	return files
}
