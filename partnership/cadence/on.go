package cadence

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// choice picks the day of a round.
type choice struct {
	kind    choiceKind
	n       int // from 1, or last
	weekday time.Weekday
}

type choiceKind int

const (
	onAnchor      choiceKind = iota // whatever day the term began on
	onWeekday                       // "tuesday"
	onNthWeekday                    // "first thursday", "last friday"
	onBusinessDay                   // "5th business day", "last business day"
	onMonthDay                      // "15th", "last day"
)

// last counts from the end of the month.
const last = -1

const (
	onForms = `"tuesday", "first thursday", "last friday", "5th business day", "last business day", "15th" or "last day"`
	// mostBusinessDays is the most that a month of the standard week has.
	mostBusinessDays = 23
)

func parseOn(s string) (choice, error) {
	fields := words(s)
	switch {
	case len(fields) == 0:
		return choice{kind: onAnchor}, nil
	case len(fields) == 1:
		return parseSingleDay(s, fields[0])
	case len(fields) == 2 && fields[0] == "last" && fields[1] == "day":
		return choice{kind: onMonthDay, n: last}, nil
	case len(fields) == 2:
		return parseNthWeekday(s, fields[0], fields[1])
	case len(fields) == 3 && fields[1] == "business" && fields[2] == "day":
		return parseBusinessDay(s, fields[0])
	default:
		return choice{}, fmt.Errorf("%q is no day; want %s", s, onForms)
	}
}

// parseSingleDay reads "tuesday" or "15th".
func parseSingleDay(s, word string) (choice, error) {
	if day, err := ParseWeekday(word); err == nil {
		return choice{kind: onWeekday, weekday: day}, nil
	}
	if word[0] < '0' || word[0] > '9' { // "first" of what?
		return choice{}, fmt.Errorf("%q is no day; want %s", s, onForms)
	}
	n, err := parseOrdinal(word)
	if err != nil {
		return choice{}, fmt.Errorf("%q is no day: %w; want %s", s, err, onForms)
	}
	if n > 31 {
		return choice{}, fmt.Errorf("%q is no day of a month; want from 1st to 31st, or \"last day\"", s)
	}
	return choice{kind: onMonthDay, n: n}, nil
}

// parseNthWeekday reads "first thursday" or "last friday".
func parseNthWeekday(s, nth, name string) (choice, error) {
	day, err := ParseWeekday(name)
	if err != nil {
		return choice{}, fmt.Errorf("%q is no day: %w; want %s", s, err, onForms)
	}
	n, err := parseOrdinal(nth)
	if err != nil {
		return choice{}, fmt.Errorf("%q is no day: %w; want %s", s, err, onForms)
	}
	if n > 4 {
		return choice{}, fmt.Errorf("%q does not occur in every month; want from first to fourth, or \"last %s\"", s, weekdayName(day))
	}
	return choice{kind: onNthWeekday, n: n, weekday: day}, nil
}

// parseBusinessDay reads the ordinal of "5th business day".
func parseBusinessDay(s, nth string) (choice, error) {
	n, err := parseOrdinal(nth)
	if err != nil {
		return choice{}, fmt.Errorf("%q is no day: %w; want %s", s, err, onForms)
	}
	if n > mostBusinessDays {
		return choice{}, fmt.Errorf("%q does not occur; want from 1st to %s, or \"last business day\"", s, Ordinal(mostBusinessDays))
	}
	return choice{kind: onBusinessDay, n: n}, nil
}

func ordinalWords() []string { return []string{"first", "second", "third", "fourth"} }

// parseOrdinal reads "first", "2nd" or "last".
func parseOrdinal(s string) (int, error) {
	if s == "last" {
		return last, nil
	}
	if i := slices.Index(ordinalWords(), s); i >= 0 {
		return i + 1, nil
	}
	digits := strings.TrimRight(s, "stndrh")
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("%q is no ordinal", s)
	}
	if right := Ordinal(int(n)); s != right {
		return 0, fmt.Errorf("%q is written %q", s, right)
	}
	return int(n), nil
}

// Ordinal writes a number as English counts: 1st, 2nd, 11th.
func Ordinal(n int) string {
	suffix := "th"
	if teen := n % 100; teen < 11 || teen > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// ParseWeekday reads the English name of a weekday, whole ("tuesday") or its
// first three letters ("tue"), in any case.
func ParseWeekday(s string) (time.Weekday, error) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if name := weekdayName(day); strings.EqualFold(s, name) || strings.EqualFold(s, name[:3]) {
			return day, nil
		}
	}
	return 0, fmt.Errorf("%q is no weekday; want \"monday\" or \"mon\"", s)
}

func weekdayName(day time.Weekday) string { return strings.ToLower(day.String()) }

// fits explains why rounds of an interval cannot have such a day, if so.
func (c choice) fits(every interval) error {
	switch {
	case c.kind == onAnchor:
		return nil
	case every.weekly && c.kind != onWeekday:
		return fmt.Errorf("%q does not fit every %q; want a weekday such as \"tuesday\"", c, every)
	case every.days > 0 && !every.weekly:
		return fmt.Errorf("%q does not fit every %q: days are counted from the start; leave on out", c, every)
	case every.months > 0 && c.kind == onWeekday:
		return fmt.Errorf("%q does not fit every %q; say which one, such as \"first %[1]s\" or \"last %[1]s\"", c, every)
	default:
		return nil
	}
}

// String gives the canonical words: one spelling for each choice.
func (c choice) String() string {
	nth := "last"
	if c.n != last {
		nth = Ordinal(c.n)
	}
	switch c.kind {
	case onWeekday:
		return weekdayName(c.weekday)
	case onNthWeekday:
		if c.n != last {
			nth = ordinalWords()[c.n-1]
		}
		return nth + " " + weekdayName(c.weekday)
	case onBusinessDay:
		return nth + " business day"
	case onMonthDay:
		if c.n == last {
			return "last day"
		}
		return nth
	default:
		return ""
	}
}
