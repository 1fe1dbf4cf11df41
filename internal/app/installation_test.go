//go:build !slim

package app_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	namespacepb "go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

// stopped is the data directory of a program that has asked and got an answer.
func stopped(t *testing.T) app.UpSettings {
	t.Helper()
	s := settings(t, t.TempDir(), tea)
	w := start(t, s)
	w.post(w.answer(ada, "1) 150"))
	w.mails(ada, 2)
	w.stop()
	return s
}

// refused starts the program and wants it to refuse, to say all this, and to
// leave no file that it did not find.
func refused(t *testing.T, s app.UpSettings, says ...string) *app.PairingError {
	t.Helper()
	before := files(t, s.Data)
	running, err := app.Up(t.Context(), s)
	if err == nil {
		t.Cleanup(func() { _ = running.Stop() })
		t.Fatal("it started")
	}
	for _, want := range says {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("it does not say %q: %v", want, err)
		}
	}
	if after := files(t, s.Data); after != before {
		t.Errorf("the files were\n%s\nand are\n%s", before, after)
	}
	var mismatch *app.PairingError
	errors.As(err, &mismatch)
	return mismatch
}

// files lists what would be mistaken for data, without SQLite's own files.
func files(t *testing.T, dir string) string {
	t.Helper()
	var list strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".db") {
			list.WriteString(path + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list.String()
}

// lose removes files with what SQLite keeps beside them.
func lose(t *testing.T, pattern ...string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(pattern...))
	if err != nil || len(found) == 0 {
		t.Fatalf("nothing to lose at %v (%v)", pattern, err)
	}
	for _, path := range found {
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLostStore deletes the store of an installation: the next start says what
// is missing instead of beginning with an empty one, again and again, until an
// admin decides on this very loss.
func TestLostStore(t *testing.T) {
	t.Parallel()
	s := stopped(t)
	lose(t, s.Data, "rapport.db*")
	says := []string{"there is no store at " + filepath.Join(s.Data, "rapport.db"), "people would be asked again", "Restore the store", "--adopt"}
	refused(t, s, says...)
	s.Adopt = "deadbeef"
	mismatch := refused(t, s, says...)

	s.Adopt = mismatch.Code
	w := start(t, s)
	if notes := strings.Join(w.Notes(), "\n"); !strings.Contains(notes, "store lost") {
		t.Errorf("what was adopted is not said: %q", notes)
	}
	if got := w.Applied()[0].Result; got != app.NoChange {
		t.Errorf("the partnership that runs was %s", got)
	}
	if spec, err := w.Store().LatestSpec(t.Context(), slug); err != nil || spec.Digest() != s.Specs[0].Digest() {
		t.Errorf("the store did not regain the spec in force: %v", err)
	}
	w.stop()
	s.Adopt = ""
	start(t, s).stop()
	lose(t, s.Data, "rapport.db*")
	s.Adopt = mismatch.Code
	if again := refused(t, s, says...); again.Code == mismatch.Code {
		t.Error("a decision about the first loss lets the second one pass")
	}
}

// TestLostTemporal deletes the server's files: what ran would begin again.
func TestLostTemporal(t *testing.T) {
	t.Parallel()
	s := stopped(t)
	s.Data = copied(t, s.Data)
	lose(t, s.Data, "temporal")
	says := []string{"Temporal database in " + filepath.Join(s.Data, "temporal"), "would begin again", "Restore that directory", "--adopt"}
	mismatch := refused(t, s, says...)
	if err := os.Mkdir(filepath.Join(s.Data, "temporal"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.Data, "temporal", "default.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, s, says...)

	s.Adopt = mismatch.Code
	w := start(t, s)
	if got := w.Applied()[0].Result; got != app.Started {
		t.Errorf("the partnership was %s", got)
	}
	if text := w.journal(slug); !strings.Contains(text, "An admin went on with a store and a Temporal namespace that did not belong together (namespace lost)") {
		t.Errorf("the journal does not say so:\n%s", text)
	}
}

// TestFilesOfTwoInstallations puts the store of one beside the server of another.
func TestFilesOfTwoInstallations(t *testing.T) {
	t.Parallel()
	s, other := stopped(t), stopped(t)
	lose(t, s.Data, "rapport.db*")
	copyFile(t, filepath.Join(other.Data, "rapport.db"), filepath.Join(s.Data, "rapport.db"))
	mismatch := refused(t, s, "belongs to installation", "or restore both from one backup")
	s.Adopt = mismatch.Code
	start(t, s).stop()
}

// TestRestoredTogether puts back a backup of both.
func TestRestoredTogether(t *testing.T) {
	t.Parallel()
	s := stopped(t)
	s.Data = copied(t, s.Data)
	w := start(t, s)
	if got := w.Applied()[0].Result; got != app.NoChange || len(w.Notes()) > 0 {
		t.Errorf("the partnership was %s, and it noted %q", got, w.Notes())
	}
}

// copied is a copy of a data directory. A process that has run a server keeps
// its files open, so that only under another path it sees what became of them.
func copied(t *testing.T, data string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(dir, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestDamagedStore spoils the store: nothing starts.
func TestDamagedStore(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func([]byte) []byte{
		"zeroed header":       func(b []byte) []byte { clear(b[:100]); return b },
		"cut in half":         func(b []byte) []byte { return b[:len(b)/8192*4096] },
		"an overwritten page": func(b []byte) []byte { copy(b[len(b)-4096:], bytes.Repeat([]byte("noise"), 819)); return b },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stopped(t)
			path := filepath.Join(s.Data, "rapport.db")
			content, err := os.ReadFile(path)
			if err == nil {
				err = os.WriteFile(path, spoil(content), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			refused(t, s, path, "the file is damaged or no store", "restore it from a backup")
		})
	}
}

// TestInterruptedPairing ends between the steps of the first pairing: the next
// start goes on instead of taking the halves for strangers.
func TestInterruptedPairing(t *testing.T) {
	t.Parallel()
	for name, undo := range map[string]func(world){
		"before the namespace was told": func(w world) { w.mark(""); w.forget() },
		"before the store heard of it":  func(w world) { w.forget() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := settings(t, t.TempDir(), tea)
			s.Specs = nil
			w := start(t, s)
			undo(w)
			w.stop()
			w = start(t, s)
			in, err := w.Store().Installation(t.Context())
			if err != nil || !in.Paired || len(w.Notes()) > 0 {
				t.Errorf("got %+v, %v and notes %q", in, err, w.Notes())
			}
		})
	}
}

// TestFilesFromBeforeIDs take one without a word.
func TestFilesFromBeforeIDs(t *testing.T) {
	t.Parallel()
	s := settings(t, t.TempDir(), tea)
	w := start(t, s)
	w.mails(ada, 1)
	w.mark("")
	if err := w.Store().SetInstallation(t.Context(), store.Installation{}); err != nil {
		t.Fatal(err)
	}
	w.eventually("the partnership in the index", func() bool {
		n, err := w.Client().CountWorkflow(t.Context(), &workflowservice.CountWorkflowExecutionsRequest{Query: "WorkflowType = 'Partnership'"})
		return err == nil && n.GetCount() > 0
	})
	w.stop()
	w = start(t, s)
	in, err := w.Store().Installation(t.Context())
	if err != nil || !in.Paired || in.ID == "" {
		t.Errorf("got %+v, %v", in, err)
	}
	if got := w.Applied()[0].Result; got != app.NoChange {
		t.Errorf("the partnership was %s", got)
	}
}

// TestPlannerChecksThePair refuses to plan for a server with another's store.
func TestPlannerChecksThePair(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	w.planner()
	w.mark("0123456789abcdef")
	_, err := app.OpenPlanner(t.Context(), app.PlannerSettings{Data: w.Endpoints().Data})
	var mismatch *app.PairingError
	if !errors.As(err, &mismatch) || mismatch.Code != "" || !strings.Contains(err.Error(), "installation 0123456789abcdef") {
		t.Errorf("got %v, want a PairingError that nothing can be decided on", err)
	}
}

// TestForgetfulNamespace shortens the retention: the next start says what that
// means and which command mends it.
func TestForgetfulNamespace(t *testing.T) {
	t.Parallel()
	s := settings(t, t.TempDir(), tea)
	s.Specs = nil
	w := start(t, s)
	w.update(&workflowservice.UpdateNamespaceRequest{
		Config: &namespacepb.NamespaceConfig{WorkflowExecutionRetentionTtl: durationpb.New(72 * time.Hour)},
	})
	w.stop()
	w = start(t, s)
	notes := strings.Join(w.Notes(), "\n")
	for _, want := range []string{
		"namespace rapport keeps closed workflows for 3d only, and should for 30d at least",
		"temporal operator namespace update --address " + w.Endpoints().Temporal + " --namespace rapport --retention 365d",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("it does not say %q: %q", want, notes)
		}
	}
}
