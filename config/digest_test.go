package config_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
)

// TestDigestIgnoresLayout loads the same partnership in different layouts.
func TestDigestIgnoresLayout(t *testing.T) {
	t.Parallel()
	want := loadLayout(t, "one-file")
	for _, layout := range []string{"split", "reordered", "json"} {
		t.Run(layout, func(t *testing.T) {
			t.Parallel()
			got := loadLayout(t, layout)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("spec differs (-one-file +%s):\n%s", layout, diff)
			}
			if want.Digest() != got.Digest() {
				t.Errorf("digest %s, want %s", got.Digest(), want.Digest())
			}
		})
	}
}

func loadLayout(t *testing.T, layout string) partnership.Spec {
	t.Helper()
	got := config.Load(os.DirFS("testdata/layout/"+layout), config.Options{})
	if got.Diagnostics.HasErrors() || len(got.Specs) != 1 {
		got.Diagnostics.WriteText(os.Stderr, config.TextOptions{})
		t.Fatalf("%s: %d errors and %d specs, want none and 1", layout, got.Diagnostics.Count(config.Error), len(got.Specs))
	}
	return got.Specs[0]
}

// TestDigestSeesContent changes one value at a time.
func TestDigestSeesContent(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("../examples/quickstart/rapport.hcl")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{digestOf(t, string(src)): "the original"}
	for _, change := range [][2]string{
		{"target    = 300", "target    = 301"},
		{"Asia/Yerevan", "Asia/Tbilisi"},
		{"critical  = true", "critical  = false"},
		{`remind  = ["60%"]`, `remind  = ["50%"]`},
		{"deputy = person.jonas", ""},
		{"# Two small makers", "# Two makers"}, // a comment is no content
	} {
		d := digestOf(t, strings.Replace(string(src), change[0], change[1], 1))
		other, same := seen[d]
		if comment := strings.HasPrefix(change[0], "#"); same != comment {
			t.Errorf("after %q the digest equals another: %v (%s)", change[1], same, other)
		}
		seen[d] = change[1]
	}
}

func digestOf(t *testing.T, src string) string {
	t.Helper()
	got := config.Load(fstest.MapFS{"a.hcl": {Data: []byte(src)}}, config.Options{})
	if len(got.Specs) != 1 {
		t.Fatalf("%d specs, want 1: %v", len(got.Specs), got.Diagnostics)
	}
	return got.Specs[0].Digest()
}
