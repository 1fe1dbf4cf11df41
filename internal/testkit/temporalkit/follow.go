package temporalkit

import (
	"context"

	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/grpc"
)

// A timeline must know every workflow before it can come to rest: the server's own list of
// workflows lags behind. So it notes the IDs where they are begun, by a client or by a parent.

func (tl *Timeline) follow(workflowID string) {
	tl.mu.Lock()
	defer tl.mu.Unlock()
	if !tl.known[workflowID] {
		tl.known[workflowID] = true
		tl.workflows = append(tl.workflows, workflowID)
	}
	delete(tl.closed, workflowID) // an ID may be used again
}

func (tl *Timeline) followStarts(ctx context.Context, method string, request, reply any,
	conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	switch r := request.(type) {
	case *workflowservice.StartWorkflowExecutionRequest:
		tl.follow(r.GetWorkflowId())
	case *workflowservice.SignalWithStartWorkflowExecutionRequest:
		tl.follow(r.GetWorkflowId())
	case *workflowservice.ExecuteMultiOperationRequest: // update with start
		for _, operation := range r.GetOperations() {
			if start := operation.GetStartWorkflow(); start != nil {
				tl.follow(start.GetWorkflowId())
			}
		}
	}
	return invoke(ctx, method, request, reply, conn, options...)
}

// Interceptor goes into the options of every worker on the timeline. It only looks on.
func (tl *Timeline) Interceptor() interceptor.WorkerInterceptor {
	return &childFollower{timeline: tl}
}

type childFollower struct {
	interceptor.WorkerInterceptorBase
	timeline *Timeline
}

// InterceptWorkflow looks on at one run of a workflow.
func (f *childFollower) InterceptWorkflow(
	_ workflow.Context, next interceptor.WorkflowInboundInterceptor,
) interceptor.WorkflowInboundInterceptor {
	in := &followedRun{timeline: f.timeline}
	in.Next = next
	return in
}

type followedRun struct {
	interceptor.WorkflowInboundInterceptorBase
	timeline *Timeline
}

// Init puts the outbound side into the chain.
func (r *followedRun) Init(next interceptor.WorkflowOutboundInterceptor) error {
	out := &followedCalls{timeline: r.timeline}
	out.Next = next
	return r.Next.Init(out)
}

type followedCalls struct {
	interceptor.WorkflowOutboundInterceptorBase
	timeline *Timeline
}

// ExecuteChildWorkflow notes the child's ID before the server hears of it.
func (c *followedCalls) ExecuteChildWorkflow(ctx workflow.Context, childType string, args ...any) workflow.ChildWorkflowFuture {
	c.timeline.follow(workflow.GetChildWorkflowOptions(ctx).WorkflowID)
	return c.Next.ExecuteChildWorkflow(ctx, childType, args...)
}
