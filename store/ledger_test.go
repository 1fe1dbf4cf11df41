package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

func booked(id string) ledger.Entry {
	rate := decimal.RequireFromString("0.92")
	return ledger.Entry{
		ID: id, Party: "lumen", Kind: ledger.Money, From: cadence.Date{Year: 2026, Month: 10, Day: 1}, Until: cadence.Date{Year: 2026, Month: 12, Day: 31},
		Amount: decimal.RequireFromString("4150.50"), Currency: "USD", Rate: &rate, RateOn: cadence.Date{Year: 2026, Month: 12, Day: 1},
		By: "tom", At: time.Date(2027, 1, 11, 9, 0, 0, 5, time.UTC), Source: "<1@lumen.test>", Corrects: "e0", Reason: "a digit was missing",
	}
}

func TestAnEntryIsBookedOnceAndNeverChanged(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	check(t, s.Commit(ctx, Record{Slug: "acme", Booked: []ledger.Entry{booked("e1"), booked("e2")}}))
	other := booked("e2")
	other.Amount = decimal.RequireFromString("1")
	check(t, s.Commit(ctx, Record{Slug: "acme", Booked: []ledger.Entry{other, booked("e3")}}))
	check(t, s.Commit(ctx, Record{Slug: "other", Booked: []ledger.Entry{booked("e1")}}))
	diff(t, []ledger.Entry{booked("e1"), booked("e2"), booked("e3")}, must[[]ledger.Entry](t)(s.Entries(ctx, "acme")))
	diff(t, []ledger.Entry{booked("e1")}, must[[]ledger.Entry](t)(s.Entries(ctx, "other")))
	if none := must[[]ledger.Entry](t)(s.Entries(ctx, "never")); len(none) != 0 {
		t.Errorf("nobody has booked %v", none)
	}
	for _, q := range []string{`UPDATE ledger SET entry = '{}'`, `DELETE FROM ledger`} {
		if _, err := s.write.ExecContext(ctx, q); err == nil {
			t.Errorf("%s went through", q)
		}
	}
}

// TestTheLedgerKeepsExactFigures writes what decimals can hold, in any zone.
func TestTheLedgerKeepsExactFigures(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		slug, e := fmt.Sprint("p", n), booked("e1")
		e.Amount = decimal.New(rapid.Int64().Draw(rt, "digits"), rapid.Int32Range(-12, 3).Draw(rt, "exponent"))
		e.Kind = rapid.SampledFrom(ledger.Kinds()).Draw(rt, "kind")
		e.At = time.Unix(rapid.Int64Range(0, 4_000_000_000).Draw(rt, "seconds"), 7).In(time.FixedZone("", rapid.IntRange(-12, 14).Draw(rt, "zone")*3600))
		check(t, s.Commit(t.Context(), Record{Slug: slug, Booked: []ledger.Entry{e}}))
		got := must[[]ledger.Entry](t)(s.Entries(t.Context(), slug))
		if len(got) != 1 || !got[0].Amount.Equal(e.Amount) || got[0].Kind != e.Kind || !got[0].At.Equal(e.At) {
			rt.Fatalf("%+v became %+v", e, got)
		}
	})
}
