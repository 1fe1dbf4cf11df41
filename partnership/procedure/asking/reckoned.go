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
		_, id, _ := strings.Cut(s.Key, "/")
		if a := c.find(id); a != nil {
			happened = append(happened, c.cover(d, a, s)...)
		}
	}
	return happened
}

// back spares an absent person the reminders before their return. Whoever comes
// back too late for the window has it anew from then.
func (c *Circle) back(a *Ask, returns time.Time) {
	for a.Reminded < len(a.Remind) && a.Remind[a.Reminded].Before(returns) {
		a.Remind = append(a.Remind[:a.Reminded:a.Reminded], a.Remind[a.Reminded+1:]...)
	}
	a.Send = returns
}

// inTime reports whether somebody who returns then still has a fair part of the
// window.
func inTime(a Ask) bool {
	const fair = 4 // a quarter of the window
	return !a.Send.IsZero() && a.Away != unknownDay && a.Due.Sub(a.Send) >= a.Due.Sub(a.SentAt)/fair && a.Send.After(a.SentAt)
}

// cover asks somebody in the place of a person who is away. With nobody there,
// the window counts from the return.
func (c *Circle) cover(d Desk, a *Ask, s procedure.ReckonedStandIn) []Happening {
	switch {
	case a.Away == "" || a.Complete() || inTime(*a):
		return nil
	case s.Person == "":
		if a.Away != unknownDay && a.Send.After(a.SentAt) {
			a.Due = a.Send.Add(a.Due.Sub(a.SentAt))
			if !d.Until.IsZero() && a.Due.After(d.Until) {
				a.Due = d.Until.In(a.Due.Location())
			}
		}
		return nil
	}
	deputy := Ask{
		AskTimes: procedure.AskTimes{
			Person: s.Person, For: a.Subject(), Send: d.Now, Due: d.Now.Add(a.Due.Sub(a.SentAt)).In(a.Due.Location()), City: s.City,
		},
		Name: s.Name, Party: a.Party, Questions: a.Questions, Window: a.Window,
	}
	a.Covered = true
	c.Add(d.Workflow, deputy)
	return []Happening{{Kind: Covering, Ask: &c.Asks[len(c.Asks)-1]}}
}

// promised sets the day of a promise and tells its author what was understood.
func (c *Circle) promised(d Desk, a *Ask, until time.Time, source string) {
	if a.Promise == nil || a.Complete() {
		return
	}
	if until.After(a.Due) {
		until = a.Due // never past the window
	}
	a.Promise.Until, a.Promise.Quoted = until, false
	for a.Reminded < len(a.Remind) && a.Remind[a.Reminded].Before(until) {
		a.Remind = append(a.Remind[:a.Reminded:a.Reminded], a.Remind[a.Reminded+1:]...)
	}
	if a.Reminded == len(a.Remind) && until.Before(a.Due) {
		a.Remind = append(a.Remind, until)
	}
	id, message, _ := strings.Cut(source, "/")
	l := c.receipt(d, a, procedure.Reply{ID: id, Source: message})
	l.Promised = until
	d.Out.Add(procedure.Send{Letter: l})
}
