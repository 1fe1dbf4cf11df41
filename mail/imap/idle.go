package imap

import (
	"context"
	"fmt"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// rest waits for the next reason to look at the folder: an announcement of the
// server, the poll, or after a busy round a short time to settle. It reports
// whether the poll is due.
func (c *conn) rest(ctx context.Context, poll <-chan time.Time, busy bool) (due bool, err error) {
	if !c.caps.Has(imap.CapIdle) {
		return c.sleep(ctx, poll, pollWithoutIdle)
	}
	var idle *imapclient.IdleCommand
	err = c.command(ctx, "begin idle", func() (err error) {
		idle, err = c.client.Idle()
		return err
	})
	if err != nil {
		return false, err
	}
	limit := maxPoll
	if busy {
		limit = settle
	}
	due, err = c.sleep(ctx, poll, limit)
	if err != nil {
		return false, err
	}
	return due, c.command(ctx, "end idle", func() error {
		if err := idle.Close(); err != nil {
			return err
		}
		return idle.Wait()
	})
}

// sleep waits for the first of its reasons and beats meanwhile.
func (c *conn) sleep(ctx context.Context, poll <-chan time.Time, limit time.Duration) (due bool, err error) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for {
		c.beat("wait for mail")
		select {
		case <-ctx.Done():
			return false, fmt.Errorf("wait for mail: %w", context.Cause(ctx))
		case <-c.client.Closed():
			return false, fmt.Errorf("wait for mail: %w", errClosed)
		case <-poll:
			return true, nil
		case <-c.hint:
			return false, nil
		case <-timer.C:
			return false, nil
		case <-tick.C:
		}
	}
}
