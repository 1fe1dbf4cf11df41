package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config"
)

// TestReference renders the whole language, so that a change of a table shows
// as a change of its documentation.
func TestReference(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for _, b := range config.Reference() {
		fmt.Fprintf(&text, "%s\n  name: %q, repeats: %v, holds %v\n  %s\n", b.Path, b.Label, b.Repeats, b.Blocks, b.Doc)
		for _, a := range b.Attributes {
			fmt.Fprintf(&text, "  - %s: %s, required: %v, default: %s\n    %s\n", a.Name, a.Type, a.Required, a.Default, a.Doc)
			if a.Doc == "" || a.Type == "" || !strings.HasSuffix(a.Doc, ".") || a.Required && a.Default != "" {
				t.Errorf("%s.%s is not documented well: %+v", b.Path, a.Name, a)
			}
		}
		if b.Doc == "" {
			t.Errorf("%s has no documentation", b.Path)
		}
	}
	golden(t, "testdata/reference.golden", []byte(text.String()))
}
