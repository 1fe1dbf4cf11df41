package testkit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
)

// KeepsState decodes the JSON of a state into a pointer to a zero value and
// encodes it again. It returns an error unless the type takes every field and
// writes the same JSON: what it does not know it would drop, and what it adds
// would stand in every history that follows. The order of fields does not
// count, since histories in fixtures have lost it.
func KeepsState(state []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(state))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("decode %T: %w", into, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("decode %T: something follows the state", into)
	}
	again, err := json.Marshal(into)
	if err != nil {
		return fmt.Errorf("encode %T: %w", into, err)
	}
	before, err := generic(state)
	if err != nil {
		return err
	}
	after, err := generic(again)
	if err != nil {
		return err
	}
	if place := difference("", before, after); place != "" {
		return fmt.Errorf("encode %T: %s", into, place)
	}
	return nil
}

// generic reads any JSON and keeps numbers as they are written.
func generic(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return nil, fmt.Errorf("read JSON: %w", err)
	}
	return v, nil
}

// difference names the first place at which two values differ, or nothing.
func difference(at string, before, after any) string {
	switch b := before.(type) {
	case map[string]any:
		if a, ok := after.(map[string]any); ok {
			return differenceOfObjects(at, b, a)
		}
	case []any:
		a, ok := after.([]any)
		if !ok || len(a) != len(b) {
			break
		}
		for i := range b {
			if place := difference(fmt.Sprintf("%s[%d]", at, i), b[i], a[i]); place != "" {
				return place
			}
		}
		return ""
	}
	if reflect.DeepEqual(before, after) {
		return ""
	}
	return fmt.Sprintf("%s was %v and becomes %v", at, before, after)
}

func differenceOfObjects(at string, before, after map[string]any) string {
	for _, name := range slices.Sorted(maps.Keys(before)) {
		a, kept := after[name]
		if !kept {
			return fmt.Sprintf("%s.%s is dropped", at, name)
		}
		if place := difference(at+"."+name, before[name], a); place != "" {
			return place
		}
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if _, known := before[name]; !known {
			return fmt.Sprintf("%s.%s is added", at, name)
		}
	}
	return ""
}
