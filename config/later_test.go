package config_test

import (
	"os"
	"testing"

	"github.com/rapport-engine/rapport/config"
)

// TestWholeLanguageIsRefusedByName loads the worked example of the whole
// language: what this version cannot carry out is refused as such, never
// ignored and never taken for a typing error.
func TestWholeLanguageIsRefusedByName(t *testing.T) {
	t.Parallel()
	got := config.Load(os.DirFS("testdata/later"), config.Options{})
	if len(got.Specs) > 0 || len(got.Diagnostics) == 0 {
		t.Fatalf("%d specs and %d findings, want none and some", len(got.Specs), len(got.Diagnostics))
	}
	for _, d := range got.Diagnostics {
		if d.Code != "RAP012" {
			t.Errorf("line %d: %s %s: %s", d.Subject.StartLine, d.Code, d.Summary, d.Detail)
		}
	}
}
