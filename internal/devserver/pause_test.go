package devserver_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
)

// TestNobodyPausesAWorkflow wants the server itself to refuse it, whichever page or program asks.
func TestNobodyPausesAWorkflow(t *testing.T) {
	t.Parallel()
	s := start(t, devserver.Options{UIPort: devserver.NoUI})
	c := temporalkit.Dial(t, s)
	begin(t, c, "sleeper", client.StartWorkflowOptions{})
	_, err := c.WorkflowService().PauseWorkflowExecution(t.Context(), &workflowservice.PauseWorkflowExecutionRequest{
		Namespace: s.Namespace(), WorkflowId: "sleeper", Identity: "somebody", Reason: "lunch", RequestId: "1",
	})
	var refused *serviceerror.Unimplemented
	if !errors.As(err, &refused) {
		t.Errorf("to pause a workflow got %v, want that it is not to be had", err)
	}
}

// TestWebUIOffersNoPause looks at all that an admin is offered to do to a running workflow.
func TestWebUIOffersNoPause(t *testing.T) {
	t.Parallel()
	browser := testkit.Browser(t, 1440, 1000)
	s := start(t, devserver.Options{})
	begin(t, temporalkit.Dial(t, s), "sleeper", client.StartWorkflowOptions{})
	var page string
	err := chromedp.Do(browser,
		chromedp.Navigate(fmt.Sprintf("%s/namespaces/%s/workflows/sleeper", s.UIURL(), s.Namespace())),
		chromedp.WaitReady("#workflow-actions"), // the menu, which is there before it is opened
		testkit.Into(&page, chromedp.TextContent("main")),
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, action := range []string{"Request Cancellation", "Send an Update", "Send a Signal", "Terminate"} {
		if !strings.Contains(page, action) {
			t.Errorf("the page does not offer %q", action)
		}
	}
	if strings.Contains(page, "Pause") {
		t.Errorf("the page offers to pause:\n%s", page)
	}
}
