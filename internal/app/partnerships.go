package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/store"
)

// partnerships finds them in the store.
type partnerships struct{ store *store.Store }

// InForce is the spec that a partnership's workflow has adopted; the one applied
// last may still be on its way there.
func (p partnerships) InForce(ctx context.Context, slug string) (partnership.Spec, error) {
	row, err := p.store.Procedure(ctx, slug)
	if errors.Is(err, store.ErrNotFound) {
		spec, err := p.store.LatestSpec(ctx, slug) // nothing has happened yet
		if errors.Is(err, store.ErrNotFound) {
			err = fmt.Errorf("%w: %w", activities.ErrNoSpec, err)
		}
		return spec, err
	}
	var adopted struct {
		Digest string `json:"digest"`
	}
	if err == nil {
		err = json.Unmarshal(row.State, &adopted)
	}
	if err != nil {
		return partnership.Spec{}, fmt.Errorf("find spec in force of %s: %w", slug, err)
	}
	return specs(p).Spec(ctx, adopted.Digest)
}

// Knowing asks the store for specs that hold the address before it looks into
// them: strangers write often.
func (p partnerships) Knowing(ctx context.Context, address string) ([]partnership.Spec, error) {
	candidates, err := p.store.SpecsNaming(ctx, address)
	if err != nil {
		return nil, err
	}
	var knowing []partnership.Spec
	for _, candidate := range candidates {
		ended, err := p.store.Ended(ctx, []string{candidate.Slug})
		if err != nil {
			return nil, err
		}
		if len(ended) > 0 {
			continue
		}
		spec, err := p.InForce(ctx, candidate.Slug)
		if err != nil {
			return nil, err
		}
		if _, known := spec.PersonAt(address); known {
			knowing = append(knowing, spec)
		}
	}
	return knowing, nil
}
