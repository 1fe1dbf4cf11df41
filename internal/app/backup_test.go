//go:build !slim

package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/backup"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/store"
)

// afterCrash is how long things may take after a backup, which ends what runs as a crash does:
// the server gives up what was under way only when nothing is heard of it.
const afterCrash = 4 * time.Minute

// backUp writes a backup of what runs.
func backUp(t *testing.T, data, file string) backup.Manifest {
	t.Helper()
	m, err := app.Backup(t.Context(), data, file, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestABackupOfWhatRunsGoesOnElsewhere backs up while people answer, goes on from the backup in
// another place, and finds what was on its way at that moment: nobody is asked twice, what was
// answered counts, and who had not answered is still waited for.
func TestABackupOfWhatRunsGoesOnElsewhere(t *testing.T) {
	t.Parallel()
	data, files := t.TempDir(), t.TempDir()
	first := start(t, settings(t, data, tea))
	ada := first.answer("ada@tea.example", "1) 150\n")
	first.mails("boris@kettle.example", 1)
	first.post(ada)
	first.settled(ada.ID)
	first.mails("ada@tea.example", 2) // the receipt
	file := filepath.Join(files, "friday.backup")
	m := backUp(t, data, file)
	if !m.Server || m.Installation == "" {
		t.Errorf("the server is not in it: %+v", m)
	}
	if _, err := app.Backup(t.Context(), data, file, time.Now()); err == nil || !strings.Contains(err.Error(), "writes over nothing") {
		t.Errorf("a second one of that name: %v", err)
	}
	first.stop()

	restored := filepath.Join(files, "restored")
	if _, err := app.Restore(t.Context(), file, restored); err != nil {
		t.Fatal(err)
	}
	second := start(t, settings(t, restored, tea))
	second.patience = afterCrash
	second.eventually("ada's figure", func() bool { return len(second.state().Readings) == 1 })
	boris := testkit.Answer(second.mails("boris@kettle.example", 1)[0].Raw, 1, "1) 160\n")
	second.post(boris)
	second.settled(boris.ID)
	second.mails("boris@kettle.example", 2)
	if mails := second.mails("ada@tea.example", 2); len(mails) != 2 {
		t.Errorf("ada has %d mails: she was asked again", len(mails))
	}
	if err := second.Store().Verify(t.Context(), "tea-kettle"); err != nil {
		t.Errorf("the journal: %v", err)
	}
	if _, err := app.Restore(t.Context(), file, restored); err == nil || !strings.Contains(err.Error(), "nothing is written over") {
		t.Errorf("over what runs: %v", err)
	}
}

// TestABackupMadeInTheMiddleOfEverythingCanBeGoneOnFrom takes one backup after the other from
// the first moment on, and goes on from each: both sides still belong together, every ask that
// the server waits for is one that the store knows, and the partners get each mail once.
func TestABackupMadeInTheMiddleOfEverythingCanBeGoneOnFrom(t *testing.T) {
	t.Parallel()
	data, files := t.TempDir(), t.TempDir()
	first := start(t, settings(t, data, tea))
	var made []string
	for i, moment := range []func(){
		func() { first.mails("ada@tea.example", 1) },
		func() { first.post(first.answer("ada@tea.example", "1) 150\n")) },
	} {
		moment()
		file := filepath.Join(files, "backup-"+string(rune('a'+i)))
		backUp(t, data, file)
		made = append(made, file)
	}
	first.stop()
	for _, file := range made {
		restored := file + "-restored"
		if _, err := app.Restore(t.Context(), file, restored); err != nil {
			t.Fatal(err)
		}
		w := start(t, settings(t, restored, tea))
		w.patience = afterCrash
		w.mails("boris@kettle.example", 1)
		w.post(w.answer("ada@tea.example", "1) 150\n")) // where it has come already it is the same mail
		w.eventually("ada's figure", func() bool { return len(w.state().Readings) > 0 })
		seen := map[string]bool{}
		for _, m := range w.mails("boris@kettle.example", 1) {
			id := testkit.Answer(m.Raw, 1, "x").Answers
			if seen[id] {
				t.Errorf("%s: boris got %s twice", filepath.Base(file), id)
			}
			seen[id] = true
		}
		if err := w.Store().Verify(t.Context(), "tea-kettle"); err != nil {
			t.Errorf("%s: the journal: %v", filepath.Base(file), err)
		}
		w.stop()
	}
}

// TestWhatCameAfterABackupIsHeard goes on from a backup with the mailbox of today, as anybody
// does whose mail lies on a server of its own: a reply that was heard and put away after the
// backup is heard again, from there.
func TestWhatCameAfterABackupIsHeard(t *testing.T) {
	t.Parallel()
	data, file := t.TempDir(), filepath.Join(t.TempDir(), "backup")
	first := start(t, settings(t, data, tea))
	reply := first.answer("ada@tea.example", "1) 150\n")
	backUp(t, data, file)
	first.post(reply)
	first.settled(reply.ID)
	first.mails("ada@tea.example", 2)
	first.stop()
	restored := filepath.Join(t.TempDir(), "restored")
	if _, err := app.Restore(t.Context(), file, restored); err != nil {
		t.Fatal(err)
	}
	mails := filepath.Join(restored, "mail")
	if err := errors.Join(os.RemoveAll(mails), os.CopyFS(mails, os.DirFS(filepath.Join(data, "mail")))); err != nil {
		t.Fatal(err)
	}
	w := start(t, settings(t, restored, tea))
	w.patience = afterCrash
	if row := w.settled(reply.ID); row.State != store.InboxAccepted {
		t.Errorf("the reply is %s: %s", row.State, row.Reason)
	}
	w.eventually("ada's figure", func() bool { return len(w.state().Readings) > 0 })
}

func TestNothingIsRestoredOverSomethingOrFromSomethingElse(t *testing.T) {
	t.Parallel()
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "rapport.db"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Restore(t.Context(), "none.backup", full); err == nil || !strings.Contains(err.Error(), "rapport.db lies there") {
		t.Errorf("over a store: %v", err)
	}
	letter := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(letter, []byte("Dear all"), 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "new")
	if _, err := app.Restore(t.Context(), letter, to); err == nil || !strings.Contains(err.Error(), "it is no backup of rapport") {
		t.Errorf("from a letter: %v", err)
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("something is left of it")
	}
	if _, err := app.Backup(t.Context(), to, filepath.Join(t.TempDir(), "x"), time.Now()); err == nil || !strings.Contains(err.Error(), "has none yet") {
		t.Errorf("of nothing: %v", err)
	}
}
