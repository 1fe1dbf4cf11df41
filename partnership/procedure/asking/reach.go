package asking

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// lost reports whether nothing can reach the person.
func (a Ask) lost() bool { return a.Bounced || a.Gone }

// returned takes a mail that came back. Where nobody is behind the address any
// more somebody else is asked; a full mailbox, a block or a server in trouble may
// be over at the next reminder.
func (c *Circle) returned(d Desk, a *Ask, why procedure.Setback) {
	if d.Covers() && !why.Final() {
		a.Returned = why
		return
	}
	a.Bounced = true
	c.seek(d, a)
}

// Reaching has the circle know who cannot be reached as the spec has it, before
// anybody is asked.
func (c *Circle) Reaching(list []procedure.Reach) {
	for i := range c.Asks {
		a := &c.Asks[i]
		a.learn(procedure.ReachOf(list, a.Person))
	}
}

// alone reports whether nobody answers, or reads, what is asked in another's place.
func (d Desk) alone() bool { return d.Personal || d.Sealed }

// reachOf is how a person can be reached. What is for them alone does not go to
// whoever reads their mail since they have left.
func (d Desk) reachOf(list []procedure.Reach, person string) procedure.Reach {
	r := procedure.ReachOf(list, person)
	if d.alone() && r.Reader != nil {
		r.Lost, r.Reader = procedure.LossLeft, nil
	}
	return r
}

// keep takes what is for people alone away from those who read mail in their place.
func (c *Circle) keep(d Desk) {
	for i := range c.Asks {
		if a := &c.Asks[i]; d.alone() && a.Reader != nil {
			a.Reader, a.Gone = nil, true
		}
	}
}

// learn takes over how the person can be reached.
func (a *Ask) learn(r procedure.Reach) {
	a.Bounced, a.Gone = r.Lost == procedure.LossDead, r.Lost == procedure.LossLeft
	a.Reader, a.Returned = r.Reader, r.Returned
}

// reach follows the partnership's news of who can be reached and how. Whoever can
// be again, or by somebody else, is asked anew unless another is asked meanwhile.
func (c *Circle) reach(d Desk, list []procedure.Reach) {
	d.Reach = list
	for i := range c.Asks {
		a := &c.Asks[i]
		was := *a
		r := d.reachOf(list, a.Person)
		a.learn(r)
		if was.lost() && !a.lost() {
			c.reached(a, r)
		}
		switch {
		case a.Complete() || a.Left() || a.Covered || c.Closed():
		case a.lost() && !was.lost():
			c.recall(d, a)
			c.seek(d, a)
		case !a.lost() && (was.lost() || !sameReader(a.Reader, was.Reader)):
			c.recall(d, a)
			a.Key = ""
		}
	}
}

// reached is when mail reaches the person again: they are asked themselves, too,
// unless somebody has answered for them.
func (c *Circle) reached(a *Ask, r procedure.Reach) {
	a.learn(r)
	a.Pending = false
	a.Covered = a.Covered && slices.ContainsFunc(c.Asks, func(o Ask) bool {
		return o.ID != a.ID && o.Subject() == a.Subject() && o.Complete()
	})
}

func sameReader(a, b *procedure.Reader) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// recall takes the letter back that asks, if it has not gone out.
func (c *Circle) recall(d Desk, a *Ask) {
	if a.Key != "" && !a.Arrived() {
		d.Out.Add(procedure.Recall{Keys: []string{a.Key}})
		a.Key = ""
	}
}

// seek looks for somebody who answers in the place of a person whom no mail
// reaches. An ask that is theirs alone waits.
func (c *Circle) seek(d Desk, a *Ask) {
	if !d.Covers() || a.Complete() || a.Covered || a.Pending || c.Closed() {
		return
	}
	a.Pending, a.Waiting = true, false
	if d.alone() {
		return
	}
	d.Out.Add(procedure.Reckon{Spec: d.Spec, Presence: d.Presence, StandIns: []procedure.StandIn{{
		Key: seekKey(a.ID), Person: a.Subject(), At: d.Now, Not: c.absentees(d, a.Subject()),
		First: procedure.ReachOf(d.Reach, a.Subject()).Successor,
	}}})
}

// seekLost looks for stand-ins of those who are known to be out of reach before
// anybody is asked.
func (c *Circle) seekLost(d Desk) {
	for i := range c.Asks {
		if c.Asks[i].lost() {
			c.seek(d, &c.Asks[i])
		}
	}
}

// found asks whoever was found. With nobody there nothing more is to be expected.
func (c *Circle) found(d Desk, a *Ask, s procedure.ReckonedStandIn) []Happening {
	if !a.Pending {
		return nil
	}
	a.Pending = false
	if s.Person == "" || !a.lost() || a.Complete() || c.Closed() {
		return nil
	}
	times := procedure.AskTimes{Person: s.Person, For: a.Subject(), Send: procedure.Later(d.Now, a.Send), Remind: a.Remind, Due: a.Due, City: s.City}
	if a.Arrived() { // they have as much time as the person had
		times.Send, times.Remind, times.Due = d.Now, nil, d.Now.Add(a.Due.Sub(a.SentAt)).In(a.Due.Location())
	}
	a.Covered = true
	c.Add(d.Workflow, Ask{AskTimes: times, Name: s.Name, Party: a.Party, Questions: a.Questions, Window: a.Window})
	return []Happening{{Kind: Covering, Ask: &c.Asks[len(c.Asks)-1]}}
}

// unreachable lists who is not to be asked in anybody's place.
func (c *Circle) unreachable(d Desk) []string {
	var people []string
	for _, r := range d.Reach {
		if r.Lost != "" {
			people = append(people, r.Person)
		}
	}
	for _, a := range c.Asks {
		if a.lost() && !slices.Contains(people, a.Person) {
			people = append(people, a.Person)
		}
	}
	return people
}

// Facts are what the partnership must know of the mail: what came back, who has
// left, who is heard of again, and whom we do not understand.
func (c *Circle) Facts(d Desk, happened []Happening) []procedure.Fact {
	if !d.Covers() {
		return nil
	}
	now := d.Now
	var facts []procedure.Fact
	for _, h := range happened {
		if h.Ask == nil {
			continue
		}
		if h.Again {
			facts = append(facts, procedure.Fact{Kind: procedure.FactHeard, Of: h.Ask.Person, At: now})
		}
		if h.Kind == Bounced {
			facts = append(facts, procedure.Fact{Kind: procedure.FactReturned, Of: h.Ask.Person, At: now, Setback: h.Setback})
		}
		if c.unclearAgain(d, h) {
			facts = append(facts, procedure.Fact{Kind: procedure.FactUnclear, Of: h.Ask.Person, At: now, Unclear: unclear(d, h)})
		}
		if h.Kind != Ordered && h.Reply != nil && h.Reply.Departure != nil {
			facts = append(facts, procedure.Fact{Kind: procedure.FactDeparted, Of: h.Ask.Person, At: now, Departure: h.Reply.Departure})
		}
	}
	return facts
}

func seekKey(ask string) string { return "seek/" + ask }
