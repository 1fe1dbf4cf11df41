package asking

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// answeredBy is the ask that the writer of a reply answers: their own, or in a
// colleague's place; none where nobody can answer for another.
func (c *Circle) answeredBy(d Desk, a *Ask, r procedure.Reply) *Ask {
	switch {
	case r.Named == "" || r.Person == a.Person:
		return a
	case d.alone():
		d.note(r, r.Person+" wrote in the place of "+a.Person+", who alone can answer this")
		return nil
	default:
		return c.deputys(d, a, r)
	}
}

// deputys is the ask of a deputy who answers for somebody without having been
// asked, because a colleague gave them the mail. It is the one that they would be
// asked with, but nobody waits for it: the colleague's stays open until one of the
// two has answered everything.
func (c *Circle) deputys(d Desk, a *Ask, r procedure.Reply) *Ask {
	if known := c.standingIn(r.Person, a.Subject()); known != nil {
		return known
	}
	c.Add(d.Workflow, Ask{
		AskTimes: procedure.AskTimes{Person: r.Person, For: a.Subject(), Send: d.Now, Due: a.Due, City: a.City},
		Name:     r.Named, Party: a.Party, Questions: a.Questions, Window: a.Window, SentAt: d.Now, Unasked: true,
	})
	return &c.Asks[len(c.Asks)-1]
}

// standingIn is the ask that somebody has in another person's place, if any.
func (c *Circle) standingIn(person, subject string) *Ask {
	i := slices.IndexFunc(c.Asks, func(a Ask) bool { return a.Person == person && a.For == subject })
	if i < 0 {
		return nil
	}
	return &c.Asks[i]
}
