package partnership

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// noPick is the value of an answer that picks nothing.
const noPick = "none"

// PickValue is an answer to a question of KindPick: the numbers once each, the lowest
// first. None is an answer, too.
func PickValue(numbers []int) Value {
	if len(numbers) == 0 {
		return TextValue(noPick)
	}
	numbers = slices.Clone(numbers)
	slices.Sort(numbers)
	var words []string
	for _, n := range slices.Compact(numbers) {
		words = append(words, strconv.Itoa(n))
	}
	return TextValue(strings.Join(words, ", "))
}

// Listed is how many things the list of a question of KindPick has.
func (q Question) Listed() int {
	if q.Max == nil {
		return 0
	}
	return int(q.Max.IntPart())
}

// SomeListed are numbers of the list that show what an answer looks like.
func (q Question) SomeListed() []int {
	switch n := q.Listed(); n {
	case 0, 1:
		return []int{1}
	case 2:
		return []int{1, 2}
	default:
		return []int{1, 3}
	}
}

// SomeFirst are numbers of the list in an order that shows that it matters.
func (q Question) SomeFirst() []int {
	switch n := q.Listed(); n {
	case 0, 1:
		return []int{1}
	case 2:
		return []int{2, 1}
	default:
		return []int{2, n, 1}
	}
}

// ParsePick reads a pick in an exact notation: "1, 3", "all" or "none", of a list of so
// many. What people write in mails is read elsewhere.
func ParsePick(s string, of int) ([]int, error) {
	switch s = strings.ToLower(strings.TrimSpace(s)); s {
	case noPick:
		return nil, nil
	case "all":
		var all []int
		for n := 1; n <= of; n++ {
			all = append(all, n)
		}
		return all, nil
	}
	var numbers []int
	for _, word := range strings.Split(s, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || n < 1 || n > of {
			return nil, fmt.Errorf(`%q is not one of the numbers from 1 to %d; write them like "1, 3", or "all", or "none"`, strings.TrimSpace(word), of)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// PicksNothing reports whether a value says that nothing is picked.
func (v Value) PicksNothing() bool { return v.Text != nil && *v.Text == noPick }

// Picked are the numbers picked in answer to a question, the lowest first.
func (a Answers) Picked(question string) []int {
	var numbers []int
	for _, word := range strings.Split(a.Text(question), ", ") {
		if n, err := strconv.Atoi(word); err == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
