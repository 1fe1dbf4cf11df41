package workflows_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/converter"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/workflows"
)

// TestEveryReleasedStateIsKept reads the states that released versions have
// left in histories. Nothing in them may be lost or gain a field by being read
// and written again, as every continue-as-new does.
func TestEveryReleasedStateIsKept(t *testing.T) {
	t.Parallel()
	for _, version := range versions(t) {
		for _, file := range files(t, version) {
			found := inputs(load(t, file))
			if len(found) == 0 {
				t.Errorf("%s holds no input", file)
			}
			for _, in := range found {
				if err := in.kept(); err != nil {
					t.Errorf("%s: %s: %v", file, in.event, err)
				}
			}
		}
	}
}

// TestStatesBite proves that the gate sees a field that nothing reads.
func TestStatesBite(t *testing.T) {
	t.Parallel()
	version := versions(t)[0]
	for _, file := range files(t, version) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		const at = `"input": [`
		planted := strings.Replace(string(text), at, at+`{"planted": true,`, 1)
		planted = strings.Replace(planted, `{"planted": true,
     {`, `{"planted": true,`, 1)
		copied := filepath.Join(t.TempDir(), filepath.Base(file))
		if err := os.WriteFile(copied, []byte(planted), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := inputs(load(t, copied))[0].kept(); err == nil || !strings.Contains(err.Error(), "planted") {
			t.Errorf("%s: a planted field gives %v", file, err)
		}
	}
}

// input is what one workflow was begun with.
type input struct {
	event        string
	workflowType string
	payload      *commonpb.Payload
}

func (in input) kept() error {
	if encoding := string(in.payload.GetMetadata()[converter.MetadataEncoding]); encoding != converter.MetadataEncodingJSON {
		return fmt.Errorf("an input in %q", encoding)
	}
	switch in.workflowType {
	case "Mailbox":
		return testkit.KeepsState(in.payload.GetData(), new(workflows.MailboxInput))
	case "Postman":
		return testkit.KeepsState(in.payload.GetData(), new(workflows.PostmanInput))
	}
	kind, known := kinds.Of(kinds.All(), procedure.Type(in.workflowType))
	if !known {
		return fmt.Errorf("no input is known for the workflow type %q", in.workflowType)
	}
	var carried workflows.Carried
	if err := testkit.KeepsState(in.payload.GetData(), &carried); err != nil {
		return err
	}
	return testkit.KeepsState(carried.Procedure, kind.Blank())
}

// inputs finds what a history's workflow was begun with, what it begins others
// with, and what it continues as new with.
func inputs(history *historypb.History) []input {
	var found []input
	add := func(e *historypb.HistoryEvent, workflowType *commonpb.WorkflowType, payloads *commonpb.Payloads) {
		for _, payload := range payloads.GetPayloads() {
			found = append(found, input{fmt.Sprintf("event %d, %s", e.GetEventId(), e.GetEventType()), workflowType.GetName(), payload})
		}
	}
	for _, e := range history.GetEvents() {
		if a := e.GetWorkflowExecutionStartedEventAttributes(); a != nil {
			add(e, a.GetWorkflowType(), a.GetInput())
		}
		if a := e.GetStartChildWorkflowExecutionInitiatedEventAttributes(); a != nil {
			add(e, a.GetWorkflowType(), a.GetInput())
		}
		if a := e.GetWorkflowExecutionContinuedAsNewEventAttributes(); a != nil {
			add(e, a.GetWorkflowType(), a.GetInput())
		}
	}
	return found
}
