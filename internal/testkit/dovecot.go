package testkit

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"text/template"
)

// dovecotConf is for Dovecot 2.3, where a block may not stand on one line.
// Chroots are off so that an ordinary user can start it.
var dovecotConf = template.Must(template.New("dovecot.conf").Option("missingkey=error").Parse(`
base_dir = {{.Dir}}/run
state_dir = {{.Dir}}/state
log_path = {{.Dir}}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = {{.InternalUser}}
default_internal_group = {{.InternalGroup}}
default_login_user = {{.LoginUser}}
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {{.UID}}
mail_gid = {{.GID}}
mail_home = {{.Dir}}/home/%u
mail_location = maildir:{{.Dir}}/mail/%u
mailbox_list_index = yes
maildir_very_dirty_syncs = no
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
lda_original_recipient_header = X-Original-To
lmtp_add_received_header = yes
namespace inbox {
  inbox = yes
  separator = /
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {{.Dir}}/passwd
}
userdb {
  driver = static
  args = uid={{.UID}} gid={{.GID}} home={{.Dir}}/home/%u
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  process_min_avail = 1
  inet_listener imap {
    address = 127.0.0.1
    port = {{.IMAPPort}}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = {{.LMTPPort}}
  }
}
protocol imap {
  imap_idle_notify_interval = 29 mins
  mail_max_userip_connections = 50
}
`))

type dovecotSettings struct {
	Dir                                    string
	InternalUser, InternalGroup, LoginUser string
	UID, GID                               int
	IMAPPort, LMTPPort                     int
}

func (w *MailWorld) startDovecot(t testing.TB, dovecot string) {
	t.Helper()
	owner := dovecotOwner()
	for _, sub := range []string{"run", "state", "mail", "home"} {
		dir := filepath.Join(w.dir, sub)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if sub == "mail" || sub == "home" {
			owner.take(t, dir)
		}
	}
	s := dovecotSettings{
		Dir: w.dir, UID: owner.uid, GID: owner.gid,
		IMAPPort: freePort(t), LMTPPort: freePort(t),
	}
	s.InternalUser, s.InternalGroup, s.LoginUser = dovecotUsers(t)
	w.writePasswords(t)
	conf := filepath.Join(w.dir, "dovecot.conf")
	writeTemplate(t, conf, dovecotConf, s)
	w.IMAP, w.lmtpPort = local(s.IMAPPort), s.LMTPPort
	w.runDovecot(t, dovecot, conf)
}

// dovecotUsers are Debian's for root, and whoever runs the test otherwise.
func dovecotUsers(t testing.TB) (internal, group, login string) {
	t.Helper()
	if os.Geteuid() == 0 {
		return "dovecot", "dovecot", "dovenull"
	}
	u, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	g, err := user.LookupGroupId(u.Gid)
	if err != nil {
		t.Fatal(err)
	}
	return u.Username, g.Name, u.Username
}

func (w *MailWorld) writePasswords(t testing.TB) {
	t.Helper()
	var lines strings.Builder
	for _, a := range w.Accounts {
		fmt.Fprintf(&lines, "%s:{PLAIN}%s::::::\n", a.Address, a.Password)
	}
	if err := os.WriteFile(filepath.Join(w.dir, "passwd"), []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// runDovecot keeps Dovecot as a child, so that it goes when the test does.
func (w *MailWorld) runDovecot(t testing.TB, dovecot, conf string) {
	t.Helper()
	cmd := exec.Command(dovecot, "-F", "-c", conf)
	// Left to its master, a process with an open connection lingers for seconds.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop := sync.OnceFunc(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		_ = cmd.Wait()
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	})
	w.stopDovecot = stop
	t.Cleanup(stop)
	waitUntil(t, "greeting of Dovecot", func() bool { return greets(w.IMAP, "* OK") })
}

// StopIMAP ends Dovecot with all its connections, as a restart of the server would.
func (w *MailWorld) StopIMAP() { w.stopDovecot() }

func writeTemplate(t testing.TB, path string, tmpl *template.Template, data any) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := tmpl.Execute(f, data); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
