package wording

import (
	"testing"
	"unicode"
)

func TestWordsInAnotherLanguageAreTold(t *testing.T) {
	for _, tc := range []struct {
		text, in, want string
	}{
		{"Таможня держит два паллета", "en", "ru"},
		{"Customs hold two pallets", "ru", "en"},
		{"Customs hold two pallets", "en", ""},
		{"Таможня держит два паллета", "ru", ""},
		{"Цифры в CRM", "en", ""}, // too little to tell
		{"Пришлите, пожалуйста, таблицу из CRM", "en", "ru"},
		{"The draft of Пётр Смирнов is ready to be read", "en", ""},
		{"Отчёт Google Ads за март готов", "ru", ""},
		{"150", "ru", ""},
		{"Ο τελωνειακός έλεγχος καθυστερεί", "en", ""}, // no language of ours
		{"", "ru", ""},
	} {
		for _, l := range Languages() {
			if l.Code != tc.in {
				continue
			}
			if got, _ := l.Foreign(tc.text); got.Code != tc.want {
				t.Errorf("%q read in %s: in %q, want %q", tc.text, tc.in, got.Code, tc.want)
			}
		}
	}
}

func TestEveryLanguageHasAScriptAndNamesTheOthers(t *testing.T) {
	for _, l := range Languages() {
		if unicode.Scripts[l.Script] == nil {
			t.Errorf("%s: no script %q", l.Code, l.Script)
		}
		for _, other := range Languages() {
			if other.Code != l.Code && l.InLanguage[other.Code] == "" {
				t.Errorf("%s has no words for a text in %s", l.Code, other.Code)
			}
		}
	}
}
