package imap

import (
	"context"
	"fmt"
	"time"
)

// await runs fn and beats while it is within its limit. At the limit fn's
// context ends and the beats stop, but await returns only when fn has: nothing
// goes on behind the caller's back.
func await(ctx context.Context, what string, limit time.Duration, beat func(string), fn func(context.Context) error) error {
	timeout := fmt.Errorf("no result within %s", limit)
	ctx, cancel := context.WithTimeoutCause(ctx, limit, timeout)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- fn(ctx) }()
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	beat(what)
	for {
		select {
		case err := <-done:
			return explain(ctx, what, err)
		case <-tick.C:
			beat(what)
		case <-ctx.Done():
			return explain(ctx, what, <-done)
		}
	}
}

// explain names the operation, and the end of the context rather than the
// broken pipe that it led to.
func explain(ctx context.Context, what string, err error) error {
	if err == nil {
		return nil
	}
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	return fmt.Errorf("%s: %w", what, err)
}
