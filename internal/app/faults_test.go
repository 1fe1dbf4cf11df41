//go:build !slim

package app_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// TestFirstLightUnderFaults plays a check-in on a server whose database times
// out again and again. What reaches people and what is put on record must be
// what it is on a sound server: nothing lost and nothing twice.
func TestFirstLightUnderFaults(t *testing.T) {
	t.Parallel()
	sound := firstLight(t, nil)
	if len(sound.mails[ada]) < 2 || len(sound.journal) < 5 {
		t.Fatalf("on a sound server there is too little to compare: %+v", sound)
	}
	t.Run("a tenth of the writes times out", func(t *testing.T) { underFaults(t, false, sound) })
	t.Run("a tenth of the writes is done and reported as timed out", func(t *testing.T) { underFaults(t, true, sound) })
}

// underFaults plays the check-in under several choices of failing writes.
func underFaults(t *testing.T, written bool, sound evidence) {
	var met atomic.Int64
	t.Cleanup(func() {
		if met.Load() == 0 {
			t.Error("the server met no fault")
		}
	})
	for seed := int64(1); seed <= 2; seed++ {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			faults := &devserver.Faults{Rate: 0.1, Written: written, Seed: seed}
			begun := time.Now()
			got := firstLight(t, faults)
			t.Logf("%d time-outs in %s", faults.Met(), time.Since(begun).Round(time.Millisecond))
			met.Add(int64(faults.Met()))
			if got.round != sound.round {
				t.Skip("a day began between the two runs, and rounds are named after their days")
			}
			if diff := cmp.Diff(sound, got, cmp.AllowUnexported(evidence{})); diff != "" {
				t.Errorf("what is left of a check-in (-sound server +under faults):\n%s", diff)
			}
		})
	}
}

// evidence is what a check-in leaves behind that somebody else can see.
type evidence struct {
	round   string              // the check-in's workflow ID
	mails   map[string][]string // Message-IDs by person, sorted
	journal []string            // without times, sorted
}

// firstLight plays a check-in that both leads answer and returns what is left of
// it.
func firstLight(t *testing.T, faults *devserver.Faults) evidence {
	t.Helper()
	s := settings(t, t.TempDir(), tea)
	s.Faults, s.UIPort = faults, devserver.NoUI
	fixIdentity(t, s.Data)
	w := supervise(t, s)
	defer w.stop()
	var round string
	for i, person := range []string{ada, boris} {
		answer := w.answer(person, "")
		answer.Text = "1) 150" // a quotation holds the time, and a receipt's Message-ID what it is a receipt for
		w.post(answer)
		w.mails(person, 2)
		row := w.settled(answer.ID)
		if row.State != store.InboxAccepted {
			t.Errorf("the answer was %s: %s", row.State, row.Reason)
		}
		round = row.Workflow
		w.eventually("reading in the partnership", func() bool { return w.heard(i + 1) })
	}
	w.eventually("outcome on record", func() bool {
		return slices.ContainsFunc(w.entries(), func(entry string) bool { return strings.Contains(entry, "/outcome/") })
	})
	return evidence{round, w.messageIDs(ada, boris), w.entries()}
}

// heard reports whether the partnership has a number of readings. A query fails
// like everything else on such a server.
func (w world) heard(readings int) bool {
	ctx, cancel := context.WithTimeout(w.t.Context(), w.patience)
	defer cancel()
	var p lifecycle.Partnership
	answer, err := w.Client().QueryWorkflow(ctx, slug, "", workflows.QueryState)
	if err == nil {
		err = answer.Get(&p)
	}
	return err == nil && len(p.Readings) == readings
}

// messageIDs are the IDs of the mails that people have got.
func (w world) messageIDs(addresses ...string) map[string][]string {
	w.t.Helper()
	ids := map[string][]string{}
	for _, address := range addresses {
		for _, m := range w.mails(address, 0) {
			ids[address] = append(ids[address], letter.Read(m.Raw).MessageID)
		}
		slices.Sort(ids[address])
	}
	return ids
}

// entries is what was put on record, without times and in the order of IDs.
func (w world) entries() []string {
	w.t.Helper()
	rows, err := w.Store().Journal(w.t.Context(), slug, 0, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	var all []string
	for _, row := range rows {
		e := row.Entry
		// The ID of what has no name of its own is made of its time too.
		all = append(all, fmt.Sprint(e.Workflow, "/", e.Kind, "/ ", e.Text, " (", e.Outcome, e.Source, ")"))
	}
	slices.Sort(all)
	return all
}

// supervise starts the program again when it gives up at its start, because the
// server did not answer a request that the program makes once. Whoever waits in
// this world needs patience: a mail that could not be handed over is looked at
// again after a minute.
func supervise(t *testing.T, s app.UpSettings) world {
	t.Helper()
	for range 10 {
		running, err := app.Up(t.Context(), s)
		if err == nil {
			if err = running.Applied()[0].Err; err == nil {
				return world{running, t, 3 * patience}
			}
			err = errors.Join(err, running.Stop())
		}
		t.Logf("started again after: %v", err)
		s.Faults.Seed += 100 // else the same requests would fail again
	}
	t.Fatal("the program does not start")
	return world{}
}

// fixIdentity gives an installation the secrets of every other one, of which
// Message-IDs are made.
func fixIdentity(t *testing.T, data string) {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(data, "rapport.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"instance", "token-key"} {
		if _, err := kept.Secret(t.Context(), name, func() []byte { return []byte("the-same-in-every-run-32-bytes-x") }); err != nil {
			t.Fatal(err)
		}
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
}
