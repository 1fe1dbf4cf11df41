package meeting

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// A pause takes the meetings to which people are invited out of their calendars: nobody knows
// how long it lasts. When the partnership goes on they are invited again, with the same entry,
// as long as they can still arrange for it.

// arrange is how long before a meeting people have to hear at least that it takes place.
const arrange = 24 * time.Hour

// pick invites people again to a meeting that was called off for a pause that is over; one that
// is too close, or has passed, stays called off, as all have read.
func (s *step) pick() {
	switch {
	case !s.Off || s.Paused() || s.Decided != "":
	case s.now.Before(s.Starts.Add(-arrange)):
		s.Off, s.Doubt, s.Doubting = false, "", asking.Circle{}
		if s.Was.IsZero() { // else it was moved meanwhile
			s.Changed = Change{Cause: Resumed}
		}
		s.change(s.title() + " takes place after the pause")
	default:
		s.Decide(s.out, s.now, procedure.OutcomeCancelled, s.title())
		s.keep()
	}
}
