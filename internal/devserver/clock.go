package devserver

import (
	"fmt"
	"sync"
	"time"

	"go.temporal.io/server/common/clock"
)

// A Clock is the time by which a server keeps its histories and fires its timers. It runs as
// fast as any clock, and jumps when it is told to. All workflows of the server share it, so
// they agree on what time it is and on what comes first, which Temporal's own time skipping,
// a clock per workflow, cannot offer: see TestTimeSkipping.
//
// It is for tests and rehearsals. Jump only while no workflow task and no activity is under
// way: whoever is at work when a day passes in no time has missed every deadline of that day.
type Clock struct {
	mu     sync.Mutex
	offset time.Duration
	alarms map[*alarm]struct{}
	jumped func(time.Time) // tells the server's timer queues; nil until it runs
}

// NewClock returns a clock that now shows start. It refuses the past: workers compare the
// deadlines they are given with their own clock and would give up every activity at once.
func NewClock(start time.Time) (*Clock, error) {
	offset := time.Until(start)
	if offset < 0 {
		return nil, fmt.Errorf("start a clock at %s: that is in the past", start.Format(time.RFC3339))
	}
	return &Clock{offset: offset, alarms: map[*alarm]struct{}{}}, nil
}

// Now is the clock's time in UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.offset).UTC()
}

// JumpTo sets the clock to a later time, and everything that falls due by then is due at
// once. An earlier time changes nothing.
func (c *Clock) JumpTo(t time.Time) {
	c.mu.Lock()
	by := t.Sub(time.Now().Add(c.offset))
	if by > 0 {
		c.offset += by
		for a := range c.alarms {
			a.real.Reset(max(0, time.Until(a.due.Add(-c.offset))))
		}
	}
	jumped := c.jumped
	c.mu.Unlock()
	if by > 0 && jumped != nil {
		jumped(t)
	}
}

// timeSource is a Clock as Temporal's services want it.
type timeSource struct{ *Clock }

// Since is the clock's time that has passed since t.
func (s timeSource) Since(t time.Time) time.Duration { return s.Now().Sub(t) }

// AfterFunc calls f when d has passed on the clock.
func (s timeSource) AfterFunc(d time.Duration, f func()) clock.Timer {
	a := &alarm{clock: s.Clock, ring: f}
	a.real = time.AfterFunc(time.Duration(1<<63-1), a.fire)
	a.Reset(d)
	return a
}

// NewTimer returns a channel that yields once d has passed on the clock.
func (s timeSource) NewTimer(d time.Duration) (<-chan time.Time, clock.Timer) {
	ch := make(chan time.Time, 1)
	return ch, s.AfterFunc(d, func() {
		select {
		case ch <- s.Now():
		default:
		}
	})
}

// alarm is a function to call at a time of the clock.
type alarm struct {
	clock *Clock
	ring  func()
	real  *time.Timer
	due   time.Time // guarded by clock.mu
}

// Reset sets the alarm anew and reports whether it was set.
func (a *alarm) Reset(d time.Duration) bool {
	a.clock.mu.Lock()
	defer a.clock.mu.Unlock()
	_, was := a.clock.alarms[a]
	a.due = time.Now().Add(a.clock.offset + d)
	a.clock.alarms[a] = struct{}{}
	a.real.Reset(max(0, d))
	return was
}

// Stop unsets the alarm and reports whether it was set.
func (a *alarm) Stop() bool {
	a.clock.mu.Lock()
	defer a.clock.mu.Unlock()
	_, was := a.clock.alarms[a]
	delete(a.clock.alarms, a)
	a.real.Stop()
	return was
}

// fire rings unless the alarm was stopped, or rang already, while it waited for the lock.
func (a *alarm) fire() {
	a.clock.mu.Lock()
	_, set := a.clock.alarms[a]
	delete(a.clock.alarms, a)
	a.clock.mu.Unlock()
	if set {
		a.ring()
	}
}
