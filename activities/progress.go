package activities

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"
)

// Backlog is what waits in the outbox.
type Backlog struct {
	Held    int // for the hours of its reader
	Due     int // for its turn
	Failing int // for a mail server that did not take it
	Since   time.Time
}

// String says it as briefly as a heartbeat should.
func (b Backlog) String() string {
	waiting := b.Due + b.Failing
	switch {
	case waiting == 0 && b.Held == 0:
		return "no letter waits"
	case waiting == 0:
		return fmt.Sprintf("%s for hours", wait(b.Held))
	case b.Failing == 0:
		return wait(waiting)
	default:
		return fmt.Sprintf("%s, mail server away since %s", wait(waiting), b.Since.UTC().Format("2 Jan 15:04 UTC"))
	}
}

func wait(n int) string {
	if n == 1 {
		return "1 letter waits"
	}
	return fmt.Sprintf("%d letters wait", n)
}

// beatEvery is well below the workflows' heartbeat time-out.
const beatEvery = 3 * time.Second

// beat tells the server that the activity lives, and how it gets on, until the
// returned function is called: a worker's death is noticed within seconds.
func beat(ctx context.Context, progress func() string) (stop func()) {
	if !activity.IsActivity(ctx) {
		return func() {}
	}
	ctx, stop = context.WithCancel(ctx)
	go func() {
		tick := time.NewTicker(beatEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				activity.RecordHeartbeat(ctx, progress())
			case <-ctx.Done():
				return
			}
		}
	}()
	return stop
}
