package measure

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// KPIStanding is how a KPI does on a day.
type KPIStanding struct {
	Actual   *decimal.Decimal `json:"actual"`
	Progress Ratio            `json:"progress"`
	Expected Ratio            `json:"expected"`
	Pace     Ratio            `json:"pace"` // n/a for maintained figures
	Gap      Ratio            `json:"gap"`  // progress less expected
	RAG      RAG              `json:"rag"`
	// TooEarly is why the verdict on a measured KPI is unknown.
	TooEarly bool `json:"too_early,omitempty"`
	// ETA is when the target is reached at the pace so far, if ever; DaysLate
	// is how long after the due date that is, negative when before.
	ETA      *cadence.Date   `json:"eta,omitempty"`
	DaysLate int             `json:"days_late"`
	Weight   decimal.Decimal `json:"weight"`
	Critical bool            `json:"critical,omitempty"`
	// Bound says that the figure is to stay where it is, not to get anywhere.
	Bound bool `json:"bound,omitempty"`
}

// Judge compares a KPI's value, nil for never measured, with what is expected
// on a day: formulas F1 to F3. A maintained figure is expected to keep its bound
// all the time. For old values asOf is the day of the measurement.
func Judge(t Target, w Window, actual *decimal.Decimal, asOf cadence.Date) KPIStanding {
	s := KPIStanding{Actual: actual, Expected: Some(one()), RAG: Unknown, Weight: t.Weight, Critical: t.Critical, Bound: t.maintained()}
	if !t.maintained() {
		s.Expected = Some(w.Expected(asOf))
	}
	if actual == nil {
		return s
	}
	s.Progress = Progress(t, *actual)
	if s.Progress.OK {
		s.Gap = Some(s.Progress.Value.Sub(s.Expected.Value))
	}
	if t.maintained() {
		s.RAG = judgeBound(t, *actual)
		return s
	}
	s.Pace, s.TooEarly = Pace(s.Progress, s.Expected.Value)
	s.RAG = t.thresholds().Judge(s.Pace)
	if t.Direction == Binary && s.Progress.Value.GreaterThanOrEqual(one()) {
		s.RAG, s.TooEarly = Green, false // yes is yes, however early
	}
	if eta, ok := forecast(t, w, *actual, asOf); ok {
		s.ETA, s.DaysLate = &eta, w.Due.DaysUntil(eta)
	}
	return s
}

// Verdict says the RAG in words, and why there is none.
func (s KPIStanding) Verdict() string {
	switch {
	case s.Actual == nil:
		return "not measured"
	case s.TooEarly:
		return "too early to tell"
	default:
		return s.RAG.Word()
	}
}

// furthestForecast is a thousand years; a pace of almost nothing has no date.
const furthestForecast = 365_000

// forecast is start + elapsed/p in whole days, computed without rounding p
// first. It reports false while nothing is won or no day has passed.
func forecast(t Target, w Window, actual decimal.Decimal, asOf cadence.Date) (cadence.Date, bool) {
	elapsed := w.Start.DaysUntil(asOf)
	from, to := t.ends()
	way, gone := to.Sub(from), actual.Sub(from)
	if elapsed <= 0 || way.Sign()*gone.Sign() <= 0 {
		return cadence.Date{}, false
	}
	total, _ := whole(elapsed).Mul(way).QuoRem(gone, 0)
	if total.GreaterThan(whole(furthestForecast)) {
		return cadence.Date{}, false
	}
	return w.Start.AddDays(int(total.IntPart())), true
}
