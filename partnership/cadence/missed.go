package cadence

import "time"

// Due decides about occurrences that passed while nothing ran: which one to
// send now, if any, and which to record as skipped. With MissedSendLatest (the
// default) it sends the latest whose window, as told by windowEnd, is still
// open, once; MissedSkip sends none. Occurrences are ascending; those after now
// are not yet missed and appear in neither result.
func (r Rule) Due(occurrences []time.Time, windowEnd func(time.Time) time.Time, now time.Time) (send *time.Time, skipped []time.Time) {
	chosen := -1
	for i, at := range occurrences {
		if r.Missed != MissedSkip && !at.After(now) && now.Before(windowEnd(at)) {
			chosen = i
		}
	}
	for i, at := range occurrences {
		switch {
		case i == chosen:
			send = &at
		case !at.After(now):
			skipped = append(skipped, at)
		}
	}
	return send, skipped
}
