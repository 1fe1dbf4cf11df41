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

// Response is what became of the ask of somebody who was there to answer.
type Response struct {
	Person string
	Party  string    // whose answer it is
	Asked  time.Time // when the mail arrived; zero where nobody was asked and somebody answered
	Due    time.Time
	At     time.Time // of the first answer; zero while there is none
	// Typed says that an admin has entered the answer.
	Typed bool
}

// Responses are what became of the asks of those who were there to answer (F6). Automatic
// replies are no answers.
func (c *Circle) Responses() []Response {
	var list []Response
	for _, a := range c.Asks {
		r := Response{Person: a.Person, Party: a.Party, Asked: a.SentAt, Due: a.Due}
		there := a.Arrived() && !a.Left() && !a.Covered && !a.Unasked && !a.Bounced && !a.Gone && a.Returned == "" && a.Away == ""
		for _, g := range a.Given {
			if r.At.IsZero() || g.At.Before(r.At) {
				r.At, r.Typed = g.At, g.By != ""
			}
		}
		if there || !r.At.IsZero() {
			list = append(list, r)
		}
	}
	return list
}

// Counts are how many were asked and there to answer, and how many of them have.
func (c *Circle) Counts() (asked, answered int) {
	for _, r := range c.Responses() {
		asked++
		if !r.At.IsZero() {
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
