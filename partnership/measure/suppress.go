package measure

// Group is a part of a survey's audience and how many of it answered.
type Group struct {
	ID string
	N  int
}

// Publication says which figures of an anonymous survey may be shown. What is
// not shown has no count either: the count alone would tell.
type Publication struct {
	Total  bool
	Groups []Group // those that may be shown, in their order
}

// Publish applies the floor of formula F7: a figure needs at least minN answers.
// That alone is not enough, because what the total has and the shown groups
// have not, the hidden groups have said: as long as the hidden ones together
// have answers, but fewer than minN, the smallest shown group is hidden as well
// (complementary suppression). Of equal groups the last is hidden first.
func Publish(groups []Group, minN int) Publication {
	total, hidden := 0, 0
	shown := make([]bool, len(groups))
	for i, g := range groups {
		total += g.N
		shown[i] = g.N >= max(minN, 1)
		if !shown[i] {
			hidden += g.N
		}
	}
	if total < max(minN, 1) {
		return Publication{}
	}
	for hidden > 0 && hidden < minN {
		smallest := smallestShown(groups, shown)
		shown[smallest] = false
		hidden += groups[smallest].N
	}
	p := Publication{Total: true}
	for i, g := range groups {
		if shown[i] {
			p.Groups = append(p.Groups, g)
		}
	}
	return p
}

// smallestShown finds the group to be hidden next. There is one: with every
// group hidden, what is hidden is the total.
func smallestShown(groups []Group, shown []bool) int {
	smallest := -1
	for i, g := range groups {
		if shown[i] && (smallest < 0 || g.N <= groups[smallest].N) {
			smallest = i
		}
	}
	return smallest
}
