package siding_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/siding"
	"github.com/rapport-engine/rapport/partnership"
)

// asked are two amounts of which somebody is asked which is right.
func asked() []partnership.Question {
	claim := func(own bool, amount int64, by ...string) partnership.Claim {
		return partnership.Claim{By: by, Own: own, Amount: decimal.NewFromInt(amount), Unit: "EUR"}
	}
	return []partnership.Question{
		{ID: "money", Kind: partnership.KindMoney, Claims: []partnership.Claim{claim(true, 14000, "Lars Hauge"), claim(false, 12500, "Sofie Berg")}},
		{ID: "paid", Kind: partnership.KindMoney, Claims: []partnership.Claim{claim(true, 500, "Lars Hauge"), claim(false, 650, "Пётр Смирнов", "ООО «Люмен»")}},
		{ID: "hours", Kind: partnership.KindNumber},
	}
}

func TestALineSaysWhoseAmountIsRight(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Sofie is right":              "1) 12500 EUR",
		"1) mine stands":              "1) 14000 EUR",
		"2) Пётр прав":                "2) 650 EUR",
		"Верна сумма Петра":           "2) 650 EUR",
		"1) Sofie is right, 12,400":   "1) 12,400",
		"they are right on both":      "1) 12500 EUR; 2) 650 EUR",
		"ours stands":                 "", // which of the two?
		"3) Sofie is right":           "", // nobody has said anything of that
		"Sofie is right, 12,400":      "", // an amount of which one?
		"Sofie is not right":          "",
		"Is Sofie right?":             "",
		"Sofie is right about 12,400": "",
		"120 hours":                   "",
		"":                            "",
	} {
		if got, ok := siding.Line(text, asked()); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %t, want %q", text, got, ok, want)
		}
	}
}

// FuzzLine wants no text to crash it, and nothing to come out but amounts that were named.
func FuzzLine(f *testing.F) {
	for _, text := range []string{"Sofie is right, 12,500", "1) mine", "Пётр прав", "neither: 13.200,00 €", "both — 1 2 3"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := siding.Line(text, asked())
		if !ok {
			return
		}
		for part := range strings.SplitSeq(got, "; ") {
			_, amount, numbered := strings.Cut(part, ") ")
			known := strings.HasSuffix(amount, " EUR") && strings.ContainsAny(amount, "15624")
			if !numbered || !known && !strings.Contains(text, amount) {
				t.Errorf("%q became %q", text, got)
			}
		}
	})
}
