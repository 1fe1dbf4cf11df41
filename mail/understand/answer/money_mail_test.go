package answer

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// moneyQuestions are those of the mail in which a bookkeeper says what their side put in
// and got.
func moneyQuestions(unit string, words wording.Language) []partnership.Question {
	none := decimal.Zero
	var list []partnership.Question
	for i, kind := range []ledger.Kind{ledger.Money, ledger.Hours, ledger.Revenue, ledger.Savings, ledger.InKind, ledger.Benefit, ledger.Paid, ledger.Received} {
		q := partnership.Question{ID: string(kind), Kind: partnership.KindMoney, Unit: unit, Text: words.Review.Money.Amount[string(kind)], Min: &none, Optional: i >= 4}
		if kind == ledger.Hours {
			q.Kind, q.Unit = partnership.KindNumber, words.Review.Money.Hours
		}
		list = append(list, q)
	}
	return list
}

// heardOfMoney is what was read of a reply in a line, "?" where something is asked back.
func heardOfMoney(text, unit string, words wording.Language) string {
	r := Read(text, Context{Questions: moneyQuestions(unit, words), Locale: words.Code, Today: cadence.Date{Year: 2027, Month: 4, Day: 7}})
	var list []string
	for _, line := range strings.Split(summary(r), "\n") {
		if strings.HasPrefix(line, "!") {
			line = "?"
		}
		list = append(list, strings.ReplaceAll(line, " = ", "="))
	}
	return strings.Join(list, " ")
}

// TestReadsAmountsAsBookkeepersWriteThem holds what is taken, and that whatever could be two
// amounts is asked back.
func TestReadsAmountsAsBookkeepersWriteThem(t *testing.T) {
	t.Parallel()
	all := "money=12000 hours=120 revenue=40500 savings=0"
	for _, c := range []struct{ text, want string }{
		{"1) 12 000\n2) 120\n3) 40,500\n4) 0", all},
		{"1) 12.000,00 EUR\n2) 120h\n3) €40.5k\n4) none", all},
		{"12000\n120\n40500\n0", all},
		{"1 - 12000 EUR, 2 - 120 hours, 3 - 40500, 4 - none", all},
		{"1 – 12000 EUR; 2 – 120 hours; 3 – 40500; 4 – none", all},
		{"money 12k, hours 120, revenue 40500, savings nothing", all},
		{"We put in 4,200 euros and 60 hours, revenue was 15,000. No savings.", "hours=60 revenue=15000 savings=0"},
		{"no money, 20 hours, no revenue, no savings", "money=0 hours=20 revenue=0 savings=0"},
		{"1) 1.234.567\n2) 1,234\n3) 1,234.56\n4) 12,5", "money=1234567 hours=1234 revenue=1234.56 savings=12.5"},
		{"1) 4700 (3500 ads + 1200 fair)", "money=4700"},
		{"1) 4700 = 3500 + 1200", "money=4700"},
		{"1) 3500 (ads) + 1200 (fair)", "?"},
		{"money 3500 (ads) + 1200 (fair)", "?"},
		{"1) 3500 + 1200", "?"},
		{"1) 3500 for ads and 1200 for the fair", "?"},
		{"1) 5,000 less 500 refund", "?"},
		{"1) 5000 per month", "?"},
		{"1) 3 x 1500", "?"},
		{"1) 1/2 of the 8000", "?"},
		{"spend was 7350, we logged 96 hours", "money=7350 hours=96"},
		{"7000 money, 96 hrs, 500 paid to you", "money=7000 hours=96 paid=500"},
		{"We paid you 500 and put in 7000.", "?"},
		{"1) -500", "?"},
		{"1) 2000 USD", "?"},
		{"2) 3 people, 10 hours each", "?"},
		{"2) 1.5 days", "?"},
		{"5) a laptop worth 900", "?"},
		{"money: 1000; hours: 12; revenue: tbd; savings: don't know", "money=1000 hours=12 revenue=unknown savings=unknown"},
	} {
		if got := heardOfMoney(c.text, "EUR", wording.English()); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
	all = "money=120000 hours=40 revenue=1200000 savings=0"
	for _, c := range []struct{ text, want string }{
		{"1) 120 тыс.\n2) 40\n3) 1,2 млн\n4) 0", all},
		{"Денег 120 000 ₽, часов 40, выручка 1 200 000, экономии нет", all},
		{"1 - 120000 руб., 2 - 40 часов, 3 - 1200000, 4 - нет", all},
		{"120000; 40; 1200000; 0", all},
		{"Вложили 250 тыс и 60 часов, выручки пока нет, экономия 30 тыс", "money=250000 hours=60 revenue=0 savings=30000"},
		{"1) 120.000,00\n2) 37,5\n3) 0\n4) пока неизвестно", "money=120000 hours=37.5 revenue=0 savings=unknown"},
		{"1) 1 500 $", "?"},
		{"сто двадцать тысяч, сорок часов", "hours=40 ?"},
		{"потратили сто тысяч, сорок часов", "money=100000 hours=40"},
		{"1) 35000 (реклама) + 12000 (выставка)", "?"},
	} {
		if got := heardOfMoney(c.text, "RUB", wording.Russian()); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
