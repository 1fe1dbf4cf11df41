package rehearsal

import (
	"cmp"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Unasked is a mail that a person writes without having been asked.
type Unasked struct {
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
			list = append(list, Unasked{At: w.At.In(zone), Person: person, Text: w.Text})
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
			st.schedule(w.At, func() error { st.receive(w); return nil })
		}
	}
	return nil
}

// receive takes a mail that answers none. No procedure reads such mail yet, so
// its fate is all that there is to tell.
func (st *stage) receive(w Unasked) {
	fate := st.options.Receive(w)
	st.log(Event{
		Kind: KindReply, Workflow: st.spec.Slug, From: w.Person.Email, Text: w.Text,
		Outcome: fate.State, Note: fate.Reason,
	})
}
