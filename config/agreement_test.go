package config_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
)

func TestHowThePartiesConsent(t *testing.T) {
	t.Parallel()
	usual := partnership.UsualAgreement()
	longer := usual
	longer.Signing, longer.Expires = specs.Span("14d"), specs.Span("60d")
	quiet := usual
	quiet.Remind = nil
	for name, c := range map[string]struct {
		block string
		want  partnership.Agreement
	}{
		"no block is the usual times": {"", usual},
		"an empty block too":          {"agreement {}", usual},
		"what is not said is usual": {`agreement {
    signing = "14d"
    expires = "60d"
  }`, longer},
		"nobody is reminded":            {`agreement { remind = [] }`, quiet},
		"signed elsewhere has no times": {`agreement { signed_on = "2026-12-01" }`, partnership.Agreement{SignedOn: specs.Date("2026-12-01")}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := config.Load(fstest.MapFS{"a.hcl": {Data: []byte(twoParties("tea", c.block, ""))}}, config.Options{})
			if len(got.Specs) != 1 {
				t.Fatalf("did not load: %v", got.Diagnostics)
			}
			if diff := cmp.Diff(&c.want, got.Specs[0].Agreement); diff != "" {
				t.Errorf("agreement (-want +got):\n%s", diff)
			}
		})
	}
}
