package activities

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Postman carries the letters of one mail account: there is one of them, so it
// alone knows what goes to whom, and keeps to the pace that the mail server
// allows.
type Postman struct {
	Post     Post
	Specs    Specs
	Readings Readings
	// Owed lists what is owed in a partnership, for the mails that show it; nil: none
	// does.
	Owed     func(ctx context.Context, slug string) ([]procedure.Owed, error)
	Composer Composer
	// Together says which letters may stand together in one mail.
	Together   asking.Together
	Mailer     Mailer
	Procedures Procedures
	// Complete ends the activity that waits for a step's letters. ErrClosed says
	// that it does not wait any more.
	Complete func(ctx context.Context, token []byte, arrivals []procedure.Arrival) error
	// Trouble is called once a round, to look for what an admin should know. Nil:
	// nobody wants to.
	Trouble func(ctx context.Context, now time.Time) error
	// Forget is called once a round, to delete what was written under seal and whose
	// time is over. Nil: nothing ever is.
	Forget func(ctx context.Context, now time.Time) error
	Now    func() time.Time
	Logger *slog.Logger
	// Posted wakes the postman when letters are in the outbox.
	Posted <-chan struct{}
	// Carriers is how many letters may be under way, and workflows be told, at
	// once; 4 unless set.
	Carriers int
	// Spell is how long one watch over the outbox lasts before it is started anew.
	Spell time.Duration

	backlog atomic.Pointer[Backlog] // after the latest round
	crowd   *crowd                  // of this round
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
	p.crowd = &crowd{}
	away, err := p.carryAll(ctx, due)
	if told := p.tell(ctx, now); told != nil {
		err = errors.Join(err, told)
	}
	for _, look := range []func(context.Context, time.Time) error{p.Trouble, p.Forget} {
		if look != nil {
			err = errors.Join(err, look(ctx, now))
		}
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
