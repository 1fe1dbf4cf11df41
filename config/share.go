package config

import (
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"
	"github.com/zclconf/go-cty/cty"
)

var votesForm = regexp.MustCompile(`^(?:([0-9]{1,4})/([1-9][0-9]{0,3})|([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%)$`)

// voteShare binds "2/3", "67%" or a number from 0 to 1, rounded to four decimals.
func voteShare(into *field[decimal.Decimal]) binding {
	return binding{kind: called("share, such as \"2/3\""), read: func(r *reader, e hcl.Expression) {
		v, ok := r.literal(e, "a share such as \"2/3\" or 0.5")
		if !ok {
			return
		}
		share, ok := parseShare(v)
		if !ok || share.IsNegative() || share.GreaterThan(decimal.New(1, 0)) {
			r.report(codeShare, r.at(e.Range()), "This is not a share of the votes. Write a fraction such as \"2/3\", a percentage such as \"67%%\", or a number from 0 to 1.")
			return
		}
		into.give(share.Round(4), e.Range())
	}}
}

func parseShare(v cty.Value) (decimal.Decimal, bool) {
	switch {
	case v.IsNull():
		return decimal.Zero, false
	case v.Type() == cty.Number:
		return amount(v)
	case v.Type() != cty.String:
		return decimal.Zero, false
	}
	m := votesForm.FindStringSubmatch(v.AsString())
	switch {
	case m == nil:
		return decimal.Zero, false
	case m[3] != "":
		return decimal.RequireFromString(m[3]).Shift(-2), true
	default:
		return decimal.RequireFromString(m[1]).DivRound(decimal.RequireFromString(m[2]), 4), true
	}
}
