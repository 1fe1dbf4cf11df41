package message

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sent joins lines as they travel.
func sent(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n")) }

// read reads a mail without its parts.
func read(raw []byte) Message {
	m, _ := Read(raw)
	return m
}

func TestText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"no headers":              {[]byte("1: 130\n2: yes\n"), "1: 130\n2: yes"},
		"a lone answer line":      {[]byte("mql: 130\n"), "mql: 130"},
		"old Macintosh line ends": {[]byte("Subject: a\rTo: b\r\rseven\r"), "seven"},
		"placeholder beside HTML": {sent(
			`Content-Type: multipart/alternative; boundary=b`, ``,
			`--b`, `Content-Type: text/plain`, ``, `This message is in HTML format.`,
			`--b`, `Content-Type: text/html`, ``, `<p>seven</p>`, `--b--`), "seven"},
		"plain before HTML": {sent(
			`Content-Type: multipart/alternative; boundary=b`, ``,
			`--b`, `Content-Type: text/plain`, ``, `seven`,
			`--b`, `Content-Type: text/html`, ``, `<p>SEVEN</p>`, `--b--`), "seven"},
		"HTML with a list's plain footer": {sent(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, `Content-Type: text/html`, ``, `<p>seven</p>`,
			`--b`, `Content-Type: text/plain`, ``, `our list`, `--b--`), "seven\nour list"},
		"text around a picture": {sent(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, ``, `one`,
			`--b`, `Content-Type: image/png; name=a.png`, ``, `xxxx`,
			`--b`, ``, `two`, `--b--`), "one\ntwo"},
		"attached text is no answer": {sent(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, ``, `one`,
			`--b`, `Content-Type: text/plain`, `Content-Disposition: attachment; filename=log.txt`, ``, `130`, `--b--`), "one"},
		"attached text is better than nothing": {sent(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, `Content-Type: text/plain; name=answer.txt`, ``, `130`, `--b--`), "130"},
		"boundary not declared": {sent(
			`Content-Type: multipart/mixed`, ``,
			`--b`, `Content-Type: text/plain`, ``, `seven`, `--b--`), "seven"},
		"truncated in a nested part": {sent(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, `Content-Type: multipart/alternative; boundary=c`, ``,
			`--c`, `Content-Type: text/plain; charset=utf-8`, `Content-Transfer-Encoding: base64`, ``, `0YHQtdC80Yw`), "семь"},
		"header says multipart no more": {sent(
			`Subject: x`, ``, `This is a multi-part message in MIME format.`,
			`--b`, `Content-Type: text/plain`, ``, `seven`, `--b--`), "seven"},
		"forgotten blank line": {sent(`Subject: x`, `seven it is`), "seven it is"},
		"forwarded and nothing else": {sent(
			`Content-Type: message/rfc822`, ``, `Subject: inner`, ``, `seven`), "seven"},
		"unknown charset": {append(sent(`Content-Type: text/plain; charset=x-made-up`, ``, ``), "\xf1\xe5\xec\xfc \xef\xf0\xee\xf6\xe5\xed\xf2\xee\xe2"...), "семь процентов"},
		"zero width":      {[]byte("Subject: a\n\n1\u200b3\ufeff0"), "130"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, read(c.raw).Text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestID(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ raw, want string }{
		"plain":             {"Message-ID: <a@x>\r\n\r\nbody", "a@x"},
		"line feeds":        {"Subject: s\nmessage-id: <a@x>\n\nbody\n", "a@x"},
		"folded":            {"Message-ID:\r\n <a@x>\r\nTo: b\r\n\r\n", "a@x"},
		"no brackets":       {"MESSAGE-ID: a@x\r\n\r\nb", "a@x"},
		"in a folded line":  {"X-Note: see\r\n Message-ID: <b@x>\r\n\r\nb", ""},
		"only in the body":  {"To: b\r\n\r\nMessage-ID: <a@x>", ""},
		"header only":       {"Message-ID: <a@x>", "a@x"},
		"empty":             {"", ""},
		"empty value":       {"Message-ID:\r\n\r\nb", ""},
		"the first of many": {"Message-ID: <a@x>\r\nMessage-ID: <b@x>\r\n\r\n", "a@x"},
		"kept by Microsoft": {"From: a@x\r\nX-Original-Message-ID: <a@x>\r\n\r\n", "a@x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ID([]byte(c.raw)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
