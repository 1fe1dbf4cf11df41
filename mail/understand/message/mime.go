package message

import (
	"bytes"
	"fmt"
	"strings"
)

// Bounds of the walk. Real mail stays far below them; beyond them the walk
// stops and keeps what it has.
const (
	maxMail  = 35 << 20
	maxDepth = 20
	maxParts = 500
	// maxSniff is how far a boundary that is not declared is looked for.
	maxSniff = 16 << 10
)

// Part is a node of a mail's MIME tree. Its body is a slice of the raw mail,
// so a tree costs little memory however it is nested.
type Part struct {
	Header      Header
	Kind        string // media type in lower case
	Params      map[string]string
	disposition string
	filename    string
	body        []byte // still in its transfer encoding
	Children    []*Part
}

// walker builds a tree within bounds. Every level looks at every byte at most
// once, so the work is at most depth times size.
type walker struct {
	parts   int
	defects []string
}

func (w *walker) defect(format string, args ...any) {
	if len(w.defects) < 50 {
		w.defects = append(w.defects, fmt.Sprintf(format, args...))
	}
}

// read turns raw into a part with everything below it.
func (w *walker) read(raw []byte, fallback string, depth int) *Part {
	w.parts++
	h, body := ReadHeader(raw)
	return w.describe(h, body, fallback, depth)
}

// describe fills a part from its header and goes on below it.
func (w *walker) describe(h Header, body []byte, fallback string, depth int) *Part {
	if h.malformed > 0 {
		w.defect("skipped %d malformed header lines", h.malformed)
	}
	if h.cut {
		w.defect("read only the first part of a header block larger than %d bytes", MaxHeader)
	}
	p := &Part{Header: h, body: body}
	p.Kind, p.Params = parseParams(h.First("content-type"))
	if !strings.Contains(p.Kind, "/") {
		p.Kind = fallback
	}
	var disposition map[string]string
	p.disposition, disposition = parseParams(h.First("content-disposition"))
	p.filename = disposition["filename"]
	if p.filename == "" {
		p.filename = p.Params["name"]
	}
	if p.Kind == "text/plain" && saysMultipart(body) && sniffBoundary(body) != "" {
		p.Kind = "multipart/mixed"
	}
	w.descend(p, depth)
	return p
}

// saysMultipart reports whether a body opens with the words for programs that
// know no MIME: some gateways lose the header that says it better.
func saysMultipart(body []byte) bool {
	opening := bytes.ToLower(body[:min(len(body), 200)])
	return bytes.Contains(opening, []byte("this is a mime-encapsulated message")) ||
		bytes.Contains(opening, []byte("this is a multi-part message in mime format"))
}

// descend reads the parts of a multipart or the mail inside a mail.
func (w *walker) descend(p *Part, depth int) {
	composite := strings.HasPrefix(p.Kind, "multipart/") || p.Kind == "message/rfc822" || p.Kind == "message/global"
	switch {
	case !composite && !isCMS(p):
	case depth >= maxDepth:
		w.defect("stopped at %d levels of nested parts", maxDepth)
	case strings.HasPrefix(p.Kind, "multipart/"):
		w.split(p, depth)
	case !composite:
		w.open(p, depth)
	case w.parts < maxParts:
		p.Children = []*Part{w.read(p.Decoded(maxMail), "text/plain", depth+1)}
	}
}

// isCMS recognises S/MIME that hides what it signs, or encrypts it.
func isCMS(p *Part) bool {
	return p.Kind == "application/pkcs7-mime" || p.Kind == "application/x-pkcs7-mime" ||
		p.Kind == "application/octet-stream" && strings.HasSuffix(strings.ToLower(p.filename), ".p7m")
}

// open reads the mail inside S/MIME if it is only signed.
func (w *walker) open(p *Part, depth int) {
	kind, content := readCMS(p.Decoded(maxMail))
	switch {
	case kind == cmsSigned && w.parts < maxParts:
		p.Kind, p.filename, p.disposition = "multipart/signed", "", ""
		p.Children = []*Part{w.read(content, "text/plain", depth+1)}
	case kind == cmsEncrypted, strings.Contains(strings.ToLower(p.Params["smime-type"]), "enveloped"):
		p.Kind = "multipart/encrypted"
	}
}

// split reads the parts between boundaries. What a multipart without usable
// boundaries contains is taken as text.
func (w *walker) split(p *Part, depth int) {
	boundary := strings.TrimRight(p.Params["boundary"], " \t")
	if boundary == "" || !hasBoundary(p.body, boundary) {
		sniffed := sniffBoundary(p.body)
		if sniffed == "" {
			w.defect("read a multipart without boundaries as text")
			p.Kind = "text/plain"
			return
		}
		w.defect("guessed the boundary of a multipart")
		boundary = sniffed
	}
	fallback := "text/plain"
	if p.Kind == "multipart/digest" {
		fallback = "message/rfc822"
	}
	rest, closed := p.body, false
	_, rest, closed = cutBoundary(rest, boundary)
	for !closed && rest != nil {
		if w.parts >= maxParts {
			w.defect("stopped after %d parts", maxParts)
			return
		}
		var content []byte
		content, rest, closed = cutBoundary(rest, boundary)
		if len(bytes.TrimSpace(content)) > 0 {
			p.Children = append(p.Children, w.read(content, fallback, depth+1))
		}
	}
	if !closed {
		w.defect("a multipart has no closing boundary")
	}
}

// cutBoundary returns what stands before the next boundary line and what
// follows it; rest is nil when there is no such line. closed says that the
// boundary was the closing one.
func cutBoundary(b []byte, boundary string) (before, rest []byte, closed bool) {
	delimiter := []byte("--" + boundary)
	for at := 0; ; {
		i := bytes.Index(b[at:], delimiter)
		if i < 0 {
			return b, nil, false
		}
		start := at + i
		at = start + 1
		if start > 0 && b[start-1] != '\n' {
			continue
		}
		line, next := cutLine(b, start)
		tail := bytes.TrimRight(line[len(delimiter):], " \t\r")
		if len(tail) > 0 && !bytes.Equal(tail, []byte("--")) {
			continue
		}
		return trimLineEnd(b[:start]), b[next:], len(tail) > 0
	}
}

func hasBoundary(b []byte, boundary string) bool {
	_, rest, _ := cutBoundary(b, boundary)
	return rest != nil
}

// sniffBoundary finds the boundary of a multipart that does not say it: the
// first "--" line above something that looks like a part's header.
func sniffBoundary(b []byte) string {
	for at, lines := 0, 0; at < len(b) && lines < 200; lines++ {
		line, next := cutLine(b, at)
		if bytes.HasPrefix(line, []byte("--")) && len(line) > 2 && len(line) < 200 && aboveHeader(b, line, next) {
			return string(bytes.TrimRight(line[2:], " \t"))
		}
		at = next
	}
	return ""
}

// aboveHeader reports whether a boundary-like line stands above a part's header
// or, since a part may have none, stands in the body again.
func aboveHeader(b, line []byte, next int) bool {
	following, _ := cutLine(b, next)
	if bytes.HasPrefix(bytes.ToLower(following), []byte("content-")) {
		return true
	}
	return len(line) > 10 && bytes.Contains(b[next:min(len(b), next+maxSniff)], append([]byte("\n"), line...))
}

// trimLineEnd takes off the line end that belongs to the boundary below it.
func trimLineEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}

// Each calls f for a part and all parts below it, in order, until f says stop.
func (p *Part) Each(f func(*Part) (descend bool)) {
	if !f(p) {
		return
	}
	for _, child := range p.Children {
		child.Each(f)
	}
}

// Find returns the first part of one of the kinds, without looking into
// attached mails.
func (p *Part) Find(kinds ...string) *Part {
	var found *Part
	p.Each(func(q *Part) bool {
		for _, kind := range kinds {
			if found == nil && q.Kind == kind {
				found = q
			}
		}
		return found == nil && q.Kind != "message/rfc822"
	})
	return found
}

// Decoded returns a part's content with its transfer encoding undone, at most
// limit bytes of it.
func (p *Part) Decoded(limit int) []byte {
	encoding, _, _ := strings.Cut(p.Header.First("content-transfer-encoding"), ";")
	body := p.body
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		// Four characters carry three bytes; the factor leaves room for line ends.
		body = decodeBase64(body[:min(len(body), 2*limit)])
	case "quoted-printable":
		body = decodeQuotedPrintable(body[:min(len(body), 3*limit)])
	}
	return body[:min(len(body), limit)]
}

// text returns a text part in UTF-8 with LF line ends, capped like all text.
func (p *Part) text() (text string, guessed bool) {
	text, guessed = toUTF8(p.Params["charset"], p.Decoded(maxSource))
	return text, guessed
}

// maxSource is how much of a part is decoded to find its text. It exceeds
// maxText because HTML spends most of its bytes on looks.
const maxSource = 1 << 20
