// Package bounce recognises reports about mails of ours, in their standard forms
// and in the many that follow none, and reads what became of the mail.
package bounce

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/autoreply"
	"github.com/rapport-engine/rapport/mail/understand/message"
)

// Report is what a delivery report says about one mail of ours.
type Report struct {
	Status    string // enhanced status code of RFC 3463, such as "5.1.1"
	ReplyCode string // SMTP reply code, such as "550"
	Reason    string // one word for the cause, such as "userunknown"
	Kind      Kind   // what follows for the address
	// Hard means that the address will never accept mail again as it is.
	Hard bool
	// OnItsWay says that nothing is wrong yet: the mail is late and tried again, or
	// it has arrived. Such a report is no bounce.
	OnItsWay bool
	// Recipient is the address that the mail could not be delivered to.
	Recipient string
	// OriginalMessageID is the Message-ID of the mail that came back.
	OriginalMessageID string
}

// Is recognises delivery reports: by structure (RFC 3464), by fields
// that only mail servers set, and for the half that follows no standard by who
// writes and what.
func Is(m message.Message, root *message.Part) bool {
	return isDeliveryReport(root) || amazonBounce.MatchString(m.Text) || readsAsBounce(m)
}

// IsComplaint recognises complaints about a mail of ours: RFC 5965 reports, and
// Amazon's JSON.
func IsComplaint(m message.Message, root *message.Part) bool {
	if root.Kind == "multipart/report" && strings.EqualFold(root.Params["report-type"], "feedback-report") {
		return true
	}
	return root.Find("message/feedback-report") != nil || amazonComplaint.MatchString(m.Text) ||
		root.Header.Has("x-hmxmroriginalrecipient") // Hotmail's own form before RFC 5965
}

func isDeliveryReport(root *message.Part) bool {
	if root.Kind == "multipart/report" && strings.EqualFold(root.Params["report-type"], "delivery-status") {
		return true
	}
	return root.Find("message/delivery-status", "message/global-delivery-status") != nil ||
		root.Header.Has("x-failed-recipients")
}

// maxOpening is how much of a mail is searched for what reports begin with.
const maxOpening = 4 << 10

// readsAsBounce weighs what a mail says against who sent it: the less a sender
// is known to be a program, the more the words must tell.
func readsAsBounce(m message.Message) bool {
	sender := m.FirstFrom().Name + " " + m.FirstFrom().Address
	opening := m.Text[:min(len(m.Text), maxOpening)]
	subject, text := bounceSubject.Matches(m.Subject), bounceOpening.Matches(opening)
	switch {
	case daemonName.Matches(sender):
		return subject || text || m.ReturnPath == "<>" || !autoreply.IsSubject(m.Subject) && len(m.InReplyTo) == 0
	case m.ReturnPath == "<>", daemonName.Matches(m.ReturnPath):
		return subject || text
	case postmasterName.Matches(sender):
		return (subject || text) && (!replySubject.Matches(m.Subject) || showsFailure(m, opening))
	default:
		return subject && text && !replySubject.Matches(m.Subject) && showsFailure(m, opening)
	}
}

// showsFailure reports whether a mail has what only a failed delivery leaves:
// a server's reply or the mail that came back. People write about deliveries,
// too.
func showsFailure(m message.Message, opening string) bool {
	return quotedReply(opening) != "" || returnedMail.Matches(m.Text) || listRefusal.Matches(opening)
}

// maxNotice is how much of a report's own words is read.
const maxNotice = 32 << 10

// Read gathers what a report says about one recipient.
func Read(m message.Message, root *message.Part) *Report {
	notice, original := partNotice(reportText(m, root))
	notice = strings.ToValidUTF8(notice[:min(len(notice), maxNotice)], "")
	f := readFailure(root, notice)
	status, code := f.status(), f.replyCode()
	e := evidence{
		status: status, code: code, diagnostic: f.diagnostic, notice: notice, action: f.action,
		subject: m.Subject, command: f.command(),
	}
	b := &Report{Status: status, ReplyCode: code, Reason: reasonFor(e), Recipient: f.recipient}
	b.Hard = isHard(b.Reason, status, code)
	if b.OnItsWay = f.onItsWay(m.Subject, b.Reason); !b.OnItsWay {
		b.Kind = kindOf(b.Reason, b.Hard, e)
	}
	b.OriginalMessageID = originalMessageID(root, original)
	return b
}

// Said is what a report says in words: its own, and those of the server that
// refused. The mail that came back is left out.
func Said(m message.Message, root *message.Part) string {
	notice, _ := partNotice(reportText(m, root))
	notice = strings.ToValidUTF8(notice[:min(len(notice), maxNotice)], "")
	return notice + "\n" + readFailure(root, notice).diagnostic
}

// reportText is the part of a report that people read; some servers send it
// as the second part, or only as HTML.
func reportText(m message.Message, root *message.Part) string {
	if m.Text != "" || len(root.Children) == 0 {
		return m.Text
	}
	return message.PlainText(root.Children)
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
func originalMessageID(root *message.Part, original string) string {
	id := ""
	root.Each(func(p *message.Part) bool {
		switch {
		case id != "" || p == root:
		case p.Kind == "text/rfc822-headers":
			h, _ := message.ReadHeader(p.Decoded(message.MaxHeader))
			id = h.MessageID("message-id")
		case p.Kind == "message/rfc822" && len(p.Children) > 0:
			id = p.Children[0].Header.MessageID("message-id")
		case p.Kind == "message/delivery-status":
			h, _ := message.ReadHeader(p.Decoded(message.MaxHeader))
			id = h.MessageID("x-original-message-id")
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
