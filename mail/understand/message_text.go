package understand

import "strings"

// body is the text of a mail in its three forms.
type body struct {
	text          string
	typed, marked string // of the HTML form
}

// segment is a stretch of a mail's text in the forms that it was sent in.
type segment struct{ plain, html string }

// readBody puts together what a mail program would show.
func readBody(root *part, w *walker) body {
	c := collector{walker: w}
	segments := c.collect(root, false)
	if len(segments) == 0 {
		segments = c.spare
	}
	var text, typed, marked []string
	hasHTML := false
	for _, s := range segments {
		plain := strings.TrimSpace(s.plain)
		doc := renderHTML(s.html)
		best := plain
		if shown := doc.text(); shown != "" && (plain == "" || isPlaceholder(plain)) {
			best = shown
		}
		text = append(text, best)
		if s.html == "" {
			typed = append(typed, plain)
			continue
		}
		hasHTML = true
		typed, marked = append(typed, doc.typed()), append(marked, doc.marked())
	}
	b := body{text: c.join(text)}
	if hasHTML {
		b.typed, b.marked = c.join(typed), c.join(marked)
	}
	return b
}

// join puts segments together and caps them like all text.
func (w *walker) join(segments []string) string {
	text := strings.TrimSpace(strings.Join(segments, "\n"))
	if len(text) <= maxText {
		return text
	}
	w.defect("considered only the first %d bytes of text", maxText)
	return strings.ToValidUTF8(text[:maxText], "")
}

// collector gathers the inline text parts of a mail.
type collector struct {
	*walker
	spare []segment // texts that look like attachments
	size  int
	found bool
}

// collect returns the texts of one part; attached says that it is inside an
// attachment.
func (c *collector) collect(p *part, attached bool) []segment {
	attached = attached || p.disposition == "attachment" || p.filename != "" && p.disposition != "inline"
	foreign := strings.HasPrefix(p.kind, "text/x-")
	switch {
	case c.size > maxSource:
		return nil
	case p.kind == "multipart/alternative":
		return merged(c.multipart(p, attached))
	case strings.HasPrefix(p.kind, "multipart/"):
		return c.multipart(p, attached)
	case p.kind == "message/rfc822", p.kind == "message/global":
		return c.enclosed(p)
	case p.kind == "text/html" && !attached:
		c.found = true
		return []segment{{html: c.decode(p)}}
	case !isPlain(p.kind) && !foreign:
		return nil
	case attached, foreign:
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
func (c *collector) multipart(p *part, attached bool) []segment {
	var segments []segment
	for i, child := range p.children {
		if p.kind == "multipart/report" && i > 0 {
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
func (c *collector) enclosed(p *part) []segment {
	if c.found || len(p.children) == 0 {
		return nil
	}
	return c.collect(p.children[0], false)
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

// placeholder is what programs put into the plain part when they have no text
// form of the mail.
var placeholder = lazily(`(?i)^[\s*<\[(-]*(?:` +
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
func isPlaceholder(text string) bool { return len(text) < 400 && placeholder.matches(text) }
