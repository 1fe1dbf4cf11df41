package app

import (
	"context"
	"errors"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
)

// Cause is why a partnership did not tell its state. Values are part of the
// output for programs: never change one.
type Cause string

// The causes.
const (
	NoServer Cause = "no_server" // nothing answers where the Temporal server should be
	NoWorker Cause = "no_worker" // nobody works for the server
	Paused   Cause = "paused"    // somebody paused the workflow in Temporal
	Unknown  Cause = "unknown"   // the server has no such workflow
	Failing  Cause = "failing"   // something answers, but not with a state
)

// Silence says why a partnership did not tell its state, and where to look.
type Silence struct {
	Cause     Cause
	Server    string // address
	Namespace string
	Workflow  string
	// Since, By and Reason are what Temporal noted of a pause. By is whatever the
	// program that paused it called itself.
	Since      time.Time
	By, Reason string
	// Err is what was got instead of a state.
	Err error
}

// explain finds out why a partnership's workflow did not answer a query. The
// server alone tells a paused workflow from one that nobody works for.
func (r *StatusReader) explain(ctx context.Context, workflow string, err error) *Silence {
	s := &Silence{Cause: Failing, Server: r.server, Namespace: r.namespace, Workflow: workflow, Err: err}
	ctx, cancel := context.WithTimeout(ctx, statusTimeout)
	defer cancel()
	described, lost := r.client.DescribeWorkflowExecution(ctx, workflow, "")
	var missing *serviceerror.NotFound
	switch {
	case errors.As(lost, &missing):
		s.Cause = Unknown
	case unreachable(lost):
		s.Cause, s.Err = NoServer, lost
	case described.GetWorkflowExecutionInfo().GetStatus() == enumspb.WORKFLOW_EXECUTION_STATUS_PAUSED:
		pause := described.GetWorkflowExtendedInfo().GetPauseInfo()
		s.Cause, s.Since, s.By, s.Reason = Paused, pause.GetPausedTime().AsTime(), pause.GetIdentity(), pause.GetReason()
	case unanswered(err):
		s.Cause = NoWorker
	}
	return s
}

// unanswered reports whether a query waited for a worker in vain.
func unanswered(err error) bool {
	var nobody *serviceerror.FailedPrecondition // no worker was seen lately
	return unreachable(err) || errors.As(err, &nobody)
}
