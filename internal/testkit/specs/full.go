// Package specs makes specs for tests: one in which every field is set, and
// ways to change it one leaf at a time. A field that somebody adds to the spec
// tomorrow is in both without a line here.
package specs

import (
	"fmt"
	"reflect"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/condition"
)

// Full returns a spec in which no field is zero and every list holds two items,
// except that a conflict's level names people instead of leaving it to the
// parties: the two exclude each other. It is valid in its types, not in its
// references.
func Full() partnership.Spec {
	var spec partnership.Spec
	n := 0
	fill(reflect.ValueOf(&spec).Elem(), &n)
	for i := range spec.Conflict.Levels {
		spec.Conflict.Levels[i].Parties = false
	}
	for i, text := range []string{spec.Title, spec.Goals[0].Statement} { // a phrase is of a text that is there
		spec.Phrases[i].Language, spec.Phrases[i].Text = "ru", text
	}
	spec.Phrases = partnership.SortPhrases(spec.Phrases)
	return spec
}

// fill sets a value and everything below it; n numbers the leaves.
func fill(v reflect.Value, n *int) {
	if set, ok := leaf(v); ok {
		*n++
		set(*n)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic(fmt.Sprintf("fill %s: a spec holds no such thing", v.Type()))
	}
}

// leaf returns how to give a value the n-th of many different contents, if it
// is no list and holds nothing that could be set apart.
func leaf(v reflect.Value) (set func(n int), ok bool) {
	switch v.Interface().(type) {
	case decimal.Decimal:
		return func(n int) { v.Set(reflect.ValueOf(decimal.NewFromInt(int64(n)))) }, true
	case cadence.Date:
		return func(n int) { v.Set(reflect.ValueOf(cadence.Date{Year: 2026, Month: 1, Day: 1}.AddDays(n))) }, true
	case cadence.Span:
		return func(n int) { v.Set(reflect.ValueOf(cadence.Span{Count: n, Unit: cadence.Days})) }, true
	case cadence.Clock:
		return func(n int) { v.Set(reflect.ValueOf(cadence.Clock{Hour: n % 24, Minute: n % 60})) }, true
	case time.Weekday:
		return func(n int) { v.Set(reflect.ValueOf(time.Weekday(n % 7))) }, true
	case condition.Condition:
		return func(n int) { v.Set(reflect.ValueOf(metricAbove(n))) }, true
	}
	switch v.Kind() {
	case reflect.String:
		return func(n int) { v.SetString(fmt.Sprintf("text-%d", n)) }, true
	case reflect.Int:
		return func(n int) { v.SetInt(int64(n)) }, true
	case reflect.Bool:
		return func(n int) { v.SetBool(!v.Bool()) }, true
	default:
		return nil, false
	}
}

func metricAbove(n int) condition.Condition {
	c, err := condition.Parse(fmt.Sprintf("balance < %d", n))
	if err != nil {
		panic(err)
	}
	return c
}
