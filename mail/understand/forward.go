package understand

import (
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
)

// forwardSubject is how mail programs title a mail that is handed on. It must
// begin so: "Re: Fwd: ..." is a reply.
var forwardSubject = prose.Lazily(`(?i)^\s*(?:\[[^\]]{0,40}\]\s*)*(?:fwd?|fw|wg|tr|rv|enc|rif|i|doorst|vb|vl|pd|ilt|i̇lt|πρθ|пересл|пересылка|转发|轉寄|továbbítás)\s*[:：]`)

// forwarded parts what a forward hands on from what its sender wrote above it.
func forwarded(m Message) (above, rest string, ok bool) {
	if m.Enclosed {
		return "", m.Text, true
	}
	return trim.Forward(m.Text, forwardSubject.Matches(m.Subject))
}

// understandForward reads no more than what stands above the mail that is handed
// on: what that says is nobody's answer.
func understandForward(above, rest string, c Context) Understanding {
	u := Understanding{Class: ClassReply, Open: questionIDs(c.Questions)}
	if above != "" {
		u = Text(above, c)
	}
	u.Forward, u.LeftOut = true, rest
	if len(c.Questions) > 0 && len(u.Answers)+len(u.Commands)+len(u.Problems) == 0 && u.Class == ClassReply {
		u.Problems = []string{speechFor(c.Locale).forwarded}
	}
	return u
}
