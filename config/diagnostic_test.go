package config_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

// TestTenMistakes finds all of them at once, in the order of the file.
func TestTenMistakes(t *testing.T) {
	t.Parallel()
	got := config.Load(os.DirFS("testdata/ten"), config.Options{})
	if len(got.Diagnostics) != 10 || len(got.Specs) != 0 {
		t.Errorf("%d findings and %d specs, want 10 and none", len(got.Diagnostics), len(got.Specs))
	}
	last := 0
	for _, d := range got.Diagnostics {
		if d.Subject.StartLine < last {
			t.Errorf("line %d comes after line %d", d.Subject.StartLine, last)
		}
		last = d.Subject.StartLine
	}
	var text, narrow, colored bytes.Buffer
	got.Diagnostics.WriteText(&text, config.TextOptions{})
	golden(t, "testdata/ten/ten.txt", text.Bytes())
	got.Diagnostics.WriteText(&narrow, config.TextOptions{Width: 40})
	golden(t, "testdata/ten/ten-narrow.txt", narrow.Bytes())
	got.Diagnostics[:1].WriteText(&colored, config.TextOptions{Color: true})
	golden(t, "testdata/ten/one-colored.txt", colored.Bytes())

	view, err := json.MarshalIndent(got.Diagnostics, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/ten/ten.json", append(view, '\n'))
}

// TestOrderIsStable repeats a load whose blocks are kept in maps on the way.
func TestOrderIsStable(t *testing.T) {
	t.Parallel()
	first := config.Load(os.DirFS("testdata/invalid"), config.Options{}).Diagnostics
	for range 5 {
		again := config.Load(os.DirFS("testdata/invalid"), config.Options{}).Diagnostics
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatalf("findings differ from run to run:\n%s", diff)
		}
	}
}

func TestNoFindingsAsJSON(t *testing.T) {
	t.Parallel()
	got, err := json.Marshal(config.Diagnostics(nil))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"format_version":1,"valid":true,"error_count":0,"warning_count":0,"diagnostics":[]}`
	if string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestTextCannotSteerTheTerminal renders a file that holds escape sequences.
func TestTextCannotSteerTheTerminal(t *testing.T) {
	t.Parallel()
	src := "partnership \"a\" {\n\ttitle = \"\x1b[2J\u202eevil\" # \x1b]0;title\a\n}\n"
	diags := config.Load(fstest.MapFS{"a\x1b.hcl": {Data: []byte(src)}}, config.Options{}).Diagnostics
	var text bytes.Buffer
	diags.WriteText(&text, config.TextOptions{})
	if strings.ContainsAny(text.String(), "\x1b\a\u202e") {
		t.Errorf("control characters came through: %q", text.String())
	}
}

// TestSnippetOfALongLine keeps the subject in view.
func TestSnippetOfALongLine(t *testing.T) {
	t.Parallel()
	src := `partnership "a" { title = "` + strings.Repeat("ю", 5000) + `" }`
	for _, d := range config.Load(fstest.MapFS{"a.hcl": {Data: []byte(src)}}, config.Options{}).Diagnostics {
		s := d.Snippet
		if s == nil || len(s.Code) > 240 || s.HighlightStart > s.HighlightEnd || s.HighlightEnd > len(s.Code) {
			t.Errorf("%s: unusable snippet %+v", d.Code, s)
		}
	}
}
