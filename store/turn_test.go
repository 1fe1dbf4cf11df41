package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit"
)

// queued starts writes one after another while somebody else has the turn, and
// lets them have theirs when all of them wait. It returns how each one went.
func queued(t *testing.T, s *Store, writes ...func() error) []error {
	t.Helper()
	s.turns.turn <- struct{}{}
	waiting := func() int {
		s.turns.mu.Lock()
		defer s.turns.mu.Unlock()
		return len(s.turns.queue)
	}
	errs := make([]error, len(writes))
	var writers sync.WaitGroup
	for i, write := range writes {
		writers.Go(func() { errs[i] = write() })
		testkit.Until(t, "writer in the queue", time.Minute, func() bool { return waiting() == i+1 })
	}
	<-s.turns.turn
	writers.Wait()
	return errs
}

func TestWritersShareATransaction(t *testing.T) {
	t.Parallel()
	s := openTest(t, filepath.Join(t.TempDir(), "x.db"))
	used := map[*sql.Tx]int{}
	var writes []func() error
	for i := range 5 {
		writes = append(writes, func() error {
			return s.inTx(t.Context(), func(tx *sql.Tx) error {
				used[tx]++
				return putSetting(t.Context(), tx, fmt.Sprintf("shared-%d", i))
			})
		})
	}
	check(t, errors.Join(queued(t, s, writes...)...))
	if len(used) != 1 {
		t.Errorf("five writers took %d transactions, want one", len(used))
	}
	diff(t, []string{"shared-0", "shared-1", "shared-2", "shared-3", "shared-4"}, settingNames(t, s))
}

// Whatever goes wrong for one writer, the others' writes are kept, each once.
func TestWritersDoNotSufferFromOthers(t *testing.T) {
	t.Parallel()
	s := openTest(t, filepath.Join(t.TempDir(), "x.db"))
	ended, end := context.WithCancel(t.Context())
	write := func(ctx context.Context, name string, after func() error) func() error {
		return func() error {
			return s.inTx(ctx, func(tx *sql.Tx) error { return errors.Join(putSetting(ctx, tx, name), after()) })
		}
	}
	fine := func() error { return nil }
	errs := queued(t, s,
		write(t.Context(), "first", fine),
		write(t.Context(), "refused", func() error { return ErrNotFound }),
		write(ended, "ended", func() error { end(); return nil }),
		write(t.Context(), "last", fine),
	)
	check(t, errors.Join(errs[0], errs[3]))
	if !errors.Is(errs[1], ErrNotFound) || errs[2] == nil {
		t.Errorf("got %v and %v, want %v and an error", errs[1], errs[2], ErrNotFound)
	}
	diff(t, []string{"first", "last"}, settingNames(t, s))
}

func putSetting(ctx context.Context, tx *sql.Tx, name string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO settings (name, value) VALUES ($1, x'')`, name)
	return err
}

func settingNames(t *testing.T, s *Store) []string {
	t.Helper()
	return must[[]string](t)(all(t.Context(), s.read, scanValue[string], `SELECT name FROM settings ORDER BY name`))
}

// BenchmarkWriters keeps the states of procedures, eight at a time.
//
//	go test ./store -run - -bench Writers
func BenchmarkWriters(b *testing.B) {
	s, err := Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "x.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	b.SetParallelism(8)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := s.PutProcedure(b.Context(), ProcedureRow{Workflow: "duo", Slug: "duo", State: []byte("{}")}); err != nil {
				b.Error(err)
			}
		}
	})
}
