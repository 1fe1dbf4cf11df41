package devserver_test

import (
	"testing"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
)

// TestFaults lets every write fail: nothing begins, or all begins and is
// reported as failed.
func TestFaults(t *testing.T) {
	t.Parallel()
	for name, written := range map[string]bool{"lost": false, "written": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			faults := &devserver.Faults{Rate: 1, Written: written, Seed: 1}
			c := temporalkit.Dial(t, temporalkit.Start(t, func(o *devserver.Options) { o.Faults = faults }))
			if _, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "begun", TaskQueue: "none"}, "None"); err == nil {
				t.Error("the start of a workflow does not fail")
			}
			if faults.Met() == 0 {
				t.Error("the server has met no fault")
			}
			if _, err := c.DescribeWorkflowExecution(t.Context(), "begun", ""); (err == nil) != written {
				t.Errorf("the workflow is there: %t, want %t (%v)", err == nil, written, err)
			}
		})
	}
}
