package partnership

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// ExchangeRate is what one of another currency is worth in the partnership's currency
// from a day on.
type ExchangeRate struct {
	Currency string          `json:"currency"` // ISO 4217
	On       cadence.Date    `json:"on"`
	Rate     decimal.Decimal `json:"rate"`
}
