package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/store"
)

// PlannerSettings say where the installation is that is planned for.
type PlannerSettings struct {
	Data      string         // directory that `rapport up` or `rapport worker` runs on
	Engine    *config.Engine // nil: what the environment and the data directory say
	LookupEnv func(string) (string, bool)
}

// Planner compares what is declared with what runs, and makes it so.
type Planner struct {
	client    client.Client
	store     *store.Store
	namespace string
	// installation is the ID that the store and the namespace share.
	installation string
	// worked says that a worker runs in this very process.
	worked bool
}

// serverTimeout bounds the wait for a server that somebody else started.
const serverTimeout = 5 * time.Second

// OpenPlanner connects to the server that runs on the data directory, or that
// the environment or the engine block names, and opens the store.
func OpenPlanner(ctx context.Context, s PlannerSettings) (*Planner, error) {
	opened, err := s.openStore(ctx)
	if err != nil {
		return nil, err
	}
	p := &Planner{store: opened}
	if err := p.connect(ctx, s); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return p, nil
}

// openStore opens the store that the worker uses. It never makes one: a store
// that no worker knows would leave what is applied without its spec.
func (s PlannerSettings) openStore(ctx context.Context) (*store.Store, error) {
	w := workerSettings{WorkSettings: WorkSettings{Data: s.Data, LookupEnv: s.LookupEnv}}
	url := storeIn(s.Data)
	if s.Engine != nil {
		url = w.storeURL(s.Engine.Store)
	}
	if err := errors.Join(w.missing...); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	opened, err := store.Open(ctx, url, store.Options{Existing: true})
	var missing *store.MissingError
	if errors.As(err, &missing) {
		return nil, fmt.Errorf("open store: nothing runs on %s yet; start `rapport up` or `rapport worker` there first, or name its directory with --data", s.Data)
	}
	return opened, err
}

func (p *Planner) connect(ctx context.Context, s PlannerSettings) error {
	options, err := connectionOptions(s.Engine, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	if known, err := readEndpoints(s.Data); err == nil {
		options.HostPort, options.Namespace = known.Temporal, known.Namespace
	}
	p.namespace = options.Namespace
	ctx, cancel := context.WithTimeout(ctx, serverTimeout)
	defer cancel()
	if p.client, err = client.DialContext(ctx, options); err != nil {
		return fmt.Errorf("connect to temporal server %s: none answers there; start `rapport up` or `rapport worker` on %s, or name the server with TEMPORAL_ADDRESS", options.HostPort, s.Data)
	}
	p.installation, err = checkPaired(ctx, p.store, place{client: p.client, server: options.HostPort, namespace: options.Namespace})
	if err != nil {
		p.client.Close()
	}
	return err
}

// Close ends the connections.
func (p *Planner) Close() error {
	p.client.Close()
	return p.store.Close()
}

// PlanOptions say how to plan.
type PlanOptions struct {
	Now time.Time
	// Consent is how and when all parties agreed to the changes elsewhere.
	Consent string
	// Prune ends what runs and is not declared, for Reason.
	Prune  bool
	Reason string
}

// Plan compares the declared specs, which are ordered by slug, with what runs.
func (p *Planner) Plan(ctx context.Context, specs []partnership.Spec, o PlanOptions) (Plan, error) {
	plan, err := p.survey(ctx, specs, o)
	if err != nil {
		return Plan{}, err
	}
	return plan, p.compare(ctx, &plan)
}
