package outline

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// Value is what an attribute holds: text, a number, true or false, a reference
// or a list of those. The zero value is empty text.
type Value struct {
	kind  kind
	text  string // of a scalar, in its canonical spelling
	items []Value
}

type kind int

const (
	text kind = iota
	number
	truth
	reference
	sequence // a list whose order means something
	set      // a list whose order means nothing
)

// Text is a value in quotes.
func Text(s string) Value { return Value{kind: text, text: s} }

// Number is a figure; equal figures have equal values however they are spelt.
func Number(d decimal.Decimal) Value { return Value{kind: number, text: d.String()} }

// Bool is true or false.
func Bool(b bool) Value { return Value{kind: truth, text: fmt.Sprint(b)} }

// Reference names a block, such as person.lars.
func Reference(kind, name string) Value {
	if name != "" && '0' <= name[0] && name[0] <= '9' { // not an identifier
		return Value{kind: reference, text: fmt.Sprintf("%s[%q]", kind, name)}
	}
	return Value{kind: reference, text: kind + "." + name}
}

// Sequence is a list whose order means something.
func Sequence(items ...Value) Value { return Value{kind: sequence, items: items} }

// Set is a list whose order means nothing.
func Set(items ...Value) Value { return Value{kind: set, items: items} }

// Unordered reports whether the value is a list whose order means nothing.
func (v Value) Unordered() bool { return v.kind == set }

// Equal reports whether two values mean the same. Sets are equal when each
// holds what the other does.
func (v Value) Equal(o Value) bool {
	if v.kind != o.kind || v.text != o.text {
		return false
	}
	if v.kind == set {
		return len(v.Without(o)) == 0 && len(o.Without(v)) == 0
	}
	return slices.EqualFunc(v.items, o.items, Value.Equal)
}

// Without lists the elements of v that o does not hold.
func (v Value) Without(o Value) []Value {
	var rest []Value
	for _, item := range v.items {
		if !slices.ContainsFunc(o.items, item.Equal) {
			rest = append(rest, item)
		}
	}
	return rest
}

// References lists the blocks that the value names, as HCL spells them: person.lars.
func (v Value) References() []string {
	if v.kind == reference {
		return []string{v.text}
	}
	var list []string
	for _, item := range v.items {
		list = append(list, item.References()...)
	}
	return list
}

// String gives the value as HCL spells it.
func (v Value) String() string {
	switch v.kind {
	case text:
		return quote(v.text)
	case sequence, set:
		words := make([]string, len(v.items))
		for i, item := range v.items {
			words[i] = item.String()
		}
		return "[" + strings.Join(words, ", ") + "]"
	default:
		return v.text
	}
}

// Plain gives the value for people: text without quotes, all else as HCL.
func (v Value) Plain() string {
	if v.kind == text {
		return v.text
	}
	return v.String()
}

// quote writes text as an HCL string: on one line, nothing interpolated.
func quote(s string) string {
	var q strings.Builder
	q.WriteByte('"')
	for i, r := range s {
		switch {
		case r == '"' || r == '\\':
			q.WriteByte('\\')
			q.WriteRune(r)
		case r == '\n':
			q.WriteString(`\n`)
		case r == '\r':
			q.WriteString(`\r`)
		case r == '\t':
			q.WriteString(`\t`)
		case unseen(r):
			q.WriteString(escaped(r))
		case (r == '$' || r == '%') && strings.HasPrefix(s[i+1:], "{"):
			q.WriteRune(r)
			q.WriteRune(r)
		default:
			q.WriteRune(r)
		}
	}
	q.WriteByte('"')
	return q.String()
}

// unseen holds for characters that end lines, turn the direction of text or do
// not show; those that join letters belong to the text.
func unseen(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return r != joiner && r != nonJoiner && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

func escaped(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
