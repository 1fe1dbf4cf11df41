package store

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// roundQueries are what the postman asks with every look at the outbox, and the watch with
// every look at the mailbox.
var roundQueries = map[string]struct {
	query string
	args  []any
}{
	"due letters": {dueQuery, []any{OutboxQueued, OutboxPacked, OutboxRides, instant(noon), string(procedure.FormReminder), 200, OutboxBound}},
	"next letter": {nextDueQuery, []any{OutboxQueued, OutboxPacked, OutboxRides, instant(noon)}},
	"company":     {companyQuery, []any{"acme", "lars", OutboxQueued, jsonColumn{[]string{"milestone-due"}}}},
	"last mail":   {lastDailyQuery, []any{"acme", "lars", OutboxSent, OutboxPacked, OutboxBound, jsonColumn{[]string{"milestone-due"}}, string(procedure.FormReminder)}},
	"latest":      {latestQuery, []any{OutboxSent, OutboxPacked, instant(noon), "lars@acme.example", "acme", jsonColumn{[]string{"report"}}}},
	"sent":        {sentQuery, []any{OutboxSent, instant(noon)}},
	"riders":      {ridersQuery, []any{"acme", "lars", OutboxRides}},
	"deliveries":  {deliveriesQuery, []any{instant(noon), OutboxQueued, OutboxPacked, OutboxBound}},
	"news":        {newsQuery, []any{OutboxSent, OutboxFailed, OutboxUnwritten}},
	"backlog":     {backlogQuery, []any{instant(noon), OutboxRides, OutboxQueued, OutboxPacked, ""}},
	"stranded":    {strandedCount, []any{OutboxUnwritten, instant(noon)}},
	"forgetting":  {dueForgettingQuery, []any{instant(noon), instant(noon), 20}},
	"ended mails": {endedMailsQuery, []any{instant(noon), 20}},
	"overdue":     {overdueQuery, []any{OutboxQueued, OutboxPacked, OutboxRides, instant(noon), instant(noon)}},
	"doomed":      {doomedQuery, []any{"main"}},
	"lying":       {lyingQuery, []any{InboxQuarantined}},
	"quarantine":  {quarantineCount, []any{InboxQuarantined, instant(noon)}},
}

// What every round asks must not cost more with every year of letters.
func TestEveryRoundGoesByIndexes(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for name, q := range roundQueries {
		plan := must[[]string](t)(all(t.Context(), s.read, func(row scanner) (detail string, err error) {
			var id, parent, unused int
			err = row.Scan(&id, &parent, &unused, &detail)
			return detail, err
		}, `EXPLAIN QUERY PLAN `+q.query, q.args...))
		for _, step := range plan {
			if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "VIRTUAL TABLE") {
				t.Errorf("%s reads a whole table (%s):\n%s", name, step, strings.Join(plan, "\n"))
			}
		}
	}
}

// BenchmarkRound is a look at an outbox of 100,000 letters that are done with,
// while 3,000 deliveries are open.
func BenchmarkRound(b *testing.B) {
	s, err := Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "rapport.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if err := s.inTx(b.Context(), func(tx *sql.Tx) error {
		for i := range 103_000 {
			workflow, state, heard := fmt.Sprint("acme/", i/2), OutboxSent, 1
			if i >= 100_000 {
				workflow, state, heard = fmt.Sprint("open/", i), OutboxQueued, 0
				if _, err := tx.Exec(`INSERT INTO deliveries (workflow, step, letters, token, since, settled) VALUES ($1, $2, $3, x'01', $4, 0)`,
					workflow, fmt.Sprint(i), jsonColumn{[]string{fmt.Sprint(i)}}, instant(noon)); err != nil {
					return err
				}
			}
			if _, err := tx.Exec(`INSERT INTO outbox (workflow, letter, seq, slug, person, ask_id, template, body, opens, topic, state, due_at, attempts,
				message_id, recipient, sender, subject, text, html, raw, arrival, heard, reason, created_at, updated_at)
				VALUES ($1, $2, $3, 'acme', 'lars', $2, '', $4, 1, '', $5, $6, 0, $2, '', '', '', '', '', x'', '{}', $7, '', '', '')`,
				workflow, fmt.Sprint(i), i, jsonColumn{letter(fmt.Sprint(i))}, state, instant(noon.Add(time.Hour)), heard); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	for name, q := range roundQueries {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				if _, err := all(b.Context(), s.read, func(row scanner) (n int, err error) { return 0, nil }, q.query, q.args...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
