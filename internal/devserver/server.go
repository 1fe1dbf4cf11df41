// Package devserver runs a Temporal server with its Web UI inside this process, for a
// newcomer's first run, for one machine, and for tests. Its data lie in SQLite files that
// survive the process, or in memory.
//
// It knows nothing of partnerships. It must not be used where more than one machine or more
// than the local user is concerned: that is a Temporal cluster's work.
package devserver

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// startTimeout bounds the wait for the frontend: a start takes well under a second.
const startTimeout = 30 * time.Second

// Server is a running Temporal server. Its methods may be called from any goroutine.
type Server struct {
	namespace string
	frontend  string
	temporal  temporal.Server
	ui        *webUI // nil without a UI
	log       *serverLog
	failed    chan error
	stop      func() error
}

// Start runs a server and returns when its frontend serves the namespace. The errors a
// caller can mend are a *PortError, a *SchemaError, a *MissingError and a *DamagedError.
func Start(ctx context.Context, o Options) (*Server, error) {
	o = o.withDefaults()
	if err := o.validate(); err != nil {
		return nil, fmt.Errorf("start temporal server: %w", err)
	}
	s := &Server{namespace: o.Namespace, failed: make(chan error, 1)}
	s.log = newServerLog(o.Logger, s.fail)
	s.stop = sync.OnceValue(s.shutDown)
	nameThisBuild()
	if err := s.start(ctx, o); err != nil {
		return nil, errors.Join(fmt.Errorf("start temporal server: %w", err), s.Stop())
	}
	return s, nil
}

// Address is the frontend's "host:port", for clients and workers.
func (s *Server) Address() string { return s.frontend }

// UIURL is the Web UI's address, or empty without one.
func (s *Server) UIURL() string {
	if s.ui == nil {
		return ""
	}
	return s.ui.url()
}

// Namespace is the namespace that was made ready.
func (s *Server) Namespace() string { return s.namespace }

// Err yields an error if the server fails on its own. It stays silent after Stop.
func (s *Server) Err() <-chan error { return s.failed }

// Stop ends the server and frees its ports. Clients and workers should be closed before. The
// second call returns what the first returned.
func (s *Server) Stop() error { return s.stop() }

// start leaves what it has opened in s, for Stop to close whether or not it came to the end.
func (s *Server) start(ctx context.Context, o Options) error {
	at, err := claimAddresses(o.Host, o.Port)
	if err != nil {
		return err
	}
	s.frontend = at[primitives.FrontendService]
	if o.UIPort != NoUI {
		if s.ui, err = openWebUI(o); err != nil {
			return err
		}
	}
	db, err := openDatabases(ctx, o.Dir, o.Existing)
	if err != nil {
		return err
	}
	if err := prepareNamespace(ctx, db.main, o); err != nil {
		return fmt.Errorf("prepare namespace %s: %w", o.Namespace, err)
	}
	if err := s.launch(o, db, at); err != nil {
		return err
	}
	if err := awaitNamespace(ctx, s.frontend, o.Namespace); err != nil || s.ui == nil {
		return err
	}
	if err := s.ui.assemble(o, s.frontend); err != nil {
		return err
	}
	go s.serveUI()
	return nil
}

// launch starts Temporal on a goroutine of its own: a panic in its assembly, or the end of
// the goroutine by serverLog.Fatal, then is an error like any other.
func (s *Server) launch(o Options, db databases, at addresses) error {
	done := make(chan error, 1)
	go func() {
		err := errAborted
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("panic: %v", r)
			}
			done <- err
		}()
		err = s.startTemporal(o, db, at)
	}()
	err := <-done
	if errors.Is(err, errAborted) {
		return <-s.failed
	}
	return err
}

// errAborted stands until the server's assembly has ended by itself.
var errAborted = errors.New("aborted")

func (s *Server) startTemporal(o Options, db databases, at addresses) error {
	t, err := newTemporal(o, db, at, s.log)
	if err != nil {
		return err
	}
	if err := t.Start(); err != nil {
		return err
	}
	s.temporal = t
	return nil
}

// awaitNamespace asks the frontend for the namespace until it answers. The call waits for
// the connection, so that there is nothing to poll.
func awaitNamespace(ctx context.Context, frontend, namespace string) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	conn, err := grpc.NewClient(frontend, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return fmt.Errorf("connect to frontend: %w", err)
	}
	defer func() { _ = conn.Close() }()
	_, err = workflowservice.NewWorkflowServiceClient(conn).DescribeNamespace(ctx,
		&workflowservice.DescribeNamespaceRequest{Namespace: namespace}, grpc.WaitForReady(true))
	if err != nil {
		return fmt.Errorf("wait for namespace %s: %w", namespace, err)
	}
	return nil
}

func (s *Server) serveUI() {
	if err := s.ui.serve(); err != nil {
		s.fail(err)
	}
}

// fail keeps the first error: those that follow are its consequences.
func (s *Server) fail(err error) {
	select {
	case s.failed <- err:
	default:
	}
}

func (s *Server) shutDown() error {
	s.log.mute()
	var errs []error
	if s.ui != nil {
		errs = append(errs, s.ui.close())
	}
	if s.temporal != nil {
		errs = append(errs, s.temporal.Stop())
	}
	return errors.Join(errs...)
}
