package procedure

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Tally asks for a Tallied event with what sealed answers come to.
type Tally struct{ Questions []string }

// Tallies answers a Tally effect.
type Tallies struct {
	Questions []TalliedQuestion `json:"questions,omitempty"`
}

// TalliedQuestion is what the sealed answers to a question come to: how many,
// and how often each value was given. No answer in it has a name.
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
func Count(questions []string, answers []partnership.Answer) []TalliedQuestion {
	var tallied []TalliedQuestion
	for _, q := range questions {
		t := TalliedQuestion{Question: q}
		for _, a := range answers {
			if a.Question == q {
				t.N++
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
