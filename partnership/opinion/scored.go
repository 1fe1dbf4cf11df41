package opinion

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Measure is what is counted together: answers to one question in one version, on one
// scale. A question that has changed in any of it is another measure.
type Measure struct {
	Question string                   `json:"question"`
	Version  int                      `json:"version,omitempty"` // 0 is the first
	Kind     partnership.QuestionKind `json:"kind"`
	Anchored bool                     `json:"anchored,omitempty"`
	Reversed bool                     `json:"reversed,omitempty"`
	// Low and High are the ends of the scale; of choices that are anchored the places of
	// the first and the last.
	Low  int `json:"low,omitempty"`
	High int `json:"high,omitempty"`
	// Choices are those of a question that has them in one language. Of what is anchored
	// the places count, whatever the language.
	Choices []string `json:"choices,omitempty"`
	Unit    string   `json:"unit,omitempty"`
}

// MeasureOf is what answers to a question count towards.
func MeasureOf(q partnership.Question) Measure {
	m := Measure{Question: q.ID, Version: q.Version, Kind: q.Kind, Reversed: q.Reversed, Unit: q.Unit}
	switch {
	case q.Kind == partnership.KindNPS || q.Kind == partnership.KindConfidence:
		m.High = 10
	case q.Kind == partnership.KindScale && whole(q.Min) && whole(q.Max):
		m.Low, m.High = int(q.Min.IntPart()), int(q.Max.IntPart())
	case q.Kind == partnership.KindScale: // with ends that are no points of it: its mean alone says something
		m.Kind = partnership.KindNumber
	case q.Anchored:
		m.Anchored, m.High = true, len(q.Choices)-1
	default:
		m.Choices = q.Choices
	}
	return m
}

func whole(d *decimal.Decimal) bool { return d != nil && d.IsInteger() }

// Equal reports whether two measures count the same.
func (m Measure) Equal(o Measure) bool {
	return m.Question == o.Question && m.Version == o.Version && m.Kind == o.Kind && m.Anchored == o.Anchored && m.Reversed == o.Reversed &&
		m.Low == o.Low && m.High == o.High && m.Unit == o.Unit && slices.Equal(m.Choices, o.Choices)
}

// Scored reports whether the measure says how content people are: a statement on a scale,
// or a point on it in words.
func (m Measure) Scored() bool { return m.Kind == partnership.KindScale || m.Anchored }

// scaled reports whether formula F7 counts the answers.
func (m Measure) scaled() bool { return m.Scored() || m.Kind == partnership.KindConfidence }

func (m Measure) scale() measure.Scale {
	return measure.Scale{Low: m.Low, High: m.High, Reversed: m.Reversed}
}

// width is how far the ends of the scale are apart, in points.
func (m Measure) width() int { return m.High - m.Low }

// apart is from how many points on two sides see something differently: a fifth of the
// points, which is 1 of 5 and 2 of the 11 from 0 to 10 (F4).
func (m Measure) apart() decimal.Decimal {
	const fifth = 5
	return decimal.NewFromInt(int64(max(1, (m.width()+1)/fifth)))
}

// point is what an answer counts as: itself, 1 for a yes, the place of a choice. What is
// unknown, in words or a day counts as nothing.
func point(q partnership.Question, v partnership.Value) (decimal.Decimal, bool) {
	switch {
	case v.Unknown:
		return decimal.Decimal{}, false
	case v.Number != nil:
		return *v.Number, true
	case v.Bool != nil && *v.Bool:
		return decimal.NewFromInt(1), true
	case v.Bool != nil:
		return decimal.Zero, true
	case v.Text != nil && q.Kind == partnership.KindChoice:
		i := slices.Index(q.Choices, *v.Text)
		return decimal.NewFromInt(int64(i)), i >= 0
	default:
		return decimal.Decimal{}, false
	}
}
