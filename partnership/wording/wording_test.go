package wording_test

import (
	"reflect"
	"testing"

	"github.com/rapport-engine/rapport/partnership/wording"
)

func TestNoLanguageLacksAWord(t *testing.T) {
	t.Parallel()
	for _, l := range wording.Languages() {
		lacks(reflect.ValueOf(l), "", func(field string) { t.Errorf("%s has no %s", l.Code, field) })
	}
}

func TestALackingWordIsFound(t *testing.T) {
	t.Parallel()
	l := wording.Russian()
	l.Questions.Since, l.Months[3] = "", ""
	var found []string
	lacks(reflect.ValueOf(l), "", func(field string) { found = append(found, field) })
	if len(found) != 2 {
		t.Errorf("found %v, want the two planted", found)
	}
}

// lacks calls missing for every empty text below a value.
func lacks(v reflect.Value, path string, missing func(string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			lacks(v.Field(i), path+"."+v.Type().Field(i).Name, missing)
		}
	case reflect.Array:
		for i := range v.Len() {
			lacks(v.Index(i), path, missing)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			lacks(v.MapIndex(key), path+"."+key.String(), missing)
		}
	case reflect.String:
		if v.String() == "" {
			missing(path)
		}
	default:
		missing(path + ": unknown kind of field")
	}
}
