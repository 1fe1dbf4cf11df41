package config

import (
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

// surelyShallow spares most files the lexer: every level of nesting needs one
// of these bytes, wherever it stands.
func surelyShallow(src []byte) bool {
	deepening := 0
	for _, c := range src {
		switch c {
		case '{', '[', '(', '-', '!', '?':
			deepening++
		}
	}
	return deepening <= nestingLimit/2 // a level of a template opens a quote too
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
