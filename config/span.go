package config

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

const dayMinutes = 24 * 60

// everyMinutes is the shortest time between two rounds of a canonical rhythm
// such as "2 weeks" or "quarter".
func everyMinutes(every string) int {
	words := strings.Fields(every)
	count := 1
	if len(words) == 2 {
		count, _ = strconv.Atoi(words[0])
	}
	days := map[string]int{"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
	return count * days[strings.TrimSuffix(words[len(words)-1], "s")] * dayMinutes
}

// beyond reports a reminder that surely comes after the window. Where business
// days meet other units it depends on the days, so only clear cases count.
func beyond(remind, window cadence.Span) bool {
	switch {
	case remind.Unit == cadence.Percent:
		return false // checked when it was read
	case remind.Unit == window.Unit:
		return remind.Count >= window.Count
	case window.Unit == cadence.BusinessDays:
		return remind.Minutes() >= 2*window.Minutes()
	case remind.Unit == cadence.BusinessDays:
		return remind.Count*dayMinutes >= window.Minutes()
	default:
		return remind.Minutes() >= window.Minutes()
	}
}

// sortReminders orders reminders by their usual time within the window.
func sortReminders(spans []cadence.Span, window cadence.Span) {
	usual := func(s cadence.Span) int {
		if s.Unit == cadence.Percent {
			return window.Minutes() * s.Count / 100
		}
		return s.Minutes()
	}
	slices.SortFunc(spans, func(a, b cadence.Span) int {
		return cmp.Or(cmp.Compare(usual(a), usual(b)), cmp.Compare(a.String(), b.String()))
	})
}

// sortSpans orders durations by their usual length.
func sortSpans(spans []cadence.Span) { sortReminders(spans, cadence.Span{}) }
