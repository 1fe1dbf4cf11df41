package app

import (
	"context"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/store"
)

// Accounts are what the parties of a partnership have put in and got out.
type Accounts struct {
	Spec     partnership.Spec
	Entries  []ledger.Entry // in the order in which they were booked, with those that others correct
	Standing ledger.Standing
	Tended   []standing.Tending // hours for the partnership itself
}

// ReadAccounts reads the ledger of a partnership from a store, and how it stands.
func ReadAccounts(ctx context.Context, s *store.Store, slug string, now time.Time) (Accounts, error) {
	spec, err := appliedSpec(ctx, s, slug, "ledger of "+slug)
	if err != nil {
		return Accounts{}, err
	}
	today, err := todayOf(spec, now)
	if err != nil {
		return Accounts{}, err
	}
	a := Accounts{Spec: spec}
	if a.Entries, err = s.Entries(ctx, slug); err != nil {
		return Accounts{}, err
	}
	a.Standing = ledger.AsTold(spec, a.Entries, today)
	readings, err := s.Readings(ctx, slug)
	if err != nil {
		return Accounts{}, err
	}
	a.Tended = standing.Tended(spec, readings)
	return a, nil
}
