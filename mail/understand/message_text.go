package understand

import (
	"regexp"
	"strings"
)

// body is the text of a mail in its three forms.
type body struct {
	text          string
	typed, marked string // of the HTML form
}

// readBody chooses what a mail program would show.
func readBody(root *part, w *walker) body {
	c := collector{walker: w}
	c.collect(root, false)
	plain := strings.TrimSpace(capText(strings.Join(c.plain, "\n"), w))
	var b body
	if len(c.html) > 0 {
		doc := renderHTML(strings.Join(c.html, "\n"))
		b = body{text: doc.text(), typed: doc.typed(), marked: doc.marked()}
	}
	if plain != "" && !isPlaceholder(plain) || b.text == "" {
		b.text = plain
	}
	return b
}

// collector gathers the inline text parts of a mail.
type collector struct {
	*walker
	plain, html []string
	size        int
}

// collect looks at one part; attached says that it is inside an attachment.
func (c *collector) collect(p *part, attached bool) {
	attached = attached || p.disposition == "attachment" || p.filename != "" && p.disposition != "inline"
	switch {
	case c.size > maxSource:
	case strings.HasPrefix(p.kind, "multipart/"):
		c.multipart(p, attached)
	case p.kind == "message/rfc822", p.kind == "message/global":
		c.enclosed(p)
	case attached:
	case p.kind == "text/html":
		c.html = append(c.html, c.decode(p))
	case p.kind == "text/plain", p.kind == "text", p.kind == "text/enriched", p.kind == "message/delivery-status",
		p.kind == "message/feedback-report":
		c.plain = append(c.plain, c.plainText(p))
	}
}

// multipart reads all parts of a mixed one and, for the parts that say the
// same, every form of it. A report's machine-readable parts are not its text.
func (c *collector) multipart(p *part, attached bool) {
	for i, child := range p.children {
		if p.kind == "multipart/report" && i > 0 {
			break
		}
		c.collect(child, attached)
	}
}

// enclosed reads a forwarded mail when it is all there is.
func (c *collector) enclosed(p *part) {
	if len(c.plain) == 0 && len(c.html) == 0 && len(p.children) > 0 {
		c.collect(p.children[0], false)
	}
}

func (c *collector) decode(p *part) string {
	text, guessed := p.text()
	if guessed {
		c.defect("guessed the charset of a text part labelled %.40q", p.params["charset"])
	}
	c.size += len(text)
	return text
}

func (c *collector) plainText(p *part) string {
	text := c.decode(p)
	if strings.EqualFold(p.params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(p.params["delsp"], "yes"))
	}
	return normalise(text)
}

func capText(text string, w *walker) string {
	if len(text) <= maxText {
		return text
	}
	w.defect("considered only the first %d bytes of text", maxText)
	return strings.ToValidUTF8(text[:maxText], "")
}

// placeholder is what programs put into the plain part when they have no text
// form of the mail.
var placeholder = regexp.MustCompile(`(?i)^[\s*<\[(-]*(?:` +
	`(?:this|the) (?:e-?mail|message|mail) (?:is|was|has been)?\s*(?:sent |formatted |written |composed )?(?:in |an? )?html|` +
	`(?:your|the) (?:e-?mail |mail )?(?:client|program|reader|application)[^.]{0,40}(?:does not|doesn't|cannot|can't|not) (?:support|display|show|able|read|view)[^.]{0,40}html|` +
	`(?:please )?(?:view|open|read) (?:this )?(?:e-?mail|message|mail) (?:in|with|using) (?:an? )?html|` +
	`(?:please )?(?:switch to|enable|use|turn on) (?:the )?html|html (?:only|message|content|version)|` +
	`no (?:plain[- ]?)?text (?:version|part|content)|` +
	`(?:это|данное) (?:письмо|сообщение)[^.]{0,40}html|` +
	`(?:ваш|ваша) (?:почтов\S+ )?(?:клиент|программа)[^.]{0,40}не поддержива[^.]{0,40}html` +
	`)`)

// isPlaceholder reports whether a short plain part only points to the HTML one.
func isPlaceholder(text string) bool { return len(text) < 400 && placeholder.MatchString(text) }
