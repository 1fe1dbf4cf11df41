package config

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// exchangeRateKind is the one kind of block whose name is a currency, and of which
// several may have the same name.
const exchangeRateKind = "exchange_rate"

// exchangeRateDecl is what another currency is worth from a day on.
type exchangeRateDecl struct {
	header
	On   field[cadence.Date]
	Rate field[decimal.Decimal]
}

func (x *exchangeRateDecl) schema() schema {
	return schema{
		doc: "What one of another currency is worth in the partnership's currency from a day on, until another block says otherwise. Amounts in a currency without a rate are counted in no sum.",
		attributes: []attribute{
			{name: "on", required: true, value: date(&x.On), doc: "The first day on which the rate holds. Of several, an amount takes the latest one on or before its day."},
			{name: "rate", required: true, value: number(&x.Rate, positive), doc: "What one of the currency is worth, in the partnership's currency: 0.92 for a dollar among euros."},
		},
	}
}

func (x *exchangeRateDecl) compile() partnership.ExchangeRate {
	return partnership.ExchangeRate{Currency: x.name, On: x.On.value, Rate: x.Rate.value}
}

// checkExchangeRates reports rates that contradict each other, and one of the
// partnership's own currency.
func (p *partnershipDecl) checkExchangeRates(s *scope) {
	type key struct {
		currency string
		on       cadence.Date
	}
	first := map[key]*exchangeRateDecl{}
	rates := slices.Clone(p.ExchangeRates)
	slices.SortStableFunc(rates, func(a, b *exchangeRateDecl) int { return byPlace(&a.header, &b.header) })
	for _, x := range rates {
		if p.Currency.set && x.name == p.Currency.value {
			s.report(codeExchangeRate, x.named(), "%s is the partnership's own currency, which is always worth 1. Remove the block, or name another currency.", x.name)
			continue
		}
		k := key{x.name, x.On.value}
		switch seen := first[k]; {
		case !x.On.set:
		case seen == nil:
			first[k] = x
		default:
			s.report(codeExchangeRate, x.at(x.On.at), "There is a rate of %s on %s already, at %s. Remove one of the two, or mend its day.", x.name, x.On.value, position(seen.nameAt))
		}
	}
}

// compileExchangeRates gives the rates by currency, the earliest first.
func (p *partnershipDecl) compileExchangeRates() []partnership.ExchangeRate {
	var list []partnership.ExchangeRate
	for _, x := range p.ExchangeRates {
		list = append(list, x.compile())
	}
	slices.SortFunc(list, func(a, b partnership.ExchangeRate) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), a.On.Compare(b.On))
	})
	return list
}
