//go:build !slim

package e2e

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/store"
)

// seedVar repeats a run of the kill test.
const seedVar = "RAPPORT_E2E_SEED"

// killPatience is for what a killed process leaves to time-outs.
const killPatience = 3 * time.Minute

// TestKilledAtAnyTime kills the program again and again while fifty check-ins
// go out and are answered, and starts it again with the same command. In the
// end everybody has one ask and one receipt, and every number counts once.
func TestKilledAtAnyTime(t *testing.T) {
	kills := 6
	if testing.Short() {
		kills = 2
	}
	random, began := seeded(t), time.Now()
	at := servers{t.TempDir(), local(freePort(t)), local(freePort(t))}
	start := func() *process {
		return up(t, at.dir, ".", "--smtp-port", portOf(at.smtp), "--imap-port", portOf(at.imap))
	}
	crowd := newCrowd()
	declare(t, at.dir, crowd)
	ctx, cancel := context.WithTimeout(t.Context(), killPatience)
	defer cancel()
	var taken atomic.Int32
	var answering sync.WaitGroup
	answering.Go(func() { at.answerAll(ctx, crowd, &taken) })
	for i := range kills {
		p := start()
		due := random.IntN(crowdSize * (i + 1) / kills) // answers, later and later
		testkit.Until(t, "progress", killPatience, func() bool { return int(taken.Load()) >= due })
		pause(ctx, time.Duration(100+random.IntN(1400))*time.Millisecond)
		p.kill()
		t.Logf("killed after %v, with %d answers taken", time.Since(p.began).Round(time.Millisecond), taken.Load())
	}
	p := start()
	report := func(what string) { t.Logf("%s after %v", what, time.Since(began).Round(time.Millisecond)) }
	answering.Wait()
	report("all answers were taken")
	for _, m := range crowd {
		testkit.Until(t, "ask and receipt of "+m.Slug, killPatience, func() bool { return at.served(t, m) })
	}
	report("everybody had their receipt")
	checkCards(t, p, crowd)
	report("every card was right")
	if code := p.interrupt(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	checkStore(t, at.dir, crowd)
}

// seeded gives random numbers that can be had again.
func seeded(t *testing.T) *rand.Rand {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv(seedVar), 10, 64)
	if err != nil {
		seed = rand.Uint64()
	}
	t.Logf("%s=%d repeats this run", seedVar, seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// checkCards wants every number in its card, and nobody waited for but to say that their part
// is right.
func checkCards(t *testing.T, p *process, crowd []*member) {
	t.Helper()
	c := p.dial()
	for _, m := range crowd {
		testkit.Until(t, "complete card of "+m.Slug, killPatience, func() bool {
			shown := card(t, c, m.Slug)
			return strings.Contains(shown, fmt.Sprintf("**%d**", m.value)) && regexp.MustCompile(`Nobody is waited for|Waiting for \d answers? to the welcome`).MatchString(shown)
		})
	}
}

// checkStore wants every answer on record once, and nothing put aside.
func checkStore(t *testing.T, dir string, crowd []*member) {
	t.Helper()
	s, err := app.OpenStore(t.Context(), filepath.Join(dir, ".rapport"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for _, m := range crowd {
		checkRecords(t, s, m)
	}
	unsettled, err := s.Inbox(t.Context(), store.InboxQuery{States: []store.InboxState{store.InboxQuarantined, store.InboxStored}})
	if err != nil || len(unsettled) > 0 {
		t.Errorf("in quarantine or without a verdict: %v, %v", unsettled, err)
	}
	unsent, err := s.Outbox(t.Context(), store.OutboxQuery{States: []store.OutboxState{
		store.OutboxQueued, store.OutboxPacked, store.OutboxFailed, store.OutboxUnwritten, store.OutboxExpired,
	}})
	unsent = slices.DeleteFunc(unsent, func(m store.Outgoing) bool { // it waits for its hour
		return m.State == store.OutboxQueued && m.DueAt.After(time.Now())
	})
	if err != nil || len(unsent) > 0 {
		t.Errorf("not sent: %v, %v", unsent, err)
	}
}

func checkRecords(t *testing.T, s *store.Store, m *member) {
	t.Helper()
	if err := s.Verify(t.Context(), m.Slug); err != nil {
		t.Error(err)
	}
	readings, err := s.Readings(t.Context(), m.Slug)
	if err != nil || len(readings) != 1 || readings[0].Value.String() != strconv.Itoa(m.value) {
		t.Errorf("%s reported %d; on record is %v, %v", m.Slug, m.value, readings, err)
	}
	rows, err := s.Journal(t.Context(), m.Slug, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	answers := 0
	for _, row := range rows {
		if row.Entry.Text == "one answered 1 question" {
			answers++
		}
	}
	if answers != 1 {
		t.Errorf("%s answered once; the journal has %d answers", m.Slug, answers)
	}
}
