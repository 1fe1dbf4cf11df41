package app

import (
	"net/textproto"
	"strings"

	"github.com/emersion/go-msgauth/authres"

	"github.com/rapport-engine/rapport/config"
)

// authenticated reports whether the trusted receiver found the sender of a mail
// to be genuine. Only the topmost result of that very server counts: everything
// below may have been written by anybody (RFC 8601 section 5).
func authenticated(a config.Authentication, headers textproto.MIMEHeader) bool {
	if a.Require != config.RequireDMARC {
		return true
	}
	for _, field := range headers.Values("Authentication-Results") {
		server, results, err := authres.Parse(field)
		if err != nil || !strings.EqualFold(server, a.Server) {
			continue
		}
		for _, result := range results {
			if dmarc, ok := result.(*authres.DMARCResult); ok {
				return dmarc.Value == authres.ResultPass
			}
		}
		return false
	}
	return false
}
