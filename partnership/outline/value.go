package outline

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// Value is what an attribute holds: text, a number, true or false, a reference
// or a list of those. The zero value is empty text.
type Value struct {
	kind  kind
	text  string // of a scalar, in its canonical spelling
	items []Value
	// in are a text's languages, the partnership's own first; nil for a text that stands
	// in one only.
	in []inLanguage
}

// inLanguage is a text in one language.
type inLanguage struct {
	Language string `json:"in"`
	Says     string `json:"says"`
}

type kind int

const (
	text kind = iota
	number
	truth
	reference
	sequence // a list whose order means something
	set      // a list whose order means nothing
	spoken   // text that can stand in several languages, until these are known
)

// Text is a value in quotes.
func Text(s string) Value { return Value{kind: text, text: s} }

// Spoken is a text that can stand in several languages. Of says in which it does.
func Spoken(s string) Value { return Value{kind: spoken, text: s} }

// settled gives the texts in a value the languages in which a spec has them.
func (v Value) settled(own string, phrases partnership.Phrases) Value {
	switch v.kind {
	case sequence, set:
		items := make([]Value, len(v.items))
		for i, item := range v.items {
			items[i] = item.settled(own, phrases)
		}
		v.items = items
	case spoken:
		v.kind = text
		for _, p := range phrases.Of(v.text) {
			if v.in == nil {
				v.in = []inLanguage{{own, v.text}}
			}
			v.in = append(v.in, inLanguage{p.Language, p.Says})
		}
	default:
	}
	return v
}

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
	if v.kind != o.kind || v.text != o.text || !slices.Equal(v.in, o.in) {
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
	case text, spoken:
		return v.tongues()
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

// tongues spells a text: in quotes, or as an object by language.
func (v Value) tongues() string {
	if len(v.in) == 0 {
		return quote(v.text)
	}
	says := make([]string, len(v.in))
	for i, one := range v.in {
		says[i] = one.Language + " = " + quote(one.Says)
	}
	return "{ " + strings.Join(says, ", ") + " }"
}

// Plain gives the value for people: text without quotes, all else as HCL.
func (v Value) Plain() string {
	if v.kind == text && len(v.in) == 0 {
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
