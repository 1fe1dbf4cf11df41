package procedure

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// figureOf shows a value of a KPI: a number, or yes and no.
func figureOf(k partnership.KPI, d decimal.Decimal) string {
	switch {
	case k.Direction != partnership.Binary:
		return number(d)
	case d.IsPositive():
		return "yes"
	default:
		return "no"
	}
}

// aim shows what a KPI is to reach, or where it is to stay.
func aim(k partnership.KPI) string {
	switch k.Direction {
	case partnership.InRange:
		return number(orZero(k.Low)) + " to " + number(orZero(k.High))
	case partnership.Binary:
		return "yes"
	default:
		return number(k.Target)
	}
}

// number groups thousands with a space, which reads the same in every language.
func number(d decimal.Decimal) string {
	whole, fraction, hasFraction := strings.Cut(d.Abs().String(), ".")
	var groups []string
	for len(whole) > 3 {
		groups = append([]string{whole[len(whole)-3:]}, groups...)
		whole = whole[:len(whole)-3]
	}
	s := strings.Join(append([]string{whole}, groups...), " ")
	if hasFraction {
		s += "." + fraction
	}
	if d.IsNegative() {
		s = "-" + s
	}
	return s
}
