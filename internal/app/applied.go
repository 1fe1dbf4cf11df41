package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/store"
)

// appliedSpec is the spec that a partnership goes by, for what is read from the store without a
// server: the error of one that was never applied begins with what was wanted.
func appliedSpec(ctx context.Context, s *store.Store, slug, wanted string) (partnership.Spec, error) {
	spec, err := (partnerships{s}).InForce(ctx, slug)
	if errors.Is(err, activities.ErrNoSpec) {
		return spec, fmt.Errorf("%s: no such partnership was ever applied", wanted)
	}
	return spec, err
}
