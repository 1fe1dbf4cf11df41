package report

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// TestNoLanguageLacksAWord finds what the page could not say in a language, and phrases
// that take other things than the English ones.
func TestNoLanguageLacksAWord(t *testing.T) {
	t.Parallel()
	for _, l := range wording.Languages() {
		want, got := said(english()), said(wordsIn(l.Code))
		for name, phrase := range want {
			if got[name] == "" {
				t.Errorf("%s lacks %s", l.Code, name)
			}
			if strings.Count(got[name], "%s") != strings.Count(phrase, "%s") || strings.Count(got[name], "%d") != strings.Count(phrase, "%d") {
				t.Errorf("%s says %s with other things in it: %q", l.Code, name, got[name])
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s has %d phrases, English %d", l.Code, len(got), len(want))
		}
		for _, k := range health.Kinds() {
			if got["Dimensions."+string(k)] == "" {
				t.Errorf("%s has no name for %s", l.Code, k)
			}
		}
	}
	lacking := english()
	lacking.Health = ""
	if phrase := said(lacking)["Health"]; phrase != "" {
		t.Errorf("a missing word is %q", phrase)
	}
}

// said lists all phrases by their names.
func said(w words) map[string]string {
	all := map[string]string{}
	v := reflect.ValueOf(w)
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		if field.Kind() == reflect.String {
			all[name] = field.String()
			continue
		}
		for _, key := range field.MapKeys() {
			all[name+"."+fmt.Sprint(key)] = field.MapIndex(key).String()
		}
	}
	return all
}
