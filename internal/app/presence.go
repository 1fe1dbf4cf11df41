package app

import (
	"context"
	"errors"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// Presences are what people of partnerships have said by mail about being there, by
// slug. It is read from a store, so that no server has to run.
type Presences struct {
	store *store.Store
}

// OpenPresences opens the store that a worker uses in a data directory. Without one
// there nobody has said anything, and known is false.
func OpenPresences(ctx context.Context, data string) (p Presences, known bool, err error) {
	opened, err := store.Open(ctx, storeIn(data), store.Options{Existing: true})
	var missing *store.MissingError
	if errors.As(err, &missing) {
		return Presences{}, false, nil
	}
	return Presences{store: opened}, err == nil, err
}

// Of is what people of a partnership have said; nothing of one that does not run.
func (p Presences) Of(ctx context.Context, slug string) (procedure.Presence, error) {
	if p.store == nil {
		return procedure.Presence{}, nil
	}
	state, err := partnershipIn(ctx, p.store, slug)
	return state.Presence, err
}

// Close closes the store.
func (p Presences) Close() error {
	if p.store == nil {
		return nil
	}
	return p.store.Close()
}
