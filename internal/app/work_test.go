//go:build !slim

package app_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	namespacepb "go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
	"github.com/rapport-engine/rapport/store"
)

const workerEngine = `
engine {
  temporal {
    address   = %q
    namespace = %q
  }
  mail {
    from  = "rapport@ops.example"
    admin = "ops@ops.example"
    smtp { host = "127.0.0.1" }
    imap { host = "127.0.0.1" }
  }
}
`

// work runs a worker until it says that it works, and returns all that it said.
// Nobody answers at its mail servers: it is asked for nothing.
func work(t *testing.T, server *devserver.Server, namespace, data, adopt string) (said string, err error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "engine.hcl")
	if err := os.WriteFile(file, fmt.Appendf(nil, workerEngine, server.Address(), namespace), 0o600); err != nil {
		t.Fatal(err)
	}
	engine, diags := config.LoadEngine(file)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	err = app.Work(ctx, app.WorkSettings{
		Engine: engine, Data: data, Adopt: adopt, Purpose: "a test", Logger: slog.New(slog.DiscardHandler),
		LookupEnv: func(string) (string, bool) { return "", false },
		Say: func(line string) {
			said += line + "\n"
			if strings.HasPrefix(line, "Working for ") {
				stop()
			}
		},
	})
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return said, err
}

// TestWorkerKnowsItsNamespace pairs a store with a namespace that it makes, and
// refuses that store elsewhere, another one there, and neither silently.
func TestWorkerKnowsItsNamespace(t *testing.T) {
	t.Parallel()
	server := temporalkit.Start(t)
	data := t.TempDir()
	for range 2 {
		if said, err := work(t, server, "partners", data, ""); err != nil || strings.Contains(said, "Note:") {
			t.Fatalf("got %v, and it said %q", err, said)
		}
	}
	described, err := temporalkit.Dial(t, server).WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: "partners"})
	if err != nil {
		t.Fatal(err)
	}
	if kept := described.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration(); kept != 365*24*time.Hour {
		t.Errorf("the namespace that it made keeps closed workflows for %s", kept)
	}
	if id := described.GetNamespaceInfo().GetData()["rapport.installation"]; id == "" {
		t.Error("the namespace has no installation ID")
	}

	t.Run("another store", func(t *testing.T) {
		elsewhere := filepath.Join(t.TempDir(), "data")
		_, err := work(t, server, "partners", elsewhere, "")
		var mismatch *app.PairingError
		if !errors.As(err, &mismatch) || !strings.Contains(err.Error(), "there is no store at "+filepath.Join(elsewhere, "rapport.db")) {
			t.Fatalf("got %v, want that the store is missing", err)
		}
		if left := files(t, elsewhere); left != "" {
			t.Errorf("it left %s", left)
		}
	})
	t.Run("another namespace", func(t *testing.T) {
		_, err := work(t, server, "typo", data, "")
		var mismatch *app.PairingError
		if !errors.As(err, &mismatch) || !strings.Contains(err.Error(), "namespace typo of the Temporal server") {
			t.Fatalf("got %v, want that the namespace is new", err)
		}
		_, err = temporalkit.Dial(t, server).WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: "typo"})
		var missing *serviceerror.NamespaceNotFound
		if !errors.As(err, &missing) {
			t.Errorf("the refused namespace was made (%v)", err)
		}
		said, err := work(t, server, "typo", data, mismatch.Code)
		if err != nil || !strings.Contains(said, "Note: An admin went on with a store and a Temporal namespace that did not belong together") {
			t.Errorf("adopted: %v, and it said %q", err, said)
		}
	})
}

// TestWorkerOfAForgetfulNamespace takes one that an operator has made with
// Temporal's usual retention.
func TestWorkerOfAForgetfulNamespace(t *testing.T) {
	t.Parallel()
	server := temporalkit.Start(t)
	_, err := temporalkit.Dial(t, server).WorkflowService().RegisterNamespace(t.Context(), &workflowservice.RegisterNamespaceRequest{
		Namespace: "partners", WorkflowExecutionRetentionPeriod: durationpb.New(72 * time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	said, err := work(t, server, "partners", t.TempDir(), "")
	want := "Note: namespace partners keeps closed workflows for 3d only"
	if err != nil || !strings.Contains(said, want) || !strings.Contains(said, "--namespace partners --retention 365d") {
		t.Errorf("got %v, and it said %q, want %q", err, said, want)
	}
}

// forget takes from the store that the namespace bears its ID.
func (w world) forget() {
	w.t.Helper()
	in, err := w.Store().Installation(w.t.Context())
	if err == nil {
		err = w.Store().SetInstallation(w.t.Context(), store.Installation{ID: in.ID})
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// mark writes another ID into the namespace.
func (w world) mark(id string) {
	w.t.Helper()
	w.update(&workflowservice.UpdateNamespaceRequest{
		UpdateInfo: &namespacepb.UpdateNamespaceInfo{Data: map[string]string{"rapport.installation": id}},
	})
}

func (w world) update(request *workflowservice.UpdateNamespaceRequest) {
	w.t.Helper()
	request.Namespace = w.Endpoints().Namespace
	if _, err := w.Client().WorkflowService().UpdateNamespace(w.t.Context(), request); err != nil {
		w.t.Fatal(err)
	}
}
