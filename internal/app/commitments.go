package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/store"
)

// Owed is what is owed in a partnership, as it stood after the latest step that was
// kept: also while nothing runs.
type Owed struct {
	Spec  partnership.Spec
	At    time.Time // of that step; zero: nothing was ever owed
	Items []procedure.Owed
}

// ReadOwed reads from a store what is owed in a partnership.
func ReadOwed(ctx context.Context, s *store.Store, slug string) (Owed, error) {
	spec, err := appliedSpec(ctx, s, slug, "commitments of "+slug)
	if err != nil {
		return Owed{}, err
	}
	o := Owed{Spec: spec}
	o.Items, o.At, err = owed(ctx, s, slug)
	return o, err
}

// owed lists what the procedure that keeps a partnership's items says is not settled.
func owed(ctx context.Context, s *store.Store, slug string) ([]procedure.Owed, time.Time, error) {
	row, err := s.Procedure(ctx, slug+"/"+procedure.NounCommitments)
	if errors.Is(err, store.ErrNotFound) || err == nil && row.Outcome != "" {
		return nil, row.UpdatedAt, nil
	}
	if err != nil {
		return nil, time.Time{}, err
	}
	p, err := stateOf(row)
	if err != nil {
		return nil, row.UpdatedAt, err
	}
	if keeper, ok := p.(procedure.Owing); ok {
		return keeper.Owed(), row.UpdatedAt, nil
	}
	return nil, row.UpdatedAt, nil
}

// owedIn is what the postman asks a store for what is owed.
func owedIn(s *store.Store) func(ctx context.Context, slug string) ([]procedure.Owed, error) {
	return func(ctx context.Context, slug string) ([]procedure.Owed, error) {
		items, _, err := owed(ctx, s, slug)
		return items, err
	}
}

// stateOf is the state of a procedure as it is kept; nil if a newer program has written it.
func stateOf(row store.ProcedureRow) (procedure.Procedure, error) {
	kind, ok := kinds.Of(kinds.All(), procedure.Type(row.Kind))
	if !ok {
		return nil, nil //nolint:nilnil // nothing that this program knows is there, which is no fault
	}
	p := kind.Blank()
	if err := json.Unmarshal(row.State, p); err != nil {
		return nil, fmt.Errorf("read state of %s: %w", row.Workflow, err)
	}
	return p, nil
}

// daysIn says what has become of the milestones of a partnership.
func daysIn(ctx context.Context, s *store.Store, slug string) ([]procedure.AgreedDay, error) {
	row, err := s.Procedure(ctx, slug)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p, err := stateOf(row)
	if dated, ok := p.(procedure.Dated); ok && err == nil {
		return dated.Days(), nil
	}
	return nil, err
}
