package config

import (
	"fmt"
	"strings"

	"github.com/rapport-engine/rapport/partnership/spelling"
)

// hint says which of the known names was probably meant, or which there are
// when none is near and they are few. It begins with a space.
func hint(given string, known []string) string {
	if near := spelling.Nearest(given, known); near != "" {
		return fmt.Sprintf(" Did you mean %q?", near)
	}
	if len(known) == 0 || len(known) > 12 {
		return ""
	}
	return " Known here: " + strings.Join(known, ", ") + "."
}
