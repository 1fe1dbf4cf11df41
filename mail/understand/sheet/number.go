package sheet

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// figure is a number with a sign of currency or a unit beside it, as a cell holds them.
var figure = regexp.MustCompile(`^([^\d.,()+−–-]*?)\s*([+−–-]|\()?\s*(\d[\d.,'’_ ]*|[.,]\d+)\)?\s*([^\d()+−–-]*)$`)

// written parts what a cell holds into its number and what stands beside it.
func written(text string) (minus bool, digits, beside string, ok bool) {
	text = strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u202f', '\u2009', '\t':
			return ' '
		}
		return r
	}, text)
	m := figure.FindStringSubmatch(text)
	if m == nil {
		return false, "", "", false
	}
	return m[2] != "" && m[2] != "+", strings.TrimSpace(m[3]), strings.TrimSpace(m[1] + " " + m[4]), true
}

// shape is how a number is written: what can be its decimal sign, and what can't.
type shape struct {
	digits string // without groups that blanks and apostrophes part
	sign   rune   // the decimal sign, if the number shows it
	open   rune   // the only sign, where it can be either
}

// shapeOf reads how a number is written; ok is false where its groups are no thousands.
func shapeOf(digits string) (s shape, ok bool) {
	grouped := strings.ContainsAny(digits, " '’_")
	if grouped {
		whole, fraction := digits, ""
		if at := strings.IndexAny(digits, ".,"); at >= 0 {
			whole, fraction = digits[:at], digits[at:]
		}
		if !thousands(strings.FieldsFunc(whole, func(r rune) bool { return strings.ContainsRune(" '’_", r) })) || strings.ContainsAny(fraction, " '’_") {
			return s, false
		}
		digits = strings.NewReplacer(" ", "", "'", "", "’", "", "_", "").Replace(digits)
	}
	s.digits = digits
	points, commas := strings.Count(digits, "."), strings.Count(digits, ",")
	last := strings.LastIndexAny(digits, ".,")
	if last < 0 {
		return s, true
	}
	sign := rune(digits[last])
	switch whole, behind := digits[:last], len(digits)-last-1; {
	case points > 0 && commas > 0: // the last is the decimal sign, the other parts thousands
		s.sign = sign
		return s, min(points, commas) >= 1 && strings.Count(digits, string(sign)) == 1 && thousands(strings.Split(whole, string(other(sign))))
	case points+commas > 1:
		s.sign = other(sign)
		return s, !grouped && thousands(strings.Split(digits, string(sign)))
	case grouped, behind != 3, len(whole) > 3, whole == "", whole[0] == '0':
		s.sign = sign
	default:
		s.open = sign
	}
	return s, true
}

// thousands reports whether digits are parted as thousands are.
func thousands(groups []string) bool {
	for i, g := range groups {
		if i == 0 && (g == "" || len(g) > 3) || i > 0 && len(g) != 3 {
			return false
		}
	}
	return true
}

func other(sign rune) rune {
	if sign == '.' {
		return ','
	}
	return '.'
}

// value is the number, where the decimal sign of the table is known. It is not ok where
// that leaves two readings.
func (s shape) value(sign rune) (v decimal.Decimal, ok bool) {
	if s.open != 0 && s.open != other(sign) {
		return v, false
	}
	if s.sign != 0 {
		sign = s.sign
	}
	text := s.digits
	if sign != 0 {
		text = strings.Replace(strings.ReplaceAll(text, string(other(sign)), ""), string(sign), ".", 1)
	}
	v, err := decimal.NewFromString(text)
	return v, err == nil
}

// readings are the two values that a number can have whose only sign can be either.
func (s shape) readings() (big, small string) {
	return strings.ReplaceAll(s.digits, string(s.open), ""), strings.Replace(s.digits, string(s.open), ".", 1)
}

// decimalSign finds the decimal sign of a table by the numbers that show it. It is zero
// where none does, and not ok where they show both.
func (s *reader) decimalSign(entries []entry) (sign rune, ok bool) {
	var first cell
	for _, e := range entries {
		_, digits, _, readable := written(e.amount.text)
		if e.amount.number != nil || !readable {
			continue
		}
		shape, sound := shapeOf(digits)
		switch {
		case !sound || shape.sign == 0:
		case sign == 0:
			sign, first = shape.sign, e.amount
		case sign != shape.sign:
			s.find(e.amount.at, s.says.mixedSigns, clip(first.text), s.where(first.at), clip(e.amount.text))
			return 0, false
		}
	}
	return sign, true
}
