package compose

import (
	"strings"
	"testing"
)

// TestASpecSaysInWhoseNameItsMailsCome holds for every mail that comes in somebody's name, and
// leaves alone those that come from the engine.
func TestASpecSaysInWhoseNameItsMailsCome(t *testing.T) {
	t.Parallel()
	c, named := composer(t), 0
	for _, reader := range readers() {
		for _, f := range fixtures() {
			l, also := f.letters(reader)
			spec := f.of(reader[1])
			before := compose(t, c, spec, l, also...).FromName
			spec.FromName = "Ann of the\npartner desk"
			got, want := compose(t, c, spec, l, also...).FromName, before
			if _, engine, found := strings.Cut(before, " via "); found {
				want = "Ann of the partner desk via " + engine
				named++
			} else if _, engine, found := strings.Cut(before, " через "); found {
				want = "Ann of the partner desk через " + engine
				named++
			}
			if got != want {
				t.Errorf("%s/%s comes from %q, not %q as it has to; it was %q", reader[0], f.name, got, want, before)
			}
		}
	}
	if named == 0 {
		t.Error("no mail comes in anybody's name")
	}
}
