package prose

import (
	"regexp"
	"strings"
	"sync"
)

// Pattern is an expression that is compiled when it is first needed: there are
// so many of them that every start of the program would feel it.
type Pattern func() *regexp.Regexp

// Lazily makes a pattern of an expression, which must be right.
func Lazily(expression string) Pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// AnyOf joins phrases into one expression that disregards case.
func AnyOf(phrases ...string) Pattern {
	return Lazily(`(?i)(?:` + strings.Join(phrases, "|") + `)`)
}

// Matches reports whether a text holds the pattern.
func (p Pattern) Matches(text string) bool { return p().MatchString(text) }
