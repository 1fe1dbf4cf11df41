package app

import (
	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/understand"
)

// doubt says why a mail is not believed to be from whom it names. That it names
// exactly one sender is asked for everywhere, because the sender is compared
// with the person asked; a verdict only where a receiving server is trusted.
func doubt(a config.Authentication, m understand.Message) string {
	if a.Server == "" || a.Require == config.RequireNone {
		return m.Author.Fault
	}
	return understand.Trust{Server: a.Server, DMARC: a.Require == config.RequireDMARC}.Doubt(m)
}
