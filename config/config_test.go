package config_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

func TestQuickstartIsFlawless(t *testing.T) {
	t.Parallel()
	got := config.Load(os.DirFS("../examples/quickstart"), config.Options{})
	if got.Diagnostics.HasErrors() || got.Diagnostics.Count(config.Warning) > 0 {
		got.Diagnostics.WriteText(os.Stderr, config.TextOptions{Width: 80})
		t.Fatal("there are findings beside notes, want none")
	}
	if len(got.Specs) != 1 {
		t.Fatalf("%d specs, want 1", len(got.Specs))
	}
	spec := got.Specs[0]
	c, _ := spec.CheckIn("fortnightly")
	if diff := cmp.Diff([]string{"astrid", "vera"}, c.Ask); diff != "" {
		t.Errorf("asked people (-want +got):\n%s", diff)
	}
	if vera, _ := spec.Person("vera"); vera.Language != "ru" || vera.Zone != "Asia/Yerevan" {
		t.Errorf("vera has language %q and zone %q, want those of her party", vera.Language, vera.Zone)
	}
}
