package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
)

// Glance is what a list of many partnerships shows of one, as it stood after its latest step.
type Glance struct {
	Slug, Title string
	Phase       string // "applied" before anything has happened
	Health      measure.RAG
	Late        int // answers and other things that are late
	Conflicts   int
	// Next is when something comes next; zero if nothing does. City is where its time is told.
	Next time.Time
	Zone *time.Location
	City string
}

// Glances read partnerships from the store, several at once: a server would be asked for each.
func (r *StatusReader) Glances(ctx context.Context, slugs []string, now time.Time) ([]Glance, error) {
	list := make([]Glance, len(slugs))
	err := inParallel(ctx, len(slugs), func(ctx context.Context, i int) (err error) {
		list[i], err = glance(ctx, r.store, slugs[i], now)
		return err
	})
	return list, err
}

// glance reads one partnership.
func glance(ctx context.Context, s *store.Store, slug string, now time.Time) (Glance, error) {
	g := Glance{Slug: slug, Phase: PhaseApplied, Health: measure.Unknown}
	var life lifecycle.Partnership
	row, err := s.Procedure(ctx, slug)
	switch {
	case errors.Is(err, store.ErrNotFound):
		if life.Declared, err = appliedSpec(ctx, s, slug, "status of "+slug); err != nil {
			return g, err
		}
	case err != nil:
		return g, err
	default:
		if err := json.Unmarshal(row.State, &life); err != nil {
			return g, fmt.Errorf("status of %s: read state: %w", slug, err)
		}
		g.see(&life, now)
	}
	if row.Outcome != "" {
		g.Phase, g.Late, g.Next = string(lifecycle.PhaseClosed), 0, time.Time{}
	}
	g.Title, g.City = life.Declared.Title, cadence.City(life.Declared.Zone)
	g.Zone, err = cadence.LoadZone(life.Declared.Zone)
	return g, err
}

// PhaseApplied is that of a partnership of which nothing has happened yet.
const PhaseApplied = "applied"

func (g *Glance) see(life *lifecycle.Partnership, now time.Time) {
	a := life.Glance(now)
	g.Phase, g.Late, g.Conflicts, g.Next = a.Phase, a.Overdue, a.Conflicts, a.NextAt
	if !life.WaitsToBegin() {
		g.Health = measure.RAG(a.Health)
	}
	if a.Phase == string(lifecycle.PhaseSuspended) {
		g.Next = time.Time{}
	}
}

// Silent says why nothing goes on in any partnership: there is no server, or nobody works for
// it; nil if somebody does.
func (r *StatusReader) Silent(ctx context.Context) *Silence {
	s := &Silence{Cause: NoServer, Server: r.server, Namespace: r.namespace, Err: r.unreached}
	if r.client == nil {
		return s
	}
	ctx, cancel := context.WithTimeout(ctx, statusTimeout)
	defer cancel()
	works, err := hasWorker(ctx, r.client, r.namespace)
	switch {
	case err != nil:
		s.Err = err
	case works:
		return nil
	default:
		s.Cause = NoWorker
	}
	return s
}
