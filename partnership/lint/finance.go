package lint

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// FIN: what goes in, what comes out, and how it is shared.
const (
	FinanceBudget  ID = "fin-budget"
	FinanceBenefit ID = "fin-benefit"
	FinanceShares  ID = "fin-shares"
	FinanceRate    ID = "fin-rate"
)

func (c *checker) finance() {
	if c.spec.Budget == nil && !slices.ContainsFunc(c.spec.Parties, paysIn) {
		c.find(FinanceBudget, whole.Attribute("budget"), "No money is planned: there is neither a budget nor a contribution of money, so costs can be compared with nothing. Write budget = …, or money in a contributes block; write budget = 0 if no money is meant.")
	}
	c.expectations()
	c.shares()
	c.rate()
}

// rate reports a discount rate that looks like a share of one.
func (c *checker) rate() {
	if r := c.spec.DiscountRate; r != nil && r.IsPositive() && r.LessThan(decimal.NewFromInt(1)) {
		c.find(FinanceRate, whole.Attribute("discount_rate"), "The discount rate is %s %% a year, which hardly makes a difference. If %s %% is meant, write discount_rate = %s.", r, r.Shift(2), r.Shift(2))
	}
}

func paysIn(p partnership.Party) bool {
	return slices.ContainsFunc(p.Contributes, func(c partnership.Contribution) bool { return c.Money != nil })
}

// expectations reports the parties that plan no benefit. Those that gain nothing
// at all have been reported.
func (c *checker) expectations() {
	var none []string
	for i := range c.spec.Parties {
		if p := &c.spec.Parties[i]; len(p.Expects) == 0 && c.gains(p) {
			none = append(none, p.ID)
		}
	}
	if len(none) > 0 {
		c.find(FinanceBenefit, whole.Block("party", none[0]), "No benefit is planned for the %s %s, so nobody can tell later whether it was worth it. Add an expects block with an amount, or with words in what.",
			plural(len(none), "party", "parties"), quoted(none))
	}
}

// shares reports agreed parts that do not make a whole.
func (c *checker) shares() {
	sum, first := decimal.Zero, ""
	for i := range c.spec.Parties {
		if p := &c.spec.Parties[i]; p.Share != nil {
			sum = sum.Add(*p.Share)
			if first == "" {
				first = p.ID
			}
		}
	}
	if first != "" && !sum.Equal(decimal.NewFromInt(100)) {
		c.find(FinanceShares, whole.Block("party", first).Attribute("share"), "The shares of the parties sum to %s %%, not to 100 %%; a party without share counts as 0. Mend the shares.", sum)
	}
}
