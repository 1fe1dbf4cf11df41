package config

import (
	"testing"
	"testing/fstest"
)

// TestDirectoryTooLarge lowers the limit: a real directory of that size would
// take a minute.
func TestDirectoryTooLarge(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{
		"a.hcl": {Data: []byte("# small\n")},
		"b.hcl": {Data: []byte("# not so small\n")},
		"c.hcl": {Data: []byte("never looked at {\n")},
	}
	l := newLoader(Options{})
	l.budget = 20
	l.readAll(dir)
	if len(l.list) != 1 || l.list[0].Code != codeTooLarge || l.list[0].Subject.File != "b.hcl" {
		t.Errorf("found %v, want one %s about b.hcl", l.list, codeTooLarge)
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	tests := []struct {
		given string
		known []string
		want  string
	}{
		{"salse", []string{"leads", "sales"}, "sales"},
		{"lras", []string{"lars", "laura"}, "lars"},
		{"gaol", []string{"party", "goal"}, "goal"},
		{"LEAD", []string{"lead"}, "lead"},
		{"x", []string{"y"}, ""},
		{"zoe", []string{"ann", "bo"}, ""},
		{"", []string{"ann"}, ""},
		{"мария", []string{"марая"}, "марая"},
	}
	for _, tt := range tests {
		if got := nearest(tt.given, tt.known); got != tt.want {
			t.Errorf("nearest(%q, %q) = %q, want %q", tt.given, tt.known, got, tt.want)
		}
	}
}
