package asking

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// AskOf is the ask of whoever was found to answer for a person: they themselves, who
// stands in for them, or they after all where nobody is there. Name and party are
// the person's own.
func AskOf(person, name, party string, found procedure.ReckonedStandIn, send time.Time) Ask {
	a := Ask{
		AskTimes: procedure.AskTimes{Person: found.Person, Send: send, City: found.City},
		Name:     found.Name, Party: party,
	}
	if found.Person == "" {
		a.Person, a.Name = person, name
	}
	if a.Person != person {
		a.For = person
	}
	return a
}

// TakeBack takes the letters back that ask and have not gone out.
func (c *Circle) TakeBack(out *procedure.Out) {
	var keys []string
	for _, a := range c.Asks {
		if a.Key != "" && !a.Arrived() {
			keys = append(keys, a.Key)
		}
	}
	if len(keys) > 0 {
		out.Add(procedure.Recall{Keys: keys})
	}
}

// Inform lets the circles of a procedure that has several know who is there and how
// people can be reached. Each of them compares with what was known before.
func Inform(b *procedure.Base, o procedure.Order, circles int, pass func(i int, ev procedure.Event)) {
	before := b.Presence
	for i := range circles {
		b.Presence = before
		pass(i, procedure.Event{Kind: procedure.Told, Message: &procedure.Message{Order: &o}})
	}
	if o.Presence != nil {
		b.Presence = *o.Presence
	} else {
		b.Reach = o.Reach
	}
}
