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
	// times marks a hundred that multiplies what stands before it.
	times bool
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
		"zero ноль нуль ноля нуля", "one один одна одно одного одной одну единица единицу", "two два две двух двойка двойку",
		"three три трех тройка тройку", "four четыре четырех четверка четверку", "five пять пяти пятерка пятерку",
		"six шесть шести шестерка шестерку", "seven семь семи семерка семерку", "eight восемь восьми восьмерка восьмерку",
		"nine девять девяти девятка девятку")
	add(levelTeen, 10, 1,
		"ten десять десяти десятка десятку", "eleven одиннадцать одиннадцати", "twelve двенадцать двенадцати",
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
	words["hundred"] = numberWord{value: decimal.NewFromInt(100), level: levelHundred, times: true}
	oneAndHalf := numberWord{value: decimal.New(15, -1), level: levelUnit}
	words["полтора"], words["полторы"], words["полутора"] = oneAndHalf, oneAndHalf, oneAndHalf
	for w, v := range multipliers {
		if len([]rune(w)) > 2 {
			words[w] = numberWord{value: v, level: levelMultiplier}
		}
	}
	return words
}

// multipliers follow a number: 120 тыс., 1.2M, 12k.
var multipliers = buildMultipliers()

func buildMultipliers() map[string]decimal.Decimal {
	m := make(map[string]decimal.Decimal)
	for exponent, list := range map[int32]string{
		3: "k к thousand thousands тыс тысяч тысяча тысячи тысячу tsd",
		6: "m м mn mln mio mill million millions млн миллион миллиона миллионов миллиону",
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
}

func newSpokenNumber() spokenNumber {
	return spokenNumber{level: levelFresh}
}

// add takes the next word in and reports whether it continues the number.
func (s *spokenNumber) add(w numberWord) bool {
	switch {
	case w.level == levelMultiplier:
		if s.words > 0 && s.part.IsZero() || !s.lastMultiplier.IsZero() && !w.value.LessThan(s.lastMultiplier) {
			return false
		}
		part := s.part
		if part.IsZero() {
			part = decimal.NewFromInt(1)
		}
		s.total = s.total.Add(part.Mul(w.value))
		s.part, s.level, s.lastMultiplier = decimal.Zero, levelFresh, w.value
	case w.times:
		if s.level == levelHundred || s.part.GreaterThanOrEqual(decimal.NewFromInt(20)) {
			return false
		}
		part := s.part
		if part.IsZero() {
			part = decimal.NewFromInt(1)
		}
		s.part, s.level = part.Mul(w.value), levelHundred
	default:
		if w.level >= s.level || w.level == levelTeen && s.level == levelTen || s.level == levelTeen {
			return false
		}
		s.part, s.level = s.part.Add(w.value), w.level
	}
	s.words++
	return true
}

func (s *spokenNumber) value() decimal.Decimal { return s.total.Add(s.part) }
