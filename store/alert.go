package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Alert is a mail to the admin. Alerts are numbered from 1; there is one at a
// time that has not come to an end.
type Alert struct {
	Seq       int64
	State     OutboxState // queued, packed, sent, failed or unwritten
	ToldUntil time.Time   // it tells what happened up to here
	DueAt     time.Time   // when to look at it next
	Attempts  int
	Mail      Mail
	Reason    string // why the last attempt failed
	UpdatedAt time.Time
}

// LastAlert returns the newest alert, or one of number 0 when there was none.
func (s *Store) LastAlert(ctx context.Context) (a Alert, err error) {
	a, err = one(ctx, s.read, func(row scanner) (a Alert, err error) {
		err = row.Scan(&a.Seq, &a.State, (*instant)(&a.ToldUntil), (*instant)(&a.DueAt), &a.Attempts, &a.Mail.ID, &a.Mail.To, &a.Mail.From,
			&a.Mail.Subject, &a.Mail.Text, &a.Mail.Wire, &a.Reason, (*instant)(&a.UpdatedAt))
		return a, err
	}, `SELECT seq, state, told_until, due_at, attempts, message_id, recipient, sender, subject, text, raw, reason, updated_at
		FROM alerts ORDER BY seq DESC LIMIT 1`)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Alert{}, fmt.Errorf("read last alert: %w", err)
	}
	return a, nil
}

// ToldUntil is up to when the admin knows of trouble: what the last alert tells
// that has arrived.
func (s *Store) ToldUntil(ctx context.Context) (time.Time, error) {
	at, err := one(ctx, s.read, func(row scanner) (at time.Time, err error) {
		err = row.Scan((*instant)(&at))
		return at, err
	}, `SELECT COALESCE(MAX(told_until), '') FROM alerts WHERE state = $1`, OutboxSent)
	if err != nil {
		return time.Time{}, fmt.Errorf("read what the admin was told: %w", err)
	}
	return at, nil
}

// PutAlert keeps an alert in place of what was known of it.
func (s *Store) PutAlert(ctx context.Context, a Alert) error {
	return s.update(ctx, fmt.Sprintf("keep alert %d as %s", a.Seq, a.State), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO alerts (seq, state, told_until, due_at, attempts, message_id, recipient, sender,
				subject, text, raw, reason, created_at, updated_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
			ON CONFLICT (seq) DO UPDATE SET state = excluded.state, told_until = excluded.told_until, due_at = excluded.due_at,
				attempts = excluded.attempts, message_id = excluded.message_id, recipient = excluded.recipient, sender = excluded.sender,
				subject = excluded.subject, text = excluded.text, raw = excluded.raw, reason = excluded.reason, updated_at = excluded.updated_at`,
			a.Seq, a.State, instant(a.ToldUntil), instant(a.DueAt), a.Attempts, a.Mail.ID, a.Mail.To, a.Mail.From,
			a.Mail.Subject, a.Mail.Text, notNil(a.Mail.Wire), a.Reason, instant(s.now()))
		return err
	})
}
