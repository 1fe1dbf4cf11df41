package activities

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// Postman carries the letters of one mail account: there is one of them, so it
// alone knows what goes to whom, and keeps to the pace that the mail server
// allows.
type Postman struct {
	Post       Post
	Specs      Specs
	Readings   Readings
	Composer   Composer
	Mailer     Mailer
	Procedures Procedures
	// Complete ends the activity that waits for a step's letters. ErrClosed says
	// that it does not wait any more.
	Complete func(ctx context.Context, token []byte, arrivals []procedure.Arrival) error
	// Trouble is called once a round, to look for what an admin should know. Nil:
	// nobody wants to.
	Trouble func(ctx context.Context, now time.Time) error
	Now     func() time.Time
	Logger  *slog.Logger
	// Posted wakes the postman when letters are in the outbox.
	Posted <-chan struct{}
	// Carriers is how many letters may be under way, and workflows be told, at
	// once; 4 unless set.
	Carriers int
	// Spell is how long one watch over the outbox lasts before it is started anew.
	Spell time.Duration

	backlog atomic.Pointer[Backlog] // after the latest round
}

// progress says how the postman gets on.
func (p *Postman) progress() string {
	if b := p.backlog.Load(); b != nil {
		return b.String()
	}
	return "first round"
}

const (
	batch = 200
	// patience is how long an activity waits for its letters. What is known by
	// then is enough for an admin to see what is the matter.
	patience = 5 * time.Minute
	// look is how often the outbox is looked at when nobody calls: another process
	// may have written into it.
	look = 2 * time.Second
	// Waits between attempts to send a letter.
	firstRetry = time.Second
	lastRetry  = 10 * time.Minute
	// calm is how many failures in a row end a round: a server is away.
	calm            = 3
	defaultCarriers = 4
)

// Carry carries letters until its spell is over or its worker stops.
func (p *Postman) Carry(ctx context.Context, _ string) error {
	spell, cancel := context.WithTimeout(ctx, p.Spell)
	defer cancel()
	go func() {
		select {
		case <-activity.GetWorkerStopChannel(ctx):
			cancel()
		case <-spell.Done():
		}
	}()
	defer beat(ctx, p.progress)()
	p.Run(spell)
	return ctx.Err()
}

// Run carries letters until ctx ends. What fails is logged and tried again.
func (p *Postman) Run(ctx context.Context) {
	for ctx.Err() == nil {
		next, err := p.Round(ctx)
		if err != nil && ctx.Err() == nil {
			p.Logger.Error("postman's round", "error", err)
			next = p.Now().Add(look)
		}
		wait := look
		if until := next.Sub(p.Now()); !next.IsZero() && until < wait {
			wait = max(until, time.Millisecond)
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-p.Posted:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// Round sends what may go out now, and tells the workflows what has arrived. It
// returns when to look again; zero for when something comes in.
func (p *Postman) Round(ctx context.Context) (next time.Time, err error) {
	now := p.Now()
	due, next, err := p.Post.Due(ctx, now, batch)
	if err != nil {
		return next, fmt.Errorf("look into the outbox: %w", err)
	}
	away, err := p.carryAll(ctx, due)
	if told := p.tell(ctx, now); told != nil {
		err = errors.Join(err, told)
	}
	if p.Trouble != nil {
		err = errors.Join(err, p.Trouble(ctx, now))
	}
	b, counted := p.Post.Backlog(ctx, now)
	if counted == nil {
		p.backlog.Store(&b)
	}
	err = errors.Join(err, counted)
	if len(due) == batch && !away {
		next = now // there is more
	}
	return next, err
}

func (p *Postman) atOnce() int { return cmp.Or(p.Carriers, defaultCarriers) }

// carryAll sends letters, those to one person in their order. It reports whether
// it stopped because the mail server is away.
func (p *Postman) carryAll(ctx context.Context, due []Parcel) (away bool, err error) {
	var order []string
	bags := map[string][]Parcel{}
	for _, parcel := range due {
		to := parcel.Letter.Slug + "/" + parcel.Letter.Person
		if _, known := bags[to]; !known {
			order = append(order, to)
		}
		bags[to] = append(bags[to], parcel)
	}
	var (
		mu       sync.Mutex
		failed   error
		failures int
		wg       sync.WaitGroup
	)
	slots := make(chan struct{}, p.atOnce())
	isAway := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return failures >= calm
	}
	for _, to := range order {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			for _, parcel := range bags[to] {
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
					return // the next letter must not overtake this one
				}
			}
		})
	}
	wg.Wait()
	return isAway(), failed
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
	case !l.Rides && !l.Until.IsZero() && !now.Before(l.Until):
		return true, p.Post.Expire(ctx, l)
	}
	if opens := timing.Opens(spec, l.Person, now); !l.Urgent && opens.After(now) {
		return true, p.Post.Postpone(ctx, l, opens)
	}
	m, err := p.pack(ctx, &parcel, spec, now)
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

// tell lets workflows know what has arrived. One that cannot be told does not
// keep the others from hearing; after some of them the server is away.
func (p *Postman) tell(ctx context.Context, now time.Time) error {
	awaited, err := p.Post.Awaited(ctx, now.Add(-patience))
	if err != nil {
		return fmt.Errorf("find who waits for letters: %w", err)
	}
	if err := untilCalm(awaited, p.atOnce(), func(a Awaited) error { return p.complete(ctx, a) }); err != nil {
		return err
	}
	news, err := p.Post.News(ctx)
	if err != nil {
		return fmt.Errorf("find arrivals that nobody heard of: %w", err)
	}
	return untilCalm(news, p.atOnce(), func(n News) error { return p.inform(ctx, n) })
}

// untilCalm does something for all, some at a time, until it has failed too often.
func untilCalm[T any](list []T, atOnce int, do func(T) error) error {
	var (
		mu     sync.Mutex
		failed []error
		wg     sync.WaitGroup
	)
	isCalm := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(failed) >= calm
	}
	slots := make(chan struct{}, atOnce)
	for _, item := range list {
		slots <- struct{}{}
		if isCalm() {
			break
		}
		wg.Go(func() {
			defer func() { <-slots }()
			if err := do(item); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed = append(failed, err)
			}
		})
	}
	wg.Wait()
	return errors.Join(failed...)
}

// complete ends the activity that waits for a step's letters.
func (p *Postman) complete(ctx context.Context, a Awaited) error {
	if err := p.Complete(ctx, a.Token, a.Arrivals); err != nil && !errors.Is(err, ErrClosed) {
		return fmt.Errorf("complete delivery of %s: %w", a.Workflow, err)
	}
	return p.Post.Settle(ctx, a)
}

// inform tells a workflow of arrivals that no activity of it waits for.
func (p *Postman) inform(ctx context.Context, n News) error {
	message := procedure.Identified(procedure.Message{Arrivals: n.Arrivals}, "postman", "")
	if err := p.Procedures.Tell(ctx, n.Workflow, message); err != nil && !errors.Is(err, ErrClosed) {
		return fmt.Errorf("tell %s of arrivals: %w", n.Workflow, err)
	}
	return p.Post.Heard(ctx, n)
}
