package standing

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// QuestionTending is the ID of the question how many hours a side has put into the
// partnership itself in the last three months, and of its readings, which are kept beside
// those of KPIs. Histories hold it: never change it.
const QuestionTending = "relationship-hours"

// Tending is how many hours a side has put into the partnership itself: talks, agreeing,
// settling.
type Tending struct {
	Party string          `json:"party"`
	Last  decimal.Decimal `json:"last"`  // in the three months before AsOf
	AsOf  string          `json:"as_of"` // the round in which that was said
	Sum   decimal.Decimal `json:"sum"`   // of all that was said
}

// Tended lists what is known of each party, in the order of the spec. Of several words of
// one side in a round the latest counts; who has left the spec counts for no party.
func Tended(spec partnership.Spec, readings []measure.Reading) []Tending {
	var list []Tending
	side := func(r measure.Reading) string { party, _ := spec.PartyOf(r.Reporter); return party.ID }
	said := lastWords(Of(readings, QuestionTending), func(a, b measure.Reading) bool { return side(a) == side(b) })
	for _, party := range spec.Parties {
		t := Tending{Party: party.ID}
		for _, r := range said {
			if side(r) != party.ID {
				continue
			}
			t.Sum = t.Sum.Add(r.Value)
			if r.Period >= t.AsOf {
				t.Last, t.AsOf = r.Value, r.Period
			}
		}
		if t.AsOf != "" {
			list = append(list, t)
		}
	}
	return list
}
