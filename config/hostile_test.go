package config_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

// TestHostileSources feeds sources that would exhaust a parser. Each has to be
// refused with a code, quickly and without a panic.
func TestHostileSources(t *testing.T) {
	t.Parallel() // with other tests; among themselves they would need much memory
	const many = 1 << 18
	tests := []struct {
		name, file, source string
		want               config.Code
	}{
		{"brackets", "a.hcl", "a = " + strings.Repeat("[", many), "RAP004"},
		{"parentheses", "a.hcl", "a = " + strings.Repeat("(", many), "RAP004"},
		{"blocks", "a.hcl", strings.Repeat("a {\n", many), "RAP004"},
		{"templates", "a.hcl", "a = " + strings.Repeat(`"${`, many), "RAP004"},
		{"signs", "a.hcl", "a = " + strings.Repeat("-", many), "RAP004"},
		{"negations", "a.hcl", "a = " + strings.Repeat("! ", many), "RAP004"},
		{"conditionals", "a.hcl", "a = " + strings.Repeat("b ? c : ", many/8), "RAP004"},
		{"template conditionals", "a.hcl", `a = "` + strings.Repeat("%{ if a }", many/8) + `"`, "RAP004"},
		{"heredocs", "a.hcl", strings.Repeat("a = <<E\n${\n", many/8), "RAP004"},
		{"json arrays", "a.hcl.json", strings.Repeat("[", many), "RAP004"},
		{"json objects", "a.hcl.json", strings.Repeat(`{"a":`, many/4), "RAP004"},
		{"json template", "a.hcl.json", `{"partnership":{"a":{"title":"${` + strings.Repeat("(", many) + `"}}}`, "RAP004"},
		{"json loop", "a.hcl.json", `{"partnership":{"a":{"title":"%{ for a in [1] }x%{ endfor }"}}}`, "RAP013"},
		{"loops", "a.hcl", `partnership "a" { title = [for a in [1,2,3] : [for b in [1,2,3] : b]] }`, "RAP016"},
		{"huge number", "a.hcl", `partnership "a" {` + "\ngoal \"b\" {\nweight = 1e999999999\n}\n}", "RAP026"},
		{"tiny number", "a.hcl", `partnership "a" {` + "\ngoal \"b\" {\nweight = 1e-999999\n}\n}", "RAP026"},
		{"null bytes", "a.hcl", strings.Repeat("\x00", 1000), "RAP001"},
		{"byte order mark only", "a.hcl", "\xef\xbb\xbf", "RAP006"},
		{"empty json", "a.hcl.json", "", "RAP001"},
		{"json list", "a.hcl.json", "[1, 2]", "RAP016"},
		{"json text for blocks", "a.hcl.json", `{"partnership": "a"}`, "RAP016"},
		{"newline before json", "a.hcl.json", "\n{\"partnership\": {}}", "RAP016"},
		{"one long line", "a.hcl", strings.Repeat("x ", many), "RAP001"},
		{"unknown attributes", "a.hcl", unknownAttributes(100_000), "RAP011"},
		{"too large", "a.hcl", strings.Repeat("#", 4<<20+1), "RAP003"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := config.Load(fstest.MapFS{tt.file: {Data: []byte(tt.source)}}, config.Options{})
			if !has(got.Diagnostics, tt.want) {
				t.Errorf("found %v, want %s among it", codesOf(got.Diagnostics, 5), tt.want)
			}
			if len(got.Specs) > 0 {
				t.Error("a hostile source gave a spec")
			}
			got.Diagnostics.WriteText(io.Discard, config.TextOptions{Width: 80, Color: true})
		})
	}
}

func unknownAttributes(n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "a%d = 1\n", i)
	}
	return s.String()
}

func TestTooManyFindingsAreCounted(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{"a.hcl": {Data: []byte(unknownAttributes(6000))}}
	diags := config.Load(dir, config.Options{}).Diagnostics
	last := diags[len(diags)-1]
	if len(diags) != 5001 || last.Code != "RAP007" || !strings.HasPrefix(last.Detail, "1000 more") {
		t.Errorf("%d findings, the last is %s %q; want 5001 and RAP007 with the rest", len(diags), last.Code, last.Detail)
	}
}

// brokenFS fails to open one file.
type brokenFS struct {
	fstest.MapFS
	file string
}

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == b.file {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("input/output error")}
	}
	return b.MapFS.Open(name)
}

func TestUnreadableFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.hcl"), 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	if err := os.Symlink("nowhere.hcl", filepath.Join(dir, "link.hcl")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.hcl"), 0o700); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		dir  fs.FS
		want []string
	}{
		{"pipe and dangling link", os.DirFS(dir), []string{"RAP005 link.hcl", "RAP005 pipe.hcl"}},
		{"failing disk", brokenFS{fstest.MapFS{"a.hcl": {}}, "a.hcl"}, []string{"RAP005 a.hcl"}},
		{"no such directory", os.DirFS(filepath.Join(dir, "nowhere")), []string{"RAP005 ."}},
		{"empty directory", fstest.MapFS{}, []string{"RAP006 "}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := config.Load(tt.dir, config.Options{}).Diagnostics
			if diff := cmp.Diff(tt.want, codesOf(got, 5)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRefusedFileHidesNothing leaves references into a refused file alone.
func TestRefusedFileHidesNothing(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("testdata/layout/split/a.hcl")
	if err != nil {
		t.Fatal(err)
	}
	dir := fstest.MapFS{"a.hcl": {Data: src}, "calendars.hcl": {Data: []byte("calendar \"norway\" {\n")}}
	got := config.Load(dir, config.Options{}).Diagnostics
	if diff := cmp.Diff([]string{"RAP001 calendars.hcl"}, codesOf(got, 5)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func has(diags config.Diagnostics, code config.Code) bool {
	for _, d := range diags {
		if d.Code == code {
			return true
		}
	}
	return false
}

func codesOf(diags config.Diagnostics, most int) []string {
	var all []string
	for _, d := range diags[:min(most, len(diags))] {
		all = append(all, string(d.Code)+" "+d.Subject.File)
	}
	return all
}
