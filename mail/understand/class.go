package understand

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/autoreply"
	"github.com/rapport-engine/rapport/mail/understand/bounce"
	"github.com/rapport-engine/rapport/mail/understand/message"
)

// classify says what kind of mail a message is. Reports are recognised by
// their structure first and by their words last; X-Auto-Response-Suppress is
// no evidence, because ordinary Exchange mail carries it.
func classify(m message.Message, root *message.Part) (Class, *bounce.Report) {
	h := root.Header
	switch {
	case bounce.IsComplaint(m, root):
		return ClassFeedback, nil
	case autoreply.IsReceipt(root):
		return ClassAutoReply, nil
	case bounce.Is(m, root):
		report := bounce.Read(m, root)
		if report.OnItsWay {
			return ClassDelivery, report
		}
		return ClassBounce, report
	case m.Loop != "", isBulk(h):
		return bulkOrAutoReply(h), nil
	case autoreply.Is(m, h):
		return ClassAutoReply, nil
	case isMachine(m, h), m.Text == "" && m.HTMLNew == "" && len(m.Attachments) == 0 && !m.Encrypted:
		return ClassOther, nil
	}
	return ClassReply, nil
}

// isListed reports whether the fields of a list or a mass sender are all that
// keeps a mail from being a person's reply. Lists put them on whatever passes
// through, also on what somebody writes in a thread that a group address stands
// in.
func isListed(m message.Message, h message.Header) bool {
	return m.Loop == "" && isBulk(h) && !autoreply.Is(m, h) && !isMachine(m, h) && (m.Text != "" || m.HTMLNew != "")
}

// isBulk recognises mail of lists and mass senders. A filter's answer often
// says "bulk" as well; bulkOrAutoReply parts the two.
func isBulk(h message.Header) bool {
	for _, value := range h.All("precedence", "x-precedence") {
		switch strings.ToLower(strings.TrimSpace(value)) {
		case "bulk", "junk", "list":
			return true
		}
	}
	return h.Has("list-id") || h.Has("list-unsubscribe") || h.Has("mailing-list")
}

func bulkOrAutoReply(h message.Header) Class {
	if autoreply.HasField(h) || autoreply.IsSubject(h.Text("subject")) {
		return ClassAutoReply
	}
	return ClassOther
}

// isMachine recognises senders that no person is behind. A loop field only
// counts outside a thread: forwarders put it on a person's reply, too.
func isMachine(m message.Message, h message.Header) bool {
	if h.Has("x-loop") && len(m.InReplyTo) == 0 && len(m.References) == 0 {
		return true
	}
	local, _, _ := strings.Cut(m.FirstFrom().Address, "@")
	return machineName.MatchString(local)
}

var machineName = regexp.MustCompile(`(?i)^(?:no|do[-_.]?not|not)[-_.]?reply|^(?:notification|autoreply|bounce)s?$`)
