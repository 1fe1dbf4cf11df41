package condition

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/spelling"
)

// Limits keep a slip of the finger from meaning something absurd, and hostile
// text cheap.
const (
	longestText    = 2000 // bytes
	longestNumber  = 30   // digits
	longestStretch = 999
)

// parse reads the alternatives of a text.
func parse(text string) ([][]Clause, error) {
	if len(text) > longestText {
		return nil, &SyntaxError{Offset: 0, Length: len(text), Message: fmt.Sprintf("a condition has at most %d bytes", longestText)}
	}
	p := parser{tokens: scan(text)}
	alternatives := [][]Clause{nil}
	for {
		clause, err := p.clause()
		if err != nil {
			return nil, err
		}
		last := len(alternatives) - 1
		alternatives[last] = append(alternatives[last], clause)
		switch t := p.take(); {
		case t.kind == end:
			return alternatives, nil
		case t.is("and"):
		case t.is("or"):
			alternatives = append(alternatives, nil)
		default:
			return nil, t.unexpected(clause)
		}
	}
}

// parser takes tokens one by one; the last one is the end and stays.
type parser struct{ tokens []token }

func (p *parser) peek() token { return p.tokens[0] }

func (p *parser) take() token {
	t := p.tokens[0]
	if t.kind != end {
		p.tokens = p.tokens[1:]
	}
	return t
}

func (p *parser) clause() (Clause, error) {
	kind, metric, err := p.metric()
	if err != nil {
		return Clause{}, err
	}
	c := Clause{Metric: metric}
	if c.Operator, err = p.operator(metric); err != nil {
		return Clause{}, err
	}
	if c.Value, err = p.value(kind, c.Operator); err != nil {
		return Clause{}, err
	}
	if p.peek().is("for") {
		p.take()
		c.For, err = p.stretch()
	}
	return c, err
}

func (p *parser) metric() (Kind, Metric, error) {
	t := p.take()
	if t.kind == sign && strings.ContainsAny(t.text, "()") {
		return Kind{}, Metric{}, t.fail("parentheses are not part of conditions; and binds tighter than or")
	}
	if t.kind != word {
		return Kind{}, Metric{}, t.fail("want a metric: %s", forms())
	}
	word, name, named := strings.Cut(t.text, ".")
	kind, ok := kindOf(word)
	switch {
	case !ok:
		return Kind{}, Metric{}, t.fail("unknown metric %q%s; a condition looks at %s", t.text, meantKind(word), forms())
	case kind.Of != "" && (name == "" || strings.Contains(name, ".")):
		return Kind{}, Metric{}, t.fail("%s wants the name of one %s: %s", kind.Word, kind.Of, kind.form())
	case kind.Of == "" && named:
		return Kind{}, Metric{}, t.fail("%s has no name: write just %s", kind.Word, kind.Word)
	}
	return kind, Metric{Kind: kind.Word, Name: name, Offset: t.offset, Length: t.size}, nil
}

func (p *parser) operator(m Metric) (Operator, error) {
	t := p.take()
	for _, o := range Operators() {
		if t.text == string(o) {
			return o, nil
		}
	}
	hint := ""
	switch t.text {
	case "==", "is":
		hint = " (write =)"
	case "<>", "=!":
		hint = " (write !=)"
	case "=<", "≤":
		hint = " (write <=)"
	case "=>", "≥":
		hint = " (write >=)"
	}
	var known []string
	for _, o := range Operators() {
		known = append(known, string(o))
	}
	return "", t.fail("after %s comes one of %s%s", m, strings.Join(known, ", "), hint)
}

func (p *parser) value(k Kind, o Operator) (Value, error) {
	switch t := p.take(); t.kind {
	case word:
		for _, w := range k.Words {
			switch {
			case t.text != w:
			case o.ordered():
				return Value{}, t.fail("%s is compared with = or !=, not with %s", w, o)
			default:
				return Value{Word: w}, nil
			}
		}
		return Value{}, t.fail("%s is compared with %s%s", k.Word, k.takes(), meant(t.text, k.Words))
	case number, percent:
		return p.figure(k, t)
	default:
		return Value{}, t.fail("%s is compared with %s", k.Word, k.takes())
	}
}

// figure reads a number; what clings to it, such as a decimal comma, is part of
// the mistake.
func (p *parser) figure(k Kind, t token) (Value, error) {
	if rest := p.peek(); rest.kind != end && rest.offset == t.offset+t.size && !strings.Contains("()", rest.text) {
		t.size += rest.size
		return Value{}, t.fail("write numbers like 4150.5, 1 000 or 80%%, with a decimal point and nothing behind them")
	}
	switch {
	case len(t.text) > longestNumber:
		return Value{}, t.fail("a number has at most %d digits", longestNumber)
	case !k.Number:
		return Value{}, t.fail("%s is compared with %s", k.Word, k.takes())
	case t.kind == percent && !k.Share:
		return Value{}, t.fail("%s is compared with %s; write it without the percent sign, in its own unit", k.Word, k.takes())
	}
	d, err := decimal.NewFromString(t.text)
	if err != nil {
		return Value{}, t.fail("%s is compared with %s", k.Word, k.takes())
	}
	return Value{Number: d, Percent: t.kind == percent}, nil
}

func (p *parser) stretch() (Stretch, error) {
	count, err := p.count()
	if err != nil {
		return Stretch{}, err
	}
	t := p.take()
	var known []string
	for _, u := range Units() {
		if t.text == string(u) || count == 1 && t.text == strings.TrimSuffix(string(u), "s") {
			return Stretch{Count: count, Unit: u}, nil
		}
		known = append(known, string(u))
	}
	return Stretch{}, t.fail("want %s after for %d%s", strings.Join(known, ", "), count, meant(t.text, known))
}

func (p *parser) count() (int, error) {
	t := p.take()
	n, err := strconv.Atoi(t.text)
	if t.kind != number || err != nil || n < 1 || n > longestStretch {
		return 0, t.fail("want a whole number from 1 to %d after for, such as for 2 reviews", longestStretch)
	}
	return n, nil
}

func (t token) is(keyword string) bool { return t.kind == word && t.text == keyword }

// unexpected is for what stands behind a whole clause.
func (t token) unexpected(c Clause) error {
	if t.kind == sign && strings.ContainsAny(t.text, "()") {
		return t.fail("parentheses are not part of conditions; and binds tighter than or")
	}
	keywords := []string{"and", "or", "for"}
	hint := meant(t.text, keywords)
	switch t.text {
	case "&&", "&":
		hint = " (write and)"
	case "||", "|":
		hint = " (write or)"
	}
	if !c.For.IsZero() {
		return t.fail("after %q comes and, or, or nothing more%s", c, hint)
	}
	return t.fail("after %q comes and, or, for, or nothing more%s", c, hint)
}

func (t token) fail(format string, args ...any) *SyntaxError {
	return &SyntaxError{Offset: t.offset, Length: t.size, Message: fmt.Sprintf(format, args...)}
}

func meantKind(given string) string {
	var known []string
	for _, k := range kinds {
		known = append(known, k.Word)
	}
	return meant(given, known)
}

func meant(given string, known []string) string {
	if near := spelling.Nearest(given, known); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}
