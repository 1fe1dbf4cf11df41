package privacy

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// sealedPlaces are where the store keeps words that were said under seal: the sealed
// answers, and the mails that hold them. All else may be read by anybody who shows it.
var sealedPlaces = map[string][]string{
	"sealed":      {"answers", "problems"},
	"outbox":      {"subject", "text", "html", "raw"}, // and not the letter
	"ask_letters": {"text"},
	"mail_raw":    {"raw"},
}

// Store fails the test if a column of the store's file holds a plant that is not made
// for it, and if none of those that are holds it.
func (p Plants) Store(t testing.TB, path string) {
	t.Helper()
	open, kept, err := columns(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for where, text := range open {
		p.Clean(t, where, text)
	}
	p.Grow(t, "what the store keeps under seal", kept...)
}

// Forgotten fails the test if any column at all holds a plant.
func (p Plants) Forgotten(t testing.TB, path string) {
	t.Helper()
	open, kept, err := columns(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for where, text := range open {
		p.Clean(t, where, text)
	}
	p.Clean(t, "what the store keeps under seal", slices.Concat(kept...))
}

// columns reads a whole store: each column that anybody may read by its name, and
// those that are sealed.
func columns(ctx context.Context, path string) (open map[string][]byte, kept [][]byte, err error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro")
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tables, err := texts(ctx, db, `SELECT name FROM sqlite_master WHERE type = 'table'`)
	if err != nil {
		return nil, nil, err
	}
	open = map[string][]byte{}
	for _, table := range tables {
		names, err := texts(ctx, db, `SELECT name FROM pragma_table_info('`+table+`')`)
		if err != nil {
			return nil, nil, err
		}
		for _, column := range names {
			values, err := texts(ctx, db, fmt.Sprintf(`SELECT CAST(%q AS TEXT) FROM %q WHERE %q IS NOT NULL`, column, table, column))
			if err != nil {
				return nil, nil, fmt.Errorf("read %s.%s: %w", table, column, err)
			}
			text := []byte(strings.Join(values, "\n"))
			if slices.Contains(sealedPlaces[table], column) {
				kept = append(kept, text)
				continue
			}
			open["the store's column "+table+"."+column] = text
		}
	}
	return open, kept, nil
}

func texts(ctx context.Context, db *sql.DB, query string) (list []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, rows.Err()
}

func asJSON(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Append(nil, v)
	}
	return body
}
