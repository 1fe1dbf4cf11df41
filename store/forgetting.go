package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// forgetEvery is how often it is looked whether more has come of what is forgotten.
const forgetEvery = 24 * time.Hour

// intend records when a workflow's sealed words are to go. What a later step has said
// stays when an earlier one is committed again.
func intend(ctx context.Context, tx *sql.Tx, workflow string, f procedure.Forget, decided time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO forgetting (workflow, at, keep, decided, looked_at) VALUES ($1, $2, $3, $4, '')
		ON CONFLICT (workflow) DO UPDATE SET at = excluded.at, keep = excluded.keep, decided = excluded.decided, looked_at = ''
		WHERE forgetting.decided <= excluded.decided`,
		workflow, instant(f.At), jsonColumn{f.Keep}, instant(decided))
	if err != nil {
		return fmt.Errorf("set when %s is forgotten: %w", workflow, err)
	}
	return nil
}

// intention is a workflow whose sealed words are to go, and the writings that stay.
type intention struct {
	workflow string
	at       time.Time
	keep     []procedure.Writing
}

const dueForgettingQuery = `SELECT workflow, at, keep FROM forgetting
	WHERE at <> '' AND at <= $1 AND (looked_at = '' OR looked_at <= $2) ORDER BY at LIMIT $3`

const endedMailsQuery = `SELECT id FROM inbox WHERE forget_at <> '' AND forget_at <= $1 ORDER BY forget_at LIMIT $2`

// Forget deletes what was written under seal and whose time is over: of the answers
// all but those to be kept, and the words and bytes of the mails that hold them, out
// and in. IDs and states stay, so that nothing is sent or taken twice. It sees to at
// most limit workflows, and as many mails of none, and reports whether there is more.
func (s *Store) Forget(ctx context.Context, now time.Time, limit int) (more bool, err error) {
	due, err := all(ctx, s.read, func(row scanner) (i intention, err error) {
		err = row.Scan(&i.workflow, (*instant)(&i.at), jsonColumn{&i.keep})
		return i, err
	}, dueForgettingQuery, instant(now), instant(now.Add(-forgetEvery)), limit)
	if err != nil {
		return false, fmt.Errorf("look for what is to be forgotten: %w", err)
	}
	mails, err := all(ctx, s.read, scanValue[string], endedMailsQuery, instant(now), limit)
	if err != nil {
		return false, fmt.Errorf("look for mails that are to be forgotten: %w", err)
	}
	for _, i := range due {
		if err := s.update(ctx, "forget what was written to "+i.workflow, func(tx *sql.Tx) error { return i.carryOut(ctx, tx, now) }); err != nil {
			return false, err
		}
	}
	for _, id := range mails {
		if err := s.update(ctx, "forget message "+id, func(tx *sql.Tx) error { return forgetMail(ctx, tx, id, now) }); err != nil {
			return false, err
		}
	}
	if len(due)+len(mails) > 0 {
		if err := s.forgetLog(ctx); err != nil {
			return false, err
		}
	}
	return len(due) == limit || len(mails) == limit, nil
}

// forgetLog begins the log beside the file anew: what was overwritten is in it until then.
func (s *Store) forgetLog(ctx context.Context) error {
	if _, err := s.write.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return fmt.Errorf("forget what was overwritten: %w", err)
	}
	return nil
}

// carryOut deletes, and notes when.
func (i intention) carryOut(ctx context.Context, tx *sql.Tx, now time.Time) error {
	// Who writes after the time is over has it kept as long as any sealed mail.
	until := procedure.Later(i.at, now.Add(-procedure.SealedFor))
	if err := i.answers(ctx, tx, until); err != nil {
		return err
	}
	for _, statement := range []string{forgetSent, forgetAsked} {
		if _, err := tx.ExecContext(ctx, statement, i.workflow, OutboxPacked, OutboxBound); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, forgetReceived, i.workflow, instant(until)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE forgetting SET looked_at = $2 WHERE workflow = $1`, i.workflow, instant(now))
	return err
}

// answers deletes those that are not to be kept.
func (i intention) answers(ctx context.Context, tx *sql.Tx, until time.Time) error {
	type row struct {
		ask     string
		answers []partnership.Answer
	}
	rows, err := all(ctx, tx, func(from scanner) (r row, err error) {
		err = from.Scan(&r.ask, jsonColumn{&r.answers})
		return r, err
	}, `SELECT ask_id, answers FROM sealed WHERE workflow = $1 AND updated_at <= $2`, i.workflow, instant(until))
	if err != nil {
		return err
	}
	for _, r := range rows {
		kept := slices.DeleteFunc(r.answers, func(a partnership.Answer) bool { return !i.keeps(r.ask, a.Question) })
		statement, args := `UPDATE sealed SET answers = $2, problems = 'null' WHERE ask_id = $1`, []any{r.ask, jsonColumn{kept}}
		if len(kept) == 0 {
			statement, args = `DELETE FROM sealed WHERE ask_id = $1`, args[:1]
		}
		if _, err := tx.ExecContext(ctx, statement, args...); err != nil {
			return err
		}
	}
	return nil
}

func (i intention) keeps(ask, question string) bool {
	return slices.ContainsFunc(i.keep, func(w procedure.Writing) bool { return w.Ask == ask && w.Question == question })
}

// mailsOf are those that hold letters of a workflow or to its asks, and are not on
// their way any more: also another's mail that has taken one of them along.
const mailsOf = `SELECT message_id FROM outbox
	WHERE (workflow = $1 OR ask_id IN (SELECT id FROM asks WHERE workflow = $1)) AND message_id <> '' AND state NOT IN ($2, $3)`

const forgetSent = `UPDATE outbox SET subject = '', text = '', html = '', raw = x''
	WHERE message_id IN (` + mailsOf + `) AND state NOT IN ($2, $3) AND (raw <> x'' OR text <> '')`

const forgetAsked = `UPDATE ask_letters SET text = ''
	WHERE text <> '' AND (message_id IN (` + mailsOf + `))`

const forgetReceived = `UPDATE mail_raw SET raw = x''
	WHERE sha256 IN (SELECT sha256 FROM inbox WHERE sealed = $1 AND stored_at <= $2) AND raw <> x''
	  AND NOT EXISTS (SELECT 1 FROM inbox other WHERE other.sha256 = mail_raw.sha256 AND NOT (other.sealed = $1 AND other.stored_at <= $2))`

// forgetMail deletes the bytes of a mail that has a time of its own, unless they are
// another's, too, whose time has not come.
func forgetMail(ctx context.Context, tx *sql.Tx, id string, now time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE mail_raw SET raw = x'' WHERE sha256 = (SELECT sha256 FROM inbox WHERE id = $1)
		AND NOT EXISTS (SELECT 1 FROM inbox other WHERE other.sha256 = mail_raw.sha256 AND other.id <> $1
			AND (other.sealed = '' OR other.forget_at > $2))`, id, instant(now))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE inbox SET forget_at = '' WHERE id = $1`, id)
	return err
}
