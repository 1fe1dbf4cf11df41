package asking

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// News is what a step of a procedure with several circles has for the partnership.
type News struct {
	// Any says that it has something to hear, Facts and what people ask of it among it.
	Any   bool
	Facts []procedure.Fact
	Heard []procedure.Heard
}

// Follower is what a procedure does about what happens in one of its circles. Over
// reports whether nothing more of it counts.
type Follower struct {
	Answered func(Happening)
	Closed   func()
	Over     func() bool
}

// Follow goes through what happened in a circle. Whatever is no answer and no end is
// news.
func (c *Circle) Follow(d Desk, happened []Happening, n *News, f Follower) {
	n.Facts = append(n.Facts, c.Facts(d, happened)...)
	for _, h := range happened {
		switch h.Kind {
		case Answered:
			f.Answered(h)
		case Closed:
			f.Closed()
		case Unwritten:
			n.Facts = append(n.Facts, procedure.Fact{Kind: procedure.FactUnwritten, Of: d.Workflow, At: d.Now})
		case Ordered:
			n.Heard = append(n.Heard, h.Heard...)
		case Away, Promised, Unread, Bounced, Undelivered, Delivered, Covering, Departing, Nudged:
		}
		n.Any = n.Any || h.Kind != Closed // the end of a window is news where something follows from it
		if f.Over() {
			return
		}
	}
}

// Taker is a procedure with several circles while it takes one event.
type Taker interface {
	Start()
	Hear(r procedure.Reply)
	Reckoned(r procedure.Reckoning)
	Obey(o procedure.Order)
	// Typed reads what an admin answers in a person's place.
	Typed(cmd procedure.Command) (procedure.Reply, error)
	// Circulate lets the open circles go on.
	Circulate(ev procedure.Event)
}

// Take hands an event to whom it is for: replies and commands to a circle, orders to
// the procedure, and everything else to all circles. The same message twice changes
// nothing.
func Take(t Taker, seen *procedure.Seen, ev procedure.Event) {
	switch ev.Kind {
	case procedure.Started:
		t.Start()
	case procedure.Replied:
		t.Hear(*ev.Reply)
		return
	case procedure.Reckoned:
		t.Reckoned(*ev.Reckoning)
	case procedure.Told:
		if !seen.Add(ev.Message.ID) {
			return
		}
		if ev.Message.Order != nil {
			t.Obey(*ev.Message.Order)
			return
		}
	case procedure.Commanded:
		if IsNudge(ev.Command.Name) {
			break // for the circles
		}
		if r, err := t.Typed(*ev.Command); err == nil {
			t.Hear(r)
		}
		return
	case procedure.Woke, procedure.Arrived, procedure.Planned, procedure.Tallied, procedure.Looked, procedure.Published:
	}
	t.Circulate(ev)
}

// Attend lets a circle take an event of which the partnership hears only what keeps
// answers away, and once all are asked until when, where that was not planned: many people
// may answer without a word to it.
func (c *Circle) Attend(d Desk, ev procedure.Event, n *News, f Follower) {
	unplanned := !d.Unwaited && c.Unsent() && slices.ContainsFunc(c.Asks, func(a Ask) bool { return a.Key != "" && a.Due.IsZero() })
	happened := c.Step(d, ev)
	n.Any = n.Any || unplanned && !c.Unsent()
	var news News
	c.Follow(d, happened, &news, f)
	n.Any = n.Any || slices.ContainsFunc(happened, func(h Happening) bool {
		return h.Again || h.Kind != Answered && h.Kind != Closed
	})
	n.Facts, n.Heard = append(n.Facts, news.Facts...), append(n.Heard, news.Heard...)
}
