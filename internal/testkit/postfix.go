package testkit

import (
	"net/smtp"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"text/template"
)

// postfixConf accepts unknown users of its own domains, so that Dovecot's
// refusal makes a real bounce (RFC 3464), and has no way out of the machine.
var postfixConf = template.Must(template.New("main.cf").Option("missingkey=error").Parse(`
compatibility_level = 3.6
queue_directory = {{.Dir}}/spool
data_directory = {{.Dir}}/data
maillog_file_prefixes = /var, {{.Dir}}
maillog_file = {{.Dir}}/mail.log
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mx.eng.test
mydestination =
alias_maps =
virtual_mailbox_domains = {{.Domains}}
virtual_mailbox_maps = inline:{ {{.Mailboxes}} }
virtual_transport = lmtp:inet:127.0.0.1:{{.LMTPPort}}
recipient_delimiter = +
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
message_size_limit = 26214400
default_transport = error:5.1.2 no such domain in the test world
relay_transport = error:5.1.2 no such domain in the test world
`))

type postfixSettings struct {
	Dir                string
	Domains, Mailboxes string
	LMTPPort           int
}

func (w *MailWorld) startPostfix(t testing.TB) {
	t.Helper()
	dir := filepath.Join(w.dir, "postfix")
	etc := filepath.Join(dir, "etc")
	for _, sub := range []string{etc, filepath.Join(dir, "spool"), filepath.Join(dir, "data")} {
		if err := os.MkdirAll(sub, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	postfixOwner(t).take(t, filepath.Join(dir, "data"))
	port := freePort(t)
	writeMaster(t, filepath.Join(etc, "master.cf"), port)
	domains, mailboxes := w.recipients()
	writeTemplate(t, filepath.Join(etc, "main.cf"), postfixConf, postfixSettings{
		Dir: dir, Domains: domains, Mailboxes: mailboxes, LMTPPort: w.lmtpPort,
	})
	postfix := program(t, "postfix", "postfix")
	run(t, postfix, "-c", etc, "start")
	t.Cleanup(func() { run(t, postfix, "-c", etc, "stop") })
	w.SMTP = local(port)
	waitUntil(t, "greeting of Postfix", func() bool { return greets(w.SMTP, "220 ") })
}

// Send gives a message to Postfix as a mail program would.
func (w *MailWorld) Send(t testing.TB, from, to string, raw []byte) {
	t.Helper()
	if err := smtp.SendMail(w.SMTP, nil, from, []string{to}, raw); err != nil {
		t.Fatal(err)
	}
}

func postfixOwner(t testing.TB) mailOwner {
	t.Helper()
	u, err := user.Lookup("postfix")
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		t.Fatal(err)
	}
	return mailOwner{uid: uid, gid: -1}
}

var smtpdService = regexp.MustCompile(`(?m)^smtp +inet.*$`)

// writeMaster takes Debian's own service table and changes only the port.
func writeMaster(t testing.TB, path string, port int) {
	t.Helper()
	table, err := os.ReadFile("/usr/share/postfix/master.cf.dist")
	if err != nil {
		t.Fatal(err)
	}
	service := local(port) + " inet n - n - - smtpd"
	if err := os.WriteFile(path, smtpdService.ReplaceAll(table, []byte(service)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// recipients writes the accounts as Postfix wants them.
func (w *MailWorld) recipients() (domains, mailboxes string) {
	var d, m []string
	for _, a := range w.Accounts {
		_, domain, _ := strings.Cut(a.Address, "@")
		d = append(d, domain)
		m = append(m, "{"+a.Address+"=x}")
	}
	return strings.Join(d, " "), strings.Join(m, " ")
}
