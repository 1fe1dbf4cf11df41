package measure

import "github.com/shopspring/decimal"

// Grade is how a goal ended. The values are written into histories: never
// change one.
type Grade string

// The grades, from best to worst; a goal without progress has none.
const (
	Achieved  Grade = "achieved"
	Partially Grade = "partially"
	Missed    Grade = "missed"
	Ungraded  Grade = "ungraded"
)

// Word says in English what the grade means.
func (g Grade) Word() string {
	switch g {
	case Achieved:
		return "achieved"
	case Partially:
		return "partly achieved"
	case Missed:
		return "not achieved"
	default:
		return "never measured"
	}
}

// GradeGoal is the second part of formula F5: what a goal's progress is worth
// when it closes. A committed goal is achieved from 0.95 and partially achieved
// from 0.75 on; an aspirational one, of which most is enough, from 0.7 and 0.4.
// The progress is rounded to four decimals first, as paces are.
func GradeGoal(progress Ratio, aspirational bool) Grade {
	achieved, partially := decimal.New(95, -2), decimal.New(75, -2)
	if aspirational {
		achieved, partially = decimal.New(7, -1), decimal.New(4, -1)
	}
	if !progress.OK {
		return Ungraded
	}
	switch reached := progress.Value.Round(4); {
	case reached.GreaterThanOrEqual(achieved):
		return Achieved
	case reached.GreaterThanOrEqual(partially):
		return Partially
	default:
		return Missed
	}
}
