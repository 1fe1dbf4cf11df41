//go:build !slim

package app_test

import (
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/store"
)

func TestSecondUpOnTheSameData(t *testing.T) {
	t.Parallel()
	s := settings(t, t.TempDir(), tea)
	first := start(t, s)
	_, err := app.Up(t.Context(), s)
	var held *app.HeldError
	if !errors.As(err, &held) {
		t.Fatalf("the second got %v, want a HeldError", err)
	}
	if want := fmt.Sprintf("process %d: rapport up partnerships", os.Getpid()); held.Holder != want || !strings.Contains(err.Error(), want) {
		t.Errorf("held by %q, want %q: %v", held.Holder, want, err)
	}
	first.stop()
	start(t, s)
}

func TestTakenPorts(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	port := l.Addr().(*net.TCPAddr).Port
	for service, take := range map[app.Service]func(*app.UpSettings){
		app.ServiceTemporal: func(s *app.UpSettings) { s.TemporalPort = port },
		app.ServiceUI:       func(s *app.UpSettings) { s.UIPort = port },
		app.ServiceWebmail:  func(s *app.UpSettings) { s.WebmailPort = port },
		app.ServiceSMTP:     func(s *app.UpSettings) { s.SMTPPort = port },
		app.ServiceIMAP:     func(s *app.UpSettings) { s.IMAPPort = port },
	} {
		t.Run(string(service), func(t *testing.T) {
			t.Parallel()
			s := settings(t, t.TempDir(), tea)
			take(&s)
			for range 2 { // what failed leaves nothing behind that holds the directory
				_, err := app.Up(t.Context(), s)
				var taken *app.PortTakenError
				if !errors.As(err, &taken) || taken.Service != service || taken.Port != port {
					t.Fatalf("got %v, want %s, port %d taken", err, service, port)
				}
				if msg := err.Error(); !strings.Contains(msg, string(service)) || !strings.Contains(msg, fmt.Sprint(port)) {
					t.Errorf("message %q", msg)
				}
			}
		})
	}
}

// TestUpAgain goes on with a partnership, first with the spec that it knows and
// then with a changed one, and sends nothing twice.
func TestUpAgain(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	w := start(t, settings(t, data, tea))
	w.post(w.answer(ada, "1) 150"))
	w.mails(ada, 2)
	w.eventually("reading", func() bool { return len(w.state().Readings) == 1 })
	w.stop()

	w = start(t, settings(t, data, tea))
	if got := w.Applied()[0].Result; got != "unchanged" {
		t.Errorf("the same spec was %s", got)
	}
	w.stop()

	w = start(t, settings(t, data, replaced("target    = 300", "target    = 200", `signed_on = "2025-12-15"`, `signed_on = "2026-01-02"`)))
	if got := w.Applied()[0].Result; got != "changed" {
		t.Errorf("the changed spec was %s", got)
	}
	w.eventually("new target in the card", func() bool { return strings.Contains(w.card(slug), "50 %") })
	if p := w.state(); len(p.Readings) != 1 || p.Running[0].Shown.Open[0].Person != "boris" {
		t.Errorf("readings %+v and open asks %+v did not survive", p.Readings, p.Running[0].Shown.Open)
	}

	// The ask that went out before both stops takes its answer after them.
	w.post(w.answer(boris, "1) 150"))
	w.mails(boris, 2)
	if a, b := len(w.mails(ada, 2)), len(w.mails(boris, 2)); a != 2 || b != 2 {
		t.Errorf("ada has %d mails and boris %d, want 2 and 2", a, b)
	}
}

// TestEndedPartnership stays ended, and does not keep the others from running.
func TestEndedPartnership(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	w := start(t, settings(t, data, tea))
	w.mails(ada, 1)
	if err := w.Client().TerminateWorkflow(t.Context(), slug, "", "a test ends it"); err != nil {
		t.Fatal(err)
	}
	w.stop()
	w = start(t, settings(t, data, tea+strings.ReplaceAll(tea, slug, "tea-kettle-2")))
	got := map[string]app.Result{}
	for _, a := range w.Applied() {
		got[a.Slug] = a.Result
	}
	if got[slug] != app.StayEnded || got["tea-kettle-2"] != app.Started {
		t.Errorf("applied %v, want the ended one left alone and its successor started", got)
	}
	w.mails(ada, 2) // the successor asks
}

// TestFilesOfANewerProgram finds that the files were used by a later version:
// they are refused with the way out, and left as they are.
func TestFilesOfANewerProgram(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, statement, advice string
		refused                       any
	}{
		{
			"store", "rapport.db", `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`,
			"run the newer rapport", new(*store.NewerError),
		},
		{
			"temporal server", "temporal/default.db", `UPDATE rapport_stamp SET version = '1.99.0', digest = 'other'`,
			"", new(*devserver.SchemaError),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := settings(t, t.TempDir(), tea)
			w := start(t, s)
			w.mails(ada, 1)
			w.stop()
			path := filepath.Join(s.Data, c.file)
			alter(t, path, c.statement)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, err = app.Up(t.Context(), s)
			if err == nil || !errors.As(err, c.refused) || !strings.Contains(err.Error(), c.advice) {
				t.Fatalf("got %v, want a refusal with advice", err)
			}
			t.Logf("refused: %v", err)
			if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
				t.Errorf("the refused file was changed (%v)", err)
			}
		})
	}
}

func alter(t *testing.T, path, statement string) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, s := range []string{statement, "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}
