package spelling_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership/spelling"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"balance", "health", "reviews", "quarters", "баланс"}
	for _, tt := range []struct{ given, want string }{
		{"balanse", "balance"},
		{"HEALTH", "health"},
		{"reveiws", "reviews"},
		{"quarter", "quarters"},
		{"блаанс", "баланс"},
		{"blaance", "balance"}, // swapped letters are one slip
		{"x", ""},
		{"revenue", ""},
		{"", ""},
		{strings.Repeat("x", 10_000), ""},
	} {
		if got := spelling.Nearest(tt.given, known); got != tt.want {
			t.Errorf("Nearest(%.20q) = %q, want %q", tt.given, got, tt.want)
		}
	}
}
