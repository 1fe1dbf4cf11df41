package activities

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

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
	var mu sync.Mutex
	var failed []error
	isCalm := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(failed) >= calm
	}
	forEach(list, atOnce, isCalm, func(item T) {
		if err := do(item); err != nil {
			mu.Lock()
			defer mu.Unlock()
			failed = append(failed, err)
		}
	})
	return errors.Join(failed...)
}

// forEach does something for all, some at a time, and begins no more of them once
// it is to stop.
func forEach[T any](list []T, atOnce int, stop func() bool, do func(T)) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for _, item := range list {
		slots <- struct{}{}
		if stop() {
			break
		}
		wg.Go(func() {
			defer func() { <-slots }()
			do(item)
		})
	}
	wg.Wait()
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
