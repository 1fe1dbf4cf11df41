package ledger

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// RateOn finds what one of a currency was worth in the partnership's currency on a day,
// by the latest rate on or before it, and of which day that is. It reports false where
// none is declared; the partnership's own currency needs none.
func RateOn(spec partnership.Spec, currency string, day cadence.Date) (rate decimal.Decimal, on cadence.Date, ok bool) {
	for _, r := range spec.ExchangeRates {
		if r.Currency == currency && !day.Before(r.On) && (!ok || on.Before(r.On)) {
			rate, on, ok = r.Rate, r.On, true
		}
	}
	return rate, on, ok
}

// RatesOn lists the rates that hold on a day, one of each currency in the order of the spec.
func RatesOn(spec partnership.Spec, day cadence.Date) []partnership.ExchangeRate {
	var list []partnership.ExchangeRate
	for _, r := range spec.ExchangeRates {
		known := slices.ContainsFunc(list, func(o partnership.ExchangeRate) bool { return o.Currency == r.Currency })
		if rate, on, ok := RateOn(spec, r.Currency, day); ok && !known {
			list = append(list, partnership.ExchangeRate{Currency: r.Currency, On: on, Rate: rate})
		}
	}
	return list
}

// Price gives an entry in another currency that has no rate the one of the last day of
// its period. It is left as it is where none is declared.
func Price(spec partnership.Spec, e Entry) Entry {
	if e.Priced(spec.Currency) {
		return e
	}
	if rate, on, ok := RateOn(spec, e.Currency, e.Until); ok {
		e.Rate, e.RateOn = &rate, on
	}
	return e
}
