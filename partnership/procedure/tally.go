package procedure

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Tally asks for a Tallied event with what sealed answers come to.
type Tally struct{ Questions []partnership.Question }

// Tallies answers a Tally effect.
type Tallies struct {
	Questions []TalliedQuestion `json:"questions,omitempty"`
}

// TalliedQuestion is what the sealed answers to a question come to: how many,
// and how often each value was given. No answer in it has a name, and of answers
// in words there is the number alone: a tally is written into histories, and
// people are known by their words.
type TalliedQuestion struct {
	Question string         `json:"question"`
	N        int            `json:"n"`
	Values   []TalliedValue `json:"values,omitempty"` // by value
}

// TalliedValue is how often a value was given.
type TalliedValue struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// Count tallies answers, whoever gave them.
func Count(questions []partnership.Question, answers []partnership.Answer) []TalliedQuestion {
	var tallied []TalliedQuestion
	for _, q := range questions {
		t := TalliedQuestion{Question: q.ID}
		for _, a := range answers {
			if a.Question != q.ID {
				continue
			}
			t.N++
			if q.Kind != partnership.KindText {
				t.Values = counted(t.Values, a.Value.String())
			}
		}
		slices.SortFunc(t.Values, func(x, y TalliedValue) int { return strings.Compare(x.Value, y.Value) })
		tallied = append(tallied, t)
	}
	return tallied
}

func counted(values []TalliedValue, value string) []TalliedValue {
	for i := range values {
		if values[i].Value == value {
			values[i].N++
			return values
		}
	}
	return append(values, TalliedValue{Value: value, N: 1})
}
