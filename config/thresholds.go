package config

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// thresholdsDecl says which paces count as green and amber (domain F3).
type thresholdsDecl struct {
	header
	Green, Amber field[decimal.Decimal]
}

func (t *thresholdsDecl) schema() schema {
	return schema{
		doc: "The least paces, progress against what is expected by now, at which the figure counts as green and as amber.",
		attributes: []attribute{
			{name: "green", standard: "0.95", value: number(&t.Green, pace), doc: "The least pace that is green, from 0 to 2."},
			{name: "amber", standard: "0.75", value: number(&t.Amber, pace), doc: "The least pace that is amber, below green."},
		},
	}
}

func pace(d decimal.Decimal) string {
	if d.IsNegative() || d.GreaterThan(decimal.New(2, 0)) {
		return fmt.Sprintf("%s was found, but a pace from 0 to 2 is wanted.", d)
	}
	return ""
}

func (t *thresholdsDecl) check(r *reports) {
	if t.given["green"] && !t.Green.set || t.given["amber"] && !t.Amber.set {
		return
	}
	if c := t.compile(); !c.Amber.LessThan(c.Green) {
		at := t.Green.at
		if !t.Green.set {
			at = t.Amber.at
		}
		r.report(codeThresholds, t.at(at), "Green begins at a pace of %s and amber at %s. Green has to begin above amber.", c.Green, c.Amber)
	}
}

func (t *thresholdsDecl) compile() *partnership.Thresholds {
	return &partnership.Thresholds{Green: t.Green.or(decimal.New(95, -2)), Amber: t.Amber.or(decimal.New(75, -2))}
}
