// Package worker connects workflows and activities to a Temporal server: task
// queue, registration under the names of the contract, and worker options.
package worker

import (
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/workflows"
)

// Activities are the implementations that a worker offers.
type Activities struct {
	Committer *activities.Committer
	Deliverer *activities.Deliverer
	Tallier   *activities.Tallier
	Postman   *activities.Postman
	Watcher   *activities.Watcher
}

// Options tune a worker. The zero value suits one small machine.
type Options struct {
	// StopTimeout is how long Stop waits for what is under way.
	StopTimeout  time.Duration
	Interceptors []interceptor.WorkerInterceptor
	// OnFatalError hears of an error that the worker cannot recover from.
	OnFatalError func(error)
}

const (
	defaultStopTimeout = 15 * time.Second
	// A worker keeps this many workflows in memory; the others are replayed when
	// something happens to them. The SDK's own default runs small machines out of
	// memory.
	cachedWorkflows = 2000
	maxPollers      = 4
)

// New returns a worker that is ready to be started.
func New(c client.Client, all []procedure.Kind, a Activities, o Options) worker.Worker {
	if o.StopTimeout == 0 {
		o.StopTimeout = defaultStopTimeout
	}
	worker.SetStickyWorkflowCacheSize(cachedWorkflows)
	pollers := worker.NewPollerBehaviorAutoscaling(worker.PollerBehaviorAutoscalingOptions{MaximumNumberOfPollers: maxPollers})
	w := worker.New(c, workflows.TaskQueue, worker.Options{
		WorkerStopTimeout:          o.StopTimeout,
		WorkflowTaskPollerBehavior: pollers,
		ActivityTaskPollerBehavior: pollers,
		Interceptors:               o.Interceptors,
		OnFatalError:               o.OnFatalError,
	})
	Register(w, all, a)
	return w
}

// Registry is what workflows and activities are registered with: a worker or a
// test environment.
type Registry interface {
	RegisterWorkflowWithOptions(w any, options workflow.RegisterOptions)
	RegisterActivityWithOptions(a any, options activity.RegisterOptions)
}

// Register registers everything under the names that histories hold.
func Register(r Registry, all []procedure.Kind, a Activities) {
	run := workflows.Run(all)
	for _, kind := range all {
		r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: string(kind.Type)})
	}
	r.RegisterWorkflowWithOptions(workflows.Mailbox, workflow.RegisterOptions{Name: workflows.TypeMailbox})
	r.RegisterWorkflowWithOptions(workflows.Postman, workflow.RegisterOptions{Name: workflows.TypePostman})
	r.RegisterActivityWithOptions(a.Committer.Commit, activity.RegisterOptions{Name: workflows.ActivityCommit})
	r.RegisterActivityWithOptions(a.Deliverer.Deliver, activity.RegisterOptions{Name: workflows.ActivityDeliver})
	r.RegisterActivityWithOptions(a.Tallier.Tally, activity.RegisterOptions{Name: workflows.ActivityTally})
	r.RegisterActivityWithOptions(a.Postman.Carry, activity.RegisterOptions{Name: workflows.ActivityCarryLetters})
	r.RegisterActivityWithOptions(a.Watcher.WatchMailbox, activity.RegisterOptions{Name: workflows.ActivityWatchMailbox})
	r.RegisterActivityWithOptions(a.Watcher.Quarantine.Replay, activity.RegisterOptions{Name: workflows.ActivityReplayMail})
	r.RegisterActivityWithOptions(a.Watcher.Quarantine.Dismiss, activity.RegisterOptions{Name: workflows.ActivityDismissMail})
}
