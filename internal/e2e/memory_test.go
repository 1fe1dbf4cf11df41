//go:build !slim

package e2e

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/smtp"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit"
)

const (
	// megabytes is what a partner's mail program sends without asking.
	megabytes = 20
	largeMany = 3
	// grown is how much more memory the program may hold when it has read them.
	grown = 1.2
)

// TestLargeMailsAreNotHeldInMemory sends three mails of 20 MB each by SMTP, as answers to a
// check-in, and looks at what the process holds when it has read them by IMAP: not more than a
// fifth above what it held before.
func TestLargeMailsAreNotHeldInMemory(t *testing.T) {
	spec, err := filepath.Abs(quickstart)
	if err != nil {
		t.Fatal(err)
	}
	at := servers{t.TempDir(), local(freePort(t)), local(freePort(t))}
	p := up(t, at.dir, spec, "--smtp-port", portOf(at.smtp), "--imap-port", portOf(at.imap))
	var asked [][]byte
	testkit.Until(t, "check-in", patience, func() bool {
		asked, err = at.inbox(astrid)
		return err == nil && len(asked) == 1
	})
	// An answer of ordinary size first, so that all that answers need is there.
	answer := func(mails int, lines string, attached int) {
		t.Helper()
		reply := testkit.Answer(asked[0], mails, lines)
		if err := smtp.SendMail(at.smtp, nil, reply.From, []string{reply.To}, attach(reply.Bytes(), attached)); err != nil {
			t.Fatal(err)
		}
		testkit.Until(t, fmt.Sprintf("receipt %d", mails), patience, func() bool {
			got, err := at.inbox(astrid)
			return err == nil && len(got) == mails+1
		})
	}
	answer(1, "1) 150\n2) 26", 0)
	before := settled(t, p)
	peak := 0
	for i := range largeMany {
		answer(2+i, fmt.Sprintf("1) %d", 151+i), megabytes<<20)
		peak = max(peak, resident(t, p))
	}
	after := settled(t, p)
	ratio := float64(after) / float64(before)
	t.Logf("resident memory: %d MB before, %d MB right after a mail, %d MB after %d mails of %d MB: ratio %.2f (allowed %.2f)",
		before>>10, peak>>10, after>>10, largeMany, megabytes, ratio, grown)
	if ratio > grown {
		t.Errorf("it holds %.2f times what it held before", ratio)
	}
}

// settled waits until the process gives no more memory back, and says how much it holds.
func settled(t *testing.T, p *process) int {
	t.Helper()
	const look, most = 2 * time.Second, 45
	least, since := resident(t, p), 0
	for range most {
		time.Sleep(look) // what is waited for is what the process does with nothing to do
		if now := resident(t, p); now < least-least/100 {
			least, since = now, 0
		} else if since++; since == 8 {
			break
		}
	}
	return resident(t, p)
}

// resident is the resident memory of the process in KB.
func resident(t *testing.T, p *process) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Skip("needs Linux's /proc")
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kb
}

// attach puts a file of some size beside the text of a mail.
func attach(raw []byte, size int) []byte {
	if size == 0 {
		return raw
	}
	head, text, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	var b bytes.Buffer
	for _, line := range bytes.Split(head, []byte("\r\n")) {
		if name, _, _ := bytes.Cut(bytes.ToLower(line), []byte(":")); bytes.HasPrefix(name, []byte("content-")) || bytes.Equal(name, []byte("mime-version")) {
			continue
		}
		b.Write(append(line, "\r\n"...))
	}
	b.WriteString("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=large\r\n\r\n--large\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	b.Write(text)
	b.WriteString("\r\n--large\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\n")
	line := []byte(base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("\x00\x9fplan"), 9)) + "\r\n")
	b.Write(bytes.Repeat(line, size/len(line)))
	b.WriteString("--large--\r\n")
	return b.Bytes()
}
