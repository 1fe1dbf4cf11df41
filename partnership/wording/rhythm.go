package wording

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Rhythm is how a recurrence and a span of time are said.
type Rhythm struct {
	// Each says that rounds come with every one of cadence.Interval, Every that they come
	// with every second, third and so on.
	Each  map[string]string
	Every map[string]Counted
	// Weekday and NthWeekday say on which day; the latter from the first of a month to the
	// fourth, and then the last.
	Weekday    [7]string
	NthWeekday [5][7]string
	// BusinessDay and MonthDay take the number of the day.
	BusinessDay, LastBusinessDay, MonthDay, LastDay string
	// AtIn takes the time and the place on whose clock it is.
	AtIn string
	// Spans are lengths of time by cadence.SpanUnit, and by "month".
	Spans map[string]Counted
}

// Rhythm says how often and when a rule comes round, by the clock of a city:
// "every 2 weeks on Tuesday at 10:00 (Oslo)".
func (l Language) Rhythm(r cadence.Rule, city string) (string, error) {
	p, err := r.Parts()
	if err != nil {
		return "", err
	}
	words := []string{l.Rhythms.Each[string(p.Unit)]}
	if p.Count > 1 {
		words[0] = l.Count(p.Count, l.Rhythms.Every[string(p.Unit)])
	}
	if on := l.on(p); on != "" {
		words = append(words, on)
	}
	if own, ok := l.Cities[city]; ok {
		city = own
	}
	words = append(words, fmt.Sprintf(l.Rhythms.AtIn, p.At, city))
	return strings.Join(words, " "), nil
}

// on says which day is picked.
func (l Language) on(p cadence.Parts) string {
	switch p.On {
	case cadence.PickWeekday:
		return l.Rhythms.Weekday[p.Weekday]
	case cadence.PickNthWeekday:
		nth := l.Rhythms.NthWeekday[:]
		if p.Nth == cadence.Last {
			return nth[len(nth)-1][p.Weekday]
		}
		return nth[p.Nth-1][p.Weekday]
	case cadence.PickBusinessDay:
		if p.Nth == cadence.Last {
			return l.Rhythms.LastBusinessDay
		}
		return fmt.Sprintf(l.Rhythms.BusinessDay, l.ordinal(p.Nth))
	case cadence.PickMonthDay:
		if p.Nth == cadence.Last {
			return l.Rhythms.LastDay
		}
		return fmt.Sprintf(l.Rhythms.MonthDay, l.ordinal(p.Nth))
	case cadence.PickAnchor:
	}
	return ""
}

// ordinal writes the number of a day: 5th, or 5 where the phrase has the ending.
func (l Language) ordinal(n int) string {
	if l.Code == "en" {
		return cadence.Ordinal(n)
	}
	return strconv.Itoa(n)
}

// Span says a length of time: "2 business days".
func (l Language) Span(s cadence.Span) string {
	if s.IsZero() {
		return ""
	}
	return l.Count(s.Count, l.Rhythms.Spans[string(s.Unit)])
}

// Period says a length of calendar time: "12 months".
func (l Language) Period(p cadence.Period) string {
	if p.Months > 0 {
		return l.Count(p.Months, l.Rhythms.Spans["month"])
	}
	return l.Span(cadence.Span{Count: p.Days, Unit: cadence.Days})
}

func englishRhythm() Rhythm {
	every := func(units string) Counted {
		return Counted{One: "every %d " + units, Few: "every %d " + units, Many: "every %d " + units}
	}
	of := func(one, many string) Counted {
		return Counted{One: "%d " + one, Few: "%d " + many, Many: "%d " + many}
	}
	r := Rhythm{
		Each:        map[string]string{"day": "every day", "week": "every week", "month": "every month", "quarter": "every quarter", "year": "every year"},
		Every:       map[string]Counted{"day": every("days"), "week": every("weeks"), "month": every("months"), "quarter": every("quarters"), "year": every("years")},
		BusinessDay: "on the %s business day", LastBusinessDay: "on the last business day", MonthDay: "on the %s", LastDay: "on the last day",
		AtIn: "at %s (%s)",
		Spans: map[string]Counted{
			"bd": of("business day", "business days"), "d": of("day", "days"), "h": of("hour", "hours"), "m": of("minute", "minutes"),
			"%": of("% of the time", "% of the time"), "month": of("month", "months"),
		},
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		r.Weekday[day] = "on " + day.String()
		for i, nth := range []string{"first", "second", "third", "fourth", "last"} {
			r.NthWeekday[i][day] = "on the " + nth + " " + day.String()
		}
	}
	return r
}

// The genders of Russian weekdays choose the form of what stands before them.
const (
	masculine = iota
	feminine
	neuter
)

func russianRhythm() Rhythm {
	r := Rhythm{
		Each: map[string]string{"day": "каждый день", "week": "каждую неделю", "month": "каждый месяц", "quarter": "каждый квартал", "year": "каждый год"},
		Every: map[string]Counted{
			"day":     {One: "раз в %d день", Few: "раз в %d дня", Many: "раз в %d дней"},
			"week":    {One: "раз в %d неделю", Few: "раз в %d недели", Many: "раз в %d недель"},
			"month":   {One: "раз в %d месяц", Few: "раз в %d месяца", Many: "раз в %d месяцев"},
			"quarter": {One: "раз в %d квартал", Few: "раз в %d квартала", Many: "раз в %d кварталов"},
			"year":    {One: "раз в %d год", Few: "раз в %d года", Many: "раз в %d лет"},
		},
		BusinessDay: "в %s-й рабочий день", LastBusinessDay: "в последний рабочий день", MonthDay: "%s-го числа", LastDay: "в последний день",
		AtIn: "в %s (%s)",
		Spans: map[string]Counted{
			"bd": {One: "%d рабочий день", Few: "%d рабочих дня", Many: "%d рабочих дней"},
			"d":  {One: "%d день", Few: "%d дня", Many: "%d дней"},
			"h":  {One: "%d час", Few: "%d часа", Many: "%d часов"},
			"m":  {One: "%d минута", Few: "%d минуты", Many: "%d минут"},
			"%":  {One: "%d % времени", Few: "%d % времени", Many: "%d % времени"},

			"month": {One: "%d месяц", Few: "%d месяца", Many: "%d месяцев"},
		},
	}
	days := [7]struct {
		regularly, once string
		gender          int
	}{
		{"по воскресеньям", "воскресенье", neuter},
		{"по понедельникам", "понедельник", masculine},
		{"по вторникам", "вторник", masculine},
		{"по средам", "среду", feminine},
		{"по четвергам", "четверг", masculine},
		{"по пятницам", "пятницу", feminine},
		{"по субботам", "субботу", feminine},
	}
	nth := [5][3]string{
		{"в первый", "в первую", "в первое"},
		{"во второй", "во вторую", "во второе"},
		{"в третий", "в третью", "в третье"},
		{"в четвёртый", "в четвёртую", "в четвёртое"},
		{"в последний", "в последнюю", "в последнее"},
	}
	for i, day := range days {
		r.Weekday[i] = day.regularly
		for n := range nth {
			r.NthWeekday[n][i] = nth[n][day.gender] + " " + day.once
		}
	}
	return r
}
