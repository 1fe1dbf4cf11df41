package commitments

import (
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// followLadder has the steps of an item tell those who lead its sides now. It returns the alarm
// for whoever would have heard before that it is late.
func (s *step) followLadder(it *Item) []alarm {
	if it.Stage.Settled() {
		return nil
	}
	late := it.Ladder.Follow(ladder.Steps(s.Known, ladder.Action, it.Owner, it.For))
	latest, taken := it.Ladder.Latest()
	if len(late) == 0 || !taken || it.Stage != procedure.ItemOverdue {
		return nil
	}
	for _, person := range late {
		it.Ladder.Tell(person, tidings(it))
	}
	s.Any = true
	return []alarm{{ladder.Alarm{Step: latest, To: late, Number: it.Ladder.Repeated}, it}}
}
