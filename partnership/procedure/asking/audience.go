package asking

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Invite takes those into the circle whom an occasion asks for what they alone can say:
// it goes to no deputy of theirs.
func (c *Circle) Invite(spec partnership.Spec, b procedure.Brief, w procedure.Window, questions func(partnership.Person) []partnership.Question) {
	for _, times := range b.Occasion.Asks {
		if times.For != "" {
			times.Person, times.For = times.For, ""
		}
		person, ok := spec.Person(times.Person)
		if !ok || slices.ContainsFunc(c.Asks, func(a Ask) bool { return a.Person == person.ID }) {
			continue
		}
		party, _ := spec.PartyOf(person.ID)
		c.Add(b.Workflow, Ask{AskTimes: times, Name: person.Name, Party: party.ID, Window: w, Questions: questions(person)})
	}
	c.Reaching(b.Reach)
}

// Counts are how many were asked and there to answer, and how many of them have.
func (c *Circle) Counts() (asked, answered int) {
	for _, a := range c.Asks {
		spoke := len(a.Given) > 0
		there := a.Arrived() && !a.Left() && !a.Covered && !a.Unasked && !a.Bounced && !a.Gone && a.Returned == "" && a.Away == ""
		if spoke || there {
			asked++
		}
		if spoke {
			answered++
		}
	}
	return asked, answered
}

// Audience are those who were really asked and can still be told what came of it, each once.
func (c *Circle) Audience() []string {
	var people []string
	for _, a := range c.Asks {
		if a.Arrived() && !a.Left() && !a.Bounced && !a.Gone {
			people = append(people, a.Person)
		}
	}
	return procedure.Once(people) // who is asked for somebody else, too, is told once
}

// LastDue is when everybody who is still asked has had their time.
func (c *Circle) LastDue() (at time.Time) {
	for _, a := range c.Asks {
		if !a.Left() {
			at = procedure.Later(at, a.Due)
		}
	}
	return at
}

// Standing is who is asked, since when, until when, and how it stands, a row of words each.
func (c *Circle) Standing(now time.Time) (rows [][]string) {
	for _, a := range c.Asks {
		rows = append(rows, []string{a.Name, a.AskedAt(), procedure.Local(a.Due, a.City), a.Word(c.Closed(), now)})
	}
	return rows
}
