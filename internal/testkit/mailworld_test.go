package testkit

import (
	"path/filepath"
	"strings"
	"testing"
)

// arrived counts the messages that have been delivered to an account.
func arrived(t *testing.T, w *MailWorld, address string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(w.dir, "mail", address, "new", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

func TestMailWorldDelivers(t *testing.T) {
	t.Parallel()
	w := StartMailWorld(t)
	w.Inject(t, "anna@alpha.test", []byte("Subject: injected\r\n\r\nhello\r\n"))
	const mail = "From: <boris@beta.test>\r\nSubject: sent\r\n\r\nhello\r\n"
	for _, to := range []string{"bot+token@eng.test", "nobody@alpha.test"} {
		w.Send(t, "boris@beta.test", to, []byte(mail))
	}
	waitUntil(t, "mail to a sub-address", func() bool { return arrived(t, w, "bot@eng.test") == 1 })
	waitUntil(t, "bounce", func() bool { return arrived(t, w, "boris@beta.test") == 1 })
	if n := arrived(t, w, "anna@alpha.test"); n != 1 {
		t.Errorf("%d messages were injected, want 1", n)
	}
	if !strings.HasPrefix(w.IMAP, "127.0.0.1:") {
		t.Errorf("IMAP listens at %s", w.IMAP)
	}
}
