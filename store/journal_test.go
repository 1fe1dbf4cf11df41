package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/chain"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func entry(id string) procedure.Entry {
	return procedure.Entry{
		ID: id, At: time.Date(2026, 12, 1, 9, 0, 0, 5, time.UTC), Workflow: "acme/check-in/weekly/2026-12-01",
		Kind: "reply", Actor: "lars", Goal: "leads", Text: "Ответ: mql 130", Source: "<1@acme.test>",
	}
}

// journaled is a record of one entry.
func journaled(slug, id string) Record {
	return Record{Slug: slug, Entries: []procedure.Entry{entry(id)}}
}

func reading(id string) measure.Reading {
	return measure.Reading{
		ID: id, KPI: "mql", Period: "2026-12-01", Value: decimal.RequireFromString("4150.50"), Reporter: "lars",
		At: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), Late: true, Source: "<1@acme.test>", Reason: "both logs were read",
	}
}

func TestARepeatedCommitAddsOnlyWhatIsNew(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	check(t, s.Commit(ctx, Record{Slug: "acme", Entries: []procedure.Entry{entry("e1"), entry("e2")}, Readings: []measure.Reading{reading("r1")}}))
	// A repeat, with something new beside it.
	check(t, s.Commit(ctx, Record{
		Slug: "acme", Entries: []procedure.Entry{entry("e2"), entry("e3")}, Readings: []measure.Reading{reading("r1"), reading("r2")},
	}))

	rows := must[[]JournalRow](t)(s.Journal(ctx, "acme", 0, 0))
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Seq, r.Entry.ID))
	}
	diff(t, []string{"1e1", "2e2", "3e3"}, got)
	diff(t, entry("e1"), rows[0].Entry)
	diff(t, []measure.Reading{reading("r1"), reading("r2")}, must[[]measure.Reading](t)(s.Readings(ctx, "acme")))
	check(t, s.Verify(ctx, "acme"))
}

// The log of decisions is told by the entries of that kind alone; a later one of the same key
// takes the place of the first.
func TestTheLogOfDecisionsIsReadFromTheJournal(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	decided := func(id, key string, result decision.Result) procedure.Entry {
		e := entry(id)
		e.Kind, e.Decision = procedure.EntryDecision, &procedure.Decision{Key: key, Text: key, Result: result, Decided: e.At}
		return e
	}
	check(t, s.Commit(ctx, Record{Slug: "acme", Entries: []procedure.Entry{
		decided("e1", "fair", decision.Carried), entry("e2"), decided("e3", "hall", decision.Rejected), decided("e4", "fair", decision.Vetoed),
	}}))
	check(t, s.Commit(ctx, Record{Slug: "other", Entries: []procedure.Entry{decided("e1", "elsewhere", decision.Carried)}}))
	var got []string
	for _, d := range must[[]procedure.Decision](t)(s.Decisions(ctx, "acme")) {
		got = append(got, d.Key+" "+string(d.Result))
	}
	diff(t, []string{"fair vetoed", "hall rejected"}, got)
}

func TestJournalPages(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for i := range 5 {
		check(t, s.Commit(t.Context(), journaled("acme", fmt.Sprint(i))))
	}
	page := must[[]JournalRow](t)(s.Journal(t.Context(), "acme", 2, 2))
	if len(page) != 2 || page[0].Seq != 3 || page[1].Seq != 4 {
		t.Errorf("got %v, want entries 3 and 4", page)
	}
}

func TestJournalRefusesUpdateAndDelete(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	check(t, s.Commit(t.Context(), journaled("acme", "e1")))
	for _, q := range []string{`UPDATE journal SET hash = 'x'`, `DELETE FROM journal`} {
		if _, err := s.write.ExecContext(t.Context(), q); err == nil {
			t.Errorf("%s went through", q)
		}
	}
}

func TestVerifyFindsTampering(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		tamper string
		seq    int64
	}{
		"entry changed":     {`UPDATE journal SET entry = replace(entry, '130', '310') WHERE seq = 2`, 2},
		"hash changed":      {`UPDATE journal SET hash = '00' WHERE seq = 3`, 3},
		"id changed":        {`UPDATE journal SET id = 'other' WHERE seq = 4`, 4},
		"first removed":     {`DELETE FROM journal WHERE seq = 1`, 1},
		"one removed":       {`DELETE FROM journal WHERE seq = 3`, 3},
		"newest removed":    {`DELETE FROM journal WHERE seq = 5`, 5},
		"all removed":       {`DELETE FROM journal`, 1},
		"two swapped":       {`UPDATE journal SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE seq IN (2, 3); UPDATE journal SET seq = -seq WHERE seq < 0`, 2},
		"moved from others": {`DELETE FROM journal WHERE slug = 'acme'; UPDATE journal SET slug = 'acme' WHERE slug = 'other'`, 1},
		"head changed":      {`UPDATE journal_heads SET seq = 4 WHERE slug = 'acme'`, 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "rapport.db")
			s := openTest(t, path)
			for i := range 5 {
				check(t, s.Commit(t.Context(), journaled("acme", fmt.Sprint(i))))
				check(t, s.Commit(t.Context(), journaled("other", fmt.Sprint(i))))
			}
			check(t, s.Verify(t.Context(), "acme"))
			check(t, s.Close())

			db := openRaw(t, path)
			execRaw(t, db, `DROP TRIGGER journal_refuses_update; DROP TRIGGER journal_refuses_delete`)
			execRaw(t, db, tc.tamper)
			check(t, db.Close())

			var broken *chain.BrokenError
			if err := openTest(t, path).Verify(t.Context(), "acme"); !errors.As(err, &broken) || broken.Seq != tc.seq {
				t.Errorf("Verify: got %v, want a break at entry %d", err, tc.seq)
			}
		})
	}
}

// Whatever is appended, in whatever portions and however often repeated, the
// journal holds every entry once, in the order of first appearance, and its
// chain holds.
func TestCommitIsIdempotent(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		slug := fmt.Sprint("run-", run)
		var want []string
		seen := make(map[string]bool)
		for _, portion := range rapid.SliceOfN(rapid.SliceOfN(rapid.StringMatching(`[a-f]{1,2}`), 0, 4), 0, 5).Draw(rt, "portions") {
			var entries []procedure.Entry
			var readings []measure.Reading
			for _, id := range portion {
				entries, readings = append(entries, entry(id)), append(readings, reading(id))
				if !seen[id] {
					seen[id] = true
					want = append(want, id)
				}
			}
			if err := s.Commit(t.Context(), Record{Slug: slug, Entries: entries, Readings: readings}); err != nil {
				rt.Fatal(err)
			}
		}
		rows, err := s.Journal(t.Context(), slug, 0, 0)
		if err != nil || s.Verify(t.Context(), slug) != nil || len(rows) != len(want) {
			rt.Fatalf("got %d entries, %v, want %d", len(rows), err, len(want))
		}
		readings, err := s.Readings(t.Context(), slug)
		if err != nil || len(readings) != len(want) {
			rt.Fatalf("got %d readings, %v, want %d", len(readings), err, len(want))
		}
		for i, id := range want {
			if rows[i].Entry.ID != id || readings[i].ID != id || rows[i].Seq != int64(i+1) {
				rt.Fatalf("row %d: got %v and %v, want %s", i, rows[i], readings[i], id)
			}
		}
	})
}

func TestConcurrentWritersAndReaders(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	// Two stores on one file: a worker and a command line beside it.
	stores := []*Store{openTest(t, path), openTest(t, path)}
	const writers, each = 8, 10
	var wg sync.WaitGroup
	for w := range writers {
		s := stores[w%len(stores)]
		wg.Go(func() {
			for i := range each {
				id := fmt.Sprint(w, "-", i)
				record := journaled("acme", id)
				record.Readings = []measure.Reading{reading(id)}
				if err := s.Commit(t.Context(), record); err != nil {
					t.Error(err)
				}
				if err := s.Verify(t.Context(), "acme"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := len(must[[]JournalRow](t)(stores[0].Journal(t.Context(), "acme", 0, 0))); n != writers*each {
		t.Errorf("got %d entries, want %d", n, writers*each)
	}
}
