package understand

import (
	"regexp"
	"strings"
	"sync"
)

// pattern is an expression that is compiled when it is first needed: there are
// so many of them that every start of the program would feel it.
type pattern func() *regexp.Regexp

func lazily(expression string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// anyOf joins phrases into one expression that disregards case.
func anyOf(phrases ...string) pattern {
	return lazily(`(?i)(?:` + strings.Join(phrases, "|") + `)`)
}

func (p pattern) matches(text string) bool { return p().MatchString(text) }
