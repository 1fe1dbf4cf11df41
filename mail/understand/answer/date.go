package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

var (
	isoDate    = regexp.MustCompile(`\b(\d{4})[-./](\d{1,2})[-./](\d{1,2})\b`)
	dottedDate = regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?(?:\b|\.)`)
	strokeDate = regexp.MustCompile(`\b(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?\b`)
	dayMonth   = regexp.MustCompile(`(?:^|[^\d\p{L}])(\d{1,2})(?:st|nd|rd|th|-?го|-?е)?\.?(?:\s+of)?\s+(\p{L}+)\.?,?(?:\s+(\d{4}))?`)
	monthDay   = regexp.MustCompile(`(?:^|[^\p{L}])(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?:$|[^\d\p{L}])`)
	inDays     = regexp.MustCompile(`(?:^|\s)(?:in|через)\s+(?:(\d{1,3}|\p{L}+)\s+)?(day|days|week|weeks|день|дня|дней|неделю|недели|недель)(?:$|[^\p{L}])`)
	dateRange  = regexp.MustCompile(`\d\s*(?:-|–|—|/|or|или|to|до|и|and)\s*\d{1,2}(?:st|nd|rd|th)?\.?\s+\p{L}{3,}`)
)

var monthNames = []wordSet{
	setOf("jan|january|янв|январь|января|январе"), setOf("feb|february|фев|февр|февраль|февраля|феврале"),
	setOf("mar|march|мар|март|марта|марте"), setOf("apr|april|апр|апрель|апреля|апреле"),
	setOf("may|май|мая|мае"), setOf("jun|june|июн|июнь|июня|июне"), setOf("jul|july|июл|июль|июля|июле"),
	setOf("aug|august|авг|август|августа|августе"), setOf("sep|sept|september|сен|сент|сентябрь|сентября|сентябре"),
	setOf("oct|october|окт|октябрь|октября|октябре"), setOf("nov|november|ноя|нояб|ноябрь|ноября|ноябре"),
	setOf("dec|december|дек|декабрь|декабря|декабре"),
}

var weekdayNames = []wordSet{
	setOf("sun|sunday|вс|воскресенье|воскресенья|воскресенью"), setOf("mon|monday|пн|понедельник|понедельника|понедельнику"),
	setOf("tue|tues|tuesday|вт|вторник|вторника|вторнику"), setOf("wed|wednesday|ср|среда|среду|среды|среде"),
	setOf("thu|thur|thurs|thursday|чт|четверг|четверга|четвергу"), setOf("fri|friday|пт|пятница|пятницу|пятницы|пятнице"),
	setOf("sat|saturday|сб|суббота|субботу|субботы|субботе"),
}

// relativeDays are the words for days near today.
var relativeDays = map[string]int{
	"today": 0, "сегодня": 0, "tomorrow": 1, "завтра": 1, "yesterday": -1, "вчера": -1,
	"послезавтра": 2, "позавчера": -2,
}

// readDate reads the one date that a text names. Dates without a year are
// taken near today; 12/1 could be two dates and is none.
func readDate(text string, today cadence.Date) (cadence.Date, reason) {
	t := strings.ReplaceAll(prose.Fold(text), "day after tomorrow", "послезавтра")
	if dateRange.MatchString(t) || vagueDate.MatchString(t) {
		return cadence.Date{}, reasonDateAmbiguous
	}
	var found []cadence.Date
	for _, read := range []func(string, cadence.Date) ([]cadence.Date, string, reason){readISO, readNumeric, readNamed, readRelative} {
		dates, rest, why := read(t, today)
		if why != understood {
			return cadence.Date{}, why
		}
		found, t = append(found, dates...), rest
	}
	if len(found) == 0 {
		return readWeekday(t, today)
	}
	for _, d := range found[1:] {
		if d != found[0] {
			return cadence.Date{}, reasonDateAmbiguous
		}
	}
	if w := weekdayIn(t); w >= 0 && time.Weekday(w) != found[0].Weekday() {
		return cadence.Date{}, reasonWeekday
	}
	return found[0], understood
}

// vagueDate finds what keeps a date from being the answer.
var vagueDate = regexp.MustCompile(`(?:^|[^\p{L}])(?:not|не|before|after|earlier|later|перед|после|не раньше|не позднее|between|maybe|perhaps|probably|возможно|наверное|вероятно|если|if|around|about|примерно|около|or|или)(?:$|[^\p{L}])`)

func readISO(t string, _ cadence.Date) ([]cadence.Date, string, reason) {
	return eachMatch(t, isoDate, func(m []string) (cadence.Date, reason) {
		return dateOf(atoi(m[1]), atoi(m[2]), atoi(m[3]))
	})
}

// readNumeric reads 01.12.2026, whose day comes first wherever it is written,
// and 13/12/2026, which only its size decides.
func readNumeric(t string, today cadence.Date) ([]cadence.Date, string, reason) {
	dotted, rest, why := eachMatch(t, dottedDate, func(m []string) (cadence.Date, reason) {
		return dateNear(atoi(m[3]), atoi(m[2]), atoi(m[1]), today)
	})
	if why != understood {
		return nil, t, why
	}
	stroke, rest, why := eachMatch(rest, strokeDate, func(m []string) (cadence.Date, reason) {
		a, b := atoi(m[1]), atoi(m[2])
		switch {
		case a <= 12 && b <= 12 && a != b:
			return cadence.Date{}, reasonDateAmbiguous
		case a > 12:
			a, b = b, a
		}
		return dateNear(atoi(m[3]), a, b, today)
	})
	return append(dotted, stroke...), rest, why
}

// readNamed reads dates with the name of a month.
func readNamed(t string, today cadence.Date) ([]cadence.Date, string, reason) {
	first, rest, why := eachMatch(t, dayMonth, func(m []string) (cadence.Date, reason) {
		month := monthNamed(m[2])
		if month == 0 {
			return cadence.Date{}, understood
		}
		return dateNear(atoi(m[3]), month, atoi(m[1]), today)
	})
	if why != understood {
		return nil, t, why
	}
	second, rest, why := eachMatch(rest, monthDay, func(m []string) (cadence.Date, reason) {
		month := monthNamed(m[1])
		if month == 0 {
			return cadence.Date{}, understood
		}
		return dateNear(atoi(m[3]), month, atoi(m[2]), today)
	})
	return append(first, second...), rest, why
}

func readRelative(t string, today cadence.Date) ([]cadence.Date, string, reason) {
	var found []cadence.Date
	for _, w := range prose.Words(t) {
		if days, ok := relativeDays[w]; ok {
			found = append(found, today.AddDays(days))
		}
	}
	if m := inDays.FindStringSubmatch(t); m != nil {
		n, ok := spanCount(m[1])
		if !ok {
			return nil, t, reasonNotDate
		}
		if strings.HasPrefix(m[2], "w") || strings.HasPrefix(m[2], "нед") {
			n *= 7
		}
		found = append(found, today.AddDays(n))
	}
	if len(found) > 0 && today.IsZero() {
		return nil, t, reasonNotDate
	}
	return found, t, understood
}

func spanCount(s string) (int, bool) {
	if s == "" || s == "a" || s == "one" {
		return 1, true
	}
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	w, ok := numberWords[s]
	return int(w.value.IntPart()), ok && w.value.IsInteger()
}

// readWeekday reads "on Friday" as the next one. "Next Friday" is this one to
// some and the one after to others.
func readWeekday(t string, today cadence.Date) (cadence.Date, reason) {
	w := weekdayIn(t)
	if w < 0 || today.IsZero() {
		return cadence.Date{}, reasonNotDate
	}
	for _, word := range prose.Words(t) {
		if strings.HasPrefix(word, "следующ") || word == "next" || strings.HasPrefix(word, "прошл") || word == "last" || strings.ContainsAny(word, "0123456789") {
			return cadence.Date{}, reasonDateAmbiguous
		}
	}
	for d := today.AddDays(1); ; d = d.AddDays(1) {
		if d.Weekday() == time.Weekday(w) {
			return d, understood
		}
	}
}

// weekdayIn returns the weekday that a text names, or -1.
func weekdayIn(t string) int {
	for _, word := range prose.Words(t) {
		if at := slices.IndexFunc(weekdayNames, func(names wordSet) bool { return names[word] }); at >= 0 {
			return at
		}
	}
	return -1
}

// eachMatch reads all matches of a pattern and takes those that were dates out
// of the text, so that the next pattern does not read them again.
func eachMatch(t string, pattern *regexp.Regexp, read func([]string) (cadence.Date, reason)) ([]cadence.Date, string, reason) {
	var found []cadence.Date
	why := understood
	rest := pattern.ReplaceAllStringFunc(t, func(s string) string {
		d, fault := read(pattern.FindStringSubmatch(s))
		if fault != understood {
			why = fault
		}
		if d.IsZero() {
			return s
		}
		found = append(found, d)
		return " "
	})
	return found, rest, why
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func monthNamed(s string) int {
	return slices.IndexFunc(monthNames, func(names wordSet) bool { return names[s] }) + 1
}

func dateOf(year, month, day int) (cadence.Date, reason) {
	d := cadence.DateOf(time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC))
	if month < 1 || month > 12 || d.Day != day || int(d.Month) != month || year < 1990 || year > 2200 {
		return cadence.Date{}, reasonNotDate
	}
	return d, understood
}

const (
	// A date without a year is the coming one unless that is most of a year
	// off; then it is the past one if that was just now.
	mostAhead = 270
	mostPast  = 30
)

// dateNear completes a date whose year is missing or short.
func dateNear(year, month, day int, today cadence.Date) (cadence.Date, reason) {
	switch {
	case year >= 100:
		return dateOf(year, month, day)
	case year > 0:
		return dateOf(2000+year, month, day)
	case today.IsZero():
		return cadence.Date{}, reasonDateAmbiguous
	}
	coming, why := dateOf(today.Year, month, day)
	if why != understood {
		return coming, why
	}
	past := coming
	if coming.Before(today) {
		coming, why = dateOf(today.Year+1, month, day)
	} else {
		past, _ = dateOf(today.Year-1, month, day)
	}
	switch {
	case why == understood && today.DaysUntil(coming) <= mostAhead:
		return coming, understood
	case !past.IsZero() && past.DaysUntil(today) <= mostPast:
		return past, understood
	default:
		return cadence.Date{}, reasonDateAmbiguous
	}
}
