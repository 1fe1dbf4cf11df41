package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/spelling"
	"github.com/rapport-engine/rapport/store"
)

// Accounts are what the parties of a partnership have put in and got out.
type Accounts struct {
	Spec     partnership.Spec
	Entries  []ledger.Entry // in the order in which they were booked, with those that others correct
	Standing ledger.Standing
	Tended   []standing.Tending // hours for the partnership itself
	// Counted is how much of each entry that counts is its party's own, in percent, by its ID.
	Counted map[string]decimal.Decimal
	// Closed are the parties of which the reader sees only what their amounts come to.
	Closed []string
}

// As leaves of the accounts what a person may read: the entries of their own side, and those
// that were said to be for all. What all of it comes to is for everybody.
func (a Accounts) As(person string) (Accounts, error) {
	own, known := a.Spec.PartyOf(person)
	if !known {
		var people []string
		for _, party := range a.Spec.Parties {
			for _, p := range party.People {
				people = append(people, p.ID)
			}
		}
		guess := ""
		if near := spelling.Nearest(person, people); near != "" {
			guess = fmt.Sprintf("; did you mean %q?", near)
		}
		return Accounts{}, fmt.Errorf("ledger of %s: nobody has the ID %q%s", a.Spec.Slug, person, guess)
	}
	for _, p := range a.Standing.Parties {
		if !ledger.Open(a.Entries, p.Party, own.ID) {
			a.Closed = append(a.Closed, p.Party)
		}
	}
	a.Entries = ledger.Readable(a.Entries, own.ID)
	a.Standing.Unpriced = ledger.Readable(a.Standing.Unpriced, own.ID)
	a.Standing.Deals = slices.DeleteFunc(slices.Clone(a.Standing.Deals), func(d ledger.DealStanding) bool { return !d.Concerns(own.ID) })
	return a, nil
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
	a.Counted = ledger.CountedParts(a.Entries)
	readings, err := s.Readings(ctx, slug)
	if err != nil {
		return Accounts{}, err
	}
	a.Tended = standing.Tended(spec, readings)
	return a, nil
}
