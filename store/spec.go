package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
)

// specCacheSize bounds the specs kept in memory; specs are a few kilobytes each.
const specCacheSize = 1024

// PutSpec keeps a spec under its digest and makes it its partnership's latest.
func (s *Store) PutSpec(ctx context.Context, spec partnership.Spec) error {
	return s.PutSpecs(ctx, []partnership.Spec{spec})
}

// PutSpecs keeps specs under their digests, all of them or none, and makes each
// its partnership's latest.
func (s *Store) PutSpecs(ctx context.Context, specs []partnership.Spec) error {
	return s.update(ctx, "store "+subject(specs), func(tx *sql.Tx) error { return putSpecs(ctx, tx, specs, s.now()) })
}

func putSpecs(ctx context.Context, tx *sql.Tx, specs []partnership.Spec, at time.Time) error {
	put, err := tx.PrepareContext(ctx, `
		INSERT INTO specs (digest, slug, body, applied_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (digest) DO UPDATE SET applied_at = excluded.applied_at`)
	if err != nil {
		return err
	}
	defer func() { _ = put.Close() }() // the transaction closes it in any case
	for _, spec := range specs {
		if _, err := put.ExecContext(ctx, spec.Digest(), spec.Slug, jsonColumn{spec}, instant(at)); err != nil {
			return err
		}
	}
	return nil
}

// subject names specs in an error.
func subject(specs []partnership.Spec) string {
	if len(specs) == 1 {
		return "spec of " + specs[0].Slug
	}
	return fmt.Sprintf("%d specs", len(specs))
}

// Spec returns the spec with a digest, or ErrNotFound. What it returns is
// shared with other callers and must not be changed.
func (s *Store) Spec(ctx context.Context, digest string) (partnership.Spec, error) {
	if spec, ok := s.cachedSpec(digest); ok {
		return spec, nil
	}
	spec, err := one(ctx, s.read, scanSpec, `SELECT body FROM specs WHERE digest = $1`, digest)
	if err != nil {
		return partnership.Spec{}, fmt.Errorf("read spec %s: %w", digest, err)
	}
	s.cacheSpec(digest, spec)
	return spec, nil
}

// LatestSpec returns the spec that was applied last to a partnership, or ErrNotFound.
func (s *Store) LatestSpec(ctx context.Context, slug string) (partnership.Spec, error) {
	spec, err := one(ctx, s.read, scanSpec,
		`SELECT body FROM specs WHERE slug = $1 ORDER BY applied_at DESC, digest LIMIT 1`, slug)
	if err != nil {
		return partnership.Spec{}, fmt.Errorf("read spec of %s: %w", slug, err)
	}
	return spec, nil
}

// KeptSpec is a spec as it lies in the store: its digest is the SHA-256 of the body.
type KeptSpec struct {
	Digest string
	Body   []byte
}

// Specs returns all specs that were ever applied to a partnership, the earliest first.
func (s *Store) Specs(ctx context.Context, slug string) ([]KeptSpec, error) {
	list, err := all(ctx, s.read, func(row scanner) (k KeptSpec, err error) {
		err = row.Scan(&k.Digest, &k.Body)
		return k, err
	}, `SELECT digest, body FROM specs WHERE slug = $1 ORDER BY applied_at, digest`, slug)
	if err != nil {
		return nil, fmt.Errorf("read specs of %s: %w", slug, err)
	}
	return list, nil
}

// SpecsNaming returns, of each partnership, the spec that was applied last, if it
// holds a text somewhere, such as an address.
func (s *Store) SpecsNaming(ctx context.Context, text string) ([]partnership.Spec, error) {
	specs, err := all(ctx, s.read, scanSpec, `
		SELECT body FROM specs AS latest WHERE instr(lower(body), lower($1)) > 0 AND digest =
			(SELECT digest FROM specs WHERE slug = latest.slug ORDER BY applied_at DESC, digest LIMIT 1)
		ORDER BY slug`, text)
	if err != nil {
		return nil, fmt.Errorf("find specs: %w", err)
	}
	return specs, nil
}

// Slugs lists every partnership that a spec was stored for, in order.
func (s *Store) Slugs(ctx context.Context) ([]string, error) {
	slugs, err := all(ctx, s.read, scanValue[string], `SELECT DISTINCT slug FROM specs ORDER BY slug`)
	if err != nil {
		return nil, fmt.Errorf("list partnerships: %w", err)
	}
	return slugs, nil
}

func scanSpec(row scanner) (spec partnership.Spec, err error) {
	err = row.Scan(jsonColumn{&spec})
	return spec, err
}

func (s *Store) cachedSpec(digest string) (partnership.Spec, bool) {
	s.specsMu.Lock()
	defer s.specsMu.Unlock()
	spec, ok := s.specs[digest]
	return spec, ok
}

func (s *Store) cacheSpec(digest string, spec partnership.Spec) {
	s.specsMu.Lock()
	defer s.specsMu.Unlock()
	if len(s.specs) >= specCacheSize {
		clear(s.specs)
	}
	s.specs[digest] = spec
}
