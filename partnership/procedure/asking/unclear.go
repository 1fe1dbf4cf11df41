package asking

import "github.com/rapport-engine/rapport/partnership/procedure"

// unclearLimit is how many answers in which nothing can be understood the engine
// asks back about by itself: the last of them goes to the person's lead, too.
const unclearLimit = 2

// unclearAgain reports whether somebody's answer could not be understood for the
// last time that they are asked back alone. Later ones are no news.
func (c *Circle) unclearAgain(d Desk, h Happening) bool {
	return d.Covers() && h.Kind == Unread && h.Ask.Unread == unclearLimit && h.Reply.By == ""
}

// unclear is what the lead hears of it: of what is the person's alone only that it
// happened.
func unclear(d Desk, h Happening) *procedure.Unclear {
	u := &procedure.Unclear{Person: h.Ask.Person, About: d.About, Reply: h.Reply.ID}
	if !d.alone() {
		u.Problems = h.Reply.Problems
	}
	return u
}
