package answer

import (
	"strings"

	"github.com/shopspring/decimal"
)

// wordLevel orders the words of a spoken number: each next word must be of a
// lower level than the one before, until a multiplier starts afresh.
type wordLevel uint8

const (
	levelUnit wordLevel = iota + 1
	levelTeen
	levelTen
	levelHundred
	levelMultiplier
	levelFresh
)

// numberWord is a word that stands for a number.
type numberWord struct {
	value decimal.Decimal
	level wordLevel
	// times marks a hundred or a dozen that multiplies what stands before it.
	times bool
	// scaled marks a word that holds a multiplier.
	scaled bool
}

// isNumberWord reports whether a word is a number by itself: «сто» is no short form of
// «сторона».
func isNumberWord(word string) bool {
	_, ok := numberWords[word]
	return ok
}

// numberWords are the cardinals of English and Russian, the Russian ones in
// the cases that follow "около" and "на", and the names of marks ("семёрка").
var numberWords = buildNumberWords()

func buildNumberWords() map[string]numberWord {
	words := make(map[string]numberWord)
	add := func(level wordLevel, first, step int64, rows ...string) {
		for i, row := range rows {
			for w := range strings.FieldsSeq(row) {
				words[w] = numberWord{value: decimal.NewFromInt(first + int64(i)*step), level: level}
			}
		}
	}
	add(levelUnit, 0, 1,
		"zero nil nought naught ноль нуль ноля нуля", "one один одна одно одного одной одну единица единицу", "two два две двух двойка двойку двойке двойкой двое вдвоем двоих",
		"three три трех тройка тройку тройке тройкой троечка троечку трое втроем троих", "four четыре четырех четверка четверку четверке четверкой четверочка четверочку четверо вчетвером четверых", "five пять пяти пятерка пятерку пятерке пятеркой пятерочка пятерочку пятеро впятером пятерых",
		"six шесть шести шестерка шестерку шестерке шестеркой шестерочка шестерочку шестеро вшестером шестерых", "seven семь семи семерка семерку семерке семеркой семерочка семерочку семеро всемером семерых", "eight восемь восьми восьмерка восьмерку восьмерке восьмеркой восьмерочка восьмерочку восьмеро ввосьмером восьмерых",
		"nine девять девяти девятка девятку вдевятером девятке девяткой девяточка девяточку")
	add(levelTeen, 10, 1,
		"ten десять десяти десятка десятку десятке десяткой десяточка десяточку десятеро вдесятером", "eleven одиннадцать одиннадцати", "twelve двенадцать двенадцати",
		"thirteen тринадцать тринадцати", "fourteen четырнадцать четырнадцати", "fifteen пятнадцать пятнадцати",
		"sixteen шестнадцать шестнадцати", "seventeen семнадцать семнадцати", "eighteen восемнадцать восемнадцати",
		"nineteen девятнадцать девятнадцати")
	add(levelTen, 20, 10,
		"twenty двадцать двадцати", "thirty тридцать тридцати", "forty fourty сорок сорока", "fifty пятьдесят пятидесяти",
		"sixty шестьдесят шестидесяти", "seventy семьдесят семидесяти", "eighty восемьдесят восьмидесяти",
		"ninety девяносто девяноста")
	add(levelHundred, 100, 100,
		"сто ста", "двести двухсот", "триста трехсот", "четыреста четырехсот", "пятьсот пятисот", "шестьсот шестисот",
		"семьсот семисот", "восемьсот восьмисот", "девятьсот девятисот")
	oneAndHalf := numberWord{value: decimal.New(15, -1), level: levelUnit}
	words["полтора"], words["полторы"], words["полутора"] = oneAndHalf, oneAndHalf, oneAndHalf
	for w, v := range multipliers {
		if len([]rune(w)) > 2 {
			words[w] = numberWord{value: v, level: levelMultiplier}
		}
	}
	for w, v := range dozens {
		words[w] = numberWord{value: decimal.NewFromInt(v), level: levelHundred, times: true}
	}
	for w, v := range halved {
		words[w] = numberWord{value: decimal.NewFromInt(v), level: levelHundred, scaled: v >= 500}
	}
	return words
}

// dozens are the small numbers that are counted like things: two dozen, три
// сотни.
var dozens = byValue(map[int64]string{
	10:  "десяток десятка десятков десятки десяткам",
	12:  "dozen dozens дюжина дюжины дюжин дюжину",
	100: "hundred hundreds сотня сотни сотен сотню",
})

// halved are the Russian words for half of a round number.
var halved = byValue(map[int64]string{
	5: "полдесятка", 6: "полдюжины", 50: "полсотни полсотню", 150: "полтораста", 500: "полтысячи", 500_000: "полмиллиона полмлн полумиллиона полляма пол-лимона пол-ляма", 500_000_000: "полмиллиарда",
})

func byValue(rows map[int64]string) map[string]int64 {
	values := make(map[string]int64)
	for v, row := range rows {
		for w := range strings.FieldsSeq(row) {
			values[w] = v
		}
	}
	return values
}

// multipliers follow a number: 120 тыс., 1.2M, 12k.
var multipliers = buildMultipliers()

func buildMultipliers() map[string]decimal.Decimal {
	m := make(map[string]decimal.Decimal)
	for exponent, list := range map[int32]string{
		3: "k к thousand thousands тыс тысяч тысяча тысячи тысячу tsd grand тыщ тыща тыщи тыщу тысч",
		5: "lakh lakhs lac lacs lkh",
		6: "m м mn mln mio mill million millions млн миллион миллиона миллионов миллионы миллиону лям ляма лямов лимон лимона лимонов",
		7: "crore crores krore krores",
		9: "b bn bln billion billions млрд миллиард миллиарда миллиардов mrd",
	} {
		for w := range strings.FieldsSeq(list) {
			m[w] = decimal.New(1, exponent)
		}
	}
	return m
}

// spokenNumber is a number put together from words.
type spokenNumber struct {
	total, part, lastMultiplier decimal.Decimal
	level                       wordLevel
	words                       int
	scaled                      bool
}

func newSpokenNumber() spokenNumber {
	return spokenNumber{level: levelFresh}
}

// add takes the next word in and reports whether it continues the number.
func (s *spokenNumber) add(w numberWord) bool {
	hundred := decimal.NewFromInt(100)
	switch {
	case w.level == levelMultiplier:
		if s.words > 0 && s.part.IsZero() || !s.lastMultiplier.IsZero() && !w.value.LessThan(s.lastMultiplier) {
			return false
		}
		s.total = s.total.Add(s.times(w.value))
		s.part, s.level, s.lastMultiplier = decimal.Zero, levelFresh, w.value
	case w.times:
		if s.level == levelHundred || s.part.GreaterThanOrEqual(hundred) {
			return false
		}
		s.part, s.level = s.times(w.value), levelHundred
	default:
		if w.level >= s.level || w.level == levelTeen && s.level == levelTen || s.level == levelTeen {
			return false
		}
		s.part, s.level = s.part.Add(w.value), w.level
	}
	s.words++
	s.scaled = s.scaled || w.scaled || w.level == levelMultiplier
	return true
}

// times multiplies what was said since the last multiplier; nothing is once.
func (s *spokenNumber) times(v decimal.Decimal) decimal.Decimal {
	if s.part.IsZero() {
		return v
	}
	return s.part.Mul(v)
}

func (s *spokenNumber) value() decimal.Decimal { return s.total.Add(s.part) }

// elides reports whether hundreds follow millions: "three million eight hundred"
// leaves it to the listener whether the thousands were meant.
func (s *spokenNumber) elides() bool {
	return s.lastMultiplier.GreaterThanOrEqual(decimal.New(1, 6)) && s.part.GreaterThanOrEqual(decimal.NewFromInt(100))
}

// addShare adds a part of the last multiplier: "two and a half", "three million
// and a half".
func (s *spokenNumber) addShare(share decimal.Decimal) {
	if s.part.IsZero() && !s.lastMultiplier.IsZero() {
		s.total = s.total.Add(share.Mul(s.lastMultiplier))
		return
	}
	s.part = s.part.Add(share)
}
