package config

import (
	"bytes"
	"unicode/utf8"
)

// snippetBytes bounds a quoted line: a file may be one line of megabytes.
const snippetBytes = 240

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
	lineStart, lineEnd := window(src, start)
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

// window finds the line around a byte, or as much of it as a snippet shows. It
// looks no further, so that long lines with many findings stay cheap, and never
// cuts a character.
func window(src []byte, at int) (start, end int) {
	start, end = max(0, at-snippetBytes/2), min(len(src), at+snippetBytes/2)
	if i := bytes.LastIndexByte(src[start:at], '\n'); i >= 0 {
		start += i + 1
	}
	if i := bytes.IndexByte(src[at:end], '\n'); i >= 0 {
		end = at + i
	}
	for start < at && !utf8.RuneStart(src[start]) {
		start++
	}
	for end > at && end < len(src) && !utf8.RuneStart(src[end]) {
		end--
	}
	return start, end
}
