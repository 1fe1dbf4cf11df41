package privacy

import (
	"context"
	"testing"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// Workflow fails the test if anything that the server shows of a workflow holds a
// plant: its ID, every event of all its runs, its search attributes and memo, its state
// and its card. It returns all events, for what else is looked for.
func (p Plants) Workflow(t testing.TB, c client.Client, id string) []*historypb.HistoryEvent {
	t.Helper()
	p.Clean(t, "the ID of a workflow", []byte(id))
	described, err := c.DescribeWorkflowExecution(t.Context(), id, "")
	if err != nil {
		t.Fatalf("describe %s: %v", id, err)
	}
	p.proto(t, "what describes "+id, described)
	var events []*historypb.HistoryEvent
	for run := described.GetWorkflowExecutionInfo().GetExecution().GetRunId(); run != ""; {
		of, err := history(t.Context(), c, id, run)
		if err != nil {
			t.Fatalf("history of %s: %v", id, err)
		}
		for _, event := range of {
			p.proto(t, "event "+event.GetEventType().String()+" of "+id, event)
		}
		events = append(events, of...)
		run = of[0].GetWorkflowExecutionStartedEventAttributes().GetContinuedExecutionRunId()
	}
	for _, query := range []string{"state", "__temporal_workflow_metadata"} { // the latter holds the card
		answer, err := c.QueryWorkflowWithOptions(t.Context(), &client.QueryWorkflowWithOptionsRequest{WorkflowID: id, QueryType: query})
		if err != nil {
			continue // not every workflow shows both
		}
		for _, payload := range raw(answer) {
			p.Clean(t, "what "+id+" shows as "+query, payload)
		}
	}
	return events
}

// raw are the bytes of a query's answer.
func raw(answer *client.QueryWorkflowWithOptionsResponse) [][]byte {
	var value any
	if answer.QueryResult == nil || answer.QueryResult.Get(&value) != nil {
		return nil
	}
	return [][]byte{asJSON(value)}
}

func history(ctx context.Context, c client.Client, id, run string) (events []*historypb.HistoryEvent, err error) {
	all := c.GetWorkflowHistory(ctx, id, run, false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for all.HasNext() {
		event, err := all.Next()
		if err != nil {
			return nil, err
		}
		events = append(events, event)
	}
	return events, nil
}

// proto looks through a message of the server's, with what lies in its payloads.
func (p Plants) proto(t testing.TB, where string, m proto.Message) {
	t.Helper()
	wire, err := proto.Marshal(m) // payloads are in it as they are
	if err != nil {
		t.Fatal(err)
	}
	text, err := protojson.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	p.Clean(t, where, append(wire, text...))
}
