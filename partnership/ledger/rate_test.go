package ledger_test

import (
	"fmt"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

func TestTheRateIsTheLatestOnOrBeforeTheDay(t *testing.T) {
	t.Parallel()
	spec := partnership.Spec{Currency: "EUR", ExchangeRates: []partnership.ExchangeRate{
		{Currency: "NOK", On: day("2027-01-01"), Rate: dec("0.085")},
		{Currency: "USD", On: day("2027-01-01"), Rate: dec("0.92")},
		{Currency: "USD", On: day("2027-04-01"), Rate: dec("0.9")},
	}}
	for _, tt := range []struct{ currency, day, want string }{
		{"USD", "2026-12-31", "0 0000-00-00 false"},
		{"USD", "2027-01-01", "0.92 2027-01-01 true"},
		{"USD", "2027-03-31", "0.92 2027-01-01 true"},
		{"USD", "2027-04-01", "0.9 2027-04-01 true"},
		{"USD", "2030-01-01", "0.9 2027-04-01 true"},
		{"NOK", "2027-04-01", "0.085 2027-01-01 true"},
		{"GBP", "2027-04-01", "0 0000-00-00 false"},
		{"EUR", "2027-04-01", "0 0000-00-00 false"},
	} {
		rate, on, ok := ledger.RateOn(spec, tt.currency, day(tt.day))
		if got := fmt.Sprint(rate, on, ok); got != tt.want {
			t.Errorf("%s on %s: got %s, want %s", tt.currency, tt.day, got, tt.want)
		}
	}
}
