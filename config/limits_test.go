package config

import (
	"slices"
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

// TestNotesHideNoError fills the room for notes first, as thousands of
// partnerships do.
func TestNotesHideNoError(t *testing.T) {
	t.Parallel()
	r := newReports()
	for range noteLimit + 7 {
		r.report(codeNotCarriedOut, place{}, "Not yet.")
	}
	if r.hasErrors() {
		t.Error("notes count as errors")
	}
	r.report(codeNoKPI, place{}, "Nothing measures it.")
	found := r.finish()
	if !r.hasErrors() || found.Count(Error) != 1 {
		t.Errorf("%d errors are shown, want the one", found.Count(Error))
	}
	want := func(d Diagnostic) bool { return d.Code == codeTooMany && d.Detail == "7 more notes are not shown." }
	if !slices.ContainsFunc(found, want) {
		t.Error("nothing says how many notes were dropped")
	}
}
