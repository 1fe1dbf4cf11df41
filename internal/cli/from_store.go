package cli

import (
	"context"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

// fromStore reads what a command shows out of a data directory's store, which no program needs
// to be running on. What the store does not hold is the user's to mend.
func fromStore[T any](ctx context.Context, data string, read func(*store.Store) (T, error)) (found T, err error) {
	s, err := app.OpenStore(ctx, data)
	if err != nil {
		return found, world(err)
	}
	defer s.Close() //nolint:errcheck // nothing was written
	if found, err = read(s); err != nil {
		return found, refused(err)
	}
	return found, nil
}
