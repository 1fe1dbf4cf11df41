package answer

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// currencyCase is an amount for a question in the first of its currencies that takes the
// others, too. Want is "2000 USD", or empty where the writer has to be asked.
type currencyCase struct{ currencies, locale, text, want string }

var currencyCases = []currencyCase{
	{"EUR USD", "en", "2000 USD", "2000 USD"},
	{"EUR USD", "en", "2000", "2000 EUR"},
	{"EUR USD", "en", "$2,000", "2000 USD"},
	{"EUR USD", "en", "USD 2,000.50", "2000.5 USD"},
	{"EUR USD", "en", "US$ 2,000", "2000 USD"},
	{"EUR USD", "en", "US$2k", "2000 USD"},
	{"EUR USD", "en", "about 2,000 dollars", "2000 USD"},
	{"EUR USD", "en", "€2,000", "2000 EUR"},
	{"EUR USD", "en", "2000 GBP", ""},
	{"EUR USD", "en", "C$2,000", ""},
	{"EUR USD", "en", "2,000 Canadian dollars", ""},
	{"EUR USD", "en", "2000 usd (1850 eur)", "2000 USD"},
	{"EUR USD", "en", "2000 USD and 300 EUR", ""},
	{"EUR USD", "en", "300 EUR plus 2000 USD", ""},
	{"EUR USD", "en", "$1.5m", "1500000 USD"},
	{"EUR USD", "en", "2000 SGD", ""},
	{"EUR USD", "en", "-500 USD", ""},
	{"EUR USD CAD", "en", "$2,000", ""},
	{"EUR USD CAD", "en", "2,000 dollars", ""},
	{"EUR USD CAD", "en", "US$2,000", "2000 USD"},
	{"EUR USD CAD", "en", "$2,000 CAD", "2000 CAD"},
	{"EUR USD CAD", "en", "CAD 2,000", "2000 CAD"},
	{"EUR USD CAD", "en", "2,000 Canadian dollars", "2000 CAD"},
	{"EUR USD CAD", "en", "2,000 US dollars", "2000 USD"},
	{"EUR NOK", "en", "2000 kr", "2000 NOK"},
	{"EUR NOK SEK", "en", "2000 kr", ""},
	{"EUR NOK SEK", "en", "2000 Swedish kronor", "2000 SEK"},
	{"CAD", "en", "500 USD", ""},
	{"CAD", "en", "$500", "500 CAD"},
	{"CAD USD", "en", "$500", ""},
	{"RUB USD EUR", "ru", "2000 USD", "2000 USD"},
	{"RUB USD EUR", "ru", "2 000 долларов", "2000 USD"},
	{"RUB USD EUR", "ru", "2 тыс. евро", "2000 EUR"},
	{"RUB USD EUR", "ru", "120 000 руб.", "120000 RUB"},
	{"RUB USD EUR", "ru", "120 тыс. рублей", "120000 RUB"},
	{"RUB USD EUR", "ru", "около 500 евро", "500 EUR"},
	{"RUB USD EUR", "ru", "500 долл. США", "500 USD"},
	{"RUB USD EUR", "ru", "две тысячи долларов", "2000 USD"},
	{"RUB USD EUR", "ru", "2000 фунтов", ""},
	{"RUB USD EUR", "ru", "2000 канадских долларов", ""},
	{"RUB USD EUR", "ru", "2000 белорусских рублей", ""},
	{"RUB BYN", "ru", "2000 рублей", ""},
	{"RUB BYN", "ru", "2000 белорусских рублей", "2000 BYN"},
	{"RUB BYN", "ru", "2000 BYN", "2000 BYN"},
	{"RUB USD EUR", "ru", "$1,2 млн", "1200000 USD"},
	{"RUB USD EUR", "ru", "500 € и 10 000 ₽", ""},
	{"RUB USD EUR", "ru", "45 000 ₽ (500 €)", "45000 RUB"},
	{"EUR NOK SEK", "ru", "2000 крон", ""},
	{"EUR NOK SEK", "ru", "2000 шведских крон", "2000 SEK"},
	{"EUR CHF", "ru", "2000 швейцарских франков", "2000 CHF"},
	{"EUR USD CAD", "ru", "2000 долларов", ""},
	{"EUR USD", "ru", "потратили 2000 долларов на рекламу", ""},

	// Written before any of them was read.
	{"EUR USD GBP", "en", "We put in 12,500 US dollars this quarter.", "12500 USD"},
	{"EUR USD GBP", "en", "£850", "850 GBP"},
	{"EUR USD GBP", "en", "850 pounds", "850 GBP"},
	{"EUR USD GBP", "en", "around 850 quid, not final", "850 GBP"},
	{"EUR USD GBP", "en", "2,000 USD, 300 EUR", ""},
	{"EUR USD GBP", "en", "1,200 EUR + $400", ""},
	{"EUR USD GBP", "en", "2000 USD or 1850 EUR", ""},
	{"EUR USD GBP", "en", "zero", "0 EUR"},
	{"EUR USD GBP", "en", "$0", "0 USD"},
	{"EUR USD GBP", "en", "4.2k usd", "4200 USD"},
	{"EUR USD GBP", "en", "JPY 200,000", ""},
	{"EUR USD GBP", "en", "¥200,000", ""},
	{"EUR USD GBP", "en", "A$900", ""},
	{"EUR USD GBP", "en", "900 AUD", ""},
	{"EUR USD GBP", "en", "1,000 USD per month", ""},
	{"EUR USD GBP", "en", "2000 bucks", "2000 USD"},
	{"EUR USD GBP", "en", "50 pence", "0.5 GBP"},
	{"EUR USD GBP", "en", "$2000 (two thousand)", "2000 USD"},
	{"EUR USD GBP", "en", "2000 EUR, not USD", ""},
	{"EUR USD GBP", "en", "2000 dollars Canadian", ""},
	{"EUR USD GBP", "en", "MXN 30,000", ""},
	{"EUR USD GBP", "en", "2000 $ CAD", ""},
	{"EUR AUD", "en", "$900", "900 AUD"},
	{"EUR AUD", "en", "900 USD", ""},
	{"EUR AUD", "en", "US$900", ""},
	{"GBP EGP", "en", "£900", ""},
	{"GBP EGP", "en", "900 Egyptian pounds", "900 EGP"},
	{"GBP EGP", "en", "900 pounds sterling", "900 GBP"},
	{"NOK SEK DKK", "en", "1 200 kr", ""},
	{"NOK SEK DKK", "en", "1,200 DKK", "1200 DKK"},
	{"CNY JPY", "en", "¥5000", ""},
	{"CNY JPY", "en", "5000 yen", "5000 JPY"},
	{"CNY JPY", "en", "5000 RMB", "5000 CNY"},
	{"USD EUR", "en", "1.200,50 €", "1200.5 EUR"},
	{"USD EUR", "en", "EUR 1.200", ""},
	{"RUB USD KZT", "ru", "500 000 тенге", "500000 KZT"},
	{"RUB USD KZT", "ru", "1 500 у.е.", ""},
	{"RUB USD KZT", "ru", "1500 баксов", "1500 USD"},
	{"RUB USD KZT", "ru", "1,5 млн тенге", "1500000 KZT"},
	{"RUB USD KZT", "ru", "20 000 грн", ""},
	{"RUB USD KZT", "ru", "3 000 евро", ""},
	{"RUB USD KZT", "ru", "120 т.р.", "120000 RUB"},
	{"RUB USD KZT", "ru", "ничего не вкладывали", ""},
	{"RUB USD KZT", "ru", "500 долларов и 20 тысяч рублей", ""},
	{"RUB USD KZT", "ru", "500 $, 20 000 руб", ""},
	{"RUB USD KZT", "ru", "500 долларов США", "500 USD"},
	{"RUB USD KZT", "ru", "500 австралийских долларов", ""},
	{"RUB USD KZT", "ru", "предварительно 1 200 долларов", "1200 USD"},
	{"RUB USD KZT", "ru", "1 200 500,50 ₽", "1200500.5 RUB"},
	{"RUB USD KZT", "ru", "1200 USD или 110 000 руб.", ""},
	{"RUB USD KZT", "ru", "долларов 500", "500 USD"},
	{"RUB USD KZT", "ru", "500 usd", "500 USD"},
	{"RUB USD KZT", "ru", "$500", "500 USD"},
	{"RUB USD KZT", "ru", "500 юаней", ""},
	{"EUR RUB", "ru", "90 тыс. руб.", "90000 RUB"},
	{"EUR RUB", "ru", "90 тр", "90000 RUB"},
	{"EUR RUB", "ru", "пятьсот евро", "500 EUR"},
	{"EUR RUB", "ru", "500 белорусских рублей", ""},
	{"EUR RUB", "ru", "100 рублей 50 копеек", "100.5 RUB"},
	{"EUR RUB", "ru", "50 коп.", "0.5 RUB"},
	{"EUR CZK SEK", "ru", "2000 чешских крон", "2000 CZK"},
	{"EUR CZK", "ru", "2000 крон", "2000 CZK"},
	{"EUR CAD", "ru", "300 канадских долларов", "300 CAD"},
	{"EUR CAD", "ru", "300 американских долларов", ""},
	{"EUR GBP", "ru", "300 фунтов стерлингов", "300 GBP"},
	{"EUR GBP", "ru", "300 английских фунтов", "300 GBP"},
	{"BYN RUB", "ru", "300 руб", ""},
	{"BYN RUB", "ru", "300 российских рублей", "300 RUB"},
	{"BYN RUB", "ru", "300 бел. руб.", ""},
	{"USD", "ru", "300 евро", ""},
	{"EUR USD CAD", "en", "2000 dollars Canadian", "2000 CAD"},
	{"EUR USD CAD", "en", "2000 $ CAD", "2000 CAD"},
	{"EUR USD CAD", "en", "$2000 Canadian", "2000 CAD"},
	{"EUR USD", "en", "$2000 Canadian", ""},
	{"EUR USD", "en", "Canadian $2000", ""},
	{"EUR USD", "en", "CAD $2000", ""},
	{"EUR USD", "en", "2000 dollars (Canadian)", ""},
	{"EUR USD", "en", "2000 dollars, Canadian ones", ""},
	{"EUR USD", "en", "2000 dollars (CAD)", ""},
	{"EUR USD", "en", "$2000 from us", "2000 USD"},
	{"EUR USD", "ru", "2000 долларов, канадских", ""},
	{"EUR USD", "en", "2000 (USD)", "2000 USD"},
	{"EUR USD", "en", "2000 (GBP)", ""},
	{"EUR USD", "en", "2000 US", "2000 USD"},
	{"EUR GBP", "en", "2000 US", ""},
	{"EUR USD", "en", "2000 from us", "2000 EUR"},
	{"EUR USD", "en", "3000 - in USD", "3000 USD"},
	{"EUR USD", "en", "between 2000 and 3000 USD", ""},
	{"EUR USD", "en", "2000 EUR and another 500 USD", ""},
	{"EUR USD", "en", "2000 USD, converted from 2,700 CAD", ""},
	{"EUR USD", "ru", "500 евро, а ещё 2000 долларов", ""},
	{"RUB USD", "ru", "500 тыс. руб. и 2000 долларов", ""},
	{"RUB USD", "ru", "180 000 руб. (2000 USD)", "180000 RUB"},
	{"EUR TRY", "en", "2000 TRY", "2000 TRY"},
}

func TestAmountsKeepTheCurrencyTheyAreWrittenIn(t *testing.T) {
	t.Parallel()
	for _, c := range currencyCases {
		t.Run(strings.Join([]string{c.currencies, c.locale, c.text}, "/"), func(t *testing.T) {
			t.Parallel()
			if got := readMoney(c.currencies, c.locale, c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// readMoney reads an amount, with its currency; what is asked back is empty.
func readMoney(currencies, locale, text string) string {
	list := strings.Fields(currencies)
	q := partnership.Question{ID: "money", Kind: partnership.KindMoney, Text: "Money put in", Unit: list[0], Currencies: list[1:], Min: dec("0")}
	if locale == localeRussian {
		q.Text = "Вложено денег"
	}
	got, why := readAnswer(q, prose.Normalise(text), Context{Locale: locale, Questions: []partnership.Question{q}})
	if why != understood {
		return ""
	}
	return got.value.String() + " " + got.unit
}

// Whoever says for all amounts in which currency they are is asked, not guessed at.
func TestACurrencyForAllAmountsIsAskedBack(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{
		{ID: "money", Kind: partnership.KindMoney, Text: "Money put in", Unit: "EUR", Currencies: []string{"USD"}, Min: dec("0")},
		{ID: "hours", Kind: partnership.KindNumber, Text: "Hours put in", Unit: "hours", Min: dec("0")},
		{ID: "revenue", Kind: partnership.KindMoney, Text: "Revenue that came of it", Unit: "EUR", Currencies: []string{"USD"}, Min: dec("0")},
	}
	for text, want := range map[string]string{
		"all in USD:\n1) 2000\n2) 30\n3) 0":                  "hours 30 hours; revenue 0 EUR; open money",
		"1) 2000\n2) 30\n3) 100\nAmounts are in US dollars.": "hours 30 hours; open money revenue",
		"1) 2000 USD\n3) 100\nThe rest is in dollars":        "money 2000 USD; open hours revenue",
		"Everything in euros.\n1) 2000\n2) 30\n3) 100":       "money 2000 EUR; hours 30 hours; revenue 100 EUR; open ",
		"1) 3000 - in USD\n2) 30\n3) 100":                    "money 3000 USD; hours 30 hours; revenue 100 EUR; open ",
		"всё в долларах:\n1) 2000\n2) 30\n3) 100 EUR":        "hours 30 hours; revenue 100 EUR; open money",
	} {
		r := Read(text, Context{Questions: questions, Locale: "en"})
		var got []string
		for _, a := range r.Answers {
			got = append(got, a.Question+" "+a.Value.String()+" "+a.Unit)
		}
		if said := strings.Join(append(got, "open "+strings.Join(r.Open, " ")), "; "); said != want {
			t.Errorf("%q is read as %s, want %s", text, said, want)
		}
	}
}

// A currency that cannot be taken is asked back with those that can.
func TestWhatIsAskedBackSaysWhichCurrenciesAreTaken(t *testing.T) {
	t.Parallel()
	q := partnership.Question{ID: "money", Kind: partnership.KindMoney, Text: "Money put in", Unit: "EUR", Currencies: []string{"CAD", "USD"}}
	for _, c := range []struct{ locale, text, want string }{
		{"en", "1) 500 GBP", `1) Money put in: "500 GBP" is in another currency than asked (EUR); please convert it, or send it in CAD or USD`},
		{"en", "1) $500", `1) Money put in: "$500" can be in several currencies; please write which: CAD or USD`},
		{"ru", "1) 500 GBP", `1) Money put in: "500 GBP" — не та валюта, что в вопросе (EUR); пересчитайте, пожалуйста, или пришлите в CAD или USD`},
		{"ru", "1) 500 долларов", `1) Money put in: "500 долларов" может быть в разных валютах; напишите, пожалуйста, в какой: CAD или USD`},
	} {
		r := Read(c.text, Context{Questions: []partnership.Question{q}, Locale: c.locale})
		if len(r.Problems) != 1 || r.Problems[0] != c.want || len(r.Answers) > 0 {
			t.Errorf("%s: answers %v, problems %q, want %q", c.text, r.Answers, r.Problems, c.want)
		}
	}
}
