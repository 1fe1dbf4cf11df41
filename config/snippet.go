package config

import (
	"bytes"
	"unicode/utf8"
)

// snippetBytes bounds a quoted line: a file may be one line of megabytes.
const snippetBytes = 160

// Snippet quotes the first line of a finding's subject.
type Snippet struct {
	// Context names the block around the subject, such as `goal "revenue"`.
	Context string `json:"context,omitempty"`
	// Code is the line, shortened around the subject when it is very long.
	Code      string `json:"code"`
	StartLine int    `json:"start_line"`
	// HighlightStart and HighlightEnd are byte offsets into Code.
	HighlightStart int `json:"highlight_start"`
	HighlightEnd   int `json:"highlight_end"`
}

func snippet(src []byte, where place) *Snippet {
	start, end := where.at.Start.Byte, where.at.End.Byte
	if where.at.Filename == "" || len(src) == 0 || start < 0 || start > len(src) || end < start {
		return nil
	}
	lineStart := bytes.LastIndexByte(src[:start], '\n') + 1
	lineEnd := len(src)
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		lineEnd = start + i
	}
	lineStart, lineEnd = shorten(src, lineStart, lineEnd, start)
	code := bytes.TrimRight(src[lineStart:lineEnd], "\r")
	s := &Snippet{
		Code:           string(bytes.ToValidUTF8(code, []byte("?"))),
		StartLine:      where.at.Start.Line,
		HighlightStart: min(start-lineStart, len(code)),
		HighlightEnd:   min(end-lineStart, len(code)),
	}
	if where.in != nil {
		s.Context = where.in.String()
	}
	if where.hide {
		s.hide()
	}
	return s
}

// hide replaces the subject and what follows it on the line.
func (s *Snippet) hide() {
	const mask = "(hidden)"
	s.Code = s.Code[:s.HighlightStart] + mask
	s.HighlightEnd = s.HighlightStart + len(mask)
}

// shorten narrows a line to a window that begins a little before the subject
// and never cuts a character.
func shorten(src []byte, from, to, subject int) (start, end int) {
	if to-from <= snippetBytes {
		return from, to
	}
	start = max(from, subject-snippetBytes/2)
	end = min(to, start+snippetBytes)
	for start < subject && !utf8.RuneStart(src[start]) {
		start++
	}
	for end > subject && end < to && !utf8.RuneStart(src[end]) {
		end--
	}
	return start, end
}
