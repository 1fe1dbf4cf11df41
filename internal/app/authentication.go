package app

import (
	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/understand"
)

// authority is who vouches for the senders of mail.
type authority struct {
	config.Authentication
	// local says that the mail server is reached by nobody but the people
	// themselves, as that of rapport up.
	local bool
}

// judge says by what a mail is believed to be from whom it names, or why it is
// not. That it names exactly one sender is asked for everywhere, because the
// sender is compared with the person asked; a verdict only where a receiving
// server is trusted.
func (a authority) judge(m understand.Message) (activities.Proof, string) {
	switch {
	case m.Author.Fault != "":
		return "", m.Author.Fault
	case a.local:
		return activities.ProofLocal, ""
	case a.Server == "" || a.Require == config.RequireNone:
		return "", ""
	}
	proof, doubt := understand.Trust{Server: a.Server, DMARC: a.Require == config.RequireDMARC}.Judge(m.Message)
	return activities.Proof(proof), doubt
}
