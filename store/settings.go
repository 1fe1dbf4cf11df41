package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Secret returns a value that is generated once and then stays the same for
// the life of the store, such as the key that signs tokens.
func (s *Store) Secret(ctx context.Context, name string, generate func() []byte) (value []byte, err error) {
	err = s.update(ctx, "read secret "+name, func(tx *sql.Tx) error {
		const query = `SELECT value FROM settings WHERE name = $1`
		kept, err := all(ctx, tx, scanValue[[]byte], query, name)
		if err != nil {
			return err
		}
		if len(kept) == 1 {
			value = kept[0]
			return nil
		}
		value = generate()
		_, err = tx.ExecContext(ctx, `INSERT INTO settings (name, value) VALUES ($1, $2)`, name, notNil(value))
		return err
	})
	return value, err
}

// Installation is what a store knows of the Temporal namespace that it works
// with: both bear the same ID.
type Installation struct {
	ID string `json:"id"`
	// Paired says that the namespace is known to bear the ID. Until then the two
	// may still be brought together: a program may have ended half-way.
	Paired bool `json:"paired"`
}

const installationSetting = "installation"

// Installation returns what SetInstallation kept, or nothing in a new store.
func (s *Store) Installation(ctx context.Context) (in Installation, err error) {
	in, err = setting[Installation](ctx, s.read, installationSetting)
	if err != nil {
		return Installation{}, fmt.Errorf("read installation: %w", err)
	}
	return in, nil
}

// SetInstallation says what namespace the store works with.
func (s *Store) SetInstallation(ctx context.Context, in Installation) error {
	return s.update(ctx, "write installation", func(tx *sql.Tx) error { return set(ctx, tx, installationSetting, in) })
}

// setting is a value that set has kept, or the zero value.
func setting[T any](ctx context.Context, q querier, name string) (value T, err error) {
	value, err = one(ctx, q, func(row scanner) (v T, err error) {
		err = row.Scan(jsonColumn{&v})
		return v, err
	}, `SELECT value FROM settings WHERE name = $1`, name)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return value, err
}

// set keeps a value by a name.
func set(ctx context.Context, tx *sql.Tx, name string, value any) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO settings (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, jsonColumn{value})
	return err
}
