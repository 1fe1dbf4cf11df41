package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// OpenStore opens the store of a data directory, beside a program that runs on
// it or alone. It never creates one.
func OpenStore(ctx context.Context, data string) (*store.Store, error) {
	opened, err := store.Open(ctx, storeIn(data), store.Options{Existing: true})
	var missing *store.MissingError
	if errors.As(err, &missing) {
		return nil, fmt.Errorf("open store: %s has none yet; `rapport up` or `rapport worker` makes it, and --data names another directory", data)
	}
	return opened, err
}

// storeIn is the URL of a data directory's store.
func storeIn(data string) string { return "sqlite:" + filepath.Join(data, storeFile) }

// storeFile is the store's file in a data directory.
const storeFile = "rapport.db"

// Status is how one partnership stands: from its workflow while a worker runs,
// from the store otherwise.
type Status struct {
	Title    string
	Slug     string
	Spec     partnership.Spec
	Zone     *time.Location // of the partnership
	Standing standing.Standing
	// Promptness is how all and the parties have answered the check-ins of the last 90 days.
	Promptness []measure.PartyPromptness
	// State is nil when the workflow did not tell it; then what is open and what
	// comes next is not known.
	State *lifecycle.Partnership
	// Silence says why there is no state.
	Silence *Silence
	// Outbox is what has not gone out, from the store. Letters put aside are those
	// of the last AsideDays.
	Outbox store.Backlog
}

// AsideDays is for how long a status speaks of letters that were put aside.
const AsideDays = 7

// StatusReader reads the status of partnerships.
type StatusReader struct {
	store  *store.Store
	client client.Client // nil without a server
	// server and namespace are where the workflows should be.
	server, namespace string
	unreached         error // why there is no client
	// ui and webmail are pages that the program on the data directory serves, if it does.
	ui, webmail string
}

// statusTimeout bounds the wait for a worker's answer.
const statusTimeout = 3 * time.Second

// NewStatusReader connects to the server that last ran on the data directory,
// or that the environment names. Without one it reads the store alone.
func NewStatusReader(ctx context.Context, data string, e *config.Engine) (*StatusReader, error) {
	s, err := OpenStore(ctx, data)
	if err != nil {
		return nil, err
	}
	r := &StatusReader{store: s}
	options, err := connectionOptions(e, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if known, err := readEndpoints(data); err == nil {
		options.HostPort, options.Namespace = known.Temporal, known.Namespace
		r.ui, r.webmail = known.UI, known.Webmail
	}
	r.server, r.namespace = options.HostPort, options.Namespace
	ctx, cancel := context.WithTimeout(ctx, statusTimeout)
	defer cancel()
	c, err := client.DialContext(ctx, options)
	if err != nil {
		r.unreached = err
		return r, nil
	}
	r.client = c
	return r, nil
}

// Close ends the connections.
func (r *StatusReader) Close() error {
	if r.client != nil {
		r.client.Close()
	}
	return r.store.Close()
}

// Slugs lists the partnerships that were ever applied.
func (r *StatusReader) Slugs(ctx context.Context) ([]string, error) { return r.store.Slugs(ctx) }

// Read returns the status of one partnership at a time.
func (r *StatusReader) Read(ctx context.Context, slug string, now time.Time) (Status, error) {
	spec, err := appliedSpec(ctx, r.store, slug, "status of "+slug)
	if err != nil {
		return Status{}, err
	}
	readings, err := r.store.Readings(ctx, slug)
	if err != nil {
		return Status{}, err
	}
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return Status{}, err
	}
	status := Status{
		Title: spec.Title, Slug: slug, Spec: spec, Zone: zone, Standing: standing.Stand(spec, readings, cadence.DateOf(now.In(zone))),
	}
	if status.Promptness, err = promptness(ctx, r.store, spec, now); err != nil {
		return Status{}, fmt.Errorf("status of %s: %w", slug, err)
	}
	if status.Outbox, err = r.store.Backlog(ctx, slug, now, now.AddDate(0, 0, -AsideDays)); err != nil {
		return Status{}, err
	}
	status.State, status.Silence = r.state(ctx, workflows.PartnershipID(slug))
	return status, ctx.Err()
}

// state asks a partnership's workflow for its state, or says why it is not told.
func (r *StatusReader) state(ctx context.Context, workflow string) (*lifecycle.Partnership, *Silence) {
	if r.client == nil {
		return nil, &Silence{Cause: NoServer, Server: r.server, Namespace: r.namespace, Workflow: workflow, Err: r.unreached}
	}
	asking, cancel := context.WithTimeout(ctx, statusTimeout)
	defer cancel()
	var p lifecycle.Partnership
	answer, err := r.client.QueryWorkflow(asking, workflow, "", workflows.QueryState)
	if err == nil {
		err = answer.Get(&p)
	}
	if err != nil {
		return nil, r.explain(ctx, workflow, err)
	}
	return &p, nil
}

const endpointsFile = "endpoints.json"

// writeEndpoints notes where a running program can be reached.
func writeEndpoints(data string, e Endpoints) error {
	b, err := json.MarshalIndent(e, "", "  ")
	if err == nil {
		err = os.WriteFile(filepath.Join(data, endpointsFile), append(b, '\n'), 0o600)
	}
	if err != nil {
		return fmt.Errorf("write endpoints: %w", err)
	}
	return nil
}

func readEndpoints(data string) (Endpoints, error) {
	var e Endpoints
	b, err := os.ReadFile(filepath.Join(data, endpointsFile))
	if err == nil {
		err = json.Unmarshal(b, &e)
	}
	return e, err
}

// Endpoints say where everything is.
type Endpoints struct {
	Temporal     string `json:"temporal"`
	Namespace    string `json:"namespace"`
	UI           string `json:"ui,omitempty"`
	Webmail      string `json:"webmail,omitempty"`
	SMTP         string `json:"smtp,omitempty"`
	IMAP         string `json:"imap,omitempty"`
	PasswordFile string `json:"password_file,omitempty"`
	Data         string `json:"data"`
}
