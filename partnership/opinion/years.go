package opinion

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// Year is how content a group was in a calendar year: the mean of its rounds that may be
// seen and asked the same.
type Year struct {
	Year   string        `json:"year"` // "2027"
	Index  measure.Ratio `json:"index"`
	Rounds int           `json:"rounds"`
}

// Lasting are the dimensions that matter over years (domain 2.8).
func Lasting() []string { return []string{"trust", "commitment"} }

// Years puts the points of a trend together by year, the latest last. Years without a round
// that may be seen are left out.
func (t Trend) Years() []Year {
	var list []Year
	for _, p := range t.Points {
		const digits = len("2027")
		if !p.Index.OK || len(p.Date) < digits {
			continue
		}
		year := p.Date[:digits]
		if len(list) == 0 || list[len(list)-1].Year != year {
			list = append(list, Year{Year: year, Index: measure.Some(decimal.Zero)})
		}
		last := &list[len(list)-1]
		last.Rounds++
		last.Index.Value = last.Index.Value.Add(p.Index.Value)
	}
	for i := range list {
		list[i].Index.Value = list[i].Index.Value.Div(decimal.NewFromInt(int64(list[i].Rounds)))
	}
	return list
}
