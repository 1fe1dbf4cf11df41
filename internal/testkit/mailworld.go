// Package testkit holds what the tests of several packages share.
package testkit

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// MailWorld is a small world of mail servers of Debian's own on the loopback
// interface: Dovecot for IMAP and delivery and, if it was asked for, Postfix in
// front of it. Nothing that is sent in it leaves the machine.
type MailWorld struct {
	IMAP string // address of Dovecot's IMAP, without TLS
	SMTP string // address of Postfix, without TLS; empty without Postfix
	// Accounts are the mailboxes of the world. Mail to a sub-address
	// (bot+tag@eng.test) goes to its owner; mail to anybody else in their domains
	// bounces.
	Accounts []MailAccount

	dir         string
	lmtpPort    int
	stopDovecot func()
	delivered   atomic.Int64 // names of injected files
}

// MailAccount is a mailbox that exists in every world; its address is its login.
type MailAccount struct{ Address, Password string }

// The accounts of every world.
var mailAccounts = []MailAccount{
	{"bot@eng.test", "secret"}, {"anna@alpha.test", "secret"}, {"boris@beta.test", "secret"},
}

// worldPatience is how long a server may take to come up or go down.
const worldPatience = 20 * time.Second

// StartMailWorld starts Dovecot and Postfix for the duration of a test. It skips
// the test where the Debian packages are missing or, for Postfix, without root.
func StartMailWorld(t testing.TB) *MailWorld {
	t.Helper()
	program(t, "postfix", "postfix")
	if os.Geteuid() != 0 {
		t.Skip("Postfix starts only as root")
	}
	w := StartDovecot(t)
	w.startPostfix(t)
	return w
}

// StartDovecot starts a world without SMTP.
func StartDovecot(t testing.TB) *MailWorld {
	t.Helper()
	dovecot := program(t, "dovecot", "dovecot-imapd")
	if _, err := os.Stat("/usr/lib/dovecot/lmtp"); err != nil {
		t.Skip("needs the Debian package dovecot-lmtpd")
	}
	// Dovecot's processes run as other users, who may not enter t.TempDir; and
	// its sockets need a short path.
	dir, err := os.MkdirTemp("", "rapport-mail-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	w := &MailWorld{Accounts: slices.Clone(mailAccounts), dir: dir}
	w.startDovecot(t, dovecot)
	return w
}

// program finds a program that Debian keeps where only root's PATH leads.
func program(t testing.TB, name, debian string) string {
	t.Helper()
	for _, candidate := range []string{name, "/usr/sbin/" + name} {
		if path, err := exec.LookPath(candidate); err == nil {
			return path
		}
	}
	t.Skipf("needs the Debian package %s", debian)
	return ""
}

// Inject puts a message into an account's inbox past SMTP, byte for byte.
func (w *MailWorld) Inject(t testing.TB, address string, raw []byte) {
	t.Helper()
	maildir := filepath.Join(w.dir, "mail", address)
	owner := dovecotOwner()
	for _, sub := range []string{"", "cur", "new", "tmp"} {
		dir := filepath.Join(maildir, sub)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		owner.take(t, dir)
	}
	name := fmt.Sprintf("%d.%d.rapport", time.Now().Unix(), w.delivered.Add(1))
	written := filepath.Join(maildir, "tmp", name)
	if err := os.WriteFile(written, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	owner.take(t, written)
	if err := os.Rename(written, filepath.Join(maildir, "new", name)); err != nil {
		t.Fatal(err)
	}
}

// mailOwner is the user that Dovecot keeps mail as.
type mailOwner struct{ uid, gid int }

// dovecotOwner is Debian's user mail when root starts Dovecot, because Dovecot
// refuses to keep mail as root.
func dovecotOwner() mailOwner {
	if os.Geteuid() == 0 {
		return mailOwner{8, 8}
	}
	return mailOwner{os.Geteuid(), os.Getegid()}
}

func (o mailOwner) take(t testing.TB, path string) {
	t.Helper()
	if err := os.Chown(path, o.uid, o.gid); err != nil {
		t.Fatal(err)
	}
}

// freePort asks the system for a port. Another process may take it before the
// server does; servers that cannot be given a socket leave no better way.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

func local(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

// waitUntil tries until ok or fails the test with what was waited for.
func waitUntil(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.After(worldPatience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("no %s within %s", what, worldPatience)
		}
	}
}

// greets reports whether a server at the address says something that begins
// with the prefix.
func greets(address, prefix string) bool {
	c, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return false
	}
	defer func() { _ = c.Close() }()
	if c.SetReadDeadline(time.Now().Add(5*time.Second)) != nil {
		return false
	}
	greeting := make([]byte, len(prefix))
	n, err := c.Read(greeting)
	return err == nil && bytes.HasPrefix(greeting[:n], []byte(prefix))
}

// run runs a program to its end.
func run(t testing.TB, name string, args ...string) {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}
