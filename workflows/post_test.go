package workflows_test

import (
	"sync"

	"go.temporal.io/sdk/testsuite"

	"github.com/rapport-engine/rapport/activities"
)

// post delivers signals between the workflows of a test environment. Like a
// server, and unlike the environment, it keeps what a run has not taken for the
// run that continues it.
type post struct {
	env *testsuite.TestWorkflowEnvironment

	mu      sync.Mutex
	open    map[string]*run // the run that takes signals, by workflow ID
	ended   map[string]bool
	waiting []parcel
}

// parcel is a signal that no run has taken yet.
type parcel struct {
	to, name string
	value    any
}

func newPost(env *testsuite.TestWorkflowEnvironment) *post {
	return &post{env: env, open: map[string]*run{}, ended: map[string]bool{}}
}

// signal accepts a signal for a workflow that has begun and not ended.
func (p *post) signal(to, name string, value any) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	run, known := p.open[to]
	if !known || p.ended[to] {
		return activities.ErrClosed
	}
	sent := parcel{to: to, name: name, value: value}
	p.waiting = append(p.waiting, sent)
	if run != nil {
		p.send(run, sent)
	}
	return nil
}

// send hands a signal to the environment's main loop: it may not be called from
// the goroutine of an activity. A run that has closed meanwhile leaves the
// signal waiting for the next one.
func (p *post) send(r *run, sent parcel) {
	p.env.RegisterDelayedCallback(func() {
		if p.takes(r) {
			_ = p.env.SignalWorkflowByID(sent.to, sent.name, sent.value)
		}
	}, 0)
}

func (p *post) takes(r *run) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.open[r.workflow] == r
}

// begin opens a run and sends it what the run before has left.
func (p *post) begin(r *run) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[r.workflow] = r
	for _, sent := range p.waiting {
		if sent.to == r.workflow {
			p.send(r, sent)
		}
	}
}

// taken forgets a signal that a run has taken, and reports false for a run that
// was closed when it came.
func (p *post) taken(r *run, name string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open[r.workflow] != r {
		return false
	}
	for i, sent := range p.waiting {
		if sent.to == r.workflow && sent.name == name {
			p.waiting = append(p.waiting[:i:i], p.waiting[i+1:]...)
			return true
		}
	}
	return true
}

// close ends a run, and with it the workflow unless it continues as new.
func (p *post) close(r *run, continues bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[r.workflow] = nil
	p.ended[r.workflow] = !continues
}
