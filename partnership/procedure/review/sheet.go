package review

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Sheet is what the mails about money show beside the ledger.
type Sheet struct {
	Currency string       `json:"currency"`
	Until    cadence.Date `json:"until"`
	Sides    []Side       `json:"sides"`
	// Differs is what does not fit together, and Missing are the parties that have said
	// nothing.
	Differs []Difference `json:"differs,omitempty"`
	Missing []string     `json:"missing,omitempty"`
	// Readers says who reads the amounts of a side in detail.
	Readers partnership.Readers `json:"readers,omitempty"`
	// Before is what was decided the last time.
	Before []Undertaken `json:"before,omitempty"`
	Decision
}

func (r *Review) sheet() Sheet {
	s := Sheet{Currency: r.Money.Currency, Until: r.Money.Until, Sides: slices.Clone(r.Money.Sides), Readers: r.Money.Readers}
	if r.Stage == Collecting {
		s.Before = r.Money.Before
		return s
	}
	if r.OutOfTurn {
		return s
	}
	s.Differs = r.Money.differences()
	for _, side := range r.Money.Sides {
		if !r.Money.heard(side.Party) {
			s.Missing = append(s.Missing, side.Party)
		}
	}
	return s
}
