package config_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config"
)

// TestReferenceReadsWell wants sentences for every block and attribute. What
// they say is shown by the pages in docs/reference.
func TestReferenceReadsWell(t *testing.T) {
	t.Parallel()
	for _, b := range config.Reference() {
		if !strings.HasSuffix(b.Doc, ".") {
			t.Errorf("%s: %q is not a sentence", b.Path, b.Doc)
		}
		for _, a := range b.Attributes {
			if a.Type == "" || !strings.HasSuffix(a.Doc, ".") || a.Required && a.Default != "" {
				t.Errorf("%s.%s is not documented well: %+v", b.Path, a.Name, a)
			}
		}
	}
}
