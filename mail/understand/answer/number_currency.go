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

// inItsCurrency is a question as one for an amount in the currency that the writer names.
// A text that names several, or a sign that several share, says none.
func inItsCurrency(q partnership.Question, text string) (partnership.Question, reason) {
	asked := parseUnit(q.Unit)
	if len(q.Currencies) == 0 || asked.group != unitMoney {
		return q, understood
	}
	named, shared := currenciesIn(q, text)
	switch {
	case shared:
		return q, reasonSharedSign
	case len(named) > 1:
		return q, reasonSeveral // "2000 USD and 300 EUR"
	case len(named) == 0 || named[0] == asked.base:
		return q, understood
	case !slices.Contains(q.Currencies, named[0]), !asked.scale.Equal(decimal.NewFromInt(1)):
		return q, reasonCurrency
	}
	q.Unit, q.Max = named[0], nil // bounds are in the asked currency; only a sign is one in every
	if q.Min != nil && !q.Min.IsZero() {
		q.Min = nil
	}
	return q, understood
}

// currenciesIn lists the currencies that a text names, and reports whether a sign in it is
// shared by several that the question takes. What stands in brackets counts only where
// nothing else does: "2000 USD (1840 EUR)", "2000 (USD)".
func currenciesIn(q partnership.Question, text string) (named []string, shared bool) {
	tokens := joinPhrases(lex(usualSigns.Replace(text), localeEnglish))
	outside, inside := currencyMentions(tokens)
	named, shared = meant(q, outside, slices.Concat(outside, inside))
	if len(named) == 0 && !shared {
		return meant(q, inside, inside)
	}
	return named, shared
}

// currencyMentions lists the currencies that words and signs name, outside of brackets and
// in them.
func currencyMentions(tokens []lexeme) (outside, inside []unit) {
	depth := 0
	for i, t := range tokens {
		switch t.text {
		case "(", "[":
			depth++
		case ")", "]":
			depth = max(0, depth-1)
		}
		u, ok := mentioned(tokens, i)
		switch {
		case !ok:
		case depth > 0:
			inside = append(inside, u)
		default:
			outside = append(outside, u)
		}
	}
	return outside, inside
}

// mentioned is the currency that the word at i names. A word that is more often something
// else, such as "try", names one only where a currency would stand.
func mentioned(tokens []lexeme, i int) (unit, bool) {
	t := tokens[i]
	if t.kind == figureLexeme {
		return unit{}, false
	}
	word := t.text
	code, national := nationalCodes[word]
	switch {
	case national:
		word = code
	case word == "us" && i > 0 && tokens[i-1].kind == figureLexeme:
		word = "usd" // "2000 US"
	}
	u := unitOf(word)
	if u.group != unitMoney {
		return unit{}, false
	}
	return u, !moreOftenElse[t.text] || besideFigure(tokens, i) || i > 0 && (leadsToCurrency[tokens[i-1].text] || unitOf(tokens[i-1].text).group == unitMoney)
}

// besideFigure reports whether a figure stands right before or behind the word at i.
func besideFigure(tokens []lexeme, i int) bool {
	before := i - 1
	for before >= 0 && (multipliers[tokens[before].text].IsPositive() || tokens[before].text == ".") {
		before--
	}
	behind := i + 1
	for behind < len(tokens) && unitOf(tokens[behind].text).group == unitMoney {
		behind++
	}
	return before >= 0 && tokens[before].kind == figureLexeme || behind < len(tokens) && tokens[behind].kind == figureLexeme
}

// moreOftenElse are words and names that are also those of currencies.
var moreOftenElse = setOf("try|ron|cad|sar|ft|rs|kr|р|buck|pound|lari|лари|quid|fr")

// leadsToCurrency stand before such a word that is a currency.
var leadsToCurrency = setOf("in|в|(|[|-|,|:|is|are")

// meant lists the currencies of mentions. A shared sign is of the currency that a code
// beside it names.
func meant(q partnership.Question, mentions, all []unit) (named []string, shared bool) {
	for _, u := range mentions {
		could := possibleCurrencies(q, u)
		for _, other := range all {
			if other.code && u.couldBe(other.base) {
				could = []string{other.base}
			}
		}
		switch {
		case len(could) == 0:
			could = []string{u.base} // one that the question does not take
		case len(could) > 1:
			shared = true
		}
		if !slices.Contains(named, could[0]) {
			named = append(named, could[0])
		}
	}
	return named, shared
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
