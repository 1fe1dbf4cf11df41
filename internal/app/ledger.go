package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/store"
)

// Accounts are what the parties of a partnership have put in and got out.
type Accounts struct {
	Spec     partnership.Spec
	Entries  []ledger.Entry // in the order in which they were booked, with those that others correct
	Standing ledger.Standing
}

// ReadAccounts reads the ledger of a partnership from a store. The accounts stand as of
// the last day that the entries speak of, or of today if that is earlier: what was
// planned for a time that nobody has told of yet compares with nothing.
func ReadAccounts(ctx context.Context, s *store.Store, slug string, now time.Time) (Accounts, error) {
	spec, err := s.LatestSpec(ctx, slug)
	if errors.Is(err, store.ErrNotFound) {
		return Accounts{}, fmt.Errorf("ledger of %s: no such partnership was ever applied", slug)
	}
	if err != nil {
		return Accounts{}, err
	}
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return Accounts{}, err
	}
	a := Accounts{Spec: spec}
	if a.Entries, err = s.Entries(ctx, slug); err != nil {
		return Accounts{}, err
	}
	asOf := cadence.DateOf(now.In(zone))
	if last, ok := ledger.LastDay(a.Entries); ok && last.Before(asOf) {
		asOf = last
	}
	a.Standing = ledger.Stand(spec, a.Entries, asOf)
	return a, nil
}
