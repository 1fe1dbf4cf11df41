package specs

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Edit is one smallest change of a spec.
type Edit struct {
	// Field is the place in Go's words, such as "Parties[0].People[1].Email".
	Field string
	// Apply changes the spec that the edit was listed for until undo is called.
	Apply func() (undo func())
}

// Edits lists every smallest change of a spec: another content for each leaf,
// each list shortened by its last item, each pointer unset.
func Edits(spec *partnership.Spec) []Edit {
	var list []Edit
	edits(reflect.ValueOf(spec).Elem(), "", &list)
	for i := range list {
		list[i].Field = strings.TrimPrefix(list[i].Field, ".")
	}
	return list
}

func edits(v reflect.Value, at string, list *[]Edit) {
	add := func(how string, apply func() func()) { *list = append(*list, Edit{Field: at + how, Apply: apply}) }
	if set, ok := leaf(v); ok {
		add("", func() func() { return altered(v, set) })
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			add(" unset", func() func() { return changed(v, v.SetZero) })
			edits(v.Elem(), at, list)
		}
	case reflect.Slice:
		if v.Len() > 0 {
			add(" shortened", func() func() { return changed(v, func() { v.SetLen(max(0, v.Len()-1)) }) })
		}
		for i := range v.Len() {
			edits(v.Index(i), fmt.Sprintf("%s[%d]", at, i), list)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			edits(v.Field(i), at+"."+v.Type().Field(i).Name, list)
		}
	default:
	}
}

// altered gives a leaf a content that it does not have and, unless it is one of
// a few, that no leaf of a full spec has.
func altered(v reflect.Value, set func(int)) (undo func()) {
	before := reflect.New(v.Type()).Elem()
	before.Set(v)
	return changed(v, func() {
		for n := 100_000; reflect.DeepEqual(before.Interface(), v.Interface()); n++ {
			set(n)
		}
	})
}

func changed(v reflect.Value, change func()) (undo func()) {
	before := reflect.New(v.Type()).Elem()
	before.Set(v)
	change()
	return func() { v.Set(before) }
}
