package store

import (
	"context"
	"database/sql"
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
