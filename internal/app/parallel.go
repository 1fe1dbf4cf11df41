package app

import (
	"context"
	"sync"
	"sync/atomic"
)

// callsAtOnce is how many calls wait for a server at the same time: enough to
// keep one busy, few enough not to be turned away.
const callsAtOnce = 16

// inParallel calls do for every number below n, several at once, until one
// fails or ctx ends. It returns when no call is left, with what ended it.
func inParallel(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var callers sync.WaitGroup
	for range min(n, callsAtOnce) {
		callers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(ctx, i); err != nil {
					stop(err) // the first error is the cause
				}
			}
		})
	}
	callers.Wait()
	return context.Cause(ctx)
}
