package app

import (
	"context"
	"errors"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// post is the store's outbox as the postman sees it.
type post struct{ store *store.Store }

func (p post) Due(ctx context.Context, now time.Time, limit int) ([]activities.Parcel, time.Time, error) {
	rows, next, err := p.store.DueLetters(ctx, now, limit)
	if err != nil {
		return nil, next, err
	}
	var due []activities.Parcel
	for _, row := range rows {
		parcel := activities.Parcel{Letter: row.Letter, Attempts: row.Attempts, Window: row.Arrival}
		if row.State == store.OutboxPacked {
			packed := activities.Message(row.Mail)
			parcel.Packed = &packed
		}
		due = append(due, parcel)
	}
	return due, next, nil
}

func (p post) Riders(ctx context.Context, slug, person string) ([]procedure.Letter, error) {
	return p.store.Riders(ctx, slug, person)
}

func (p post) Company(ctx context.Context, slug, person string, templates, daily []procedure.Template) ([]procedure.Letter, time.Time, error) {
	return p.store.Company(ctx, slug, person, templates, daily)
}

func (p post) Latest(ctx context.Context, address, but string, templates []procedure.Template, since time.Time) (time.Time, error) {
	return p.store.Latest(ctx, address, but, templates, since)
}

func (p post) Spanning(ctx context.Context, templates []procedure.Template, until time.Time) ([]procedure.Letter, error) {
	return p.store.Spanning(ctx, templates, until)
}

func (p post) Pack(
	ctx context.Context, l procedure.Letter, m activities.Message, ask activities.Ask, window procedure.Arrival, also []procedure.Letter,
	joined []activities.Joined,
) error {
	var each []store.Joined
	for _, j := range joined {
		each = append(each, store.Joined{Letter: j.Letter, Ask: store.Ask(j.Ask), Arrival: j.Window})
	}
	err := p.store.Pack(ctx, l, store.Mail(m), store.Ask(ask), window, also, each)
	if errors.Is(err, store.ErrNotFound) {
		return activities.ErrNotWaiting
	}
	return err
}

func (p post) Sent(ctx context.Context, l procedure.Letter, at time.Time) error {
	return p.store.MarkSent(ctx, l, at)
}

func (p post) Failed(ctx context.Context, l procedure.Letter, cause *activities.DeliveryError, next time.Time) error {
	if cause.Class == activities.DeliveryPermanent {
		return p.store.MarkFailed(ctx, l, cause.Error(), cause.Setback)
	}
	return p.store.MarkRetry(ctx, l, cause.Error(), cause.Class == activities.DeliveryUnknown, next)
}

func (p post) Unwritten(ctx context.Context, l procedure.Letter, reason string) error {
	return p.store.MarkUnwritten(ctx, l, reason)
}

func (p post) Postpone(ctx context.Context, l procedure.Letter, until time.Time) error {
	return p.store.Postpone(ctx, l, until)
}

func (p post) Expire(ctx context.Context, l procedure.Letter) error { return p.store.Expire(ctx, l) }

func (p post) Await(ctx context.Context, workflow, step string, token []byte, now time.Time) ([]procedure.Arrival, bool, error) {
	return p.store.AwaitDelivery(ctx, workflow, step, token, now)
}

func (p post) Awaited(ctx context.Context, since time.Time) ([]activities.Awaited, error) {
	waiting, known, err := p.store.Deliveries(ctx, since)
	var all []activities.Awaited
	for i, d := range waiting {
		all = append(all, activities.Awaited{Workflow: d.Workflow, Step: d.Step, Token: d.Token, Arrivals: known[i]})
	}
	return all, err
}

func (p post) Settle(ctx context.Context, a activities.Awaited) error {
	return p.store.SettleDelivery(ctx, store.Delivery{Workflow: a.Workflow, Step: a.Step}, a.Arrivals)
}

func (p post) Sealed(ctx context.Context, asks []string) (map[string]procedure.Sealed, error) {
	return p.store.Unseal(ctx, asks)
}

func (p post) Entries(ctx context.Context, slug string) ([]ledger.Entry, error) {
	return p.store.Entries(ctx, slug)
}

func (p post) Decided(ctx context.Context, slug string) ([]procedure.Decision, error) {
	return p.store.Decisions(ctx, slug)
}

func (p post) Days(ctx context.Context, slug string) ([]procedure.AgreedDay, error) {
	return daysIn(ctx, p.store, slug)
}

// mailedWaves is how many rounds a mail sets beside each other: two years of quarters and
// the round itself.
const mailedWaves = 9

func (p post) Result(ctx context.Context, workflow string) ([]opinion.Wave, []opinion.Remark, error) {
	waves, err := p.store.Waves(ctx, workflow, mailedWaves)
	if err != nil {
		return nil, nil, err
	}
	remarks, err := p.store.Remarks(ctx, workflow)
	return waves, remarks, err
}

func (p post) News(ctx context.Context) ([]activities.News, error) {
	ids, news, err := p.store.News(ctx)
	var all []activities.News
	for i, id := range ids {
		all = append(all, activities.News{Workflow: id, Arrivals: news[i]})
	}
	return all, err
}

func (p post) Heard(ctx context.Context, n activities.News) error {
	return p.store.Heard(ctx, n.Workflow, n.Arrivals)
}

func (p post) Backlog(ctx context.Context, now time.Time) (activities.Backlog, error) {
	b, err := p.store.Backlog(ctx, "", now, now)
	return activities.Backlog{Held: b.Held, Due: b.Due, Failing: b.Failing, Since: b.FailingSince}, err
}
