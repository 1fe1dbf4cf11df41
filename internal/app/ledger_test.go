package app

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/store"
)

// TestAccountsStandAsFarAsWasTold commits entries as a workflow does, and reads what
// they come to before and after the last of their days.
func TestAccountsStandAsFarAsWasTold(t *testing.T) {
	t.Parallel()
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), storeFile), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	spec := partnership.Spec{Slug: "duo", Zone: "Europe/Oslo", Currency: "EUR", Parties: []partnership.Party{{ID: "acme"}, {ID: "lumen"}}}
	if _, err := ReadAccounts(t.Context(), kept, spec.Slug, time.Now()); err == nil {
		t.Error("there are accounts of a partnership that nobody knows")
	}
	if err := kept.PutSpec(t.Context(), spec); err != nil {
		t.Fatal(err)
	}
	until := cadence.Date{Year: 2027, Month: 3, Day: 31}
	wrong := ledger.Entry{
		ID: "1", Party: spec.Parties[0].ID, Kind: ledger.Money, Amount: decimal.NewFromInt(1000), From: cadence.Date{Year: 2027, Month: 1, Day: 1}, Until: until,
	}
	right := wrong
	right.ID, right.Amount, right.Corrects = "2", decimal.NewFromInt(100), "1"
	for range 2 {
		if err := (records{kept}).Commit(t.Context(), activities.Record{Slug: spec.Slug, Booked: []ledger.Entry{wrong, right}}); err != nil {
			t.Fatal(err)
		}
	}
	for now, asOf := range map[string]string{"2027-02-14": "2027-02-14", "2027-03-31": "2027-03-31", "2028-01-01": "2027-03-31"} {
		at, err := time.Parse(time.DateOnly, now)
		if err != nil {
			t.Fatal(err)
		}
		a, err := ReadAccounts(t.Context(), kept, spec.Slug, at.Add(12*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Entries) != 2 || a.Standing.AsOf.String() != asOf || !a.Standing.Spent.Equal(decimal.NewFromInt(100)) {
			t.Errorf("on %s: %d entries, as of %s, spent %s", now, len(a.Entries), a.Standing.AsOf, a.Standing.Spent)
		}
	}
}
