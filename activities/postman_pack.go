package activities

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// unwrittenError is a failure that does not go away by repeating.
type unwrittenError struct{ error }

// Unwrap gives the cause.
func (e *unwrittenError) Unwrap() error { return e.error }

// errUnderSeal stands for a cause that could repeat what was said under seal: causes
// are logged and shown.
var errUnderSeal = errors.New("it holds sealed words, and why they cannot be put into a mail could repeat them")

// unworded is why a letter cannot be put into words.
func unworded(l procedure.Letter, cause error) error {
	if len(l.Seals()) > 0 {
		cause = errUnderSeal
	}
	return &unwrittenError{cause}
}

// pack composes a letter as it goes out now, with what it may stand together with and
// the notices that wait for its reader, and keeps it.
func (p *Postman) pack(ctx context.Context, parcel *Parcel, c company, spec partnership.Spec, now time.Time) (Message, error) {
	l := parcel.Letter
	if _, ok := spec.Person(l.Person); !ok {
		return Message{}, &unwrittenError{fmt.Errorf("the spec knows no person %q", l.Person)}
	}
	if joined, several := p.adjoined(c, now); several {
		m, err := p.packAcross(ctx, joined, c, now)
		if !errors.As(err, new(*unwrittenError)) {
			parcel.Letter = joined.letter
			return m, err
		}
	}
	var also []procedure.Letter
	if !l.Sealed { // what two people settle stands in no company
		var err error
		if also, err = p.Post.Riders(ctx, l.Slug, l.Person); err != nil {
			return Message{}, err
		}
	}
	also = ridersBut(also, l)
	if err := p.announce(ctx, &l, also); err != nil {
		return Message{}, err
	}
	if err := p.reveal(ctx, &l, also); err != nil {
		return Message{}, err
	}
	stands, err := p.stands(ctx, spec, l.Slug, now)
	if err != nil {
		return Message{}, err
	}
	if joined, several := p.together(spec, l, c, now); several {
		if m, err := p.compose(spec, joined.letter, &also, stands, now); err == nil {
			parcel.Letter = joined.letter
			return m, p.keep(ctx, joined, m, also, now)
		} // one that cannot be written must not hold up the others
	}
	parcel.Window = timing.Depart(spec, &l, now)
	m, err := p.compose(spec, l, &also, stands, now)
	if err != nil {
		return Message{}, unworded(l, err)
	}
	return m, p.Post.Pack(ctx, l, m, askOf(spec, l, m, now), parcel.Window, also, nil)
}

// stands is how a partnership does, and what is owed in it.
func (p *Postman) stands(ctx context.Context, spec partnership.Spec, slug string, now time.Time) (standing.Standing, error) {
	readings, err := p.Readings.Readings(ctx, slug)
	if err != nil {
		return standing.Standing{}, err
	}
	st := standing.Stand(spec, readings, today(spec, now))
	st.Readings = readings
	if p.Owed != nil {
		st.Owed, err = p.Owed(ctx, slug)
	}
	return st, err
}

// packAcross composes a mail in which letters of several partnerships stand, and keeps it.
// What rides along is a partnership's own, and stays at home.
func (p *Postman) packAcross(ctx context.Context, joined mail, c company, now time.Time) (Message, error) {
	var st standing.Standing
	if joined.letter.Rides || p.Together.Digest(joined.letter) {
		st.Elsewhere = map[string]standing.Standing{}
		for i, part := range joined.letter.Parts {
			if err := p.announce(ctx, &joined.letter.Parts[i], nil); err != nil {
				return Message{}, err
			}
			if _, known := st.Elsewhere[part.Slug]; known {
				continue
			}
			one, err := p.stands(ctx, c.specs[part.Spec], part.Slug, now)
			if err != nil {
				return Message{}, err
			}
			st.Elsewhere[part.Slug] = one
		}
	}
	m, err := p.Composer.Compose(joined.spec, joined.letter, nil, st, now)
	if err != nil {
		return Message{}, &unwrittenError{err}
	}
	return m, p.keep(ctx, joined, m, nil, now)
}

// keep keeps a mail in which several letters stand, with the notices that it takes along.
func (p *Postman) keep(ctx context.Context, joined mail, m Message, also []procedure.Letter, now time.Time) error {
	return p.Post.Pack(ctx, joined.letter, m, askOf(joined.spec, joined.letter, m, now), joined.each[0].Window, also, joined.each)
}

// announce puts the figures of surveys, the ledger, decisions and days into the letters of a mail that
// show them.
func (p *Postman) announce(ctx context.Context, l *procedure.Letter, also []procedure.Letter) error {
	result := func(workflow string) ([]opinion.Wave, []opinion.Remark, error) { return p.Post.Result(ctx, workflow) }
	accounts := func(slug string) ([]ledger.Entry, error) { return p.Post.Entries(ctx, slug) }
	log := func(slug string) ([]procedure.Decision, error) { return p.Post.Decided(ctx, slug) }
	days := func(slug string) ([]procedure.AgreedDay, error) { return p.Post.Days(ctx, slug) }
	err := errors.Join(l.Announce(result), l.Account(accounts), l.Recollect(log), l.Date(days))
	for i := range also {
		err = errors.Join(err, also[i].Announce(result), also[i].Account(accounts), also[i].Date(days))
	}
	return err
}

// reveal puts what was said under seal into the letters of a mail that show it: with
// one look into the store, and none where nothing is shown.
func (p *Postman) reveal(ctx context.Context, l *procedure.Letter, also []procedure.Letter) error {
	asks := l.Seals()
	for _, rider := range also {
		asks = append(asks, rider.Seals()...)
	}
	if len(asks) == 0 {
		return nil
	}
	kept, err := p.Post.Sealed(ctx, procedure.Once(asks))
	if err != nil {
		return err
	}
	l.Reveal(kept)
	for i := range also {
		also[i].Reveal(kept)
	}
	return nil
}

// compose words a letter. A notice must not hold up the letter that takes it along.
func (p *Postman) compose(spec partnership.Spec, l procedure.Letter, also *[]procedure.Letter, stands standing.Standing, now time.Time) (Message, error) {
	m, err := p.Composer.Compose(spec, l, *also, stands, now)
	if err != nil && len(*also) > 0 {
		*also = nil
		m, err = p.Composer.Compose(spec, l, nil, stands, now)
	}
	return m, err
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
