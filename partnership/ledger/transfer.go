package ledger

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Transfer is what the parties say of the money between them in one period.
type Transfer struct {
	From     cadence.Date    `json:"from"`
	Until    cadence.Date    `json:"until"`
	Paid     decimal.Decimal `json:"paid"`
	Received decimal.Decimal `json:"received"`
	// Differs says that what was paid and what was received do not cancel out.
	Differs bool `json:"differs,omitempty"`
}

// transfers compares what was paid with what was received, period by period.
func transfers(entries []Entry) []Transfer {
	var list []Transfer
	for period := range periods(entries, func(e *Entry) bool { return e.Kind == Paid || e.Kind == Received }) {
		var sum PeriodStanding
		for _, e := range period {
			sum.add(*e)
		}
		list = append(list, Transfer{
			From: period[0].From, Until: period[0].Until, Paid: sum.Paid, Received: sum.Received, Differs: !sum.Paid.Equal(sum.Received),
		})
	}
	return list
}
