package config

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The parsers descend into themselves for every level of nesting, and a Go
// program cannot survive the end of its stack. Sources are therefore measured
// before they are parsed.
const (
	nestingLimit = 100
	// branchLimit bounds conditionals and template sequences of one file, which
	// nest without brackets.
	branchLimit = 10_000
)

// tooDeep finds the first place at which a source is nested too deeply.
func tooDeep(name string, src []byte) (hcl.Range, bool) {
	if isJSON(name) {
		return jsonTooDeep(name, src)
	}
	if surelyShallow(src) {
		return hcl.Range{}, false
	}
	// Lexing errors come back when the file is parsed.
	tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
	return tokensTooDeep(tokens)
}

// surelyShallow spares most files the lexer. It follows brackets through text
// and comments of a line, and gives up where a source holds anything that takes
// a lexer to understand: templates, heredocs, comments of several lines.
func surelyShallow(src []byte) bool {
	depth, branches := 0, 0
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '{', '[', '(':
			if depth++; depth > nestingLimit/2 { // a level of a template opens a quote too
				return false
			}
		case '}', ']', ')':
			depth = max(0, depth-1)
		case '-', '!', '?':
			if branches++; branches > nestingLimit {
				return false
			}
		case '"':
			end, simple := quoteEnd(src[i+1:])
			if !simple {
				return false
			}
			i += 1 + end
		case '#':
			i += lineEnd(src[i:])
		case '/', '<':
			if spansLines(src[i:]) {
				return false
			}
			if bytes.HasPrefix(src[i:], []byte("//")) {
				i += lineEnd(src[i:])
			}
		}
	}
	return true
}

// spansLines reports the beginning of a comment or text of several lines.
func spansLines(src []byte) bool {
	return bytes.HasPrefix(src, []byte("/*")) || bytes.HasPrefix(src, []byte("<<"))
}

// digitRun is the offset of the first run of digits that is too long to be a
// number, or -1.
func digitRun(src []byte) int {
	run := 0
	for i, c := range src {
		if c < '0' || '9' < c {
			run = 0
		} else if run++; run > digitsLimit {
			return i - digitsLimit
		}
	}
	return -1
}

// quoteEnd finds the closing quote of a text without templates.
func quoteEnd(src []byte) (end int, simple bool) {
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case '"':
			return i, true
		case '\n':
			return 0, false
		case '$', '%':
			if i+1 < len(src) && src[i+1] == '{' {
				return 0, false
			}
		}
	}
	return 0, false
}

// lineEnd is the length of the rest of a line.
func lineEnd(src []byte) int {
	if i := bytes.IndexByte(src, '\n'); i >= 0 {
		return i
	}
	return len(src)
}

// templateTooDeep measures a template that stands in a JSON string.
func templateTooDeep(src []byte) bool {
	tokens, _ := hclsyntax.LexTemplate(src, "", hcl.InitialPos)
	_, deep := tokensTooDeep(tokens)
	return deep
}

func tokensTooDeep(tokens hclsyntax.Tokens) (hcl.Range, bool) {
	depth, signs, branches := 0, 0, 0
	for _, t := range tokens {
		if t.Type == hclsyntax.TokenMinus || t.Type == hclsyntax.TokenBang {
			signs++
		} else {
			signs = 0
		}
		switch t.Type {
		case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote,
			hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp:
			depth++
		case hclsyntax.TokenTemplateControl:
			depth++
			branches++
		case hclsyntax.TokenQuestion:
			branches++
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote,
			hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
			depth = max(0, depth-1)
		default: // no nesting
		}
		if depth > nestingLimit || signs > nestingLimit || branches > branchLimit {
			return t.Range, true
		}
	}
	return hcl.Range{}, false
}

// jsonTooDeep counts brackets outside of strings.
func jsonTooDeep(name string, src []byte) (hcl.Range, bool) {
	depth, inString := 0, false
	pos := hcl.InitialPos
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth = max(0, depth-1)
		case c == '\n':
			pos.Line++
			pos.Byte = i + 1
		}
		if depth > nestingLimit {
			start := hcl.Pos{Line: pos.Line, Column: i - pos.Byte + 1, Byte: i}
			end := hcl.Pos{Line: pos.Line, Column: start.Column + 1, Byte: i + 1}
			return hcl.Range{Filename: name, Start: start, End: end}, true
		}
	}
	return hcl.Range{}, false
}
