package asking

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// leading are the numbers at the beginning of what follows a command.
var leading = regexp.MustCompile(`^[\s:#№]*(\d{1,2}(?:\s*(?:,|and|и|&)\s*\d{1,2})*)(?:[\s:.)]+(.*))?$`)

var oneNumber = regexp.MustCompile(`\d+`)

// ItemNumbers parts "1, 3" and "2 to 5 March" from the rest of a command. "5d" is no
// number of an item, and a day is none.
func ItemNumbers(argument string) (numbers []int, rest string) {
	argument = strings.TrimSpace(argument)
	if _, err := cadence.ParseDate(argument); err == nil {
		return nil, argument
	}
	m := leading.FindStringSubmatch(argument)
	if m == nil || Extended(argument, "2000-01-01", "2000-01-01") != "" {
		return nil, argument
	}
	for _, n := range oneNumber.FindAllString(m[1], -1) {
		if k, err := strconv.Atoi(n); err == nil {
			numbers = append(numbers, k)
		}
	}
	return numbers, strings.TrimSpace(m[2])
}
