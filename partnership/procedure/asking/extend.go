package asking

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// some is a number of days or weeks, in the words of a command.
var some = regexp.MustCompile(`^(\d{1,3}) ?(bd|d|w|business days?|days?|weeks?|д|дн|дней|дня|день|нед|недел[яиюь]|рабочих дн(?:я|ей)|рабочий день)\.?$`)

// Extended reads what follows EXTEND: a day, or for how long, from the day that was
// agreed or, when that has passed, from today; empty if it is neither. Days are RFC
// 3339 full-dates.
func Extended(argument, agreed, today string) string {
	words := strings.Fields(strings.ToLower(argument))
	for len(words) > 0 && slices.Contains([]string{"to", "until", "by", "for", "на", "до"}, words[0]) {
		words = words[1:]
	}
	rest := strings.Join(words, " ")
	if day, err := cadence.ParseDate(rest); err == nil {
		return day.String()
	}
	found := some.FindStringSubmatch(rest)
	if found == nil {
		return ""
	}
	count, _ := strconv.Atoi(found[1])
	from, err := cadence.ParseDate(max(agreed, today))
	switch unit := found[2]; {
	case err != nil:
		return ""
	case strings.HasPrefix(unit, "b") || strings.HasPrefix(unit, "раб"):
		return cadence.StandardWeek().AddBusinessDays(from, count).String()
	case strings.HasPrefix(unit, "w") || strings.HasPrefix(unit, "нед"):
		return from.AddDays(7 * count).String()
	default:
		return from.AddDays(count).String()
	}
}
