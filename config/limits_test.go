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
