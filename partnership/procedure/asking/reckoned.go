package asking

import (
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// reckoned goes on with what a calendar and the list of people have said.
func (c *Circle) reckoned(d Desk, r procedure.Reckoning) []Happening {
	var happened []Happening
	for _, i := range r.Instants {
		kind, rest, _ := strings.Cut(i.Key, "/")
		ask, more, _ := strings.Cut(rest, "/")
		a := c.find(ask)
		if a == nil {
			continue
		}
		switch kind {
		case "back":
			c.back(a, i.At)
		case "promise":
			c.promised(d, a, i.At, more)
		case "resume":
			a.Due = procedure.Later(a.Due, i.At)
		}
	}
	for _, s := range r.StandIns {
		kind, rest, _ := strings.Cut(s.Key, "/")
		id, mail, _ := strings.Cut(rest, "/")
		a := c.find(id)
		switch {
		case a == nil:
		case kind == "delegate":
			happened = append(happened, c.delegated(d, a, mail, s)...)
		case kind == "seek":
			happened = append(happened, c.found(d, a, s)...)
		default:
			happened = append(happened, c.cover(d, a, s)...)
		}
	}
	return happened
}

// back spares an absent person the reminders before their return.
func (c *Circle) back(a *Ask, returns time.Time) {
	a.Back = returns
	a.hush(returns)
}

// inTime reports whether somebody who is away is back, or will be while a fair
// part of the window is left.
func inTime(a Ask) bool {
	const fair = 4 // a quarter of the window
	return !a.Back.IsZero() && a.Due.Sub(a.Back) >= a.Due.Sub(a.SentAt)/fair
}

// cover asks somebody in the place of a person who is away. With nobody there,
// the window counts from the return.
func (c *Circle) cover(d Desk, a *Ask, s procedure.ReckonedStandIn) []Happening {
	switch {
	case a.Away == "" || a.Complete() || inTime(*a):
		return nil
	case s.Person == "":
		if !a.Back.IsZero() {
			a.Due = a.Back.Add(a.Due.Sub(a.SentAt))
			if !d.Until.IsZero() && a.Due.After(d.Until) {
				a.Due = d.Until.In(a.Due.Location())
			}
		}
		return nil
	}
	a.Covered = true
	times := procedure.AskTimes{
		Person: s.Person, For: a.Subject(), Send: d.Now, Due: d.Now.Add(a.Due.Sub(a.SentAt)).In(a.Due.Location()), City: s.City,
	}
	if known := c.standingIn(s.Person, a.Subject()); known != nil { // has answered a part unasked
		known.AskTimes, known.SentAt, known.Unasked = times, time.Time{}, false
		return []Happening{{Kind: Covering, Ask: known}}
	}
	deputy := Ask{
		AskTimes: times, Name: s.Name, Party: a.Party, Questions: a.Questions, Window: a.Window,
	}
	c.Add(d.Workflow, deputy)
	return []Happening{{Kind: Covering, Ask: &c.Asks[len(c.Asks)-1]}}
}

// promised sets the day of a promise and tells its author what was understood.
func (c *Circle) promised(d Desk, a *Ask, until time.Time, source string) {
	if a.Promise == nil || a.Complete() {
		return
	}
	var held time.Duration // so far; the window and the promise move by it when the pause is over
	if d.Paused() {
		held = d.Now.Sub(d.PausedAt)
	}
	until = until.Add(-held)
	if until.After(a.Due) {
		until = a.Due // never past the window
	}
	a.Promise.Until, a.Promise.Quoted = until, false
	a.trust()
	id, message, _ := strings.Cut(source, "/")
	l := c.receipt(d, a, procedure.Reply{ID: id, Source: message})
	l.Promised = until.Add(held)
	a.Promise.Receipt.fill(&l)
	a.Promise.Receipt = Receipt{}
	d.Out.Add(procedure.Send{Letter: l})
}
