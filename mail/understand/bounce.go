package understand

import (
	"regexp"
	"strings"
)

// isBounce recognises delivery reports: by structure (RFC 3464), by fields
// that only mail servers set, and for the half that follows no standard by who
// writes and what.
func isBounce(m Message, root *part) bool {
	return isDeliveryReport(root) || amazonBounce.MatchString(m.Text) || readsAsBounce(m)
}

func isDeliveryReport(root *part) bool {
	if root.kind == "multipart/report" && strings.EqualFold(root.params["report-type"], "delivery-status") {
		return true
	}
	return root.find("message/delivery-status", "message/global-delivery-status") != nil ||
		root.header.has("x-failed-recipients")
}

// maxOpening is how much of a mail is searched for what reports begin with.
const maxOpening = 4 << 10

// readsAsBounce weighs what a mail says against who sent it: the less a sender
// is known to be a program, the more the words must tell.
func readsAsBounce(m Message) bool {
	sender := firstOf(m.From).Name + " " + firstOf(m.From).Address
	opening := m.Text[:min(len(m.Text), maxOpening)]
	subject, text := bounceSubject.matches(m.Subject), bounceOpening.matches(opening)
	switch {
	case daemonName.matches(sender):
		return subject || text || m.ReturnPath == "<>" || !isAutoReplySubject(m.Subject) && len(m.InReplyTo) == 0
	case m.ReturnPath == "<>", daemonName.matches(m.ReturnPath):
		return subject || text
	case postmasterName.matches(sender):
		return (subject || text) && (!replySubject.matches(m.Subject) || showsFailure(m, opening))
	default:
		return subject && text && !replySubject.matches(m.Subject) && showsFailure(m, opening)
	}
}

// showsFailure reports whether a mail has what only a failed delivery leaves:
// a server's reply or the mail that came back. People write about deliveries,
// too.
func showsFailure(m Message, opening string) bool {
	return quotedReply(opening) != "" || returnedMail.matches(m.Text) || listRefusal.matches(opening)
}

// maxNotice is how much of a report's own words is read.
const maxNotice = 32 << 10

// readBounce gathers what a report says about one recipient.
func readBounce(m Message, root *part) *Bounce {
	notice, original := partNotice(reportText(m, root))
	notice = strings.ToValidUTF8(notice[:min(len(notice), maxNotice)], "")
	f := readFailure(root, notice)
	status, code := f.status(), f.replyCode()
	reason := reasonFor(evidence{
		status: status, code: code, diagnostic: f.diagnostic, notice: notice, action: f.action,
		subject: m.Subject, command: f.command(),
	})
	b := &Bounce{Status: status, ReplyCode: code, Reason: reason, Recipient: f.recipient}
	b.Hard = isHard(reason, status, code)
	b.OriginalMessageID = originalMessageID(root, original)
	return b
}

// reportText is the part of a report that people read; some servers send it
// as the second part, or only as HTML.
func reportText(m Message, root *part) string {
	if m.Text != "" || len(root.children) == 0 {
		return m.Text
	}
	c := collector{walker: &walker{}}
	var texts []string
	for _, child := range root.children {
		for _, s := range c.collect(child, false) {
			texts = append(texts, s.plain)
		}
	}
	return strings.Join(texts, "\n")
}

// partNotice parts a report's text from the mail that it returns.
func partNotice(text string) (notice, original string) {
	at := returnedMail().FindStringIndex(text)
	if at == nil {
		return text, ""
	}
	if strings.TrimSpace(text[:at[0]]) == "" {
		return text, text
	}
	return text[:at[0]], text[at[0]:]
}

var messageIDLine = regexp.MustCompile(`(?im)^\s*message-id:\s*<?([^<>\s]+@[^<>\s]+)>?`)

// originalMessageID finds the Message-ID of the mail that came back.
func originalMessageID(root *part, original string) string {
	id := ""
	root.each(func(p *part) bool {
		switch {
		case id != "" || p == root:
		case p.kind == "text/rfc822-headers":
			h, _ := readHeader(p.decoded(maxHeader))
			id = firstOf(messageIDs(h.all("message-id")))
		case p.kind == "message/rfc822" && len(p.children) > 0:
			id = firstOf(messageIDs(p.children[0].header.all("message-id")))
		case p.kind == "message/delivery-status":
			h, _ := readHeader(p.decoded(maxHeader))
			id = firstOf(messageIDs(h.all("x-original-message-id")))
		}
		return id == ""
	})
	if id == "" {
		if m := messageIDLine.FindStringSubmatch(original); m != nil {
			id = m[1]
		}
	}
	return id
}
