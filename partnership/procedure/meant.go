package procedure

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/calling"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Known is what an admin may name in a command: by its ID, in another case, or, of people, by
// their name.
type Known struct {
	People      []partnership.Person
	KPIs, Goals []string
	// Today is the day on which dates in words are taken.
	Today cadence.Date
}

// Meant is a command as it was meant: without quotes around what was typed, names as IDs, and
// days in words ("tomorrow", "Fri 4 Dec") as dates. What is not understood stays as it is, and
// is refused in the words of whoever takes the command.
func (c Command) Meant(k Known) Command {
	for _, person := range []*string{&c.Person, &c.Owner, &c.For, &c.With} {
		*person = k.person(bare(*person))
	}
	c.KPI, c.Goal = cased(bare(c.KPI), k.KPIs), cased(bare(c.Goal), k.Goals)
	c.Value, c.Milestone, c.Commitment, c.Mail = Text(bare(string(c.Value))), bare(c.Milestone), bare(c.Commitment), bare(c.Mail)
	days := []*string{&c.Date, &c.Until, &c.Due}
	if c.Name != MoveMeeting { // a day and a time
		days = append(days, &c.To)
	}
	for _, day := range days {
		*day = dayMeant(bare(*day), k.Today)
	}
	return c
}

// bare is a text without the spaces and quotation marks around it.
func bare(s string) string { return strings.Trim(s, " \t\n\"'“”„«»‘’`") }

func cased(name string, known []string) string {
	if i := slices.IndexFunc(known, func(id string) bool { return strings.EqualFold(id, name) }); i >= 0 {
		return known[i]
	}
	return name
}

// person is the ID of the only one whom a name can mean.
func (k Known) person(name string) string {
	if name == "" {
		return ""
	}
	if meant := calling.Who(k.People, name); len(meant) == 1 {
		return meant[0].ID
	}
	return name
}

// dayMeant is a day in words as a date, or the text as it is.
func dayMeant(text string, today cadence.Date) string {
	if text == "" || today.IsZero() {
		return text
	}
	if _, err := cadence.ParseDate(text); err == nil {
		return text
	}
	if d, ok := dayInWords(text, today); ok {
		return d.String()
	}
	return text
}

// fillers are words before a day that change nothing.
var fillers = []string{"on", "by", "until", "till", "the", "of", "next", "в", "во", "до", "к", "ко", "на", "года"}

func dayInWords(text string, today cadence.Date) (cadence.Date, bool) {
	words := slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" ,\t\n./", r) }),
		func(w string) bool { return slices.Contains(fillers, w) })
	if len(words) == 1 {
		switch words[0] {
		case "today", "сегодня":
			return today, true
		case "tomorrow", "завтра":
			return today.AddDays(1), true
		case "yesterday", "вчера":
			return today.AddDays(-1), true
		}
	}
	weekday, named := -1, false
	if len(words) > 0 {
		if weekday = placeOf(words[0], weekdays); weekday >= 0 {
			words, named = words[1:], true
		}
	}
	if len(words) == 0 {
		ahead := (weekday-int(today.Weekday())+6)%7 + 1
		return today.AddDays(ahead), named
	}
	d, ok := dayOfMonth(words, today)
	return d, ok && (!named || int(d.Weekday()) == weekday)
}

// dayOfMonth reads "4 Dec", "Dec 4th", "4 12 2026".
func dayOfMonth(words []string, today cadence.Date) (cadence.Date, bool) {
	if len(words) < 2 || len(words) > 3 {
		return cadence.Date{}, false
	}
	day, month := ordinal(words[0]), monthOf(words[1])
	if day == 0 {
		day, month = ordinal(words[1]), monthOf(words[0])
	}
	if day == 0 || month == 0 {
		return cadence.Date{}, false
	}
	if len(words) == 3 {
		return dated(words[2], month, day)
	}
	// Without a year the nearest is meant.
	var nearest cadence.Date
	found := false
	for year := today.Year - 1; year <= today.Year+1; year++ {
		d, ok := dated(strconv.Itoa(year), month, day)
		if ok && (!found || apart(d, today) < apart(nearest, today)) {
			nearest, found = d, true
		}
	}
	return nearest, found
}

func apart(a, b cadence.Date) int { return max(a.DaysUntil(b), b.DaysUntil(a)) }

func dated(year string, month, day int) (cadence.Date, bool) {
	y, err := strconv.Atoi(year)
	if err != nil || y < 1000 || y > 9999 {
		return cadence.Date{}, false
	}
	d, err := cadence.ParseDate(strconv.Itoa(y) + "-" + twoDigits(month) + "-" + twoDigits(day))
	return d, err == nil
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// ordinal reads 4, 4th, 4-е; 0 is none.
func ordinal(word string) int {
	for _, ending := range []string{"st", "nd", "rd", "th", "-го", "-е", "-ое", "го", "е"} {
		if number, ok := strings.CutSuffix(word, ending); ok {
			word = number
			break
		}
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// monthOf reads a month by its number or by the letters with which it begins.
func monthOf(word string) int {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= 12 {
		return n
	}
	return placeOf(word, months) + 1
}

// weekdays and months are the beginnings of their names, in all languages that people write.
var (
	weekdays = beginnings(func(l wording.Language) []string { return l.Weekdays[:] }, []string{"вос", "пон", "вто", "сре", "чет", "пят", "суб"})
	months   = beginnings(func(l wording.Language) []string { return l.Months[:] }, nil)
)

func beginnings(of func(wording.Language) []string, more []string) [][]string {
	all := [][]string{more}
	for _, language := range wording.Languages() {
		all = append(all, of(language))
	}
	return all
}

// placeOf is which name a word begins like, or -1. Two letters are enough where the names
// are written with two.
func placeOf(word string, names [][]string) int {
	for _, list := range names {
		for i, name := range list {
			name = strings.TrimSuffix(strings.ToLower(name), ".")
			short := []rune(name)
			if name != "" && (word == name || len(short) >= 3 && strings.HasPrefix(word, string(short[:3]))) {
				return i
			}
		}
	}
	return -1
}

// unwrapped is an object that somebody has put into quotation marks as a whole.
func unwrapped(b []byte) []byte {
	var inner string
	if json.Unmarshal(b, &inner) != nil {
		return b
	}
	if inner = strings.TrimSpace(inner); inner == "" {
		return []byte("{}")
	}
	if strings.HasPrefix(inner, "{") {
		return []byte(inner)
	}
	return b
}
