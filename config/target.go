package config

import (
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"
	"github.com/zclconf/go-cty/cty"
)

// target is a figure, or a change in percent of the baseline.
type target struct {
	figure   decimal.Decimal
	relative bool
}

var changeForm = regexp.MustCompile(`^([+-][0-9]{1,6}(?:\.[0-9]{1,6})?) ?%$`)

// targetOf binds 300 or "+150%".
func targetOf(into *field[target]) binding {
	var figure field[decimal.Decimal]
	absolute := number(&figure, anyNumber)
	return binding{kind: called("number, or a change such as \"+20%\""), read: func(r *reader, e hcl.Expression) {
		v, ok := r.literal(e, "a number or a change such as \"+20%\"")
		if !ok {
			return
		}
		if v.IsNull() || v.Type() != cty.String {
			if absolute.read(r, e); figure.set {
				into.give(target{figure: figure.value}, e.Range())
			}
			return
		}
		m := changeForm.FindStringSubmatch(v.AsString())
		if m == nil {
			r.report(codeType, r.at(e.Range()), "%q is neither a number nor a change. Write a number without quotes, or a change with its sign, such as \"+20%%\".", v.AsString())
			return
		}
		into.give(target{figure: decimal.RequireFromString(m[1]), relative: true}, e.Range())
	}}
}
