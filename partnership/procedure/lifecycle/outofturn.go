package lifecycle

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const (
	// betweenReviews is how long a guard begins no other review: at most one a quarter
	// (procedures 9).
	betweenReviews = 90 * 24 * time.Hour
	// longestReview is how long a review that a guard has begun may take.
	longestReview = 60 * 24 * time.Hour
)

// reviewNow begins the review that was agreed for when a guard holds, and says who is asked
// in it; nobody where none begins.
func (p *Partnership) reviewNow(out *procedure.Out, w *Watched, word watchword, now time.Time) (chair string) {
	name := partnership.Guard{ID: word.short()}.ReviewName()
	v, outOfTurn, ok := p.Declared.Review(name)
	soon := !w.Began.IsZero() && now.Sub(w.Began) < betweenReviews
	if word.trigger || !ok || !outOfTurn || soon || !p.runs() {
		return ""
	}
	until := now.Add(longestReview)
	o := procedure.Occasion{
		Type: procedure.Review, Noun: procedure.NounReview, Name: name, Date: cadence.DateOf(p.here(now)).String(), At: now, Closes: until, Until: until,
	}
	if p.openRound(o) {
		return ""
	}
	w.Began = now
	p.begin(out, o, now)
	return v.Ask[0]
}

// begunByGuard reports whether something that runs is a review that a guard of the spec has
// begun. No calendar brings it.
func (p *Partnership) begunByGuard(r Running) bool {
	if r.Type != procedure.Review {
		return false
	}
	_, outOfTurn, ok := p.Declared.Review(r.Name)
	return ok && outOfTurn
}
