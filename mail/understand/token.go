package understand

import (
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/mail/understand/message"
)

// TokenCandidates lists the tokens found in a mail, without repeats, the most
// reliable first: recipient addresses, thread headers, a returned original,
// other headers, the text. They are in lower case and unverified.
func (m Message) TokenCandidates() []string { return append([]string(nil), m.tokens...) }

// maxTokens bounds the candidates: each costs its caller a signature check.
const maxTokens = 20

// findTokens looks where a token survives, in the order of trust.
func findTokens(m Message, root *message.Part) []string {
	var places []string
	for _, a := range append(append(append([]message.Address{}, m.DeliveredTo...), m.To...), m.Cc...) {
		places = append(places, a.Address)
	}
	places = append(places, m.References...)
	places = append(places, m.InReplyTo...)
	places = append(places, m.MessageID, m.ReturnPath)
	if m.Bounce != nil || m.Class == ClassFeedback {
		places = append(places, originalPlaces(root)...)
	}
	places = append(places, root.Header.Values()...)
	places = append(places, m.Subject, m.Text, m.HTMLNew, m.HTMLQuoted)
	return distinctTokens(places)
}

// originalPlaces lists where a report shows the mail that it is about.
func originalPlaces(root *message.Part) []string {
	var places []string
	root.Each(func(p *message.Part) bool {
		switch {
		case p == root:
		case p.Kind == "message/delivery-status", p.Kind == "message/feedback-report", p.Kind == "text/rfc822-headers":
			places = append(places, string(p.Decoded(message.MaxHeader)))
		}
		if p != root {
			for _, name := range []string{"reply-to", "message-id", "references", "return-path", "from"} {
				places = append(places, p.Header.All(name)...)
			}
		}
		return true
	})
	return places
}

func distinctTokens(places []string) []string {
	var found []string
	seen := map[string]bool{}
	for _, place := range places {
		for _, t := range token.Find(place) {
			if !seen[t] && len(found) < maxTokens {
				seen[t] = true
				found = append(found, t)
			}
		}
	}
	return found
}
