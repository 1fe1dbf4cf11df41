package devserver

import (
	"strings"
	"sync/atomic"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/metrics"
)

// Faults make the server's database time out now and then, as one does that is overloaded or
// far away. They are for tests.
type Faults struct {
	// Rate is the share of writes to workflows that time out, from 0 to 1.
	Rate float64

	// Written lets those writes happen all the same: the server is told of a failure that
	// was none, and must neither lose what was written nor do it twice.
	Written bool

	// Seed makes the choice of writes repeatable. Zero takes another one each time.
	Seed int64

	met atomic.Int64
}

// Met is how often the server has met a time-out of its database so far.
func (f *Faults) Met() int { return int(f.met.Load()) }

// injection is what Temporal takes. The methods are those by which a workflow begins and goes
// on; without faults it is nil.
func (f *Faults) injection() *config.FaultInjection {
	if f == nil {
		return nil
	}
	fault := "Timeout"
	if f.Written {
		fault = "ExecuteAndTimeout"
	}
	all := new(config.FaultInjection)
	for _, method := range []string{"CreateWorkflowExecution", "UpdateWorkflowExecution"} {
		all.WithError(config.ExecutionStoreName, method, fault, f.Rate)
		all.WithMethodSeed(config.ExecutionStoreName, method, f.Seed)
	}
	return all
}

// metrics count what the server itself says of its database, so that faults which never reach
// it are not taken for faults which it survived.
func (f *Faults) metrics() metrics.Handler {
	if f == nil {
		return nil // the default: none
	}
	return timeoutCounter{metrics.NoopMetricsHandler, f}
}

// databaseErrors is the server's metric of what its database reports as failed.
const databaseErrors = "persistence_error_with_type"

type timeoutCounter struct {
	metrics.Handler
	faults *Faults
}

// WithTags keeps counting: no tag given ahead matters.
func (c timeoutCounter) WithTags(...metrics.Tag) metrics.Handler { return c }

// Counter counts time-outs of the database and nothing else.
func (c timeoutCounter) Counter(name string) metrics.CounterIface {
	if name != databaseErrors {
		return metrics.NoopCounterMetricFunc
	}
	return metrics.CounterFunc(func(n int64, tags ...metrics.Tag) {
		for _, tag := range tags {
			if strings.HasSuffix(tag.Value, "TimeoutError") {
				c.faults.met.Add(n)
			}
		}
	})
}
