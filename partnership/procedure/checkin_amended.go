package procedure

import (
	"fmt"
	"slices"
	"time"
)

// amended goes on by a changed spec: its questions stay open, letters speak of
// the new spec, and an ask that waits at an old address is sent to the new one.
// Nobody who has left is asked or chased any more; what they answer all the
// same counts.
func (c *CheckIn) amended(out *effects, r Report, now time.Time) {
	old := c.Spec
	c.Spec = r.Spec
	for i := range c.Rounds {
		round := &c.Rounds[i]
		for _, change := range r.People {
			if change.Person == round.Person || change.Person == round.For {
				c.reach(out, round, change, old, now)
			}
		}
	}
	everybodyLeft := !slices.ContainsFunc(c.Rounds, func(r Round) bool { return !r.left() || len(r.Answers) > 0 })
	switch {
	case c.Ended:
	case everybodyLeft && c.Decided == "":
		c.Ended, c.Decided = true, OutcomeWithdrawn
		c.tell(out, Report{Outcome: OutcomeWithdrawn}, now)
		c.withdraw(out, now)
	case len(r.People) > 0:
		c.tell(out, Report{}, now)
	}
}

// reach follows one person of a round.
func (c *CheckIn) reach(out *effects, round *Round, change PersonChange, old string, now time.Time) {
	switch {
	case change.Left && !round.left():
		round.LeftWith = old
		out.record(Entry{
			At: now, Workflow: c.Workflow, Kind: EntryOutcome, Actor: change.Person, Outcome: OutcomeWithdrawn,
			Text: change.Person + " has left the partnership and is asked no more",
		}, fmt.Sprintf("left/%s/%.12s", change.Person, c.Spec))
	case !change.Left && change.Person == round.Person:
		round.Name = change.Name
		if round.For == "" {
			round.LeftWith = "" // back again
		}
		sent := !round.SentAt.IsZero() && !c.closed() && !c.Paused && !c.Ended
		if change.Moved && sent && round.waits() {
			round.Bounced = false
			out.add(Send{
				Letter:  c.letter(round, TemplateCheckIn, fmt.Sprintf("ask/%s/%.12s", round.Person, c.Spec), now),
				Summary: fmt.Sprintf("Check-in %s to the new address of %s, due %s", c.Name, round.Name, local(round.Due, round.City)),
			})
		}
	}
}
