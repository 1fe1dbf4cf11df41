package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Trouble is what went wrong with mail in a stretch of time.
type Trouble struct {
	Until     time.Time // everything up to here was looked at
	Unwritten Stranded  // letters that cannot be composed
	Refused   Stranded  // letters that the mail server will never take
	// Waiting is how many letters should have gone out long ago, and since when
	// the first of them waits.
	Waiting      int
	WaitingSince time.Time
	// Quarantined is how many mails were put into quarantine, and why the newest
	// of them were.
	Quarantined      int
	QuarantinedSince time.Time
	QuarantinedFor   []string
	// Lying is how many mails are in quarantine, whenever they came.
	Lying int
	// Channels is of the people whom mail does not reach any more, or who have left.
	Channels      []ChannelNews
	ChannelsCount int
	ChannelsSince time.Time
}

// ChannelNews is what has become of the mail to somebody in a partnership.
type ChannelNews struct {
	Slug, Text string
	At         time.Time
}

// Stranded are letters that will not go out by themselves.
type Stranded struct {
	Count  int
	Since  time.Time
	Newest []StrandedLetter
}

// StrandedLetter says which letter it is, and nothing of what is in it.
type StrandedLetter struct {
	Slug     string
	Workflow string
	Template procedure.Template
	Person   string
	Reason   string
	At       time.Time
}

// Since is when the first of it happened; zero for no trouble.
func (t Trouble) Since() time.Time {
	var first time.Time
	for _, at := range []time.Time{t.Unwritten.Since, t.Refused.Since, t.WaitingSince, t.QuarantinedSince, t.ChannelsSince} {
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

const strandedQuery = `SELECT slug, workflow, template, person, reason, updated_at FROM outbox
	WHERE state = $1 AND updated_at > $2 ORDER BY updated_at DESC, seq DESC LIMIT $3`

const strandedCount = `SELECT COUNT(*), COALESCE(MIN(updated_at), '') FROM outbox WHERE state = $1 AND updated_at > $2`

// overdueQuery counts from the first attempt, or from when a letter that was
// never tried might have gone out.
const overdueQuery = `SELECT COUNT(*), COALESCE(MIN(since), '') FROM (
		SELECT CASE WHEN failing_since <> '' THEN failing_since ELSE MAX(due_at, created_at) END AS since
		FROM outbox WHERE state IN ($1, $2) OR state = $3 AND (failing_since <> '' OR due_at <= $5)
	) WHERE since <= $4`

// quarantineTerms leave out what machines wrote and nobody had asked for: a
// bounce of the mail to the admin would bring about the next one.
const quarantineTerms = ` FROM inbox WHERE state = $1 AND updated_at > $2 AND (class IN ('reply', '') OR ask_id <> '')`

const (
	quarantineCount = `SELECT COUNT(*), COALESCE(MIN(updated_at), '')` + quarantineTerms
	lyingQuery      = `SELECT COUNT(*) FROM inbox WHERE state = $1`
	quarantineQuery = `SELECT reason` + quarantineTerms + ` GROUP BY reason ORDER BY MAX(updated_at) DESC LIMIT $3`
)

// channelQuery reads the states of the partnerships that go on.
const channelQuery = `SELECT p.slug, json_extract(c.value, '$.news'), json_extract(c.value, '$.news_at')
	FROM procedures p, json_each(p.state, '$.channels') c
	WHERE p.workflow = p.slug AND p.outcome = '' AND json_extract(c.value, '$.news') IS NOT NULL`

// channels finds what partnerships have heard of people's mail since a time.
func (t *Trouble) channels(ctx context.Context, q querier, since time.Time, examples int) error {
	list, err := all(ctx, q, func(row scanner) (n ChannelNews, err error) {
		var at string
		if err := row.Scan(&n.Slug, &n.Text, &at); err != nil {
			return n, err
		}
		n.At, err = time.Parse(time.RFC3339Nano, at)
		return n, err
	}, channelQuery)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(n ChannelNews) bool { return !n.At.After(since) })
	slices.SortStableFunc(list, func(a, b ChannelNews) int { return b.At.Compare(a.At) })
	if t.ChannelsCount = len(list); t.ChannelsCount > 0 {
		t.ChannelsSince = list[len(list)-1].At
	}
	t.Channels = list[:min(len(list), examples)]
	return nil
}

// Trouble gathers what went wrong since a time, with so many examples of each
// kind, and the letters that should have gone out before another time. It is
// read under the writer's lock: what is written later is later than Until.
func (s *Store) Trouble(ctx context.Context, since, overdue time.Time, examples int) (t Trouble, err error) {
	err = s.update(ctx, "look for trouble", func(tx *sql.Tx) error {
		t = Trouble{Until: s.now()}
		if t.Unwritten, err = stranded(ctx, tx, OutboxUnwritten, since, examples); err != nil {
			return err
		}
		if t.Refused, err = stranded(ctx, tx, OutboxFailed, since, examples); err != nil {
			return err
		}
		t.Waiting, t.WaitingSince, err = count(ctx, tx, overdueQuery, OutboxQueued, OutboxPacked, OutboxRides, instant(overdue), instant(t.Until))
		if err != nil {
			return err
		}
		t.Quarantined, t.QuarantinedSince, err = count(ctx, tx, quarantineCount, InboxQuarantined, instant(since))
		if err != nil {
			return err
		}
		if t.Lying, err = one(ctx, tx, scanValue[int], lyingQuery, InboxQuarantined); err != nil {
			return err
		}
		t.QuarantinedFor, err = all(ctx, tx, scanValue[string], quarantineQuery, InboxQuarantined, instant(since), examples)
		if err != nil {
			return err
		}
		return t.channels(ctx, tx, since, examples)
	})
	return t, err
}

// stranded finds letters that came into a state since a time.
func stranded(ctx context.Context, q querier, state OutboxState, since time.Time, examples int) (l Stranded, err error) {
	if l.Count, l.Since, err = count(ctx, q, strandedCount, state, instant(since)); err != nil {
		return Stranded{}, err
	}
	l.Newest, err = all(ctx, q, func(row scanner) (l StrandedLetter, err error) {
		err = row.Scan(&l.Slug, &l.Workflow, &l.Template, &l.Person, &l.Reason, (*instant)(&l.At))
		return l, err
	}, strandedQuery, state, instant(since), examples)
	return l, err
}

// count reads a number of rows and the time of the first.
func count(ctx context.Context, q querier, query string, args ...any) (n int, first time.Time, err error) {
	_, err = one(ctx, q, func(row scanner) (struct{}, error) { return struct{}{}, row.Scan(&n, (*instant)(&first)) }, query, args...)
	return n, first, err
}
