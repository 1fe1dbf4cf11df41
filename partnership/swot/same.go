package swot

import (
	"slices"
	"strconv"
	"strings"
)

// Groups are the numbers of statements of which somebody says that they mean the same,
// those of each group ascending and in no other group.
type Groups [][]int

// ReadSame reads which statements mean the same: "3=7", "3=7=9", "3 = 7, 4=8",
// «3=7 и 4=8». It fails where anything else is written, or a number stands alone. Groups
// that share a number are one.
func ReadSame(text string) (Groups, bool) {
	if len(text) > longestSame {
		return nil, false
	}
	var groups Groups
	for rest := skip(text); rest != ""; rest = skip(rest) {
		var group []int
		for equal := true; equal; {
			n, more, ok := readNumber(rest)
			if !ok {
				return nil, false
			}
			group = append(group, n)
			rest, equal = readEqual(more)
		}
		if len(group) < 2 {
			return nil, false
		}
		groups = groups.join(group)
	}
	groups = slices.DeleteFunc(groups, func(g []int) bool { return len(g) < 2 }) // 3=3
	return groups, len(groups) > 0
}

// longestSame bounds what is read, in bytes; no mail asks for more than fits.
const longestSame = 2000

// skip leaves out what may stand between two groups.
func skip(s string) string {
	for {
		s = strings.TrimLeft(s, " \t\r\n\u00a0,;.!&+")
		word, rest, _ := strings.Cut(s, " ")
		if folded := strings.ToLower(word); folded != "and" && folded != "и" {
			return s
		}
		s = rest
	}
}

// readNumber reads a number of up to three digits, with or without a sign before it.
func readNumber(s string) (n int, rest string, ok bool) {
	s = strings.TrimLeft(s, "№#")
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits == 0 || digits > 3 {
		return 0, s, false
	}
	n, err := strconv.Atoi(s[:digits])
	return n, s[digits:], err == nil
}

// readEqual takes a sign of equality, if one comes next.
func readEqual(s string) (rest string, equal bool) {
	after := strings.TrimLeft(s, " \t\u00a0")
	rest = strings.TrimLeft(after, "=")
	if len(rest) == len(after) {
		return s, false
	}
	return strings.TrimLeft(rest, " \t\u00a0"), true
}

// join adds a group, into which those go that share a number with it.
func (g Groups) join(group []int) Groups {
	var apart Groups
	for _, known := range g {
		if slices.ContainsFunc(known, func(n int) bool { return slices.Contains(group, n) }) {
			group = append(group, known...)
		} else {
			apart = append(apart, known)
		}
	}
	slices.Sort(group)
	return append(apart, slices.Compact(group))
}

// String writes the groups as people do: "3=7 4=8".
func (g Groups) String() string {
	var all []string
	for _, group := range g {
		var numbers []string
		for _, n := range group {
			numbers = append(numbers, strconv.Itoa(n))
		}
		all = append(all, strings.Join(numbers, "="))
	}
	return strings.Join(all, " ")
}

// Objection says why a group cannot be put together.
type Objection string

// The objections.
const (
	Unknown Objection = "no-such" // one of its numbers is none of a statement
	Across  Objection = "across"  // its statements stand in different fields
)

// Merge says of the groups which can be put together, given the fields of the statements
// by their numbers from 1, and of the others why not.
func (g Groups) Merge(fields []Field) (fine Groups, refused []Refused) {
	for _, group := range g {
		why := objection(group, fields)
		if why == "" {
			fine = append(fine, group)
			continue
		}
		refused = append(refused, Refused{Numbers: group, Why: why})
	}
	return fine, refused
}

// Refused is a group that cannot be put together.
type Refused struct {
	Numbers []int
	Why     Objection
}

func objection(group []int, fields []Field) Objection {
	for _, n := range group {
		if n < 1 || n > len(fields) {
			return Unknown
		}
	}
	for _, n := range group {
		if fields[n-1] != fields[group[0]-1] {
			return Across
		}
	}
	return ""
}
