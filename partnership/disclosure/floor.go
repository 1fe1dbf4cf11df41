package disclosure

// seen applies the floor to the groups of one question, and reports whether the total
// may be seen and which of the groups. A figure needs at least as many answers as the
// floor. That alone is not enough: what the total has and the groups that are seen have
// not, the hidden groups have said. As long as the hidden ones together have answers, but
// fewer than the floor, the smallest one that is seen is hidden as well (complementary
// suppression). Of equal groups the last is hidden first.
func seen(groups []Group, floor int) (total bool, shown []bool) {
	shown = make([]bool, len(groups))
	all, hidden := 0, 0
	for i, g := range groups {
		all += g.N
		shown[i] = g.N >= floor
		if !shown[i] {
			hidden += g.N
		}
	}
	if all < floor {
		return false, make([]bool, len(groups))
	}
	for hidden > 0 && hidden < floor {
		smallest := smallestSeen(groups, shown)
		shown[smallest] = false
		hidden += groups[smallest].N
	}
	return true, shown
}

// smallestSeen finds the group to be hidden next. There is one: with every group
// hidden, what is hidden is the total.
func smallestSeen(groups []Group, shown []bool) int {
	smallest := -1
	for i, g := range groups {
		if shown[i] && (smallest < 0 || g.N <= groups[smallest].N) {
			smallest = i
		}
	}
	return smallest
}
