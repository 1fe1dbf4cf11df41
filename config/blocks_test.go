package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKindsInside(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string][]string{
		"party":   {"person", "absence", "interest", "contributes", "expects", "obligation"},
		"goal":    {"kpi", "thresholds", "milestone"},
		"survey":  {"question"},
		"absence": nil,
		"nothing": nil,
	} {
		if diff := cmp.Diff(want, kindsInside(kind)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kind, diff)
		}
	}
}
