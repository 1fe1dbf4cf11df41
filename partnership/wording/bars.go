package wording

import "github.com/shopspring/decimal"

// Bars draws figures from 0 to 100 as small bars, the latest last; one that is not known is
// a point.
func Bars(figures []decimal.NullDecimal) string {
	heights := []rune("▁▂▃▄▅▆▇█")
	drawn := make([]rune, len(figures))
	for i, f := range figures {
		drawn[i] = '·'
		if f.Valid {
			at := int(f.Decimal.Mul(decimal.NewFromInt(int64(len(heights)))).Div(decimal.NewFromInt(100)).IntPart())
			drawn[i] = heights[max(0, min(at, len(heights)-1))]
		}
	}
	return string(drawn)
}
