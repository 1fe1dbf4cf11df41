package cadence

import (
	"fmt"
	"strconv"
	"strings"
)

// interval is the distance between rounds; either days or months are set.
type interval struct {
	days   int
	weekly bool // days are whole weeks, so that rounds keep a weekday
	months int
}

const (
	everyForms = `"day", "10 days", "week", "2 weeks", "month", "quarter", "6 months" or "year"`
	// longestYears bounds an interval: a rarer round is no rhythm.
	longestYears = 10
)

func parseEvery(s string) (interval, error) {
	count, unit, ok := cutCount(words(s))
	if !ok {
		return interval{}, fmt.Errorf("%q is no interval%s; want %s", s, adverbHint(s), everyForms)
	}
	if count < 1 || count > 366*longestYears {
		return interval{}, fmt.Errorf("%q is out of range; want an interval from 1 day to %d years", s, longestYears)
	}
	var every interval
	switch strings.TrimSuffix(unit, "s") {
	case "day":
		every = interval{days: count}
	case "week":
		every = interval{days: 7 * count, weekly: true}
	case "month":
		every = interval{months: count}
	case "quarter":
		every = interval{months: 3 * count}
	case "year":
		every = interval{months: 12 * count}
	default:
		return interval{}, fmt.Errorf("%q is no interval: unknown unit %q; want %s", s, unit, everyForms)
	}
	if every.days > 366*longestYears || every.months > 12*longestYears {
		return interval{}, fmt.Errorf("%q is out of range; want an interval from 1 day to %d years", s, longestYears)
	}
	return every, nil
}

// cutCount reads "2 weeks" as 2 and "weeks", and "week" as 1 and "week".
func cutCount(fields []string) (count int, unit string, ok bool) {
	switch len(fields) {
	case 1:
		return 1, fields[0], !strings.ContainsAny(fields[0], "0123456789") && adverbHint(fields[0]) == ""
	case 2:
		n, err := strconv.Atoi(fields[0])
		return n, fields[1], err == nil
	default:
		return 0, "", false
	}
}

// adverbHint translates the adverbs that people try first.
func adverbHint(s string) string {
	for _, adverb := range []struct{ said, meant string }{
		{"daily", "day"},
		{"weekly", "week"},
		{"biweekly", "2 weeks"},
		{"fortnightly", "2 weeks"},
		{"fortnight", "2 weeks"},
		{"monthly", "month"},
		{"quarterly", "quarter"},
		{"yearly", "year"},
		{"annually", "year"},
	} {
		if strings.EqualFold(s, adverb.said) {
			return fmt.Sprintf(" (write %q)", adverb.meant)
		}
	}
	return ""
}

// String gives the canonical words: one spelling for each interval.
func (i interval) String() string {
	n, unit := i.parts()
	return counted(n, string(unit))
}

func counted(n int, unit string) string {
	if n == 1 {
		return unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
