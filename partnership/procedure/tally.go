package procedure

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Tally asks for a Tallied event with what sealed answers come to: all of them together, or
// those of each of some groups.
type Tally struct {
	Questions []partnership.Question
	Groups    []TallyGroup
}

// TallyGroup is of some asks whose answers are counted together, and apart from others.
type TallyGroup struct {
	Name string   `json:"name"`
	Asks []string `json:"asks"` // IDs
}

// SealedAsk is what the store keeps of an ask.
type SealedAsk struct {
	Ask     string
	Answers []partnership.Answer
}

// Count tallies what is kept of a procedure's asks.
func (t Tally) Count(kept []SealedAsk) []TalliedQuestion {
	if len(t.Groups) == 0 {
		return Count(t.Questions, answersOf(kept, func(SealedAsk) bool { return true }))
	}
	var tallied []TalliedQuestion
	for _, g := range t.Groups {
		for _, q := range Count(t.Questions, answersOf(kept, func(one SealedAsk) bool { return slices.Contains(g.Asks, one.Ask) })) {
			q.Group = g.Name
			tallied = append(tallied, q)
		}
	}
	return tallied
}

func answersOf(kept []SealedAsk, wanted func(SealedAsk) bool) []partnership.Answer {
	var answers []partnership.Answer
	for _, one := range kept {
		if wanted(one) {
			answers = append(answers, one.Answers...)
		}
	}
	return answers
}

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
	Group    string         `json:"group,omitempty"` // whose answers they are, if several are counted
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
