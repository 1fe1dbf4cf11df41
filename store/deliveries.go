package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Delivery is what a step of a workflow waits for.
type Delivery struct {
	Workflow string
	Step     string
	Keys     []string
	Token    []byte
}

// expect records that a step waits for letters. Its activity begins later.
func expect(ctx context.Context, tx *sql.Tx, workflow string, awaits []procedure.Await) error {
	for _, a := range awaits {
		if len(a.Keys) == 0 {
			continue
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO deliveries (workflow, step, letters, token, since, settled)
			VALUES ($1, $2, $3, x'', '', 0) ON CONFLICT DO NOTHING`, workflow, a.Keys[0], jsonColumn{a.Keys})
		if err != nil {
			return fmt.Errorf("await letter %s: %w", a.Keys[0], err)
		}
	}
	return nil
}

// AwaitDelivery keeps the token of the activity that waits for a step's letters,
// and returns what is known of them. When all is known nothing waits any more.
func (s *Store) AwaitDelivery(ctx context.Context, workflow, step string, token []byte, now time.Time) (known []procedure.Arrival, all bool, err error) {
	err = s.update(ctx, "await letters of "+workflow, func(tx *sql.Tx) error {
		d, err := one(ctx, tx, scanDelivery, `SELECT workflow, step, letters, token FROM deliveries WHERE workflow = $1 AND step = $2`, workflow, step)
		if err != nil {
			all = errors.Is(err, ErrNotFound) // there is nothing to wait for
			return errNoRow(err)
		}
		if known, all, err = arrivals(ctx, tx, d, now); err != nil {
			return err
		}
		if all {
			return settle(ctx, tx, d, known)
		}
		return execOne(ctx, tx, `UPDATE deliveries SET token = $3, since = $4, settled = 0 WHERE workflow = $1 AND step = $2`,
			workflow, step, token, instant(now))
	})
	return known, all, err
}

// deliveriesQuery looks at open deliveries only, and at letters by their keys.
const deliveriesQuery = `SELECT workflow, step, letters, token FROM deliveries d
	WHERE settled = 0 AND token <> x'' AND (since < $1 OR NOT EXISTS (
		SELECT 1 FROM json_each(d.letters) k CROSS JOIN outbox o ON o.workflow = d.workflow AND o.letter = k.value
		WHERE o.state IN ($2, $3, $4)))
	ORDER BY since`

// Deliveries lists those whose letters have all arrived, or that have waited
// since before a time, with what is known.
func (s *Store) Deliveries(ctx context.Context, since time.Time) (waiting []Delivery, known [][]procedure.Arrival, err error) {
	waiting, err = all(ctx, s.read, scanDelivery, deliveriesQuery, instant(since), OutboxQueued, OutboxPacked, OutboxBound)
	if err != nil {
		return nil, nil, fmt.Errorf("list deliveries: %w", err)
	}
	now := s.now()
	for _, d := range waiting {
		arrived, _, err := arrivals(ctx, s.read, d, now)
		if err != nil {
			return nil, nil, fmt.Errorf("list deliveries: %w", err)
		}
		known = append(known, arrived)
	}
	return waiting, known, nil
}

// SettleDelivery forgets a delivery whose workflow has heard what is known.
func (s *Store) SettleDelivery(ctx context.Context, d Delivery, known []procedure.Arrival) error {
	return s.update(ctx, "settle delivery of "+d.Workflow, func(tx *sql.Tx) error { return settle(ctx, tx, d, known) })
}

func settle(ctx context.Context, tx *sql.Tx, d Delivery, known []procedure.Arrival) error {
	_, err := tx.ExecContext(ctx, `UPDATE deliveries SET settled = 1, token = x'' WHERE workflow = $1 AND step = $2`, d.Workflow, d.Step)
	if err != nil {
		return err
	}
	var keys []string
	for _, a := range known {
		if final(a) {
			keys = append(keys, a.Key)
		}
	}
	return heard(ctx, tx, d.Workflow, keys)
}

func heard(ctx context.Context, tx *sql.Tx, workflow string, keys []string) error {
	for _, key := range keys {
		if _, err := tx.ExecContext(ctx, `UPDATE outbox SET heard = 1 WHERE workflow = $1 AND letter = $2`, workflow, key); err != nil {
			return err
		}
	}
	return nil
}

// newsQuery looks at what is unheard of only.
const newsQuery = `SELECT o.workflow, o.arrival FROM outbox o
	WHERE o.opens = 1 AND o.heard = 0 AND o.state IN ($1, $2, $3)
	  AND NOT EXISTS (SELECT 1 FROM deliveries d, json_each(d.letters) k
		WHERE d.workflow = o.workflow AND d.settled = 0 AND k.value = o.letter)
	ORDER BY o.workflow, o.seq`

// News lists, by workflow, what has become of letters since nobody waits for
// them any more.
func (s *Store) News(ctx context.Context) (workflows []string, news [][]procedure.Arrival, err error) {
	type item struct {
		workflow string
		arrival  procedure.Arrival
	}
	list, err := all(ctx, s.read, func(row scanner) (i item, err error) {
		err = row.Scan(&i.workflow, jsonColumn{&i.arrival})
		return i, err
	}, newsQuery, OutboxSent, OutboxFailed, OutboxUnwritten)
	if err != nil {
		return nil, nil, fmt.Errorf("list news: %w", err)
	}
	for _, i := range list {
		if len(workflows) == 0 || workflows[len(workflows)-1] != i.workflow {
			workflows, news = append(workflows, i.workflow), append(news, nil)
		}
		news[len(news)-1] = append(news[len(news)-1], i.arrival)
	}
	return workflows, news, nil
}

// Heard records that a workflow knows what became of letters.
func (s *Store) Heard(ctx context.Context, workflow string, known []procedure.Arrival) error {
	return s.update(ctx, "mark letters of "+workflow+" as heard of", func(tx *sql.Tx) error {
		keys := make([]string, len(known))
		for i, a := range known {
			keys[i] = a.Key
		}
		return heard(ctx, tx, workflow, keys)
	})
}

// final reports whether nothing more will become of a letter.
func final(a procedure.Arrival) bool { return !a.At.IsZero() || a.Refused || a.Unwritten }

// letterStatus is what the outbox knows of a letter.
type letterStatus struct {
	arrival procedure.Arrival
	state   OutboxState
	due     time.Time
	reason  string
}

// arrivals returns what is known of a delivery's letters, in their order, and
// whether that is all. Nobody waits for letters that will not go out.
func arrivals(ctx context.Context, q querier, d Delivery, now time.Time) (known []procedure.Arrival, all bool, err error) {
	all = true
	for _, key := range d.Keys {
		l, err := one(ctx, q, func(row scanner) (l letterStatus, err error) {
			err = row.Scan(jsonColumn{&l.arrival}, &l.state, (*instant)(&l.due), &l.reason)
			return l, err
		}, `SELECT arrival, state, due_at, reason FROM outbox WHERE workflow = $1 AND letter = $2`, d.Workflow, key)
		switch {
		case errors.Is(err, ErrNotFound), err == nil && (l.state == OutboxRecalled || l.state == OutboxExpired):
			continue
		case err != nil:
			return nil, false, fmt.Errorf("letter %s: %w", key, err)
		}
		if !final(l.arrival) && l.reason == "" && l.due.After(now) {
			l.arrival.Held = l.due
		}
		known = append(known, l.arrival)
		all = all && final(l.arrival)
	}
	return known, all, nil
}

func scanDelivery(row scanner) (d Delivery, err error) {
	err = row.Scan(&d.Workflow, &d.Step, jsonColumn{&d.Keys}, &d.Token)
	return d, err
}
