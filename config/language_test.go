package config_test

import (
	"os"
	"testing"

	"github.com/rapport-engine/rapport/config"
)

// TestWholeLanguageLoads loads the worked example of the whole language.
func TestWholeLanguageLoads(t *testing.T) {
	t.Parallel()
	got := config.Load(os.DirFS("testdata/language"), config.Options{})
	if got.Diagnostics.HasErrors() || len(got.Specs) != 1 {
		got.Diagnostics.WriteText(os.Stderr, config.TextOptions{})
		t.Fatalf("%d specs, want one without errors", len(got.Specs))
	}
}
