package message

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// body is the text of a mail in its forms, and what came with it.
type body struct {
	text                  string
	typed, marked, inline string // of the HTML form
	attached              string // what attached texts say
	attachments           []Attachment
	tables                []Table
	enclosed              bool // the text is that of an enclosed mail
	encrypted             bool
}

// segment is a stretch of a mail's text in the forms that it was sent in.
type segment struct{ plain, html string }

// readBody puts together what a mail program would show to whom the writer,
// with these prefaces, sent the mail.
func readBody(root *Part, w *walker, prefaces []string) body {
	c := collector{walker: w}
	segments := c.collect(root, false)
	b := body{enclosed: c.inMail, encrypted: c.encrypted, attachments: c.attachments, tables: c.tables}
	b.attached = c.join(plainOf(c.spare))
	if len(segments) == 0 {
		segments = c.spare
	}
	if len(b.attachments) == 0 {
		b.attachments = c.pictures
	}
	b.attachments = b.attachments[:min(len(b.attachments), maxAttachments)]
	var text, typed, marked, inline []string
	hasHTML, hasInline := false, false
	for _, s := range segments {
		plain := strings.TrimSpace(s.plain)
		doc := renderHTML(s.html)
		best := plain
		// What is struck out is so in HTML only.
		if shown := doc.text(); shown != "" && (plain == "" || doc.struck || isPlaceholder(plain)) {
			best = shown
		}
		text = append(text, best)
		if s.html == "" {
			typed, inline = append(typed, plain), append(inline, plain)
			continue
		}
		hasHTML = true
		typed, marked = append(typed, doc.typed()), append(marked, doc.marked())
		told, found := doc.inline(s.html, prefaces)
		inline, hasInline = append(inline, told), hasInline || found
	}
	b.text = c.join(text)
	if hasHTML {
		b.typed, b.marked = c.join(typed), c.join(marked)
	}
	if hasInline {
		b.inline = c.join(inline)
	}
	b.encrypted = b.encrypted || armoured(b.text)
	return b
}

func plainOf(segments []segment) []string {
	texts := make([]string, len(segments))
	for i, s := range segments {
		texts[i] = s.plain
	}
	return texts
}

// armoured reports whether a text is an encrypted one (RFC 9580 section 6).
func armoured(text string) bool {
	return strings.HasPrefix(text, "-----BEGIN PGP MESSAGE-----") || strings.Contains(text, "\n-----BEGIN PGP MESSAGE-----\n")
}

// join puts segments together and caps them like all text.
func (w *walker) join(segments []string) string {
	text := strings.TrimSpace(strings.Join(segments, "\n"))
	if len(text) <= prose.MaxText {
		return text
	}
	w.defect("considered only the first %d bytes of text", prose.MaxText)
	return strings.ToValidUTF8(text[:prose.MaxText], "")
}

// collector gathers the inline text parts of a mail.
type collector struct {
	*walker
	spare       []segment // texts that look like attachments
	attachments []Attachment
	tables      []Table
	pictures    []Attachment // those that belong to the page
	size        int
	found       bool
	inMail      bool
	encrypted   bool
}

// collect returns the texts of one part; attached says that it is inside an
// attachment.
func (c *collector) collect(p *Part, attached bool) []segment {
	attached = attached || p.disposition == "attachment" || p.filename != "" && p.disposition != "inline"
	foreign := strings.HasPrefix(p.Kind, "text/x-")
	switch {
	case c.size > maxSource:
		return nil
	case encryptedKinds[p.Kind]:
		c.encrypted = true
		return nil
	case p.Kind == "multipart/alternative":
		return merged(c.multipart(p, attached))
	case strings.HasPrefix(p.Kind, "multipart/"):
		return c.multipart(p, attached)
	case p.Kind == "message/rfc822", p.Kind == "message/global":
		return c.enclosed(p)
	case p.Kind == "text/html" && !attached:
		c.found = true
		return []segment{{html: c.decode(p)}}
	case !isPlain(p.Kind) && !foreign && !isTextFile(p):
		c.attach(p, attached)
		return nil
	case attached, foreign, !isPlain(p.Kind):
		c.attach(p, attached)
		c.spare = append(c.spare, segment{plain: c.plainText(p)})
		return nil
	}
	c.found = true
	return []segment{{plain: c.plainText(p)}}
}

func isPlain(kind string) bool {
	switch kind {
	case "text/plain", "text", "text/enriched", "message/delivery-status", "message/feedback-report":
		return true
	}
	return false
}

// multipart reads all parts. A report's machine-readable parts are not its
// text.
func (c *collector) multipart(p *Part, attached bool) []segment {
	var segments []segment
	for i, child := range p.Children {
		if p.Kind == "multipart/report" && i > 0 {
			break
		}
		segments = append(segments, c.collect(child, attached)...)
	}
	return segments
}

// merged makes the parts of an alternative, which say the same, one segment.
func merged(segments []segment) []segment {
	var one segment
	for _, s := range segments {
		one.plain += s.plain
		one.html += s.html
	}
	if one == (segment{}) {
		return nil
	}
	return []segment{one}
}

// enclosed reads a forwarded mail when it is all there is.
func (c *collector) enclosed(p *Part) []segment {
	if c.found || len(p.Children) == 0 {
		return nil
	}
	c.inMail = true
	return c.collect(p.Children[0], false)
}

// PlainText joins the plain texts of some parts.
func PlainText(parts []*Part) string {
	c := collector{walker: &walker{}}
	var texts []string
	for _, p := range parts {
		for _, s := range c.collect(p, false) {
			texts = append(texts, s.plain)
		}
	}
	return strings.Join(texts, "\n")
}

func (c *collector) decode(p *Part) string {
	text, guessed := p.text()
	if guessed {
		c.defect("guessed the charset of a text part labelled %.40q", p.Params["charset"])
	}
	c.size += len(text)
	return text
}

func (c *collector) plainText(p *Part) string {
	text := c.decode(p)
	if strings.EqualFold(p.Params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(p.Params["delsp"], "yes"))
	}
	if isSheet(p) {
		text = sheetText(text)
	}
	return prose.Normalise(text)
}

// placeholder is what programs put into the plain part when they have no text
// form of the mail.
var placeholder = prose.Lazily(`(?i)^[\s*<\[(-]*(?:` +
	`(?:this|the) (?:e-?mail|message|mail) (?:is|was|has been)?\s*(?:sent |formatted |written |composed )?(?:in |an? )?html|` +
	`(?:your|the) (?:e-?mail |mail )?(?:client|program|reader|application)[^.]{0,40}(?:does not|doesn't|` +
	`cannot|can't|not) (?:support|display|show|able|read|view)[^.]{0,40}html|` +
	`(?:please )?(?:view|open|read) (?:this )?(?:e-?mail|message|mail) (?:in|with|using) (?:an? )?html|` +
	`(?:please )?(?:switch to|enable|use|turn on) (?:the )?html|html (?:only|message|content|version)|` +
	`no (?:plain[- ]?)?text (?:version|part|content)|` +
	`(?:это|данное) (?:письмо|сообщение)[^.]{0,40}html|` +
	`(?:ваш|ваша) (?:почтов\S+ )?(?:клиент|программа)[^.]{0,40}не поддержива[^.]{0,40}html` +
	`)`)

// isPlaceholder reports whether a short plain part only points to the HTML one.
func isPlaceholder(text string) bool { return len(text) < 400 && placeholder.Matches(text) }
