package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// currencyFamilies are signs and words that several currencies share. A code, such as
// USD, means its own currency alone.
var currencyFamilies = map[string][]string{
	"USD": {"CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"},
	"KR":  {"NOK", "SEK", "DKK", "ISK", "CZK"},
	"JPY": {"CNY"},
	"GBP": {"EGP"},
	"RUB": {"BYN"},
}

// couldBe reports whether an amount of money, as it is written, can be in a currency.
func (u unit) couldBe(currency string) bool {
	return u.base == currency || !u.code && slices.Contains(currencyFamilies[u.base], currency)
}

// currencyOf finds in which of the currencies that a question takes an amount is: in the
// asked one where none is written. A sign that several of them share says none.
func currencyOf(q partnership.Question, written, asked unit) (unit, reason) {
	if len(q.Currencies) == 0 || asked.group != unitMoney || written.group != unitMoney {
		return asked, understood
	}
	could := possibleCurrencies(q, written)
	one := decimal.NewFromInt(1)
	switch {
	case len(could) > 1:
		return asked, reasonSharedSign
	case len(could) == 0 || could[0] == asked.base:
		return asked, understood // fitsAsked says what is wrong with it
	case !asked.scale.Equal(one):
		return asked, reasonCurrency // thousands of which?
	default:
		return unit{base: could[0], group: unitMoney, scale: one, code: true}, understood
	}
}

// possibleCurrencies are those of a question that an amount can be in as it is written.
func possibleCurrencies(q partnership.Question, written unit) []string {
	var could []string
	for _, c := range append([]string{parseUnit(q.Unit).base}, q.Currencies...) {
		if written.couldBe(c) && !slices.Contains(could, c) {
			could = append(could, c)
		}
	}
	return could
}

// sharing are the currencies of a question that share a sign in a text.
func sharing(q partnership.Question, seen string) []string {
	for _, t := range lex(usualSigns.Replace(seen), localeEnglish) {
		if could := possibleCurrencies(q, unitOf(t.text)); len(could) > 1 {
			return could
		}
	}
	return append([]string{q.Unit}, q.Currencies...)
}

// foreignCurrency is the currency of an amount that a question takes in another one than it
// asks for; empty where it is in the asked one.
func foreignCurrency(q partnership.Question, of unit) string {
	if of.group == unitMoney && len(q.Currencies) > 0 && of.base != parseUnit(q.Unit).base {
		return of.base
	}
	return ""
}

// possible reports whether a value is within the bounds of a question. They are in the
// asked currency; of an amount in another one only the sign can be judged.
func possible(q partnership.Question, v decimal.Decimal, of unit) bool {
	if foreignCurrency(q, of) != "" {
		return q.Min == nil || q.Min.IsNegative() || !v.IsNegative()
	}
	return within(v, q.Min, q.Max)
}

// addsCurrencies reports whether a text lists amounts of several currencies one after the
// other: "2000 USD and 300 EUR". Nobody but the writer knows what they come to.
func addsCurrencies(text, locale string) bool {
	if len(text) > maxReferring {
		return false
	}
	before, listed := unit{}, false
	tokens := lex(text, locale)
	for i, t := range tokens {
		switch {
		case t.kind == figureLexeme:
			u := currencyBeside(tokens, i)
			if listed && !before.isZero() && !u.isZero() && !u.couldBe(before.base) && !before.couldBe(u.base) {
				return true
			}
			before, listed = u, true
		case listsOn[t.text], unitOf(t.text).group == unitMoney, multipliers[t.text].IsPositive():
		default:
			listed = false
		}
	}
	return false
}

// listsOn part the amounts of a list.
var listsOn = setOf("and|plus|&|+|,|;|и|плюс|также|а|also|as|well")

// currencyBeside is the currency that is written right before or behind a figure.
func currencyBeside(tokens []lexeme, i int) unit {
	after := i + 1
	for after < len(tokens) && multipliers[tokens[after].text].IsPositive() {
		after++
	}
	for _, at := range []int{after, i - 1} {
		if at < 0 || at >= len(tokens) {
			continue
		}
		if u := unitOf(tokens[at].text); u.group == unitMoney {
			return u
		}
	}
	return unit{}
}

// national are the currencies that several countries call by one name, with the words that
// say of which country one is.
var national = []struct{ code, countries, names string }{
	{"usd", "us|american|американских|американские|американский|американского", "dollars|dollar|долларов|доллары|доллар|доллара"},
	{"cad", "canadian|канадских|канадские|канадский|канадского", "dollars|dollar|долларов|доллары|доллар|доллара"},
	{"aud", "australian|австралийских|австралийские|австралийский|австралийского", "dollars|dollar|долларов|доллары|доллар|доллара"},
	{"sgd", "singapore|сингапурских|сингапурские", "dollars|dollar|долларов|доллара"},
	{"gbp", "british|британских|британские|английских", "pounds|pound|фунтов|фунта"},
	{"egp", "egyptian|египетских|египетские", "pounds|pound|фунтов|фунта"},
	{"nok", "norwegian|норвежских|норвежские", "kroner|krone|kronor|krona|крон|кроны"},
	{"sek", "swedish|шведских|шведские", "kronor|krona|kroner|krone|крон|кроны"},
	{"dkk", "danish|датских|датские", "kroner|krone|kronor|krona|крон|кроны"},
	{"czk", "czech|чешских|чешские", "koruna|korunas|crowns|kroner|крон|кроны"},
	{"chf", "swiss|швейцарских|швейцарские", "francs|franc|франков|франка"},
	{"byn", "belarusian|белорусских|белорусские|бел", "roubles|rubles|рублей|рубля|руб"},
	{"rub", "russian|российских|российские|росс", "roubles|rubles|рублей|рубля|руб"},
}

// nationalCodes are the currencies of countries, by the words for them. "Us" is more often
// somebody else.
var nationalCodes = buildNationalCodes()

func buildNationalCodes() map[string]string {
	codes := make(map[string]string)
	for _, n := range national {
		for country := range strings.SplitSeq(n.countries, "|") {
			if country != "us" {
				codes[country] = n.code
			}
		}
	}
	return codes
}

// specified is the unit that a shared sign means if the text beside it names one of its
// currencies by a code or a country: "2,000 dollars, Canadian ones".
func specified(written unit, text, locale string) unit {
	if written.code || written.group != unitMoney || currencyFamilies[written.base] == nil || len(text) > maxReferring {
		return written
	}
	meant := written
	for _, t := range joinPhrases(lex(text, locale)) {
		word := t.text
		if code, known := nationalCodes[word]; known {
			word = code
		}
		u := unitOf(word)
		if !u.code || !written.couldBe(u.base) {
			continue
		}
		if meant.code && meant.base != u.base {
			return written // it names several
		}
		meant.base, meant.code = u.base, true
	}
	return meant
}
