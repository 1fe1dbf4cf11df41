package bounce

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/message"
)

// failure is what a report says about one recipient, in its own words.
type failure struct {
	recipient  string
	action     string // of RFC 3464, or "" when the report has none
	stated     string // the Status field
	diagnostic string // the words of the server that refused, or "" if not set apart
	notice     string // the whole text for people
}

// readFailure reads the machine-readable part if there is one, and the text
// where it says nothing.
func readFailure(root *message.Part, notice string) failure {
	f := failure{notice: notice}
	if report := statusPart(root); report != nil {
		f = worstOf(readStatusGroups(report.Decoded(message.MaxHeader)), f)
	}
	if bounced, ok := readAmazon(notice); ok {
		f = bounced
	}
	if f.recipient == "" {
		f.recipient = failedRecipient(root, notice)
	}
	f.recipient = strings.TrimRight(f.recipient, ".")
	if f.diagnostic == "" {
		f.diagnostic = quotedReply(notice)
	}
	return f
}

// statusPart returns the machine-readable part of a report, or that of the
// report which a gateway wrapped into its own.
func statusPart(root *message.Part) *message.Part {
	if own := root.Find("message/delivery-status", "message/global-delivery-status"); own != nil {
		return own
	}
	var wrapped *message.Part
	root.Each(func(p *message.Part) bool {
		if wrapped == nil && p.Kind == "message/delivery-status" {
			wrapped = p
		}
		return wrapped == nil
	})
	return wrapped
}

// quotedReply returns the refusing server's reply that a text quotes, from its
// code to the end of the paragraph.
func quotedReply(notice string) string {
	for _, form := range []*regexp.Regexp{codeWithStatus, codeInPlace()} {
		at := form.FindStringSubmatchIndex(notice)
		if at == nil {
			continue
		}
		reply, _, _ := strings.Cut(notice[at[2]:], "\n\n")
		return reply[:min(len(reply), 2<<10)]
	}
	return ""
}

// maxRecipients is how many recipients of one report are read.
const maxRecipients = 500

// readStatusGroups reads the groups of fields of a delivery status, one for
// each recipient.
func readStatusGroups(b []byte) []failure {
	var found []failure
	b = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	for group := range bytes.SplitSeq(b, []byte("\n\n")) {
		if len(found) >= maxRecipients {
			break
		}
		h := message.ReadFields(bytes.TrimLeft(group, "\n"))
		f := failure{
			recipient:  typedValue(h.All("final-recipient", "original-recipient", "x-actual-recipient")),
			action:     strings.ToLower(firstWord(h.First("action"))),
			stated:     statusCode.FindString(h.First("status")),
			diagnostic: diagnosticOf(h),
		}
		if f.recipient != "" || f.action != "" || f.stated != "" {
			found = append(found, f)
		}
	}
	return found
}

// worstOf chooses the recipient that the mail is surely lost for.
func worstOf(found []failure, otherwise failure) failure {
	for _, f := range found {
		if f.action == "failed" {
			f.notice = otherwise.notice
			return f
		}
	}
	if len(found) == 0 {
		return otherwise
	}
	found[0].notice = otherwise.notice
	return found[0]
}

// onItsWay reports whether a report is about a mail that may arrive yet. Where no
// field says so, its words must: a server that gives up says "delayed", too.
func (f failure) onItsWay(subject, reason string) bool {
	switch f.action {
	case "delayed":
		return true
	case "failed":
		return false
	}
	if reason == "delivered" {
		return true
	}
	return f.action == "" && (delaySubject.Matches(subject) || delayOpening.Matches(f.notice[:min(len(f.notice), maxOpening)])) &&
		!gaveUp.Matches(f.notice)
}

// typedValue takes the type off "rfc822; lars@fjordmail.example".
func typedValue(values []string) string {
	for _, value := range values {
		if found := message.FindAddress(value); found != "" {
			return found
		}
	}
	return ""
}

// diagnosticOf returns the refusing server's words. Some servers put them
// into Status or into a field of their own.
func diagnosticOf(h message.Header) string {
	value := h.First("diagnostic-code")
	if kind, text, ok := strings.Cut(value, ";"); ok && !strings.Contains(strings.TrimSpace(kind), " ") {
		value = text
	}
	parts := []string{message.DecodeWords(strings.TrimSpace(value))}
	for _, name := range []string{"status", "x-supplementary-info", "x-display-name-error", "x-error-reason"} {
		if text := h.First(name); strings.ContainsAny(text, " (") {
			parts = append(parts, text)
		}
	}
	text := strings.TrimSpace(strings.Join(parts, " "))
	if m := relayedReply.FindStringSubmatch(text); m != nil {
		return m[1] + " " + m[2]
	}
	return text
}

// relayedReply is the form in which Amazon SES wraps a reply into words of its
// own, which only guess at it: "5.1.0 - Unknown address error 550-'...'".
var relayedReply = regexp.MustCompile(`^\d\.\d\.\d - .*?([45]\d\d)[- ]'(.*)'`)

func firstWord(s string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return word
}

var (
	ownLine  = prose.Lazily(`(?m)^[ \t>*]*<?([^\s<>@"',;:()]+@[^\s<>@"',;:()]+\.[^\s<>@"',;:()]+)>?[ \t]*(?:$|[:.(,;-]|\n)`)
	toldLine = prose.Lazily(`(?i)(?:rcpt to|recipient(?:'s address)?(?:\(s\))?|to|for|address|` +
		`deliver\w* to|получател\S*|адрес\S*)\s*:?\s*<?([^\s<>@"',;:()]+@[^\s<>@"',;:()]+\.[^\s<>@"',;:()]+)`)
	inBrackets = regexp.MustCompile(`<([^\s<>@]+@[^\s<>@]+)>`)
)

// failedRecipient finds the address in a report without a status part: in the
// field that Exim and Gmail set, on a line of its own, behind a word such as
// "recipient", or else wherever one stands.
func failedRecipient(root *message.Part, notice string) string {
	if value := root.Header.First("x-failed-recipients"); value != "" {
		return message.FindAddress(value)
	}
	for _, form := range []*regexp.Regexp{ownLine(), toldLine(), inBrackets} {
		if m := form.FindStringSubmatch(notice); m != nil {
			return m[1]
		}
	}
	return message.FindAddress(notice)
}

var smtpCommand = prose.Lazily(`(?i)\b(?:after|in reply to|response to|during|in response to|>>>|` +
	`at)\s+(?:end of )?(?:the )?(RCPT|DATA|MAIL|EHLO|HELO|CONN|STARTTLS)|[(\[](?:in reply to )?(RCPT[ _]TO|` +
	`DATA|MAIL[ _]FROM|end of DATA)`)

// command returns the SMTP command that was refused, or "".
func (f failure) command() string {
	m := smtpCommand().FindStringSubmatch(f.diagnostic + "\n" + f.notice)
	if m == nil {
		return ""
	}
	name := strings.ToUpper(m[1] + m[2])
	switch {
	case strings.HasPrefix(name, "RCPT"):
		return "RCPT"
	case strings.HasPrefix(name, "MAIL"):
		return "MAIL"
	case strings.HasSuffix(name, "DATA"):
		return "DATA"
	}
	return name
}
