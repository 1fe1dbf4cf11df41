package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// OutboxState says how far a letter has come. Values are kept in files: never
// change one.
type OutboxState string

// The states of a letter on its way out.
const (
	OutboxQueued    OutboxState = "queued"    // yet to be composed
	OutboxRides     OutboxState = "rides"     // a notice that waits for a letter to take it along
	OutboxPacked    OutboxState = "packed"    // composed; an attempt to send it is under way, or was when the program died
	OutboxBound     OutboxState = "bound"     // it travels with another letter's mail: a notice, or an ask that stands together with others
	OutboxSent      OutboxState = "sent"      // the server took it; final
	OutboxFailed    OutboxState = "failed"    // the server refused it for good; final
	OutboxUnwritten OutboxState = "unwritten" // it cannot be composed; final
	OutboxExpired   OutboxState = "expired"   // it was too late to send it; final
	OutboxRecalled  OutboxState = "recalled"  // its procedure took it back; final
	OutboxReplaced  OutboxState = "replaced"  // a newer notice took its place; final
)

// Outgoing is one letter in the outbox. Workflow and the letter's key together
// name the effect, which happens once.
type Outgoing struct {
	Letter    procedure.Letter
	State     OutboxState
	DueAt     time.Time // when to look at it next
	Attempts  int
	Mail      Mail // once it is packed
	Arrival   procedure.Arrival
	Reason    string // why the last attempt failed
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Mail is a composed mail.
type Mail struct {
	ID      string // Message-ID without angle brackets
	From    string // envelope sender
	To      string // envelope recipient
	Subject string
	Text    string
	HTML    string
	Wire    []byte // the whole message as it goes over the wire
}

const outboxColumns = `body, state, due_at, attempts, message_id, sender, recipient, subject, text, html, raw, arrival,
	reason, created_at, updated_at`

// post puts letters into the outbox. A letter that is there already stays as it
// is; a notice takes the place of an older one of its topic.
func (s *Store) post(ctx context.Context, tx *sql.Tx, letters []procedure.Letter) error {
	now := instant(s.now())
	for _, l := range letters {
		wanted, err := l.Wanted(func(keys []string) (bool, error) { return went(ctx, tx, l.Workflow, keys) })
		if err != nil {
			return fmt.Errorf("letter %s: %w", l.Key, err)
		}
		if !wanted {
			continue
		}
		state, due := OutboxQueued, l.NotBefore
		if l.Rides {
			state, due = OutboxRides, l.Until
			if err := replaceTopic(ctx, tx, l, now); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO outbox (workflow, letter, seq, slug, person, ask_id, template, body, opens, topic,
			state, due_at, attempts, message_id, recipient, sender, subject, text, html, raw, arrival, heard, reason, created_at, updated_at)
			VALUES ($1, $2, (SELECT COALESCE(MAX(seq), 0) + 1 FROM outbox), $3, $4, $5, $6, $7, $8, $9, $10, $11,
				0, '', '', '', '', '', '', x'', $12, $13, '', $14, $14)
			ON CONFLICT (workflow, letter) DO NOTHING`,
			l.Workflow, l.Key, l.Slug, l.Person, l.Ask, string(l.Template), jsonColumn{l}, l.Opens, l.Topic,
			state, instant(due), jsonColumn{procedure.Arrival{Key: l.Key}}, !l.Opens, now)
		if err != nil {
			return fmt.Errorf("letter %s: %w", l.Key, err)
		}
	}
	return nil
}

// went reports whether one of some letters has gone out or will: what nobody has read
// needs no all-clear.
func went(ctx context.Context, tx *sql.Tx, workflow string, keys []string) (due bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM outbox WHERE workflow = $1 AND letter IN (SELECT value FROM json_each($2))
		AND state NOT IN ($3, $4, $5, $6, $7))`,
		workflow, jsonColumn{keys}, OutboxRecalled, OutboxReplaced, OutboxExpired, OutboxUnwritten, OutboxFailed).Scan(&due)
	if err != nil {
		return false, fmt.Errorf("look for earlier letters: %w", err)
	}
	return due, nil
}

// replaceTopic takes older notices of a topic out, unless this very one is known.
func replaceTopic(ctx context.Context, tx *sql.Tx, l procedure.Letter, now instant) error {
	if l.Topic == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `UPDATE outbox SET state = $1, updated_at = $2
		WHERE slug = $3 AND person = $4 AND topic = $5 AND state = $6
		  AND NOT EXISTS (SELECT 1 FROM outbox known WHERE known.workflow = $7 AND known.letter = $8)`,
		OutboxReplaced, now, l.Slug, l.Person, l.Topic, OutboxRides, l.Workflow, l.Key)
	if err != nil {
		return fmt.Errorf("replace notices of %s: %w", l.Topic, err)
	}
	return nil
}

// recall takes letters back that have not gone out: some, or whatever asks. The
// letters of the same step stay: they are in the outbox already when a commit is
// repeated.
func (s *Store) recall(ctx context.Context, tx *sql.Tx, workflow string, recalls []procedure.Recall, but []procedure.Letter) error {
	now := instant(s.now())
	stay := make([]string, len(but))
	for i, l := range but {
		stay[i] = l.Key
	}
	for _, r := range recalls {
		if r.All {
			_, err := tx.ExecContext(ctx, `UPDATE outbox SET state = $1, heard = 1, updated_at = $2
				WHERE workflow = $3 AND state = $4 AND json_extract(body, '$.form') IN ($5, $6)
				  AND letter NOT IN (SELECT value FROM json_each($7))`,
				OutboxRecalled, now, workflow, OutboxQueued, string(procedure.FormAsk), string(procedure.FormReminder), jsonColumn{stay})
			if err != nil {
				return fmt.Errorf("recall letters of %s: %w", workflow, err)
			}
		}
		if r.Person != "" {
			if err := s.recallFrom(ctx, tx, workflow, r.Person, stay); err != nil {
				return err
			}
		}
		for _, key := range r.Keys {
			_, err := tx.ExecContext(ctx, `UPDATE outbox SET state = $1, heard = 1, updated_at = $2 WHERE workflow = $3 AND letter = $4 AND state IN ($5, $6)`,
				OutboxRecalled, now, workflow, key, OutboxQueued, OutboxRides)
			if err != nil {
				return fmt.Errorf("recall letter %s: %w", key, err)
			}
		}
	}
	return nil
}

// recallFrom takes back whatever waits for a person in all procedures of a
// partnership, which gives the order, but what answers their own mail.
func (s *Store) recallFrom(ctx context.Context, tx *sql.Tx, slug, person string, stay []string) error {
	_, err := tx.ExecContext(ctx, `UPDATE outbox SET state = $1, heard = 1, updated_at = $2
		WHERE slug = $3 AND person = $4 AND state IN ($5, $6) AND NOT (workflow = $3 AND letter IN (SELECT value FROM json_each($7)))
		  AND json_extract(body, '$.form') IN ($8, $9, $10)`,
		OutboxRecalled, instant(s.now()), slug, person, OutboxQueued, OutboxRides, jsonColumn{stay},
		string(procedure.FormAsk), string(procedure.FormReminder), string(procedure.FormNotice))
	if err != nil {
		return fmt.Errorf("recall letters to a person of %s: %w", slug, err)
	}
	return nil
}

// dueQuery lists what may go out. A reminder waits behind what it reminds of,
// which is tried again later than the reminder is due when the server was away.
const dueQuery = `SELECT ` + outboxColumns + ` FROM outbox o
	WHERE state IN ($1, $2, $3) AND due_at <= $4
	  AND NOT (json_extract(body, '$.form') = $5 AND EXISTS (SELECT 1 FROM outbox earlier
		WHERE earlier.ask_id = o.ask_id AND earlier.seq < o.seq AND earlier.state IN ($1, $2, $7)))
	ORDER BY seq LIMIT $6`

const nextDueQuery = `SELECT COALESCE(MIN(due_at), '') FROM outbox WHERE state IN ($1, $2, $3) AND due_at > $4`

// DueLetters lists letters that may go out, oldest first, and when the next one
// may; zero for none. Notices are due on their last day.
func (s *Store) DueLetters(ctx context.Context, now time.Time, limit int) (due []Outgoing, next time.Time, err error) {
	due, err = all(ctx, s.read, scanOutgoing, dueQuery,
		OutboxQueued, OutboxPacked, OutboxRides, instant(now), string(procedure.FormReminder), limit, OutboxBound)
	if err != nil {
		return nil, next, fmt.Errorf("list due letters: %w", err)
	}
	next, err = one(ctx, s.read, func(row scanner) (at time.Time, err error) {
		err = row.Scan((*instant)(&at))
		return at, err
	}, nextDueQuery, OutboxQueued, OutboxPacked, OutboxRides, instant(now))
	if err != nil {
		return nil, next, fmt.Errorf("look for the next letter: %w", err)
	}
	return due, next, nil
}

const ridersQuery = `SELECT body FROM outbox WHERE slug = $1 AND person = $2 AND state = $3 ORDER BY seq`

// Riders lists the notices that wait for a letter to a person, oldest first.
func (s *Store) Riders(ctx context.Context, slug, person string) ([]procedure.Letter, error) {
	list, err := all(ctx, s.read, scanLetter, ridersQuery, slug, person, OutboxRides)
	if err != nil {
		return nil, fmt.Errorf("list notices in %s: %w", slug, err)
	}
	return list, nil
}

const companyQuery = `SELECT body FROM outbox WHERE slug = $1 AND person = $2 AND state = $3
	AND template IN (SELECT value FROM json_each($4)) ORDER BY seq`

// A reminder, and a notice that waited for another mail, are no such mail.
const lastDailyQuery = `SELECT COALESCE(MAX(updated_at), '') FROM outbox WHERE slug = $1 AND person = $2 AND state IN ($3, $4, $5)
	AND template IN (SELECT value FROM json_each($6)) AND json_extract(body, '$.form') <> $7 AND json_extract(body, '$.rides') IS NULL`

// Company lists the letters to a person that wait and are of some templates, oldest
// first, and says when the latest mail of the daily ones went out; zero if none did.
func (s *Store) Company(ctx context.Context, slug, person string, templates, daily []procedure.Template) (waiting []procedure.Letter, last time.Time, err error) {
	waiting, err = all(ctx, s.read, scanLetter, companyQuery, slug, person, OutboxQueued, jsonColumn{templates})
	if err != nil {
		return nil, last, fmt.Errorf("list what waits for a person in %s: %w", slug, err)
	}
	last, err = one(ctx, s.read, func(row scanner) (at time.Time, err error) {
		err = row.Scan((*instant)(&at))
		return at, err
	}, lastDailyQuery, slug, person, OutboxSent, OutboxPacked, OutboxBound, jsonColumn{daily}, string(procedure.FormReminder))
	if err != nil {
		return nil, last, fmt.Errorf("look for the latest mail of a day to a person in %s: %w", slug, err)
	}
	return waiting, last, nil
}

const latestQuery = `SELECT COALESCE(MAX(updated_at), '') FROM outbox WHERE state IN ($1, $2) AND updated_at >= $3 AND recipient = $4 COLLATE NOCASE AND slug <> $5
	AND template IN (SELECT value FROM json_each($6))`

// Latest is when the latest mail of some templates went to an address since a time, of
// another partnership than one; zero if none did.
func (s *Store) Latest(ctx context.Context, recipient, but string, templates []procedure.Template, since time.Time) (last time.Time, err error) {
	last, err = one(ctx, s.read, func(row scanner) (at time.Time, err error) {
		err = row.Scan((*instant)(&at))
		return at, err
	}, latestQuery, OutboxSent, OutboxPacked, instant(since), recipient, but, jsonColumn{templates})
	if err != nil {
		return last, fmt.Errorf("look for the latest mail to an address: %w", err)
	}
	return last, nil
}

const spanningQuery = `SELECT body FROM outbox WHERE state = $1 AND (template IN (SELECT value FROM json_each($2))
	OR template = $3 AND json_extract(body, '$.divided') IS NOT NULL) OR state = $4 AND due_at <= $5 ORDER BY seq`

// Spanning lists the letters of some templates that wait in all partnerships, the receipts
// of mails that several procedures were told of, and the notices whose last day ends before
// a time; oldest first.
func (s *Store) Spanning(ctx context.Context, templates []procedure.Template, until time.Time) ([]procedure.Letter, error) {
	list, err := all(ctx, s.read, scanLetter, spanningQuery, OutboxQueued, jsonColumn{templates}, string(procedure.TemplateReceipt), OutboxRides, instant(until))
	if err != nil {
		return nil, fmt.Errorf("list what waits in all partnerships: %w", err)
	}
	return list, nil
}

// Joined is a letter that stands together with others in one mail.
type Joined struct {
	Letter  procedure.Letter
	Ask     Ask
	Arrival procedure.Arrival
}

// Pack keeps the mail of a letter before the attempt to send it, with its ask,
// and binds the notices that it takes along, and the letters that stand together in
// it, itself among them. ErrNotFound says that one of them waits no more: it was taken
// back, or another has taken it along.
func (s *Store) Pack(
	ctx context.Context, l procedure.Letter, m Mail, ask Ask, arrival procedure.Arrival, also []procedure.Letter, joined []Joined,
) error {
	return s.update(ctx, "pack letter "+l.Key, func(tx *sql.Tx) error {
		now := instant(s.now())
		if err := putAsk(ctx, tx, ask); err != nil {
			return err
		}
		err := execOne(ctx, tx, `UPDATE outbox SET state = $3, message_id = $4, sender = $5, recipient = $6,
			subject = $7, text = $8, html = $9, raw = $10, arrival = $11, updated_at = $12
			WHERE workflow = $1 AND letter = $2 AND state IN ($13, $14)`,
			l.Workflow, l.Key, OutboxPacked, m.ID, m.From, m.To, m.Subject, m.Text, m.HTML, notNil(m.Wire),
			jsonColumn{arrival}, now, OutboxQueued, OutboxRides)
		if err != nil {
			return err
		}
		if err := unbind(ctx, tx, m.ID, l, now); err != nil {
			return err
		}
		for _, rider := range also {
			_, err := tx.ExecContext(ctx, `UPDATE outbox SET state = $3, message_id = $4, updated_at = $5
				WHERE workflow = $1 AND letter = $2 AND state = $6`,
				rider.Workflow, rider.Key, OutboxBound, m.ID, now, OutboxRides)
			if err != nil {
				return err
			}
		}
		return bindJoined(ctx, tx, l, m.ID, joined, now)
	})
}

// bindJoined binds the letters that stand together in a mail to the one that carries
// them, and keeps the ask of each.
func bindJoined(ctx context.Context, tx *sql.Tx, carrier procedure.Letter, messageID string, joined []Joined, now instant) error {
	for i, j := range joined {
		j.Ask.MessageID = fmt.Sprintf("%s#%d", messageID, i+1) // the mail itself is of all of them
		if err := putAsk(ctx, tx, j.Ask); err != nil {
			return err
		}
		if j.Letter.Workflow == carrier.Workflow && j.Letter.Key == carrier.Key {
			continue
		}
		err := execOne(ctx, tx, `UPDATE outbox SET state = $3, message_id = $4, arrival = $5, updated_at = $6
			WHERE workflow = $1 AND letter = $2 AND state = $7`,
			j.Letter.Workflow, j.Letter.Key, OutboxBound, messageID, jsonColumn{j.Arrival}, now, waiting(j.Letter))
		if err != nil {
			return err
		}
	}
	return nil
}

// unbind lets what travelled with a letter wait again that did not go out, unless it
// is a notice and a newer one of its topic has come meanwhile.
func unbind(ctx context.Context, tx *sql.Tx, messageID string, carrier procedure.Letter, now instant) error {
	_, err := tx.ExecContext(ctx, `UPDATE outbox AS bound SET message_id = '', updated_at = $1,
			state = CASE WHEN topic <> '' AND EXISTS (SELECT 1 FROM outbox newer
				WHERE newer.slug = bound.slug AND newer.person = bound.person AND newer.topic = bound.topic
				  AND newer.seq > bound.seq AND newer.state IN ($2, $3)) THEN $4 WHEN json_extract(body, '$.rides') IS NULL THEN $6 ELSE $2 END
		WHERE message_id = $5 AND state = $3`,
		now, OutboxRides, OutboxBound, OutboxReplaced, messageID, OutboxQueued)
	if err != nil {
		return fmt.Errorf("unbind what travelled with letter %s: %w", carrier.Key, err)
	}
	return nil
}

// MarkSent records that the server took a letter's mail, with all that travelled
// in it.
func (s *Store) MarkSent(ctx context.Context, l procedure.Letter, at time.Time) error {
	return s.update(ctx, "mark letter "+l.Key+" as sent", func(tx *sql.Tx) error {
		row, err := one(ctx, tx, scanOutgoing, `SELECT `+outboxColumns+` FROM outbox WHERE workflow = $1 AND letter = $2`, l.Workflow, l.Key)
		if err != nil || row.State == OutboxSent {
			return err
		}
		row.Arrival.At = at
		now := instant(s.now())
		err = execOne(ctx, tx, `UPDATE outbox SET state = $3, attempts = attempts + 1, arrival = $4, reason = '', updated_at = $5
			WHERE workflow = $1 AND letter = $2`,
			l.Workflow, l.Key, OutboxSent, jsonColumn{row.Arrival}, now)
		if err != nil {
			return err
		}
		return sentAlong(ctx, tx, row.Mail.ID, at, now)
	})
}

// sentAlong records that what travelled with a mail has arrived: whoever awaits it
// hears when.
func sentAlong(ctx context.Context, tx *sql.Tx, messageID string, at time.Time, now instant) error {
	bound, err := all(ctx, tx, scanOutgoing, `SELECT `+outboxColumns+` FROM outbox WHERE message_id = $1 AND state = $2`, messageID, OutboxBound)
	if err != nil {
		return err
	}
	for _, row := range bound {
		if row.Letter.Opens {
			row.Arrival.At = at
		}
		err := execOne(ctx, tx, `UPDATE outbox SET state = $3, arrival = $4, updated_at = $5 WHERE workflow = $1 AND letter = $2`,
			row.Letter.Workflow, row.Letter.Key, OutboxSent, jsonColumn{row.Arrival}, now)
		if err != nil {
			return err
		}
	}
	return nil
}

// MarkRetry records that the server did not take a letter's mail: it is composed
// anew next time, unless it may have been taken after all.
func (s *Store) MarkRetry(ctx context.Context, l procedure.Letter, reason string, unknown bool, next time.Time) error {
	state := waiting(l)
	if unknown {
		state = OutboxPacked
	}
	return s.mark(ctx, l, mark{state: state, attempts: 1, reason: reason, due: next})
}

// Postpone records that it is too early to send a letter.
func (s *Store) Postpone(ctx context.Context, l procedure.Letter, until time.Time) error {
	return s.mark(ctx, l, mark{state: waiting(l), due: until})
}

// MarkFailed records that the server will never take a letter's mail.
func (s *Store) MarkFailed(ctx context.Context, l procedure.Letter, reason string, why procedure.Setback) error {
	return s.mark(ctx, l, mark{
		state: OutboxFailed, attempts: 1, reason: reason, arrival: &procedure.Arrival{Key: l.Key, Refused: true, Setback: why},
	})
}

// MarkUnwritten records that a letter cannot be composed.
func (s *Store) MarkUnwritten(ctx context.Context, l procedure.Letter, reason string) error {
	return s.mark(ctx, l, mark{
		state: OutboxUnwritten, reason: reason, arrival: &procedure.Arrival{Key: l.Key, Unwritten: true, Reason: reason},
	})
}

// Expire records that it was too late to send a letter.
func (s *Store) Expire(ctx context.Context, l procedure.Letter) error {
	return s.mark(ctx, l, mark{state: OutboxExpired})
}

// waiting is the state of a letter that has not been packed.
func waiting(l procedure.Letter) OutboxState {
	if l.Rides {
		return OutboxRides
	}
	return OutboxQueued
}

// mark is what has become of a letter.
type mark struct {
	state    OutboxState
	attempts int // to send it, with this one
	reason   string
	due      time.Time
	arrival  *procedure.Arrival // nil: as it was
}

// open reports whether something may still become of a letter by itself.
func (state OutboxState) open() bool {
	return state == OutboxQueued || state == OutboxRides || state == OutboxPacked
}

// mark changes the state of a letter that is still to be sent; one that was
// taken back meanwhile stays so. What travelled with it waits for another.
func (s *Store) mark(ctx context.Context, l procedure.Letter, m mark) error {
	return s.update(ctx, fmt.Sprintf("mark letter %s as %s", l.Key, m.state), func(tx *sql.Tx) error {
		row, err := one(ctx, tx, scanOutgoing, `SELECT `+outboxColumns+` FROM outbox WHERE workflow = $1 AND letter = $2`, l.Workflow, l.Key)
		if err != nil || !row.State.open() {
			return err
		}
		now := instant(s.now())
		arrival := cmp.Or(m.arrival, &row.Arrival)
		heard := m.state == OutboxExpired // its procedure knows the time as well
		err = execOne(ctx, tx, `UPDATE outbox SET state = $3, attempts = attempts + $4, reason = $5, due_at = $6, arrival = $7,
				heard = MAX(heard, $8), updated_at = $9,
				failing_since = CASE WHEN $5 = '' THEN '' WHEN failing_since = '' THEN $9 ELSE failing_since END
			WHERE workflow = $1 AND letter = $2`,
			l.Workflow, l.Key, m.state, m.attempts, m.reason, instant(m.due), jsonColumn{arrival}, heard, now)
		if err != nil || m.state == OutboxPacked || row.Mail.ID == "" {
			return err
		}
		return unbind(ctx, tx, row.Mail.ID, l, now)
	})
}

// OutboxQuery selects letters; zero fields select all.
type OutboxQuery struct {
	Slug   string
	States []OutboxState
	Limit  int // the newest
}

// Outbox lists letters, newest first.
func (s *Store) Outbox(ctx context.Context, q OutboxQuery) ([]Outgoing, error) {
	where, args := filter{}.equal("slug", q.Slug).in("state", texts(q.States)).sql(q.Limit)
	list, err := all(ctx, s.read, scanOutgoing, `SELECT `+outboxColumns+` FROM outbox`+where+` ORDER BY seq DESC LIMIT $1`, args...)
	if err != nil {
		return nil, fmt.Errorf("list outbox: %w", err)
	}
	return list, nil
}

// Outgoing returns the letter whose mail has a Message-ID, or ErrNotFound.
func (s *Store) Outgoing(ctx context.Context, messageID string) (Outgoing, error) {
	m, err := one(ctx, s.read, scanOutgoing, `SELECT `+outboxColumns+` FROM outbox WHERE message_id = $1 AND raw <> x'' LIMIT 1`, messageID)
	if err != nil {
		return Outgoing{}, fmt.Errorf("read mail %s: %w", messageID, err)
	}
	return m, nil
}

func scanOutgoing(row scanner) (m Outgoing, err error) {
	err = row.Scan(jsonColumn{&m.Letter}, &m.State, (*instant)(&m.DueAt), &m.Attempts, &m.Mail.ID, &m.Mail.From, &m.Mail.To,
		&m.Mail.Subject, &m.Mail.Text, &m.Mail.HTML, &m.Mail.Wire, jsonColumn{&m.Arrival}, &m.Reason,
		(*instant)(&m.CreatedAt), (*instant)(&m.UpdatedAt))
	return m, err
}

func scanLetter(row scanner) (l procedure.Letter, err error) {
	err = row.Scan(jsonColumn{&l})
	return l, err
}

// errNoRow hides that a row is missing where that is fine.
func errNoRow(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}
