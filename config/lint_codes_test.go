package config

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership/lint"
)

func TestEveryRuleHasItsOwnCode(t *testing.T) {
	t.Parallel()
	rules := map[Code]lint.ID{}
	for _, id := range lint.IDs() {
		code := lintCodes()[id]
		if _, known := catalogue().byCode[code]; !known {
			t.Errorf("%s is reported as %q, which nothing explains", id, code)
		}
		if other, taken := rules[code]; taken {
			t.Errorf("%s and %s share the code %s", id, other, code)
		}
		rules[code] = id
	}
	if len(lintCodes()) != len(lint.IDs()) {
		t.Errorf("%d rules have codes, but there are %d rules", len(lintCodes()), len(lint.IDs()))
	}
}
