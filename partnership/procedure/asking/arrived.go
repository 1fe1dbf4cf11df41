package asking

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// arrived takes what the postman says. Windows count from the arrival, so
// nobody is late who was never asked.
func (c *Circle) arrived(d Desk, arrivals []procedure.Arrival) []Happening {
	var happened []Happening
	for _, arrival := range arrivals {
		for i := range c.Asks {
			a := &c.Asks[i]
			if a.Key == "" && !arrival.At.IsZero() && arrival.Key == c.askKey(a) {
				a.Key = arrival.Key // it went out before a pause could recall it
			}
			if a.Key != arrival.Key {
				continue
			}
			asked := a.Arrived()
			happened = append(happened, c.arrive(d, a, arrival)...)
			if !asked && a.Arrived() {
				c.catchUp(d, a)
			}
		}
	}
	return happened
}

// catchUp takes up what was heard of a person before it was known that their
// mail had arrived.
func (c *Circle) catchUp(d Desk, a *Ask) {
	if a.Away != "" {
		c.standIn(d, a)
	}
	if a.Promise != nil {
		a.trust()
	}
}

// punctual is how much later than planned a mail may arrive before anybody needs
// to hear of it.
const punctual = 15 * time.Minute

func (c *Circle) arrive(d Desk, a *Ask, arrival procedure.Arrival) []Happening {
	switch {
	case arrival.Refused:
		a.Bounced, a.Waiting = true, false // nobody will answer, whatever the reason
		if arrival.Setback.Final() {
			c.seek(d, a)
		}
		return []Happening{{Kind: Bounced, Ask: a, Setback: arrival.Setback}}
	case arrival.Unwritten:
		a.Failed, a.Waiting = arrival.Reason, false
		return []Happening{{Kind: Unwritten, Ask: a}}
	case !arrival.Held.IsZero():
		a.Send = arrival.Held
		return nil
	case arrival.At.IsZero():
		a.Waiting = true
		return []Happening{{Kind: Undelivered, Ask: a}}
	case a.Arrived(): // asked again
		a.Waiting = false
		return nil
	}
	a.SentAt, a.Waiting = arrival.At, false
	moved := !arrival.Due.IsZero() && !arrival.Due.Equal(a.Due)
	if !arrival.Due.IsZero() {
		a.Due, a.Remind = arrival.Due, arrival.Remind
	}
	if moved && arrival.At.Sub(a.Send) > punctual {
		return []Happening{{Kind: Delivered, Ask: a}}
	}
	return nil
}

// ordered follows the partnership.
func (c *Circle) ordered(d Desk, o procedure.Order) {
	switch o.Kind {
	case procedure.OrderPause:
		if !d.Paused() {
			d.PausedAt = d.Now
			c.hold(d)
		}
	case procedure.OrderResume:
		if d.Paused() {
			c.goOn(d)
			d.PausedAt = time.Time{}
		}
	case procedure.OrderReach:
		c.reach(d, o.Reach)
	case procedure.OrderPresence:
		c.presence(d, *o.Presence)
	case procedure.OrderAmended, procedure.OrderWithdraw,
		procedure.OrderAnew, procedure.OrderMove, procedure.OrderMet, procedure.OrderWaive, procedure.OrderItems, procedure.OrderReopen,
		procedure.OrderHold, procedure.OrderJoin, procedure.OrderLevel, procedure.OrderExternal, procedure.OrderClose,
		procedure.OrderPart, procedure.OrderStay, procedure.OrderCured: // for the procedure
	}
}

// hold takes back what has not gone out: it is written anew afterwards.
func (c *Circle) hold(d Desk) {
	var keys []string
	for i := range c.Asks {
		if a := &c.Asks[i]; a.Key != "" && !a.Arrived() && !a.lost() && a.Failed == "" {
			keys = append(keys, a.Key)
			a.Key, a.Waiting = "", false
		}
	}
	if len(keys) > 0 {
		d.Out.Add(procedure.Recall{Keys: keys})
	}
}

// businessDay is the least that is left of a window after a pause.
var businessDay = cadence.Span{Count: 1, Unit: cadence.BusinessDays}

// goOn lets windows go on with what was left of them.
func (c *Circle) goOn(d Desk) {
	held := d.Now.Sub(d.PausedAt)
	reckon := procedure.Reckon{Spec: d.Spec}
	for i := range c.Asks {
		a := &c.Asks[i]
		if a.settled(d.PausedAt) || c.Closed() {
			continue
		}
		a.shift(d.PausedAt, held)
		if a.Arrived() {
			reckon.Instants = append(reckon.Instants, procedure.Instant{Key: "resume/" + a.ID, Person: a.Person, From: d.Now, Span: businessDay})
		}
	}
	if len(reckon.Instants) > 0 {
		d.Out.Add(reckon)
	}
}

// Amended goes on by a changed spec: questions stay open, letters speak of the
// new spec, and an ask that waits at an old address is sent to the new one.
// Nobody who has left is asked or chased any more; what they answer all the same
// counts. It returns who has left.
func (c *Circle) Amended(d Desk, o procedure.Order) (left []*Ask) {
	old := d.Spec
	d.Spec, d.Reach = o.Spec, o.Reach
	for i := range c.Asks {
		a := &c.Asks[i]
		for _, change := range o.People {
			if (change.Person == a.Person || change.Person == a.For) && c.follow(d, a, change, old) {
				left = append(left, a)
			}
		}
	}
	return left
}

// follow applies what has changed about one person, and reports whether they
// have left.
func (c *Circle) follow(d Desk, a *Ask, change procedure.PersonChange, old string) bool {
	switch {
	case change.Left && a.LeftWith == "":
		a.LeftWith = old
		if !a.Arrived() && a.Key != "" {
			d.Out.Add(procedure.Recall{Keys: []string{a.Key}})
		}
		return true
	case change.Left || change.Person != a.Person:
		return false
	}
	a.Name = change.Name
	if a.For == "" && a.Replaced == "" {
		a.LeftWith = "" // back again
	}
	if change.Moved && a.Key != "" && !a.Complete() && !c.Closed() {
		if !a.Arrived() {
			d.Out.Add(procedure.Recall{Keys: []string{a.Key}})
		}
		a.Key, a.Failed = "", "" // asked again at the new address
		c.reached(a, procedure.Reach{})
	}
	return false
}

// Deserted reports whether all have left and none has answered.
func (c *Circle) Deserted() bool {
	for _, a := range c.Asks {
		if !a.Left() || len(a.Given) > 0 {
			return false
		}
	}
	return true
}
