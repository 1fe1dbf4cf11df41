package activities

import (
	"context"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// unwrittenError is a failure that does not go away by repeating.
type unwrittenError struct{ error }

// Unwrap gives the cause.
func (e *unwrittenError) Unwrap() error { return e.error }

// pack composes a letter as it goes out now, with the notices that wait for its
// reader, and keeps it.
func (p *Postman) pack(ctx context.Context, parcel *Parcel, spec partnership.Spec, now time.Time) (Message, error) {
	l := parcel.Letter
	if _, ok := spec.Person(l.Person); !ok {
		return Message{}, &unwrittenError{fmt.Errorf("the spec knows no person %q", l.Person)}
	}
	also, err := p.Post.Riders(ctx, l.Slug, l.Person)
	if err != nil {
		return Message{}, err
	}
	also = ridersBut(also, l)
	readings, err := p.Readings.Readings(ctx, l.Slug)
	if err != nil {
		return Message{}, err
	}
	if l.WaitsForSealed() {
		sealed, err := p.Post.Sealed(ctx, l.Ask)
		if err != nil {
			return Message{}, err
		}
		l.Unseal(sealed)
	}
	parcel.Window = timing.Depart(spec, &l, now)
	stands := standing.Stand(spec, readings, today(spec, now))
	m, err := p.Composer.Compose(spec, l, also, stands, now)
	if err != nil && len(also) > 0 { // a notice must not hold up the letter that takes it along
		also = nil
		m, err = p.Composer.Compose(spec, l, nil, stands, now)
	}
	if err != nil {
		return Message{}, &unwrittenError{err}
	}
	ask := Ask{
		ID: l.Ask, Slug: l.Slug, Workflow: l.Workflow, Person: l.Person, Locale: l.Language(spec), Spec: l.Spec, Sealed: l.Sealed,
		MessageID: m.ID, Questions: l.Questions, Text: m.Text, Recipient: m.To, SentAt: now, Due: l.Due,
	}
	return m, p.Post.Pack(ctx, l, m, ask, parcel.Window, also)
}

// ridersBut leaves out the letter itself, which may be a notice on its last day.
func ridersBut(also []procedure.Letter, l procedure.Letter) []procedure.Letter {
	var others []procedure.Letter
	for _, rider := range also {
		if rider.Workflow != l.Workflow || rider.Key != l.Key {
			others = append(others, rider)
		}
	}
	return others
}

// today is a moment's day in the partnership's zone.
func today(spec partnership.Spec, now time.Time) cadence.Date {
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return cadence.DateOf(now)
	}
	return cadence.DateOf(now.In(zone))
}
