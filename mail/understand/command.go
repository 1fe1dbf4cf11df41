package understand

import (
	"github.com/rapport-engine/rapport/mail/understand/answer"
	"github.com/rapport-engine/rapport/partnership"
)

// CommandIn is the command that a line of a mail begins with, and its name as it is
// typed there; whoever types for somebody reads their lines as the reader does.
func CommandIn(line string) (form partnership.CommandForm, typed string, found bool) {
	return answer.CommandIn(line)
}
