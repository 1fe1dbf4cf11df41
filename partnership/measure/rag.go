package measure

import "github.com/shopspring/decimal"

// RAG is a verdict in one of four words. The values are written into histories
// and search attributes: never change one.
type RAG string

// The verdicts, from best to worst; unknown is none.
const (
	Green   RAG = "green"
	Amber   RAG = "amber"
	Red     RAG = "red"
	Unknown RAG = "unknown"
)

// Word says in English what the colour means.
func (r RAG) Word() string {
	switch r {
	case Green:
		return "on track"
	case Amber:
		return "at risk"
	case Red:
		return "off track"
	default:
		return "unknown"
	}
}

// Pace is formula F3: progress over expected progress. It is n/a without a
// progress, and too early to tell while less than a tenth is expected.
func Pace(progress Ratio, expected decimal.Decimal) (pace Ratio, tooEarly bool) {
	if expected.LessThan(decimal.New(1, -1)) {
		return Ratio{}, true
	}
	if !progress.OK {
		return Ratio{}, false
	}
	return Some(progress.Value.Div(expected)), false
}

// Thresholds are the least paces that count as green and as amber.
type Thresholds struct{ Green, Amber decimal.Decimal }

// DefaultThresholds are those of formula F3: 0.95 and 0.75.
func DefaultThresholds() Thresholds {
	return Thresholds{Green: decimal.New(95, -2), Amber: decimal.New(75, -2)}
}

// Judge gives the verdict on a pace. The pace is rounded to four decimals
// first, so that what is printed as 0.7500 is judged as 0.7500.
func (t Thresholds) Judge(pace Ratio) RAG {
	if !pace.OK {
		return Unknown
	}
	rounded := pace.Value.Round(4)
	switch {
	case rounded.GreaterThanOrEqual(t.Green):
		return Green
	case rounded.GreaterThanOrEqual(t.Amber):
		return Amber
	default:
		return Red
	}
}

// thresholds are the target's own, or the default ones.
func (t Target) thresholds() Thresholds {
	if t.Thresholds != nil {
		return *t.Thresholds
	}
	return DefaultThresholds()
}

// judgeBound gives the verdict on a maintained figure: green while it keeps its
// bound, amber within the tolerance.
func judgeBound(t Target, actual decimal.Decimal) RAG {
	breach := t.breach(actual)
	switch {
	case !breach.IsPositive():
		return Green
	case t.Tolerance != nil && breach.LessThanOrEqual(*t.Tolerance):
		return Amber
	default:
		return Red
	}
}

// JudgeIndex gives the verdict on a figure from 0 to 100, as formula F11 does: green from
// 70 on, amber from 40. What is printed as 70 is to be judged as 70, so it is rounded to
// whole points first.
func JudgeIndex(index decimal.Decimal) RAG {
	switch rounded := index.Round(0); {
	case rounded.GreaterThanOrEqual(whole(70)):
		return Green
	case rounded.GreaterThanOrEqual(whole(40)):
		return Amber
	default:
		return Red
	}
}
