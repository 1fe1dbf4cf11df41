// Package sqlitefile tells damaged files of SQLite from sound ones.
package sqlitefile

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// Damage reports whether an error of SQLite is about a file that is no longer what it has
// written, and what it says of it.
func Damage(err error) (detail string, damaged bool) {
	var said *sqlite.Error
	if !errors.As(err, &said) {
		return "", false
	}
	const primary = 0xff // the rest of a result code is detail
	switch said.Code() & primary {
	case sqlitelib.SQLITE_CORRUPT, sqlitelib.SQLITE_NOTADB:
		return said.Error(), true
	}
	return "", false
}

// Querier is a database or a transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Check looks for damage with SQLite's quick check, which leaves out only whether indexes agree
// with their tables: in one table, or in the whole file if none is named. It returns what was
// found, nothing if all is sound.
func Check(ctx context.Context, q Querier, table string) (detail string, err error) {
	pragma := "PRAGMA quick_check"
	if table != "" {
		pragma += "(" + table + ")"
	}
	rows, err := q.QueryContext(ctx, pragma)
	if err != nil {
		return "", err
	}
	defer rows.Close() //nolint:errcheck // Err says what went wrong
	var found []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return "", err
		}
		found = append(found, line)
	}
	if err := rows.Err(); err != nil || len(found) == 1 && found[0] == "ok" {
		return "", err
	}
	const shown = 3 // the first ones say enough
	return strings.ReplaceAll(strings.Join(found[:min(len(found), shown)], "; "), "\n", ": "), nil
}
