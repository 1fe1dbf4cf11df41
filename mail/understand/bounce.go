package understand

import (
	"regexp"
	"strings"
)

// isBounce recognises delivery reports: by structure (RFC 3464), by fields
// that only mail servers set, and for the half that follows no standard by who
// writes and what.
func isBounce(m Message, root *part) bool {
	h := root.header
	if root.find("message/delivery-status", "message/global-delivery-status") != nil || h.has("x-failed-recipients") {
		return true
	}
	if root.kind == "multipart/report" && strings.EqualFold(root.params["report-type"], "delivery-status") {
		return true
	}
	if amazonBounce.MatchString(m.Text) {
		return true
	}
	sender := firstOf(m.From).Name + " " + firstOf(m.From).Address
	words := bounceSubject.MatchString(m.Subject)
	text := bounceOpening.MatchString(m.Text[:min(len(m.Text), 4<<10)])
	switch {
	case daemonName.MatchString(sender):
		return words || text || m.ReturnPath == "<>" || !isAutoReplySubject(m.Subject) && len(m.InReplyTo) == 0
	case postmasterName.MatchString(sender):
		return words || text
	case m.ReturnPath == "<>", daemonName.MatchString(m.ReturnPath):
		return words || text
	}
	return words && text && !isReplySubject(m.Subject)
}

var (
	daemonName     = regexp.MustCompile(`(?i)mailer[-_. ]?daemon|mail delivery (?:sub)?system|mail delivery service|mdaemon|mail[-_]?daemon|mail administrator|mail\.daemon|почтовый демон`)
	postmasterName = regexp.MustCompile(`(?i)\bpost[-_ ]?master\b|internet mail delivery|mail ?system|system administrator|системный администратор|администратор почты|\bdelivery\b|microsoft exchange|microsoft outlook|\bmmsc\b|mail ?server|\bsystem\b`)
	replySubject   = regexp.MustCompile(`(?i)^\s*(?:re|aw|sv|antw|отв|ответ|fwd?|пересл\S*)\s*(?:\[\d+\])?\s*:`)
)

func isReplySubject(subject string) bool { return replySubject.MatchString(subject) }

// bounceSubject is how reports are titled.
var bounceSubject = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`undeliver(?:ed|able)`, `non[- ]?deliver(?:y|able|ed)`, `delivery (?:status )?(?:notification|report|failure|failed|problem|error|delay|unsuccessful|incomplete)`,
	`(?:mail|message|e-?mail) (?:delivery|system|could not|couldn'?t|can(?:no|')t|not|was not|undeliver|return|fail|error)`,
	`return(?:ed|ing)? (?:mail|message|to sender|e-?mail)`, `fail(?:ed|ure) (?:notice|notification|delivery|mail|to deliver|message)`, `failure notice`, `(?:mail|message|delivery) failure`,
	`could not (?:be )?(?:send|sent|deliver)`, `not (?:be )?delivered`, `unable to deliver`, `(?:message|mail|delivery|e-?mail) (?:delayed|delivery)`, `(?:message|mail|delivery) status`,
	`rejected|user unknown|unknown user|mailbox (?:is )?full|over quota|bounce[sd]?\b|warning: (?:could not|message)|dsn\b|is not (?:a )?(?:member|subscriber)|are not member|ndn:|ndr\b|postmaster notify`,
	`недоставлен|не ?доставлен|о недоставке|не может быть доставлен|невозможно доставить|доставк\S* (?:не|сообщени|письм)|возвра(?:т|щ)\S* (?:письм|сообщ|почт)|отчет о доставке|состояни\S+ доставки`,
	`unzustellbar|zustell(?:ung|fehler)|nicht zugestellt|échec (?:de )?(?:la )?(?:remise|livraison)|non remis|no se puede entregar|no entregado|mancata consegna|não (?:foi )?entregue|配信|送信失敗|送達|退信|未送达`,
}, "|"))

// bounceOpening is what reports say before the returned mail.
var bounceOpening = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`(?:could not|couldn'?t|cannot|can'?t|can not|was not|wasn'?t|not been|not be|unable to be|failed to be|has not|hasn'?t been) (?:be |yet )?(?:successfully )?(?:deliver|sent\b|reach)`,
	`unable to (?:deliver|send|relay)`, `undeliver(?:able|ed)`, `delivery (?:to the following|has failed|failed|failure|attempt|to these|error|is delayed|status|not)`, `did not reach`, `not reach the following`,
	`(?:following|your|the) (?:\S+ )?(?:address(?:es)?|recipients?|message|mail|e-?mail)(?:\(?e?s\)?)?[^.\n]{0,60}(?:fail|reject|return|bounc|undeliver|delay|not deliver|had (?:permanent|delivery|transient))`,
	`transcript of session`, `qmail-send program`, `permanent(?: fatal)? (?:error|failure)`, `message (?:header|returned|delivery)`, `reason (?:for|of) (?:the )?(?:failure|return)`, `failure reasons?`,
	`(?:user|host|domain|recipient|mailbox|address) (?:is )?(?:unknown|not found|unavailable|full)`, `unknown (?:user|host|recipient|address)`, `over(?: its)? quota`, `mailbox (?:is )?full`, `smtp (?:error|reply|server)`,
	`returned (?:mail|message|to sender)`, `rejected (?:by|for|because|as)`, `not a member`, `errors? (?:occurred|while|in)`, `mail (?:system )?error`, `diagnostic`, `\b5\d\d[ -]#?5\.\d\.\d`, `does not exist`, `no such user`,
	`не (?:было|был|была|может быть|удалось|удаётся|удается)\s+(?:\S+\s+)?достав`, `недоставлен|не доставлен|невозможно доставить|доставить (?:письмо|сообщение)|почтовый ящик \S* ?(?:не существует|переполнен|не найден)`,
	`nicht (?:\S+ )?(?:zugestellt|ausgeliefert|erreicht)`, `zustellung`, `n'a pas pu être`, `no se pudo entregar`, `配信できません|送信できません|届けられません|配送`,
}, "|"))

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

// returnedMail is where a report without MIME structure begins to show the
// mail that came back.
var returnedMail = regexp.MustCompile(`(?im)^[ \t]*(?:` + strings.Join([]string{
	`[-=*_+>]{2,}[- ]*(?:\S+ ){0,3}(?:this is a copy of|below this line is|(?:your |the )?(?:original|unsent|returned|undelivered|failed|rejected) (?:message|mail|headers?|text)|message (?:header|text|body|follows)|copy of|the header|header of)[^\n]*`,
	`(?:the )?(?:original|returned|unsent|undelivered) (?:message|mail)(?: headers?| text)?(?: follows| was| is included below| below)?[.: ]*$`,
	`original message (?:headers?|follows)[^\n]*`, `(?:your|the) (?:original )?message (?:headers?|follows|reads?|was as follows)[^\n]{0,30}:?\s*$`,
	`a copy of (?:your|the) (?:original )?message[^\n]*`, `исходн\S+ (?:сообщени|письм|заголов)[^\n]*`, `(?:заголов|копия|текст)\S* (?:исходн|вашего|письм|сообщени)[^\n]*`,
	`return-path:[^\n]*`, `received: (?:from|by|\(qmail)[^\n]*`,
}, "|") + `)`)

// partNotice parts a report's text from the mail that it returns.
func partNotice(text string) (notice, original string) {
	at := returnedMail.FindStringIndex(text)
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
