package temporalkit

import (
	"context"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
)

// manySkips is more than any test takes. The server stops a workflow's skipping for good
// after so many skips of one run or, for a chain of runs, since the first of them.
const manySkips = 1_000_000

// SkippingInterceptor makes every workflow that a client starts skip time: whenever it waits
// for nothing but timers, its clock jumps to the next one. The SDK does not know of this
// setting, so it is written into the requests. Children and runs that continue as new
// inherit it. The server must permit it with devserver.Options.TimeSkipping.
//
// Each workflow skips by itself. For workflows that tell each other things, use a Timeline.
func SkippingInterceptor() grpc.UnaryClientInterceptor {
	return SkipAtMost(manySkips)
}

// SkipAtMost is a SkippingInterceptor for workflows that skip n times and then live by real time.
func SkipAtMost(n int32) grpc.UnaryClientInterceptor {
	config := &commonpb.TimeSkippingConfig{Enabled: true, MaxSessionSkipCount: n}
	return func(ctx context.Context, method string, request, reply any,
		conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
	) error {
		switch r := request.(type) {
		case *workflowservice.StartWorkflowExecutionRequest:
			r.TimeSkippingConfig = proto.CloneOf(config)
		case *workflowservice.SignalWithStartWorkflowExecutionRequest:
			r.TimeSkippingConfig = proto.CloneOf(config)
		case *workflowservice.ExecuteMultiOperationRequest: // update with start
			for _, operation := range r.GetOperations() {
				if start := operation.GetStartWorkflow(); start != nil {
					start.TimeSkippingConfig = proto.CloneOf(config)
				}
			}
		}
		return invoke(ctx, method, request, reply, conn, options...)
	}
}
