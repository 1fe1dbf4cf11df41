package standing

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// QuestionAtmosphere is the ID of the question how it was at a meeting without an agenda, and of
// its readings, which are kept beside those of KPIs. Histories hold it: never change it.
const QuestionAtmosphere = "atmosphere"

// Mood is how people say the atmosphere was in a month, as "2027-05": the mean of their marks
// from 1 to 5, and how many gave one.
type Mood struct {
	Month string          `json:"month"`
	Mean  decimal.Decimal `json:"mean"`
	N     int             `json:"n"`
}

// Moods are the moods by month, the oldest first. Of several words of one person in a round
// the latest counts. What one person says alone is theirs: a month of one is left out.
func Moods(readings []measure.Reading) []Mood {
	said := lastWords(Of(readings, QuestionAtmosphere), func(a, b measure.Reading) bool { return a.Reporter == b.Reporter })
	slices.SortStableFunc(said, func(a, b measure.Reading) int { return strings.Compare(a.Period, b.Period) })
	var list []Mood
	for _, r := range said {
		month := r.Period[:min(len(r.Period), len("2027-05"))]
		if n := len(list); n == 0 || list[n-1].Month != month {
			list = append(list, Mood{Month: month})
		}
		m := &list[len(list)-1]
		m.Mean, m.N = m.Mean.Add(r.Value), m.N+1
	}
	list = slices.DeleteFunc(list, func(m Mood) bool { return m.N < fewestMoods })
	for i := range list {
		list[i].Mean = list[i].Mean.DivRound(decimal.NewFromInt(int64(list[i].N)), 2)
	}
	return list
}

// fewestMoods is how many people have to say something for a mean.
const fewestMoods = 2
