package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func appendReadings(ctx context.Context, tx *sql.Tx, slug string, readings []measure.Reading) error {
	for _, r := range readings {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO measurements (slug, seq, id, kpi, period, value, reporter, at, late, source, reason)
			VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM measurements WHERE slug = $1),
				$2, $3, $4, $5, $6, $7, $8, $9, $10)
			ON CONFLICT (slug, id) DO NOTHING`,
			slug, r.ID, r.KPI, r.Period, r.Value.String(), r.Reporter, instant(r.At), r.Late, r.Source, r.Reason)
		if err != nil {
			return fmt.Errorf("reading %s: %w", r.ID, err)
		}
	}
	return nil
}

// Readings returns a partnership's measurements in the order of their arrival.
func (s *Store) Readings(ctx context.Context, slug string) ([]measure.Reading, error) {
	list, err := all(ctx, s.read, scanReading, `
		SELECT id, kpi, period, value, reporter, at, late, source, reason FROM measurements WHERE slug = $1 ORDER BY seq`, slug)
	if err != nil {
		return nil, fmt.Errorf("read readings of %s: %w", slug, err)
	}
	return list, nil
}

func scanReading(row scanner) (r measure.Reading, err error) {
	err = row.Scan(&r.ID, &r.KPI, &r.Period, &r.Value, &r.Reporter, (*instant)(&r.At), &r.Late, &r.Source, &r.Reason)
	return r, err
}
