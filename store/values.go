package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// instantLayout is RFC 3339 in UTC with a fixed width, so that text sorts as time.
const instantLayout = "2006-01-02T15:04:05.000000000Z"

// instant is a time as a column keeps it; the zero time is empty text.
type instant time.Time

// Value writes the column.
func (i instant) Value() (driver.Value, error) {
	t := time.Time(i)
	if t.IsZero() {
		return "", nil
	}
	return t.UTC().Format(instantLayout), nil
}

// Scan reads the column.
func (i *instant) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read time: want text, got %T", src)
	}
	if text == "" {
		*i = instant{}
		return nil
	}
	t, err := time.Parse(instantLayout, text)
	if err != nil {
		return fmt.Errorf("read time %q: %w", text, err)
	}
	*i = instant(t)
	return nil
}

// jsonColumn is a value that a column keeps as JSON text. Of holds the value
// when writing and a pointer to it when reading.
type jsonColumn struct{ Of any }

// Value writes the column.
func (j jsonColumn) Value() (driver.Value, error) {
	b, err := json.Marshal(j.Of)
	if err != nil {
		return nil, fmt.Errorf("encode column: %w", err)
	}
	return string(b), nil
}

// Scan reads the column.
func (j jsonColumn) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read JSON: want text, got %T", src)
	}
	if err := json.Unmarshal([]byte(text), j.Of); err != nil {
		return fmt.Errorf("decode column: %w", err)
	}
	return nil
}

// scanner is a row of either a single-row query or of many.
type scanner interface{ Scan(dest ...any) error }

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// one reads the single row of a query; ErrNotFound if there is none.
func one[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	v, err := scan(q.QueryRowContext(ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return v, ErrNotFound
	}
	return v, err
}

// all reads every row of a query.
func all[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) (list []T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// scanValue reads a row of one column.
func scanValue[T any](row scanner) (v T, err error) {
	err = row.Scan(&v)
	return v, err
}
