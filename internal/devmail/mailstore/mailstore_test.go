package mailstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCanonical(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"Anna@Alpha.Example":       "anna@alpha.example",
		"bot+Token@x.example":      "bot@x.example",
		"bot+a+b@x.example":        "bot@x.example",
		"+a@x.example":             "+a@x.example",
		" a@x.example ":            "a@x.example",
		"postmaster":               "postmaster",
		"юрий@пример.рф":           "юрий@пример.рф",
		"a/../b@x.example":         "a/../b@x.example",
		"":                         "",
		"@x.example":               "",
		"a@":                       "",
		"a\nb@x.example":           "",
		fmt.Sprintf("%0300d@x", 1): "",
	}
	for address, want := range cases {
		got, err := Canonical(address)
		if got != want || (want == "") != errors.Is(err, ErrBadAddress) {
			t.Errorf("Canonical(%q) = %q, %v, want %q", address, got, err, want)
		}
	}
}

func TestFileNamesAreOnePathElement(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		file := fileName(name)
		if name != "" && (filepath.Base(file) != file || file[0] == '.') {
			t.Fatalf("%q is no visible path element", file)
		}
		if back, ok := fromFileName(file); usable(name) && (!ok || back != name) {
			t.Fatalf("%q comes back as %q, %v", name, back, ok)
		}
	})
}

func TestEntryIsInItsFileName(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		entry := Entry{
			UID:      rapid.Uint32Min(1).Draw(t, "uid"),
			Received: time.Unix(0, rapid.Int64().Draw(t, "received")),
			Flags:    Flags(rapid.Uint8Max(63).Draw(t, "flags")),
			key:      rapid.SampledFrom([]string{"", "0a1b2c", "ABCDEF"}).Draw(t, "key"),
		}
		got, ok := parseFile(entry.file())
		if diff := cmp.Diff(entry, got, cmp.AllowUnexported(Entry{})); !ok || diff != "" {
			t.Fatalf("%s reads as (-want +got):\n%s", entry.file(), diff)
		}
	})
	for _, other := range []string{"folder.json", "x.eml", "0.1.-.-.eml", "1.1.-.Z.eml", "1.x.-.-.eml", "1.1.-.eml"} {
		if _, ok := parseFile(other); ok {
			t.Errorf("%s is taken for a message", other)
		}
	}
}

func TestDeliveryKey(t *testing.T) {
	t.Parallel()
	base := deliveryKey([]byte("Message-ID: <a>\r\nSubject: x\r\n\r\nbody"))
	cases := map[string]struct {
		raw  string
		same bool
	}{
		"other header fields": {"Received: by x\r\nMessage-id:  <a>\r\n\r\nbody", true},
		"LF line ends":        {"Message-ID: <a>\n\nbody", true},
		"other body":          {"Message-ID: <a>\r\n\r\nbody2", false},
		"other id":            {"Message-ID: <b>\r\n\r\nbody", false},
		"no id":               {"Subject: x\r\n\r\nbody", false},
		"broken line before":  {"nonsense\r\nMessage-ID: <a>\r\n\r\nbody", false},
	}
	for name, c := range cases {
		if got := deliveryKey([]byte(c.raw)) == base; got != c.same {
			t.Errorf("%s: same is %v", name, got)
		}
	}
	noID := []byte("\r\nbody")
	if first, second := deliveryKey(noID), deliveryKey(noID); first == second {
		t.Error("two mails without id are taken for one")
	}
}

func open(t *testing.T, dir string) *Store {
	t.Helper()
	store, err := Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	return store
}

func inboxOf(t *testing.T, store *Store) *Mailbox {
	t.Helper()
	mailbox, err := store.Mailbox("a@x.example")
	if err != nil {
		t.Fatal(err)
	}
	return mailbox
}

func deliver(t *testing.T, mailbox *Mailbox, id string) {
	t.Helper()
	if err := mailbox.Deliver(Delivery{Raw: []byte("Message-ID: <" + id + ">\r\n\r\nbody")}); err != nil {
		t.Error(err)
	}
}

func TestConcurrentRepeatsAreKeptOnce(t *testing.T) {
	t.Parallel()
	store := open(t, t.TempDir())
	mailbox := inboxOf(t, store)
	var clients sync.WaitGroup
	for range 4 {
		clients.Go(func() {
			for i := range 10 {
				deliver(t, mailbox, fmt.Sprint(i))
			}
		})
	}
	clients.Wait()
	inbox, err := mailbox.Folder("inbox")
	if err != nil {
		t.Fatal(err)
	}
	if len(inbox.Entries) != 10 || store.Suppressed() != 30 {
		t.Errorf("%d messages, %d suppressed", len(inbox.Entries), store.Suppressed())
	}
	sorted := slices.IsSortedFunc(inbox.Entries, func(a, b Entry) int { return int(a.UID) - int(b.UID) })
	if !sorted {
		t.Error("entries are not in the order of their UIDs")
	}
}

func TestOpenClearsWhatWasNeverAcknowledged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := open(t, dir)
	deliver(t, inboxOf(t, first), "1")
	first.Close()
	leftovers := []string{
		filepath.Join(dir, ".tmp", "half"),
		filepath.Join(dir, "a@x.example", Inbox, "notes.txt"),
	}
	for _, path := range leftovers {
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "a@x.example", "NoRecord"), 0o700); err != nil {
		t.Fatal(err)
	}
	mailbox := inboxOf(t, open(t, dir))
	if got := mailbox.Folders(); len(got) != 1 || len(got[0].Entries) != 1 {
		t.Errorf("folders after the crash: %+v", got)
	}
	if _, err := os.Stat(leftovers[0]); !isMissing(err) {
		t.Errorf("half a message is still there: %v", err)
	}
	if err := mailbox.Create("NoRecord"); err != nil {
		t.Errorf("a folder that was half made cannot be made: %v", err)
	}
}

func TestClosedStoreStaysAsItIs(t *testing.T) {
	t.Parallel()
	store := open(t, t.TempDir())
	mailbox := inboxOf(t, store)
	deliver(t, mailbox, "1")
	store.Close()
	if err := mailbox.Deliver(Delivery{Raw: []byte("\r\n")}); !errors.Is(err, ErrClosed) {
		t.Errorf("deliver: %v", err)
	}
	if err := mailbox.Expunge(Inbox, []uint32{1}); !errors.Is(err, ErrClosed) {
		t.Errorf("expunge: %v", err)
	}
	if raw, err := mailbox.Read(Inbox, 1); err != nil || len(raw) == 0 {
		t.Errorf("read: %q, %v", raw, err)
	}
}

func TestAnUnsyncedDiskErrorLosesNoUID(t *testing.T) {
	t.Parallel()
	store := open(t, t.TempDir())
	mailbox := inboxOf(t, store)
	deliver(t, mailbox, "1")
	dir := mailbox.folders[Inbox].dir
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Fatal(err)
	}
	if err := mailbox.Deliver(Delivery{Raw: []byte("Message-ID: <2>\r\n\r\n")}); err == nil {
		t.Fatal("a delivery without a folder succeeds")
	}
	if err := os.Rename(dir+"-away", dir); err != nil {
		t.Fatal(err)
	}
	deliver(t, mailbox, "2")
	inbox, err := mailbox.Folder(Inbox)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(inbox.Entries); n != 2 || inbox.Entries[1].UID != 3 {
		t.Errorf("entries %+v", inbox.Entries)
	}
}

func BenchmarkDeliver(b *testing.B) {
	store, err := Open(b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	mailbox, err := store.Mailbox("a@x.example")
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if err := mailbox.Deliver(Delivery{Raw: fmt.Appendf(nil, "Message-ID: <%d>\r\n\r\nbody", i)}); err != nil {
			b.Fatal(err)
		}
	}
}
