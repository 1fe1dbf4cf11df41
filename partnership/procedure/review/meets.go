package review

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Where people meet for a review the chair is asked what was decided when they have met: one
// mail, in the place of minutes (procedures 9).

// afterMeeting moves the decisions of reviews for which people meet to the end of the meeting.
func afterMeeting(spec partnership.Spec, occasions []procedure.Occasion) {
	for i := range occasions {
		o := &occasions[i]
		v, _, _ := spec.Review(o.Name)
		if v.Meets() && len(o.Parts) > decided {
			o.Parts[decided] = o.Parts[decided].Add(cadence.Lasting(v.Duration))
		}
	}
}

// meets takes another time at which people will have met.
func (s *step) meets(over string) {
	at, err := time.Parse(time.RFC3339, over)
	if err != nil || s.Stage == Deciding || s.Stage == Done || len(s.Occasion.Parts) <= decided {
		return
	}
	s.Occasion.Parts[decided] = at
	s.Until = procedure.Later(s.Until, at.Add(longest))
	if s.Stage == Reading && !s.Rests.IsZero() {
		s.Rests = at
	}
}
