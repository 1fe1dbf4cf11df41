package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"go.temporal.io/sdk/client"
	sdkworker "go.temporal.io/sdk/worker"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/build"
	"github.com/rapport-engine/rapport/partnership"
)

// WorkSettings say what a worker works for.
type WorkSettings struct {
	Engine    *config.Engine
	Specs     []partnership.Spec // applied when the worker is ready
	Data      string             // directory of the store, unless the engine names another
	Adopt     string             // the code of a PairingError to go on after
	Purpose   string             // what the lock says of this process
	LookupEnv func(string) (string, bool)
	Logger    *slog.Logger
	// Say tells the person who started the worker what it waits for.
	Say func(string)
}

// Work runs a worker against servers of somebody else until ctx ends.
func Work(ctx context.Context, s WorkSettings) error {
	s.Logger = quietly(s.Logger, func() bool { return ctx.Err() != nil })
	settings, storeURL, err := workerEngine(s)
	if err != nil {
		return err
	}
	release, err := lockDir(s.Data, s.Purpose)
	if err != nil {
		return err
	}
	defer release() //nolint:errcheck // the lock ends with the process in any case
	pair, err := beginPairing(ctx, storeURL, s.Adopt, s.Logger)
	if err != nil {
		return err
	}
	defer pair.close() //nolint:errcheck // every write was committed
	options, err := connectionOptions(s.Engine, s.Logger)
	if err != nil {
		return err
	}
	if settings.client, err = connect(ctx, options, s.Say); err != nil {
		return err
	}
	defer settings.client.Close()
	at := place{client: settings.client, server: options.HostPort, namespace: options.Namespace}
	makeNamespace := func(ctx context.Context) error { return prepareNamespace(ctx, at) }
	if err := pair.complete(ctx, at, makeNamespace, func(note string) { s.Say("Note: " + note) }); err != nil {
		return err
	}
	settings.store = pair.store
	p := Planner{client: settings.client, store: settings.store, namespace: options.Namespace, installation: pair.known.ID, worked: true}
	return work(ctx, s, settings, options, p)
}

// work runs the engine until ctx ends or the worker fails.
func work(ctx context.Context, s WorkSettings, settings engineSettings, options client.Options, p Planner) error {
	sdkworker.SetBinaryChecksum(build.Name()) // or the SDK reads the whole executable for a name
	e, err := startEngine(ctx, settings)
	if err != nil {
		return err
	}
	at := Endpoints{Temporal: options.HostPort, Namespace: options.Namespace, Data: s.Data}
	if err := writeEndpoints(s.Data, at); err != nil {
		return errors.Join(err, e.stop())
	}
	s.Say(fmt.Sprintf("Working for %s, namespace %s.", options.HostPort, options.Namespace))
	applied, err := p.bring(ctx, s.Specs, nil)
	for _, a := range applied {
		s.Say(fmt.Sprintf("  %-10s %s", a.Result, a.Slug))
		if a.Note != "" {
			s.Say(fmt.Sprintf("  %-10s %s", "", a.Note))
		}
		if a.Err != nil {
			s.Say(fmt.Sprintf("  %-10s %v", "", a.Err))
		}
	}
	if err != nil {
		return errors.Join(err, e.stop())
	}
	select {
	case <-ctx.Done():
		err = nil
	case err = <-e.fatal:
	}
	return errors.Join(err, e.stop())
}
