package temporalkit

import (
	"container/heap"
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/server/api/adminservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/rapport-engine/rapport/internal/devserver"
)

// A Timeline is a server on a clock that stands, so to speak, until nothing is left to do,
// and then jumps to whatever comes next: a workflow's timer, an activity's next attempt, or
// something that a person does. Workflows and activities are the production's own; nothing
// in them knows of it.
//
// It is exact, not lucky: time passes only after the server itself has shown that no
// workflow has a task, an activity, a message or a child on its way. See quiet.go.
type Timeline struct {
	Server *devserver.Server
	Clock  *devserver.Clock

	// Beside works off what waits outside of workflows, such as an outbox. It
	// reports whether there was anything, and when there will be; zero for never.
	Beside func(ctx context.Context) (worked bool, next time.Time, err error)
	// Patient reports whether a workflow's open activity waits for something that
	// needs time to pass, instead of being at work.
	Patient func(ctx context.Context, workflowID, activityType string) (bool, error)
	// Jumping hears of a jump before it happens, to keep for a process that goes on from
	// here after this one was killed.
	Jumping func(to time.Time) error

	admin adminservice.AdminServiceClient

	mu        sync.Mutex
	workflows []string // IDs of all workflows ever begun, in the order of their beginning
	known     map[string]bool
	closed    map[string]bool
	acts      acts
	planned   int // acts ever planned
}

// NewTimeline starts a server whose clock shows start, which must not be in the past.
func NewTimeline(t testing.TB, start time.Time, options ...func(*devserver.Options)) *Timeline {
	t.Helper()
	clock, err := devserver.NewClock(start)
	if err != nil {
		t.Fatal(err)
	}
	server := Start(t, append(options, func(o *devserver.Options) { o.Clock = clock })...)
	conn, err := grpc.NewClient(server.Address(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return &Timeline{
		Server: server,
		Clock:  clock,
		admin:  adminservice.NewAdminServiceClient(conn),
		known:  map[string]bool{},
		closed: map[string]bool{},
	}
}

// Dial connects a client whose workflows the timeline follows.
func (tl *Timeline) Dial(t testing.TB) client.Client {
	t.Helper()
	return Dial(t, tl.Server, tl.followStarts)
}

// Workflows lists the IDs of all workflows ever begun, in the order of their
// beginning.
func (tl *Timeline) Workflows() []string {
	tl.mu.Lock()
	defer tl.mu.Unlock()
	return slices.Clone(tl.workflows)
}

// At has a person do something at a time of the clock. It may be called from activities, as
// when a mail arrives that will be answered. Acts of the same time keep their order. An act
// and a timer of the same time race, as they do in life.
func (tl *Timeline) At(at time.Time, do func(context.Context) error) {
	tl.mu.Lock()
	defer tl.mu.Unlock()
	tl.planned++
	heap.Push(&tl.acts, act{at: at, number: tl.planned, do: do})
}

// Run lets time pass until the clock shows until, or until no workflow and nobody has
// anything left to do.
func (tl *Timeline) Run(ctx context.Context, until time.Time) error {
	for {
		due, err := tl.awaitQuiet(ctx)
		if err != nil {
			return fmt.Errorf("at %s: %w", tl.Clock.Now().Format(time.RFC3339), err)
		}
		if tl.Beside != nil {
			worked, next, err := tl.Beside(ctx)
			if err != nil {
				return fmt.Errorf("beside workflows at %s: %w", tl.Clock.Now().Format(time.RFC3339), err)
			}
			if worked {
				continue
			}
			if !next.IsZero() && (due.IsZero() || next.Before(due)) {
				due = next
			}
		}
		if a, ok := tl.nextAct(due, until); ok {
			if err := tl.jump(a.at); err != nil {
				return err
			}
			if err := a.do(ctx); err != nil {
				return fmt.Errorf("at %s: %w", a.at.Format(time.RFC3339), err)
			}
			continue
		}
		if due.IsZero() {
			return nil
		}
		if due.After(until) {
			return tl.jump(until)
		}
		if err := tl.jump(due); err != nil {
			return err
		}
	}
}

func (tl *Timeline) jump(to time.Time) error {
	if tl.Jumping != nil {
		if err := tl.Jumping(to); err != nil {
			return fmt.Errorf("jump to %s: %w", to.Format(time.RFC3339), err)
		}
	}
	tl.Clock.JumpTo(to)
	return nil
}

// Follow has the timeline look after workflows that an earlier process began, or may
// have begun.
func (tl *Timeline) Follow(ids ...string) {
	for _, id := range ids {
		tl.follow(id)
	}
}

// nextAct takes the next act if it comes no later than due and until.
func (tl *Timeline) nextAct(due, until time.Time) (act, bool) {
	tl.mu.Lock()
	defer tl.mu.Unlock()
	if len(tl.acts) == 0 || tl.acts[0].at.After(until) || !due.IsZero() && tl.acts[0].at.After(due) {
		return act{}, false
	}
	return heap.Pop(&tl.acts).(act), true
}

// act is something that a person does.
type act struct {
	at     time.Time
	number int // keeps the order of acts at the same time
	do     func(context.Context) error
}

// acts is a heap of acts, the next one first.
type acts []act

func (a acts) Len() int      { return len(a) }
func (a acts) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *acts) Push(x any)   { *a = append(*a, x.(act)) }

func (a acts) Less(i, j int) bool {
	if a[i].at.Equal(a[j].at) {
		return a[i].number < a[j].number
	}
	return a[i].at.Before(a[j].at)
}

func (a *acts) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}
