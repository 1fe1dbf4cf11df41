package measure

import (
	"time"

	"github.com/shopspring/decimal"
)

// Arbiter reports in the name of an admin, whose word settles what others report
// differently.
const Arbiter = "admin"

// Reading is one reported value of a KPI.
type Reading struct {
	// ID makes a repeated append harmless; a correction has an ID of its own.
	ID  string `json:"id"`
	KPI string `json:"kpi"`
	// Period is the round that the value was reported in ("2026-12-01"); the
	// readings of several reporters in one period speak of the same fact.
	Period   string          `json:"period"`
	Value    decimal.Decimal `json:"value"`
	Reporter string          `json:"reporter"` // a person's ID, or Arbiter
	At       time.Time       `json:"at"`
	Late     bool            `json:"late,omitempty"`
	Source   string          `json:"source,omitempty"` // a Message-ID
	Reason   string          `json:"reason,omitempty"` // why an admin has entered it
}
