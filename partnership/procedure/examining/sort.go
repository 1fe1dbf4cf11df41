package examining

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// sort puts statements of the same part together that say the same word for word. What
// says nothing is in no group.
func sort(of []procedure.Writing, text func(procedure.Writing) string) [][]int {
	var groups [][]int
	said := make([]swot.Statement, len(of))
	for i, w := range of {
		written := text(w)
		said[i] = swot.Read(written)
		if !said[i].Says() || partnership.SaysNothing(written) {
			continue
		}
		known := slices.IndexFunc(groups, func(g []int) bool { return of[g[0]].Part == w.Part && said[g[0]].Same(said[i]) })
		if known < 0 {
			groups = append(groups, []int{i})
			continue
		}
		groups[known] = append(groups[known], i)
	}
	return groups
}
