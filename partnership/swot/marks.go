package swot

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// The ends of both scales.
const (
	LowestMark  = 1
	HighestMark = 5
)

// Marks are what one person gives a statement: how much it matters, and how likely it is
// to be so, or how far it is in our hands.
type Marks struct{ Impact, Likelihood int }

// String writes marks as people do: "4 3".
func (m Marks) String() string { return strconv.Itoa(m.Impact) + " " + strconv.Itoa(m.Likelihood) }

// Fit reports whether both are points of the scale.
func (m Marks) Fit() bool { return fits(m.Impact) && fits(m.Likelihood) }

func fits(n int) bool { return n >= LowestMark && n <= HighestMark }

// ReadMarks reads two whole numbers: "4 3", "4, 3", "4/3", "4x3", "43" is none. It does
// not say whether they are points of the scale.
func ReadMarks(text string) (Marks, bool) {
	found := twoMarks.FindStringSubmatch(strings.TrimSpace(text))
	if found == nil {
		return Marks{}, false
	}
	impact, err := strconv.Atoi(found[1])
	if err != nil {
		return Marks{}, false
	}
	likelihood, err := strconv.Atoi(found[2])
	return Marks{Impact: impact, Likelihood: likelihood}, err == nil
}

var twoMarks = regexp.MustCompile(`^(\d{1,3})\s*(?:[\s,;/×x*+&|хХ-]|and|и)\s*(\d{1,3})\s*[.!]?$`)

// Counted is how many gave the same marks.
type Counted struct {
	Marks
	N int
}

// Score is what all marks of a statement come to (F12).
func Score(marks []Counted) (measure.Placed, error) {
	var impact, likelihood []decimal.Decimal
	for _, m := range marks {
		for range m.N {
			impact = append(impact, decimal.NewFromInt(int64(m.Impact)))
			likelihood = append(likelihood, decimal.NewFromInt(int64(m.Likelihood)))
		}
	}
	return measure.Place(impact, likelihood)
}

// Before reports whether a statement with some score comes before another: the higher
// priority first, then what people agree on more, and what nobody has scored last.
func Before(a, b measure.Placed) bool {
	switch {
	case a.Priority.OK != b.Priority.OK:
		return a.Priority.OK
	case !a.Priority.OK:
		return false
	case !a.Priority.Value.Equal(b.Priority.Value):
		return a.Priority.Value.GreaterThan(b.Priority.Value)
	default:
		return a.Agreement.Value.GreaterThan(b.Agreement.Value)
	}
}
