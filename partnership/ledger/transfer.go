package ledger

import (
	"slices"

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
	between := slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.Kind != Paid && e.Kind != Received })
	var list []Transfer
	for _, period := range periods(between) {
		var sum PeriodStanding
		for _, e := range between {
			if e.sameTime(period) {
				sum.add(e)
			}
		}
		list = append(list, Transfer{
			From: period.From, Until: period.Until, Paid: sum.Paid, Received: sum.Received, Differs: !sum.Paid.Equal(sum.Received),
		})
	}
	return list
}
