package partnership_test

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

func TestReadDispute(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ text, figure, value string }{
		{"mql 120", "mql", "120"},
		{"MQL: 120", "MQL", "120"},
		{"mql = 120.", "mql", "120"},
		{"mql is 120 leads", "mql", "120"},
		{"cost per lead should be 61.5 EUR", "cost per lead", "61.5"},
		{"cost per lead 1,200", "cost per lead", "1200"},
		{"OTIF 94,8 %", "OTIF", "94.8"},
		{"стоимость перевозки 4 150,5 руб за тонну", "стоимость перевозки", "4150.5"},
		{"«Зарегистрированные сделки» должно быть 72", "Зарегистрированные сделки", "72"},
		{"balance -3", "balance", "-3"},
		{"rules signed no", "rules signed", "0"},
		{"договор подписан да!", "договор подписан", "1"},
		{"mql", "", ""},
		{"120", "", ""},
		{"", "", ""},
		{"mql is wrong", "", ""},
	} {
		figure, value, ok := partnership.ReadDispute(tc.text)
		if ok != (tc.value != "") || ok && (figure != tc.figure || value.String() != tc.value) {
			t.Errorf("%q is read as %q, %s, %v", tc.text, figure, value, ok)
		}
	}
}
