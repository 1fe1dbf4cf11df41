package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// isAbsence reports whether a clause tells of the writer's own absence, which is
// neither over nor somebody else's.
func isAbsence(text string) bool { return talk.AbsenceIn(strings.TrimSpace(text)) }
