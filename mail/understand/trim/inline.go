package trim

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// Inline tells what was typed behind the writer's name in brackets into a copy
// of the mail that is answered, as Outlook puts it: such lines lose the name, and
// the copy around them gets the marks of a quote. Other texts stay as they are.
func Inline(body string, prefaces []string) string {
	if _, _, named := prose.CutPreface(body, prefaces); !named {
		return body
	}
	lines := Lines(body)
	var out []string
	found := false
	for _, l := range lines {
		if l.Role == RoleBlank || l.Role == RoleNew || l.Role == RoleSignature {
			out = append(out, l.raw)
			continue
		}
		before, after, named := prose.CutPreface(l.Text, prefaces)
		if !named {
			out = append(out, "> "+l.Text)
			continue
		}
		if before != "" {
			out = append(out, "> "+before)
		}
		out, found = append(out, after), true
	}
	if !found {
		return body
	}
	return strings.Join(out, "\n")
}
