package config

import (
	"fmt"
	"strings"
)

// hint says which of the known names was probably meant, or which there are
// when none is near and they are few. It begins with a space.
func hint(given string, known []string) string {
	if near := nearest(given, known); near != "" {
		return fmt.Sprintf(" Did you mean %q?", near)
	}
	if len(known) == 0 || len(known) > 12 {
		return ""
	}
	return " Known here: " + strings.Join(known, ", ") + "."
}

// suggestionLimit keeps thousands of slips among thousands of names affordable.
const suggestionLimit = 2000

// nearest returns the known name with the fewest typing slips away from the
// given one, at most about one slip in three letters; the first wins a tie.
func nearest(given string, known []string) string {
	if len(known) > suggestionLimit {
		return ""
	}
	best, fewest := "", (min(len([]rune(given)), 60)+1)/3+1
	for _, name := range known {
		if d := slips(strings.ToLower(given), name, fewest); d < fewest {
			best, fewest = name, d
		}
	}
	return best
}

// slips counts inserted, dropped, changed and swapped letters between two words
// (the optimal string alignment distance), giving up at the limit.
func slips(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	before, row := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		next := make([]int, len(y)+1)
		next[0] = i + 1
		for j := range y {
			change := row[j]
			if x[i] != y[j] {
				change++
			}
			next[j+1] = min(change, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(y)]
}
