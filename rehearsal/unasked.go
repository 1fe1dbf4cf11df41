package rehearsal

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Unasked is a mail that a person writes to a partnership without having been
// asked.
type Unasked struct {
	Slug   string
	At     time.Time
	Person partnership.Person
	Text   string
}

// Fate is what becomes of a mail that nobody takes; the zero value is that of
// one that is taken.
type Fate struct {
	State  string // such as "quarantined"
	Reason string
}

// Unasked lists what people of a partnership write unasked, in order of time.
func (c *Cast) Unasked(spec partnership.Spec) ([]Unasked, error) {
	var list []Unasked
	for _, p := range c.personas {
		person, ok := spec.Person(p.Person)
		if !ok || len(p.Writes) == 0 {
			continue
		}
		zone, err := cadence.LoadZone(person.Zone)
		if err != nil {
			return nil, err
		}
		for _, w := range p.Writes {
			list = append(list, Unasked{Slug: spec.Slug, At: w.At.In(zone), Person: person, Text: w.Text})
		}
	}
	slices.SortStableFunc(list, func(a, b Unasked) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Person.ID, b.Person.ID))
	})
	return list, nil
}

// expectUnasked has people write what they write unasked. A rehearsal begins
// with the partnership: what was written before is no part of it.
func (st *stage) expectUnasked() error {
	list, err := st.options.Cast.Unasked(st.spec)
	if err != nil {
		return err
	}
	for _, w := range list {
		if !w.At.Before(st.now) {
			st.schedule(w.At, func() error { return st.receive(w) })
		}
	}
	return nil
}

// receive takes a mail that answers none: what it answers of the open asks goes to
// whoever asked, and everything else to the partnership.
func (st *stage) receive(w Unasked) error {
	open := st.open(w.Person.ID)
	reply, fate := st.options.Receive(w, open)
	st.log(Event{
		Kind: KindReply, Workflow: st.spec.Slug, From: w.Person.Email, Text: w.Text,
		Outcome: fate.State, Note: fate.Reason,
	})
	if fate != (Fate{}) {
		return nil
	}
	st.heard++
	reply.ID, reply.Person = fmt.Sprintf("%s/unasked/%d", st.spec.Slug, st.heard), w.Person.ID
	letter := procedure.Letter{Slug: st.spec.Slug, Spec: st.spec.Digest(), Workflow: st.spec.Slug, Person: w.Person.ID, Ask: reply.Ask}
	if i := slices.IndexFunc(open, func(l procedure.Letter) bool { return l.Ask == reply.Ask }); i >= 0 {
		letter = open[i]
	}
	return st.take(letter, reply)
}

// remember keeps a letter that asks, for mails that answer it without replying.
// Of an ask that is asked again the first letter counts.
func (st *stage) remember(l procedure.Letter) {
	known := slices.ContainsFunc(st.asks, func(a procedure.Letter) bool { return a.Ask == l.Ask })
	if l.Opens && len(l.Questions) > 0 && !known {
		st.asks = append(st.asks, l)
	}
}

// open lists what a person may still answer, the latest first.
func (st *stage) open(person string) []procedure.Letter {
	st.asks = slices.DeleteFunc(st.asks, func(l procedure.Letter) bool { return !st.running(l.Workflow) })
	var open []procedure.Letter
	for i := len(st.asks) - 1; i >= 0; i-- {
		if l := st.asks[i]; l.Person == person && l.Workflow != l.Slug {
			open = append(open, l)
		}
	}
	return open
}
