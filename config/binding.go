package config

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// line binds text that fits on a line of a mail, of at most limit characters.
func line(into *field[string], limit int) binding {
	return binding{kind: called("text"), read: func(r *reader, e hcl.Expression) {
		s, ok := r.text(e)
		if !ok || !r.fits(s, limit, e.Range()) {
			return
		}
		if strings.ContainsFunc(s, unicode.IsControl) {
			r.report(codeText, r.at(e.Range()), "The text holds a line break or another control character, but it has to fit on one line of a mail. Remove the character.")
			return
		}
		into.give(s, e.Range())
	}}
}

// prose binds text of several lines, of at most limit characters.
func prose(into *field[string], limit int) binding {
	return binding{kind: called("text"), read: func(r *reader, e hcl.Expression) {
		if s, ok := r.text(e); ok && r.fits(s, limit, e.Range()) {
			into.give(strings.TrimSpace(s), e.Range())
		}
	}}
}

// parsed binds text that parse turns into a value. What parse says when it
// cannot becomes the detail of a finding with the given code.
func parsed[T any](into *field[T], kind string, code Code, parse func(r *reader, s string) (value T, problem string)) binding {
	return binding{kind: called(kind), read: func(r *reader, e hcl.Expression) {
		s, ok := r.text(e)
		if !ok {
			return
		}
		value, problem := parse(r, s)
		if problem != "" {
			r.report(code, r.at(e.Range()), "%s", problem)
			return
		}
		into.give(value, e.Range())
	}}
}

// oneOf binds text out of a closed set.
func oneOf[T ~string](into *field[T], allowed []T) binding {
	read := parsed(into, "", codeChoice, func(_ *reader, s string) (T, string) {
		if slices.Contains(allowed, T(s)) {
			return T(s), ""
		}
		words := wordsOf(allowed)
		return "", fmt.Sprintf("%q is not known here.%s Allowed: %s.", s, meant(s, words), strings.Join(words, ", "))
	}).read
	return binding{kind: func() string { return "one of " + strings.Join(wordsOf(allowed), ", ") }, read: read}
}

func wordsOf[T ~string](allowed []T) []string {
	var words []string
	for _, a := range allowed {
		words = append(words, string(a))
	}
	return words
}

// truth binds true or false.
func truth(into *field[bool]) binding {
	return binding{kind: called("true or false"), read: func(r *reader, e hcl.Expression) {
		if v, ok := r.typed(e, cty.Bool, "true or false"); ok {
			into.give(v.True(), e.Range())
		}
	}}
}

// listOf binds a list whose elements are bound one by one, so that every
// element is checked and keeps its place. An element twice is reported once.
func listOf[T comparable](into *field[[]field[T]], element func(*field[T]) binding) binding {
	return listOfBy(into, element, func(a, b T) bool { return a == b })
}

// listOfBy binds a list of what only same can compare.
func listOfBy[T any](into *field[[]field[T]], element func(*field[T]) binding, same func(a, b T) bool) binding {
	kind := func() string { return "list of " + element(new(field[T])).kind() }
	return binding{kind: kind, read: func(r *reader, e hcl.Expression) {
		expressions, diags := hcl.ExprList(e)
		if diags.HasErrors() {
			r.report(codeType, r.at(e.Range()), "A list is wanted here, even of one value. Put brackets around it.")
			return
		}
		var list []field[T]
		for _, one := range expressions {
			var f field[T]
			element(&f).read(r, one)
			switch {
			case !f.set:
			case slices.ContainsFunc(list, func(o field[T]) bool { return same(o.value, f.value) }):
				r.report(codeRepeatedValue, r.at(f.at), "This value is in the list already. Remove one of the two.")
			default:
				list = append(list, f)
			}
		}
		into.give(list, e.Range())
		into.partial = len(list) < len(expressions)
	}}
}

// someOf binds a list that must not be empty.
func someOf[T comparable](into *field[[]field[T]], element func(*field[T]) binding) binding {
	list := listOf(into, element)
	return binding{kind: list.kind, read: func(r *reader, e hcl.Expression) {
		list.read(r, e)
		if elements, _ := hcl.ExprList(e); into.set && len(elements) == 0 {
			r.report(codeEmptyList, r.at(e.Range()), "The list is empty. Name at least one value, or remove the attribute.")
		}
	}}
}

// text reads a string.
func (r *reader) text(e hcl.Expression) (string, bool) {
	v, ok := r.typed(e, cty.String, "text")
	if !ok {
		return "", false
	}
	return v.AsString(), true
}

// typed reads a value of one type. What is written out is not converted as HCL
// would: a number in quotes is more often a slip than a wish.
func (r *reader) typed(e hcl.Expression, t cty.Type, want string) (cty.Value, bool) {
	v, ok := r.literal(e, want)
	if !ok {
		return cty.NilVal, false
	}
	if _, calculated := e.(*computed); calculated {
		v = fitted(v, t)
	}
	if v.IsNull() || v.Type() != t {
		r.report(codeType, r.at(e.Range()), "%s was found where %s is wanted.%s", sentence(typeWord(v)), want, quoting(v, t))
		return cty.NilVal, false
	}
	return v, true
}

// fitted makes a computed value one of the wanted type if it spells one: cells
// of a CSV table are text, whatever they hold.
func fitted(v cty.Value, want cty.Type) cty.Value {
	if v.IsNull() || !v.IsKnown() || !v.Type().IsPrimitiveType() {
		return v
	}
	if v.Type() == cty.String && want == cty.Number && len(v.AsString()) > digitsLimit {
		return v
	}
	converted, err := convert.Convert(v, want)
	if err != nil {
		return v
	}
	return converted
}

// quoting says how to mend a value that only has the wrong quotes.
func quoting(v cty.Value, want cty.Type) string {
	switch {
	case want == cty.String && !v.IsNull() && (v.Type() == cty.Number || v.Type() == cty.Bool):
		return " Put it in quotes."
	case want != cty.String && !v.IsNull() && v.Type() == cty.String:
		return " Write it without quotes."
	default:
		return ""
	}
}

// fits reports text that is blank or longer than limit characters.
func (r *reader) fits(s string, limit int, at hcl.Range) bool {
	switch n := utf8.RuneCountInString(s); {
	case strings.TrimSpace(s) == "":
		r.report(codeText, r.at(at), "The text is empty. Write something, or remove the attribute if it is optional.")
		return false
	case n > limit:
		r.report(codeText, r.at(at), "The text has %d characters; at most %d are allowed here. Shorten it.", n, limit)
		return false
	default:
		return true
	}
}

// amountDigits bounds numbers on both sides of the point: beyond it a figure
// is a slip, and decimal arithmetic would grow without need.
const amountDigits = 15

// wholeLimit is the least whole number with too many digits.
const wholeLimit = 1_000_000_000_000_000

// number binds a decimal; accept returns why a number is refused, or nothing.
func number(into *field[decimal.Decimal], accept func(decimal.Decimal) string) binding {
	return binding{kind: called("number"), read: func(r *reader, e hcl.Expression) {
		v, ok := r.typed(e, cty.Number, "a number")
		if !ok {
			return
		}
		d, ok := amount(v)
		if !ok {
			r.report(codeNumber, r.at(e.Range()), "The number has more than %d digits before or after the point. Use a larger or a smaller unit.", amountDigits)
			return
		}
		if problem := accept(d); problem != "" {
			r.report(codeNumber, r.at(e.Range()), "%s", problem)
			return
		}
		into.give(d, e.Range())
	}}
}

// amount converts without binary rounding: 0.1 stays 0.1.
func amount(v cty.Value) (decimal.Decimal, bool) {
	f := v.AsBigFloat()
	if n, exact := f.Int64(); exact == big.Exact && -wholeLimit < n && n < wholeLimit {
		return decimal.New(n, 0), true // most figures are whole
	}
	if exponent := f.MantExp(nil); f.IsInf() || exponent > 64 || exponent < -64 {
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(f.Text('f', -1))
	if err != nil || d.Exponent() < -amountDigits || d.Abs().GreaterThanOrEqual(decimal.New(1, amountDigits)) {
		return decimal.Zero, false
	}
	return d, true
}

func anyNumber(decimal.Decimal) string { return "" }

func positive(d decimal.Decimal) string {
	if d.IsPositive() {
		return ""
	}
	return fmt.Sprintf("%s was found, but the number has to be greater than 0.", d)
}

func notNegative(d decimal.Decimal) string {
	if !d.IsNegative() {
		return ""
	}
	return fmt.Sprintf("%s was found, but the number must not be less than 0.", d)
}

// integer binds a whole number within bounds.
func integer(into *field[int], low, high int) binding {
	var whole field[decimal.Decimal]
	number := number(&whole, func(d decimal.Decimal) string {
		if d.IsInteger() && !d.LessThan(decimal.New(int64(low), 0)) && !d.GreaterThan(decimal.New(int64(high), 0)) {
			return ""
		}
		return fmt.Sprintf("%s was found, but a whole number from %d to %d is wanted.", d, low, high)
	})
	return binding{kind: called("whole number"), read: func(r *reader, e hcl.Expression) {
		if number.read(r, e); whole.set {
			into.give(int(whole.value.IntPart()), whole.at)
		}
	}}
}
