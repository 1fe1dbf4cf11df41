// Package spelling guesses which known word was meant by an unknown one.
package spelling

import "strings"

// limit keeps thousands of slips among thousands of words affordable.
const limit = 2000

// Nearest returns the known word with the fewest typing slips away from the
// given one, at most about one slip in three letters; the first wins a tie. It
// is empty when none is near. Known words are in lower case.
func Nearest(given string, known []string) string {
	return Within(given, known, (min(len([]rune(given)), 60)+1)/3)
}

// Within is Nearest with a limit of the caller's: at most so many slips. Where
// ordinary words stand beside commands, a guess must be a sure one.
func Within(given string, known []string, most int) string {
	if len(known) > limit {
		return ""
	}
	best, fewest := "", most+1
	for _, word := range known {
		if d := slips(strings.ToLower(given), word, fewest); d < fewest {
			best, fewest = word, d
		}
	}
	return best
}

// slips counts inserted, dropped, changed and swapped letters between two words
// (the optimal string alignment distance), giving up at the most that matters.
func slips(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= most || len(y)-len(x) >= most {
		return most
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
