package answer

import (
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// TestEndlessTalkIsReadInTime reads texts without an end, as nobody types them.
// Reading that is quadratic in them takes many seconds, so that the bound is far from
// both even on a slow machine.
func TestEndlessTalkIsReadInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures one reader at a time, which takes minutes under the race detector")
	}
	t.Parallel()
	questions := []partnership.Question{
		{ID: "q", Kind: partnership.KindYesNo, Text: "Do you accept the new date?"},
		{ID: "q", Kind: partnership.KindYesNo, Text: "Are there any problems?"},
		{ID: "q", Kind: partnership.KindChoice, Text: "How does it stand?", Choices: []string{"on track", "late"}},
	}
	for _, said := range []string{"yes zz zz zz ", "yes zz. ", "no for the zz ", "fine, zz, ", "закрывать ", "on track zz, ", "from zz to ", "the zz fair ", "i will zz on friday and "} {
		for _, q := range questions {
			at := time.Now()
			Read(strings.Repeat(said, prose.MaxText/8/len(said)), Context{Questions: []partnership.Question{q}, Locale: "en"})
			if took := time.Since(at); took > 10*time.Second {
				t.Errorf("%q to %q: %v", said, q.Text, took)
			}
		}
	}
}
