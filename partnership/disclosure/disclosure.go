// Package disclosure decides which figures of an anonymous survey may be shown, so that
// nobody learns what a few people said: neither from one figure, nor from the difference
// of several, nor by setting this round beside those before it.
//
// A reader may suppose that whoever answered the last time thinks the same today. To that
// reader two totals that differ by one person are that person's answer. So an exact
// figure is shown only where nothing about fewer people than the floor follows from it
// and from all exact figures before it, by whatever sums and differences. A figure that
// would give somebody away is rounded; one that has too few answers is hidden, and
// another with it where their difference would tell.
package disclosure

import "slices"

// Sight is how much of a figure may be seen. Values are kept with results.
type Sight string

// The sights. Of what is hidden there is no count either: the count alone would tell.
const (
	Hidden  Sight = ""
	Rounded Sight = "rounded" // to whole points, without its spread
	Exact   Sight = "exact"
)

// Group is a part of those who were asked, such as a party. Groups do not overlap.
type Group struct {
	ID string
	// Members have answered the survey. Readers may know that of each.
	Members []string
	// N is how many answers of theirs the question has: of those who answered the survey
	// some leave out a question, and nobody knows who.
	N int
}

// Figures says how much may be seen of the figures of one question.
type Figures struct {
	Total  Sight
	Groups []Sight // in the order of the groups
	// Shown are the people behind each figure that is exact, to be set beside what is
	// asked for the next time.
	Shown []Set
}

// Set are the people behind a figure, sorted.
type Set []string

// Decide says how much of a question's figures may be seen, of all and of each group.
// Before are the people behind the exact figures of the question that readers know
// already. With a floor below 2 there is nothing to protect.
func Decide(groups []Group, floor int, before []Set) Figures {
	all := Set{}
	for _, g := range groups {
		all = append(all, g.Members...)
	}
	slices.Sort(all)
	total, shown := seen(groups, max(floor, 1))
	f := Figures{Groups: make([]Sight, len(groups))}
	known := slices.Clone(before)
	exactly := func(people Set) Sight {
		if floor >= 2 && isolates(append(slices.Clone(known), people), floor) {
			return Rounded
		}
		known = append(known, people)
		f.Shown = append(f.Shown, people)
		return Exact
	}
	if total {
		f.Total = exactly(all)
	}
	for _, i := range bySize(groups) {
		if shown[i] {
			f.Groups[i] = exactly(slices.Sorted(slices.Values(groups[i].Members)))
		}
	}
	return f
}

// bySize lists the places of groups, the largest first: of two that cannot both be
// exact it is the one that most people see themselves in.
func bySize(groups []Group) []int {
	order := make([]int, len(groups))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return groups[b].N - groups[a].N })
	return order
}

// Roundable reports whether rounding to whole points helps: of n answers on a scale of so
// many points from end to end at least as many sums are left open as one answer has
// values. At the very ends of what the sums can be fewer may be left; hiding the figure
// would be the only cure, and would cost most rounds of a small partnership their result.
func Roundable(n, width int) bool { return n > width }
