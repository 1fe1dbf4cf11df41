package partnership

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Renewal says when the parties are asked whether they go on after the last day, and how
// long they have each time: to say what they see, and then to decide.
type Renewal struct {
	Before cadence.Span `json:"before,omitzero"`
	Window cadence.Span `json:"window,omitzero"`
}

// UsualRenewal is what holds where nothing is declared (procedures 9).
func UsualRenewal() Renewal {
	return Renewal{Before: cadence.Span{Count: 90, Unit: cadence.Days}, Window: cadence.Span{Count: 10, Unit: cadence.BusinessDays}}
}

// RenewalTimes are when and for how long the parties are asked whether they go on.
func (s Spec) RenewalTimes() Renewal {
	times := UsualRenewal()
	if s.Renewal == nil {
		return times
	}
	if !s.Renewal.Before.IsZero() {
		times.Before = s.Renewal.Before
	}
	if !s.Renewal.Window.IsZero() {
		times.Window = s.Renewal.Window
	}
	return times
}

// RenewalName is the name of the review in which it is decided whether a partnership goes
// on. No other may have it.
const RenewalName = "renewal"

// NextEnd is the last day of one more term as long as the first, in whole months where the
// first was of some: what is proposed to who has no other wish.
func (s Spec) NextEnd() cadence.Date {
	after := s.End.AddDays(1)
	months := (after.Year-s.Start.Year)*12 + int(after.Month-s.Start.Month)
	if after.Day != s.Start.Day || months == 0 {
		return s.End.AddDays(s.Start.DaysUntil(after))
	}
	const noon = 12
	return cadence.DateOf(time.Date(after.Year, after.Month+time.Month(months), after.Day, noon, 0, 0, 0, time.UTC)).AddDays(-1)
}
