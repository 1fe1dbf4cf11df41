// Package calendar reads days that lie ahead as people name them in passing: "the
// 14th", "Friday", «до конца недели». A day that could be two is none.
package calendar

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Named is a day in a text.
type Named struct {
	Day        cadence.Date
	Start, End int // bytes of the folded text
}

// Find returns the days that a folded text names, in order. Dates without a year
// are the coming ones, today included; without today, only whole dates are read.
func Find(folded string, today cadence.Date) []Named {
	var out []Named
	for at := 0; at < len(folded); {
		start, end := nextWord(folded, at)
		if start < 0 {
			return out
		}
		d, length, ok := At(folded[start:], today)
		if ok {
			out = append(out, Named{Day: d, Start: start, End: start + length})
		}
		at = max(end, start+length)
	}
	return out
}

var word = regexp.MustCompile(`[\p{L}\d]+(?:[./:-]\d+)*`)

func nextWord(s string, from int) (start, end int) {
	loc := word.FindStringIndex(s[from:])
	if loc == nil {
		return -1, -1
	}
	return from + loc[0], from + loc[1]
}

// form is a way to name a day; what it captures goes to read.
type form struct {
	pattern prose.Pattern
	read    func(m []string, today cadence.Date) (cadence.Date, bool)
	// whole forms are not read otherwise when they name no one day: "next Friday"
	// is no Friday.
	whole bool
}

const (
	weekdayWords = `(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|понедельник\p{L}*|вторник\p{L}*|сред\p{L}{1,2}|четверг\p{L}*|пятниц\p{L}*|суббот\p{L}*|воскресень\p{L}*|пн|вт|ср|чт|пт|сб|вс)`
	// lead is what may stand between "until" and the day.
	lead = `(?:(?:on|the|end\s+of|at|by|this|coming|с|со|в|во|к|ко|до|на|эту|этот|ближайш\p{L}+|вечера|утра|конца)\s+)*`
	end  = `(?:$|[^\p{L}\d])`
)

// forms are tried in this order.
var forms = []form{
	{anchored(`(\d{4})-(\d{1,2})-(\d{1,2})`), func(m []string, t cadence.Date) (cadence.Date, bool) { return date(m[1], m[2], m[3], t) }, false},
	{anchored(`(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?`), func(m []string, t cadence.Date) (cadence.Date, bool) { return date(m[3], m[2], m[1], t) }, false},
	{anchored(`(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?`), slashed, false},
	{anchored(`(\d{1,2})(?:\s?(?:st|nd|rd|th|-?го|-?ого|-?е|-?ое))?(?:\s+(?:day\s+)?of)?[\s.-]+(\p{L}{3,})\.?(?:,?\s+(\d{4}))?`), func(m []string, t cadence.Date) (cadence.Date, bool) {
		return date(m[3], monthNumber(m[2]), m[1], t)
	}, false},
	{anchored(`(\p{L}{3,})\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?`), func(m []string, t cadence.Date) (cadence.Date, bool) {
		return date(m[3], monthNumber(m[1]), m[2], t)
	}, false},
	{anchored(`(\p{L}+(?:\s+\p{L}+)?)\s+(\p{L}{3,})`), ordinalOfMonth, false},
	{anchored(`(\d{1,2})(?:st|nd|rd|th|\s?-?го|\s?-?ого|\s?-?е|\s?-?ое|\s+числ\p{L}+)`), func(m []string, t cadence.Date) (cadence.Date, bool) { return dayOfMonth(atoi(m[1]), t) }, false},
	{anchored(`(\p{L}+(?:\s+\p{L}+)?)\s+числа`), func(m []string, t cadence.Date) (cadence.Date, bool) { return dayOfMonth(ordinals[m[1]], t) }, false},
	{anchored(`(?:the\s+)?day after tomorrow|послезавтра`), ahead(2), false},
	{anchored(`tomorrow(?:\s+(?:morning|afternoon|evening|night|noon))?|завтра(?:\s+(?:утром|днем|вечером|к\s+вечеру|к\s+обеду|до\s+обеда|с\s+утра|в\s+течение\s+дня))?`), ahead(1), false},
	{anchored(`(` + weekdayWords + `),?\s+(?:by\s+|at\s+|till\s+|до\s+)?(?:(?:the\s+)?end\s+of\s+(?:the\s+|business\s+)?day|eod|cob|close\s+of\s+business|noon|lunch|lunchtime|midday|(?:до|после|к)\s+(?:обеда|обеду|ланча|вечера|вечеру)|конца\s+дня|концу\s+дня|в\s+течение\s+дня|днем|вечером|утром)`), comingWeekday, false},
	{anchored(`today|tonight|this\s+(?:morning|afternoon|evening)|(?:the\s+)?end\s+of\s+(?:the\s+|business\s+|this\s+)?day|eod|cob|later\s+today|close\s+of\s+business|сегодня|вечером|днем|к\s+вечеру|до\s+вечера|до\s+конца\s+дня|конца\s+дня|концу\s+дня|после\s+обеда|до\s+обеда|к\s+обеду|после\s+ланча|в\s+течение\s+дня`), ahead(0), false},
	{anchored(`(?:in|within|over|during)\s+the\s+(?:next|coming)\s+(?:few\s+|couple\s+of\s+)?(?:(?:\d{1,2}|\p{L}+)\s+)?(?:hours?|days?|weeks?)|within\s+(?:\d{1,2}|\p{L}+)\s+(?:hours?|days?|weeks?)|в\s+течение\s+(?:\p{L}+\s+)?(?:дней|недели|суток|часа|часов)`), none, true},
	{anchored(`(?:in|через)\s+(?:(\d{1,2}|\p{L}+)\s+)?(day|days|week|weeks|день|дня|дней|неделю|недели|недель)`), span, false},
	{anchored(`(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?week|eow|конца\s+(?:этой\s+)?недели|концу\s+(?:этой\s+)?недели|конце\s+(?:этой\s+)?недели`), func(_ []string, t cadence.Date) (cadence.Date, bool) { return weekday(time.Friday, t, 0), true }, false},
	{anchored(`(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?month|eom|конца\s+(?:этого\s+)?месяца|концу\s+(?:этого\s+)?месяца|конце\s+(?:этого\s+)?месяца`), func(_ []string, t cadence.Date) (cadence.Date, bool) {
		return cadence.DateOf(time.Date(t.Year, t.Month+1, 0, 12, 0, 0, 0, time.UTC)), true
	}, false},
	{anchored(`(?:in|через)\s+(?:(?:an|a|\d|two|three|couple\s+of|a\s+couple\s+of|half\s+an|пару|два|две|три|полтора)\s+)?(?:hours?|minutes?|час|часа|часик|полчаса|минут|минуту|минутку)`), ahead(0), false},
	{anchored(`(?:the\s+)?(next|following|следующ\p{L}+)\s+(` + weekdayWords + `)`), nextWeekday, true},
	{anchored(`(?:the\s+)?(next|следующ\p{L}+)\s+(?:week|недел\p{L}+)`), none, true},
	{anchored(`(` + weekdayWords + `)(?:\s+(?:morning|afternoon|evening|night|утром|вечером|днем))?(?:,)?`), comingWeekday, false},
}

func anchored(pattern string) prose.Pattern {
	return prose.Lazily(`^[\s,:(]*` + lead + `(?:` + weekdayWords + `\.?,?\s+(?:the\s+)?)?(?:` + pattern + `)` + end)
}

// At reads the day at the start of a folded text, behind what may lead to it. A
// length without a day is that of words which name no one day.
func At(folded string, today cadence.Date) (cadence.Date, int, bool) {
	for _, f := range forms {
		m := f.pattern().FindStringSubmatch(folded[:min(len(folded), 80)])
		if m == nil {
			continue
		}
		d, ok := f.read(m, today)
		if length := len(strings.TrimRight(m[0], " ,;:)!?\n")); ok && !d.IsZero() || f.whole {
			return d, length, ok && !d.IsZero()
		}
	}
	return cadence.Date{}, 0, false
}

func none([]string, cadence.Date) (cadence.Date, bool) { return cadence.Date{}, false }

func ahead(days int) func([]string, cadence.Date) (cadence.Date, bool) {
	return func(_ []string, t cadence.Date) (cadence.Date, bool) {
		if t.IsZero() {
			return t, false
		}
		return t.AddDays(days), true
	}
}

// date makes a date of its written parts, which must be a real day. Without a
// year it is the first such day from today on.
func date(year, month, day string, today cadence.Date) (cadence.Date, bool) {
	y, m, d := atoi(year), atoi(month), atoi(day)
	if y > 0 && y < 100 {
		y += 2000
	}
	written := y > 0
	if !written {
		y = today.Year
	}
	if y < 1990 || y > 2200 || m < 1 || m > 12 {
		return cadence.Date{}, false
	}
	out := cadence.DateOf(time.Date(y, time.Month(m), d, 12, 0, 0, 0, time.UTC))
	if out.Day != d {
		return cadence.Date{}, false
	}
	if !written && out.Before(today) {
		out.Year++
	}
	return out, true
}

// slashed reads 13/01 and 01/13; a date that could be either is not read, because
// a wrong day is worse than none.
func slashed(m []string, today cadence.Date) (cadence.Date, bool) {
	a, b := atoi(m[1]), atoi(m[2])
	switch {
	case a > 12 || a == b:
		return date(m[3], m[2], m[1], today)
	case b > 12:
		return date(m[3], m[1], m[2], today)
	}
	return cadence.Date{}, false
}

// dayOfMonth is the next such day: "the 14th".
func dayOfMonth(day int, today cadence.Date) (cadence.Date, bool) {
	if today.IsZero() || day < 1 || day > 31 {
		return cadence.Date{}, false
	}
	for months := range 3 {
		d := cadence.DateOf(time.Date(today.Year, today.Month+time.Month(months), day, 12, 0, 0, 0, time.UTC))
		if d.Day == day && !d.Before(today) {
			return d, true
		}
	}
	return cadence.Date{}, false
}

func ordinalOfMonth(m []string, today cadence.Date) (cadence.Date, bool) {
	n := ordinals[m[1]]
	if n == 0 {
		return cadence.Date{}, false
	}
	return date("", monthNumber(m[2]), strconv.Itoa(n), today)
}

// span reads "in two days", «через неделю».
func span(m []string, today cadence.Date) (cadence.Date, bool) {
	n := counts[m[1]]
	if m[1] == "" {
		n = 1
	}
	if v := atoi(m[1]); v > 0 {
		n = v
	}
	if n == 0 || today.IsZero() {
		return cadence.Date{}, false
	}
	if strings.HasPrefix(m[2], "w") || strings.HasPrefix(m[2], "нед") {
		n *= 7
	}
	return today.AddDays(n), true
}

// weekday is the first such day at least so many days ahead.
func weekday(w time.Weekday, today cadence.Date, least int) cadence.Date {
	if today.IsZero() || w < 0 {
		return cadence.Date{}
	}
	d := today.AddDays(least)
	for d.Weekday() != w {
		d = d.AddDays(1)
	}
	return d
}

// comingWeekday reads "Friday", at whatever time of it.
func comingWeekday(m []string, today cadence.Date) (cadence.Date, bool) {
	w := weekdayOf(m[1])
	return weekday(w, today, 1), w >= 0
}

// nextWeekday reads "next Friday", which is this one to some and the one after to
// others, where both are the same: the coming one lies in the next week.
func nextWeekday(m []string, today cadence.Date) (cadence.Date, bool) {
	w := weekdayOf(m[2])
	if w < 0 || today.IsZero() {
		return cadence.Date{}, false
	}
	d := weekday(w, today, 1)
	return d, sinceMonday(w) <= sinceMonday(today.Weekday())
}

func sinceMonday(w time.Weekday) int { return (int(w) + 6) % 7 }

var weekdayStems = []string{"sun|вс|воскр", "mon|пн|понед", "tue|вт|вторн", "wed|ср|сред", "thu|чт|четв", "fri|пт|пятн", "sat|сб|субб"}

func weekdayOf(w string) time.Weekday { return time.Weekday(stemIn(weekdayStems, w)) }

// months are the stems by which English and Russian months are known.
var months = []string{
	"jan|янв", "feb|фев", "mar|мар", "apr|апр", "may|май|мая|мае", "jun|июн", "jul|июл", "aug|авг", "sep|сен", "oct|окт", "nov|ноя", "dec|дек",
}

// monthNumber returns 1 to 12 in digits, or "" for a word that is no month.
func monthNumber(word string) string {
	if at := stemIn(months, word); at >= 0 {
		return strconv.Itoa(at + 1)
	}
	return ""
}

func stemIn(rows []string, word string) int {
	return slices.IndexFunc(rows, func(stems string) bool {
		return slices.ContainsFunc(strings.Split(stems, "|"), func(stem string) bool { return strings.HasPrefix(word, stem) })
	})
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

var counts = map[string]int{
	"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10,
	"один": 1, "одну": 1, "два": 2, "две": 2, "пару": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "десять": 10,
}

// ordinals are the days of a month in words.
var ordinals = func() map[string]int {
	m := make(map[string]int)
	units := [][]string{
		1: {"first", "первого", "первое"}, 2: {"second", "второго", "второе"}, 3: {"third", "третьего", "третье"}, 4: {"fourth", "четвертого", "четвертое"},
		5: {"fifth", "пятого", "пятое"}, 6: {"sixth", "шестого", "шестое"}, 7: {"seventh", "седьмого", "седьмое"}, 8: {"eighth", "восьмого", "восьмое"},
		9: {"ninth", "девятого", "девятое"}, 10: {"tenth", "десятого", "десятое"}, 11: {"eleventh", "одиннадцатого"}, 12: {"twelfth", "двенадцатого"},
		13: {"thirteenth", "тринадцатого"}, 14: {"fourteenth", "четырнадцатого"}, 15: {"fifteenth", "пятнадцатого"}, 16: {"sixteenth", "шестнадцатого"},
		17: {"seventeenth", "семнадцатого"}, 18: {"eighteenth", "восемнадцатого"}, 19: {"nineteenth", "девятнадцатого"}, 20: {"twentieth", "двадцатого"},
		30: {"thirtieth", "тридцатого"}, 31: {"thirty first", "тридцать первого"},
	}
	for n, words := range units {
		for _, w := range words {
			m[w] = n
			if n > 0 && n < 10 {
				m[map[bool]string{true: "twenty ", false: "двадцать "}[w[0] < 0x80]+w] = 20 + n
			}
		}
	}
	return m
}()
