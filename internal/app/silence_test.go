//go:build !slim

package app

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// TestSilenceIsExplained has a partnership not answer for every reason there is.
func TestSilenceIsExplained(t *testing.T) {
	t.Parallel()
	server := temporalkit.Start(t, func(o *devserver.Options) { o.WorkflowPause = true })
	c := temporalkit.Dial(t, server)
	specs := pairs(t, 4)
	unworked, paused, failing, never := specs[0].Slug, specs[1].Slug, specs[2].Slug, specs[3].Slug
	r := &StatusReader{store: newStore(t), client: c, server: server.Address(), namespace: server.Namespace()}
	if err := r.store.PutSpecs(t.Context(), specs); err != nil {
		t.Fatal(err)
	}

	start(t, c, unworked, "nobody-works")
	start(t, c, paused, "nobody-works")
	pause(t, c, paused, "merger talks")
	// A program that works for the server but is not of this kind: its workflows answer nothing.
	start(t, c, failing, "another-program")
	w := worker.New(c, "another-program", worker.Options{})
	w.RegisterWorkflowWithOptions(func(ctx workflow.Context) error { return workflow.Sleep(ctx, time.Hour) },
		workflow.RegisterOptions{Name: workflows.TypePartnership})
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
	if _, err := c.QueryWorkflow(t.Context(), failing, "", client.QueryTypeStackTrace); err != nil { // it works
		t.Fatal(err)
	}

	for slug, want := range map[string]Silence{
		unworked: {Cause: NoWorker},
		paused:   {Cause: Paused, By: "ann@ops.example", Reason: "merger talks"},
		failing:  {Cause: Failing},
		never:    {Cause: Unknown},
	} {
		t.Run(string(want.Cause), func(t *testing.T) {
			t.Parallel()
			want.Server, want.Namespace, want.Workflow = server.Address(), server.Namespace(), slug
			expectSilence(t, r, slug, want)
		})
	}
}

// TestSilenceOfAServer has the server go away before and after the first call.
func TestSilenceOfAServer(t *testing.T) {
	t.Parallel()
	specs := pairs(t, 1)
	server := temporalkit.Start(t)
	r := &StatusReader{store: newStore(t), client: temporalkit.Dial(t, server), server: server.Address(), namespace: "rapport"}
	if err := r.store.PutSpecs(t.Context(), specs); err != nil {
		t.Fatal(err)
	}
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	want := Silence{Cause: NoServer, Server: server.Address(), Namespace: "rapport", Workflow: specs[0].Slug}
	expectSilence(t, r, specs[0].Slug, want)
	r.client, r.unreached = nil, context.DeadlineExceeded
	expectSilence(t, r, specs[0].Slug, want)
}

func expectSilence(t *testing.T, r *StatusReader, slug string, want Silence) {
	t.Helper()
	got, err := r.Read(t.Context(), slug, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if got.State != nil || got.Silence == nil {
		t.Fatalf("it told its state: %+v", got)
	}
	if diff := gocmp.Diff(want, *got.Silence, cmpopts.IgnoreFields(Silence{}, "Since", "Err")); diff != "" {
		t.Errorf("silence (-want +got):\n%s", diff)
	}
	if got.Silence.Err == nil {
		t.Error("what was got instead is not kept")
	}
	if since := time.Since(got.Silence.Since); want.Cause == Paused && (since < 0 || since > time.Hour) {
		t.Errorf("it is paused since %s", got.Silence.Since)
	}
}

func newStore(t *testing.T) *store.Store {
	t.Helper()
	opened, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), storeFile), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	return opened
}

// start begins a partnership's workflow on a queue.
func start(t *testing.T, c client.Client, slug, queue string) {
	t.Helper()
	o := client.StartWorkflowOptions{ID: workflows.PartnershipID(slug), TaskQueue: queue}
	if _, err := c.ExecuteWorkflow(t.Context(), o, workflows.TypePartnership); err != nil {
		t.Fatal(err)
	}
}

func pause(t *testing.T, c client.Client, slug, reason string) {
	t.Helper()
	_, err := c.WorkflowService().PauseWorkflowExecution(t.Context(), &workflowservice.PauseWorkflowExecutionRequest{
		Namespace: "rapport", WorkflowId: workflows.PartnershipID(slug), Identity: "ann@ops.example", Reason: reason, RequestId: reason,
	})
	if err != nil {
		t.Fatal(err)
	}
}
