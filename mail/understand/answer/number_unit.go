package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// unit is what a number counts. Two units of one group cannot be mistaken for
// each other: a percentage is never a number of leads.
type unit struct {
	scale decimal.Decimal // of "тыс. ₽": 1000
	base  string          // canonical name: "%", "EUR", "hour"; else the folded word
	group unitGroup       // zero for words that we do not know
	short bool            // one or two letters, which can mean something else
	code  bool            // the ISO code of a currency, which no other one shares
}

type unitGroup uint8

const (
	unitPercent unitGroup = iota + 1
	unitMoney
	unitTime
	unitMeasure
	unitCount // pieces: fits every countable thing
)

func (u unit) isZero() bool { return u.base == "" }

// knownUnits are the units that people write after figures, by group.
var knownUnits = buildUnits()

func buildUnits() map[string]unit {
	units := make(map[string]unit)
	for group, rows := range map[unitGroup][]string{
		unitPercent: {"% percent pct prc procent процент процента процентов процентик процентика процентиков проц % ٪"},
		unitMoney: {
			"EUR € eur euro euros евро", "USD $ usd dollar dollars bucks buck доллар доллара долларов долларах долл бакс бакса баксов us$", "GBP £ gbp pound pounds quid фунт фунта фунтов",
			"RUB ₽ rub rur руб рубль рубля рублей рублях рубликов р", "CHF chf", "PLN pln zł zl zloty zlotys", "UAH ₴ uah грн гривен", "KZT ₸ kzt тенге tenge", "BYN byn", "TRY ₺ try",
			"INR ₹ inr rupee rupees rs", "CZK czk kč", "JPY ¥ jpy yen", "CNY cny rmb юаней юань", "NOK nok", "SEK sek", "DKK dkk", "KR kr kroner krone kronor krona крон крона кроны", "CAD cad", "AUD aud", "HUF huf ft", "GEL ₾ gel лари",
			"NZD nzd", "SGD sgd", "HKD hkd", "TWD twd", "MXN mxn", "BRL brl", "ZAR zar", "ILS ₪ ils", "THB ฿ thb", "IDR idr", "MYR myr", "KRW ₩ krw", "VND ₫ vnd", "AED aed", "SAR sar", "QAR qar", "KWD kwd", "EGP egp",
			"RON ron", "BGN bgn", "RSD rsd", "ISK isk", "MDL mdl", "AMD ֏ amd", "AZN ₼ azn", "UZS uzs", "NGN ₦ ngn", "KES kes", "ARS ars", "CLP clp",
		},
		unitTime: {
			"hour h hr hrs hour hours ч час часа часов часы часик", "day d day days д дн день дня дней сутки суток сут", "week wk week weeks нед неделя недели недель неделю",
			"month mo month months мес месяц месяца месяцев", "year yr yrs year years год года лет", "minute min mins minute minutes мин минута минуты минут",
			"second s sec secs second seconds сек секунд секунды",
		},
		unitMeasure: {
			"kg kg kgs kilo kilos kilogram kilograms кг кило килограмм килограмма килограммов", "t t tonne tonnes ton tons т тн тонн тонна тонны тонну тон тонами тоннами", "g gram grams грамм", "km km kms kilometre kilometres kilometer kilometers км километр километра километров", "metre metre metres meter meters метр метра метров",
			"l litre litres liter liters л литр литра литров", "m2 m2 м2 м² m² sqm квм квадрат квадрата квадратов", "m3 m3 м3 м³ m³ cbm куб куба кубов кубометр кубометра кубометров", "kwh kwh квтч", "mwh mwh мвтч", "kw kw kwp kilowatt kilowatts квт киловатт киловатта", "mw mw mwp мвт мегаватт мегаватта мегаваттов", "ml ml мл", "ha ha hectare hectares га гектар гектара гектаров", "cm cm см", "mm mm мм", "tb tb тб", "mb mb мб", "gb gb гб", "°c °c °с",
		},
		unitCount: {"pcs pcs pc piece pieces item items units unit шт штук штуки штука штучек штуку ед единиц единицы единица экз экземпляр экземпляра экземпляров раз раза times"},
	} {
		for _, row := range rows {
			words := strings.Fields(row)
			for _, w := range words[1:] {
				units[w] = unit{base: words[0], group: group, code: group == unitMoney && (len(w) == 3 && w == strings.ToLower(words[0]) || w == "yen")}
			}
			if own := strings.ToLower(words[0]); units[own].isZero() {
				units[own] = unit{base: words[0], group: group}
			}
		}
	}
	return units
}

// unitOf looks a folded word up; "keur" and "m€" carry their scale in front.
func unitOf(word string) unit {
	one := decimal.NewFromInt(1)
	if u, ok := knownUnits[word]; ok {
		u.scale, u.short = one, unicode.IsLetter([]rune(word)[0]) && utf8.RuneCountInString(word) < 3
		return u
	}
	if base, ok := hundredths[word]; ok {
		return unit{base: base, group: unitMoney, scale: decimal.New(1, -2)}
	}
	for _, prefix := range []string{"k", "к", "t", "т.", "m", "млн", "тыс"} {
		rest, ok := strings.CutPrefix(word, prefix)
		if u, known := knownUnits[rest]; ok && known && u.group == unitMoney {
			u.scale = prefixScale(prefix)
			return u
		}
	}
	if word == "тр" || word == "тыр" {
		return unit{base: "RUB", group: unitMoney, scale: prefixScale("т.")}
	}
	return unit{base: word, scale: one}
}

// hundredths are parts of a currency, of which nobody means another one.
var hundredths = map[string]string{"pence": "GBP", "копеек": "RUB", "копейки": "RUB", "копейка": "RUB", "коп": "RUB"}

func prefixScale(prefix string) decimal.Decimal {
	if prefix == "t" || prefix == "т." {
		return decimal.New(1, 3)
	}
	return multipliers[prefix]
}

// parseUnit reads the unit that a question declares, such as "leads", "%",
// "EUR", "тыс. ₽" or "руб/т".
func parseUnit(s string) unit {
	if s == "" {
		return unit{scale: decimal.NewFromInt(1)}
	}
	return readUnits.of(s, readUnit)
}

var readUnits remembered[string, unit]

func readUnit(s string) unit {
	scale := decimal.NewFromInt(1)
	var base []string
	for _, t := range lex(usualSigns.Replace(s), localeEnglish) {
		if m, ok := multipliers[t.text]; ok && t.text != "m" && t.text != "м" {
			scale = scale.Mul(m)
			continue
		}
		if t.kind != signLexeme || t.text == "/" {
			base = append(base, t.text)
		}
	}
	if len(base) == 1 {
		if base[0] == "m" || base[0] == "м" {
			base[0] = "metre" // as a unit by itself it is no million
		}
		u := unitOf(base[0])
		u.scale = u.scale.Mul(scale)
		return u
	}
	return unit{base: strings.Join(base, " "), scale: scale}
}

// smaller are the units of a measure in terms of a bigger one: exact ones only.
// A day of work has no fixed number of hours.
var smaller = map[[2]string]int64{
	{"t", "kg"}: 1000, {"kg", "g"}: 1000, {"km", "metre"}: 1000, {"mwh", "kwh"}: 1000, {"mw", "kw"}: 1000, {"l", "ml"}: 1000, {"m3", "l"}: 1000, {"metre", "cm"}: 100, {"cm", "mm"}: 10, {"hour", "minute"}: 60, {"minute", "second"}: 60,
}

// convert brings a value to another unit of its measure, if that is exact.
func (u unit) convert(to unit) (factor decimal.Decimal, down, ok bool) {
	if n, known := smaller[[2]string{to.base, u.base}]; known {
		return decimal.NewFromInt(n), true, true
	}
	if n, known := smaller[[2]string{u.base, to.base}]; known {
		return decimal.NewFromInt(n), false, true
	}
	return decimal.Decimal{}, false, false
}

// fits reports whether an amount in unit a answers a question for unit u.
func (u unit) fits(a unit) bool {
	if u.isZero() || a.isZero() || a.base == u.base || a.group == unitCount && (u.group == 0 || u.group == unitCount) {
		return true
	}
	if u.group != 0 && a.group != 0 {
		return a.couldBe(u.base)
	}
	first := strings.FieldsFunc(u.base, func(r rune) bool { return r == '/' || r == ' ' })
	return len(first) > 1 && (unitOf(first[0]).base == a.base || sameStem(first[0], a.base))
}
