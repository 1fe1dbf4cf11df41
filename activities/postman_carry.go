package activities

import (
	"context"
	"errors"
	"sync"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// carryAll sends letters, those to one person in their order: the next one must
// not overtake one that was not taken. It reports whether it stopped because the
// mail server is away.
func (p *Postman) carryAll(ctx context.Context, due []Parcel) (away bool, err error) {
	var mu sync.Mutex
	var failed error
	failures := 0 // in a row
	isAway := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return failures >= calm
	}
	forEach(bags(due), p.atOnce(), func() bool { return isAway() || ctx.Err() != nil }, func(bag []Parcel) {
		for _, parcel := range bag {
			if isAway() || ctx.Err() != nil {
				return
			}
			taken, err := p.carry(ctx, parcel)
			mu.Lock()
			failed = errors.Join(failed, err)
			if failures++; taken {
				failures = 0
			}
			mu.Unlock()
			if !taken {
				return
			}
		}
	})
	return isAway(), failed
}

// bags sorts letters by who gets them, whoever is first in line before the others.
func bags(due []Parcel) [][]Parcel {
	var sorted [][]Parcel
	places := map[string]int{}
	for _, parcel := range due {
		to := parcel.Letter.Slug + "/" + parcel.Letter.Person
		at, known := places[to]
		if !known {
			at = len(sorted)
			places[to], sorted = at, append(sorted, nil)
		}
		sorted[at] = append(sorted[at], parcel)
	}
	return sorted
}

// carry deals with one letter. It reports false when the mail server did not
// answer as it should; an error is the store's.
func (p *Postman) carry(ctx context.Context, parcel Parcel) (taken bool, err error) {
	if parcel.Packed != nil {
		return p.send(ctx, parcel, *parcel.Packed)
	}
	l, now := parcel.Letter, p.Now()
	spec, err := p.Specs.Spec(ctx, l.Spec)
	switch {
	case errors.Is(err, ErrNoSpec):
		return true, p.unwritten(ctx, l, err)
	case err != nil:
		return true, err
	case l.Expired(now):
		return true, p.Post.Expire(ctx, l)
	}
	company, err := p.companyOf(ctx, l, spec)
	if err != nil {
		return true, err
	}
	if company.without(l) {
		return true, nil
	}
	if opens := company.heldUntil(spec, l, now); opens.After(now) {
		return true, p.Post.Postpone(ctx, l, opens)
	}
	m, err := p.pack(ctx, &parcel, company, spec, now)
	switch {
	case errors.Is(err, ErrNotWaiting):
		return true, nil
	case errors.As(err, new(*unwrittenError)):
		return true, p.unwritten(ctx, l, err)
	case err != nil:
		return true, err
	}
	return p.send(ctx, parcel, m)
}

// send hands a packed mail to the mail server.
func (p *Postman) send(ctx context.Context, parcel Parcel, m Message) (taken bool, err error) {
	sent := p.Mailer.Send(ctx, m)
	if sent == nil {
		return true, p.Post.Sent(ctx, parcel.Letter, p.Now())
	}
	if ctx.Err() != nil {
		return false, nil // the worker stops; the next one goes on
	}
	cause := &DeliveryError{Class: DeliveryTemporary, Err: sent}
	errors.As(sent, &cause)
	wait := min(firstRetry<<min(parcel.Attempts, 10), lastRetry)
	return cause.Class == DeliveryPermanent, p.Post.Failed(ctx, parcel.Letter, cause, p.Now().Add(wait))
}

// unwritten puts a letter aside that cannot be composed: trying again would not
// help. Its partnership hears of it, and whoever waits for it.
func (p *Postman) unwritten(ctx context.Context, l procedure.Letter, cause error) error {
	p.Logger.Error("letter cannot be written", "workflow", l.Workflow, "letter", l.Key, "error", cause)
	if !l.Opens { // whoever awaits the letter tells it
		err := p.Procedures.Tell(ctx, l.Slug, procedure.Identified(procedure.Message{
			Facts: []procedure.Fact{{Kind: procedure.FactUnwritten, Of: l.Workflow + ", " + string(l.Template) + " to " + l.Person, At: l.At}},
		}, "postman", l.Key))
		if err != nil && !errors.Is(err, ErrClosed) {
			return err
		}
	}
	return p.Post.Unwritten(ctx, l, cause.Error())
}
