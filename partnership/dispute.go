package partnership

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// ReadDispute takes what follows DISPUTE apart: the figure as its writer calls it,
// and the value that it has in their view. A yes is 1 and a no is 0. What follows
// the number, such as a unit, is left out.
func ReadDispute(text string) (figure string, value decimal.Decimal, ok bool) {
	text = strings.Join(strings.Fields(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)), " ")
	name, rest := "", ""
	if at := lastNumber.FindStringSubmatchIndex(text); at != nil {
		name, rest = text[:at[2]], text[at[2]:at[3]]
		value, ok = plainNumber(rest)
	} else if words := strings.Fields(text); len(words) > 1 {
		last := strings.ToLower(strings.TrimRight(words[len(words)-1], ".!"))
		name = strings.Join(words[:len(words)-1], " ")
		switch last {
		case "yes", "да":
			value, ok = decimal.NewFromInt(1), true
		case "no", "нет":
			value, ok = decimal.Zero, true
		}
	}
	figure = strings.Trim(linking.ReplaceAllString(name, ""), " :=-–—\"«»'")
	return figure, value, ok && figure != ""
}

var (
	// lastNumber is a number, in groups of three or in one piece, and what little
	// may stand behind it.
	lastNumber = regexp.MustCompile(`(?:^| |=|:)(-?(?:\d{1,3}(?: \d{3})+|\d+(?:,\d{3})*)(?:[.,]\d+)?)\s*(?:%|[^\s\d]+(?: [^\s\d]+){0,2})?[.!]?$`)
	// linking are words between a figure and its value.
	linking = regexp.MustCompile(`(?i)(?:\s+(?:is|was|should be|to be|must be|это|должно быть|должен быть|равно|равен))\s*$`)
	thirds  = regexp.MustCompile(`^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$`)
)

// plainNumber reads a number with either decimal sign.
func plainNumber(s string) (decimal.Decimal, bool) {
	s = strings.ReplaceAll(s, " ", "")
	if thirds.MatchString(s) {
		s = strings.ReplaceAll(s, ",", "")
	}
	d, err := decimal.NewFromString(strings.Replace(s, ",", ".", 1))
	return d, err == nil
}
