package outline

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// builder collects a block in the order of the calls. Its methods leave out
// what is absent: empty text, nil figures, unset days, empty lists.
type builder struct{ Block }

func open(kind, name string) *builder { return &builder{Block{Kind: kind, Name: name}} }

func (b *builder) put(name string, v Value) {
	b.Attributes = append(b.Attributes, Attribute{Name: name, Value: v})
}

func (b *builder) text(name, s string) {
	if s != "" {
		b.put(name, Text(s))
	}
}

// said is a text that can stand in several languages.
func (b *builder) said(name, s string) {
	if s != "" {
		b.put(name, Spoken(s))
	}
}

// saidAll is a list of such texts, whose order means something.
func (b *builder) saidAll(name string, list []string) {
	values := make([]Value, len(list))
	for i, s := range list {
		values[i] = Spoken(s)
	}
	b.list(name, Sequence(values...))
}

func (b *builder) number(name string, d *decimal.Decimal) {
	if d != nil {
		b.put(name, Number(*d))
	}
}

// count is a whole number; zero means that nothing was said.
func (b *builder) count(name string, n int) {
	if n != 0 {
		b.put(name, Number(decimal.NewFromInt(int64(n))))
	}
}

// fact is true or left out.
func (b *builder) fact(name string, holds bool) {
	if holds {
		b.put(name, Bool(true))
	}
}

func (b *builder) date(name string, d cadence.Date) {
	if !d.IsZero() {
		b.put(name, Text(d.String()))
	}
}

func (b *builder) span(name string, s cadence.Span) { b.text(name, s.String()) }

// list is left out when it is empty.
func (b *builder) list(name string, v Value) {
	if len(v.items) > 0 {
		b.put(name, v)
	}
}

// ref names a block of a kind.
func (b *builder) ref(name, kind, id string) {
	if id != "" {
		b.put(name, Reference(kind, id))
	}
}

// refs names blocks of a kind in no order that matters.
func (b *builder) refs(name, kind string, ids []string) {
	b.list(name, Set(references(kind, ids)...))
}

// rule spells a recurrence.
func (b *builder) rule(r cadence.Rule) {
	b.text("every", r.Every)
	b.text("on", r.On)
	b.text("at", r.At.String())
	b.text("on_holiday", string(r.OnHoliday))
	b.text("missed", string(r.Missed))
}

// nest adds a block for each item.
func nest[T any](b *builder, items []T, block func(T) Block) {
	for _, item := range items {
		b.Blocks = append(b.Blocks, block(item))
	}
}

// texts makes values of words.
func texts[T ~string](words []T) []Value {
	values := make([]Value, len(words))
	for i, w := range words {
		values[i] = Text(string(w))
	}
	return values
}

func references(kind string, ids []string) []Value {
	values := make([]Value, len(ids))
	for i, id := range ids {
		values[i] = Reference(kind, id)
	}
	return values
}

func spans(list []cadence.Span) []Value {
	values := make([]Value, len(list))
	for i, s := range list {
		values[i] = Text(s.String())
	}
	return values
}
