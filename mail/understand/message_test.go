package understand

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// mail joins lines as they travel.
func mailOf(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n")) }

func TestReadMessage(t *testing.T) {
	t.Parallel()
	m := ReadMessage(mailOf(
		`Return-Path: <lars@fjordmail.example>`,
		`Delivered-To: rapport+aerukz4jvpg66vnmca4wspb2dnrqu@ops.example`,
		`From: =?utf-8?B?0JvQsNGA?= =?utf-8?B?0YEg0KU=?= <lars@fjordmail.example>`,
		`To: "Rapport, Bot" <rapport@ops.example>, second@ops.example`,
		`Subject: =?koi8-r?B?79TXxdQ=?=`,
		`Date: Mon, 23 Nov 2026 10:15:02 +0100 (CET)`,
		`Message-ID: <a@fjordmail.example>`,
		`In-Reply-To: <m1@ops.example>`,
		`References: <m0@ops.example>,<m1@ops.example>`,
		`Content-Type: text/plain; charset="utf-8"; format=flowed; delsp=yes`,
		``,
		"mql\u00a0130 and so ",
		`on`,
		`> quoted `,
		`> text`,
		`-- `,
		`Lars`,
	))
	want := Message{
		From:        []Address{{"Ларс Х", "lars@fjordmail.example"}},
		Author:      Author{Address: "lars@fjordmail.example"},
		To:          []Address{{"Rapport, Bot", "rapport@ops.example"}, {"", "second@ops.example"}},
		DeliveredTo: []Address{{"", "rapport+aerukz4jvpg66vnmca4wspb2dnrqu@ops.example"}},
		ReturnPath:  "lars@fjordmail.example",
		Subject:     "Ответ",
		MessageID:   "a@fjordmail.example",
		InReplyTo:   []string{"m1@ops.example"},
		References:  []string{"m0@ops.example", "m1@ops.example"},
		Date:        time.Date(2026, 11, 23, 10, 15, 2, 0, time.FixedZone("", 3600)),
		Class:       ClassReply,
		Text:        "mql 130 and soon\n> quotedtext\n-- \nLars",
		tokens:      []string{"aerukz4jvpg66vnmca4wspb2dnrqu"},
	}
	if diff := cmp.Diff(want, m, cmp.AllowUnexported(Message{}), cmp.Comparer(time.Time.Equal)); diff != "" {
		t.Errorf("message (-want +got):\n%s", diff)
	}
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
		"placeholder beside HTML": {mailOf(
			`Content-Type: multipart/alternative; boundary=b`, ``,
			`--b`, `Content-Type: text/plain`, ``, `This message is in HTML format.`,
			`--b`, `Content-Type: text/html`, ``, `<p>seven</p>`, `--b--`), "seven"},
		"plain before HTML": {mailOf(
			`Content-Type: multipart/alternative; boundary=b`, ``,
			`--b`, `Content-Type: text/plain`, ``, `seven`,
			`--b`, `Content-Type: text/html`, ``, `<p>SEVEN</p>`, `--b--`), "seven"},
		"HTML with a list's plain footer": {mailOf(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, `Content-Type: text/html`, ``, `<p>seven</p>`,
			`--b`, `Content-Type: text/plain`, ``, `our list`, `--b--`), "seven\nour list"},
		"text around a picture": {mailOf(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, ``, `one`,
			`--b`, `Content-Type: image/png; name=a.png`, ``, `xxxx`,
			`--b`, ``, `two`, `--b--`), "one\ntwo"},
		"attached text is no answer": {mailOf(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, ``, `one`,
			`--b`, `Content-Type: text/plain`, `Content-Disposition: attachment; filename=log.txt`, ``, `130`, `--b--`), "one"},
		"attached text is better than nothing": {mailOf(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, `Content-Type: text/plain; name=answer.txt`, ``, `130`, `--b--`), "130"},
		"boundary not declared": {mailOf(
			`Content-Type: multipart/mixed`, ``,
			`--b`, `Content-Type: text/plain`, ``, `seven`, `--b--`), "seven"},
		"truncated in a nested part": {mailOf(
			`Content-Type: multipart/mixed; boundary=b`, ``,
			`--b`, `Content-Type: multipart/alternative; boundary=c`, ``,
			`--c`, `Content-Type: text/plain; charset=utf-8`, `Content-Transfer-Encoding: base64`, ``, `0YHQtdC80Yw`), "семь"},
		"header says multipart no more": {mailOf(
			`Subject: x`, ``, `This is a multi-part message in MIME format.`,
			`--b`, `Content-Type: text/plain`, ``, `seven`, `--b--`), "seven"},
		"forgotten blank line": {mailOf(`Subject: x`, `seven it is`), "seven it is"},
		"forwarded and nothing else": {mailOf(
			`Content-Type: message/rfc822`, ``, `Subject: inner`, ``, `seven`), "seven"},
		"unknown charset": {append(mailOf(`Content-Type: text/plain; charset=x-made-up`, ``, ``), "\xf1\xe5\xec\xfc \xef\xf0\xee\xf6\xe5\xed\xf2\xee\xe2"...), "семь процентов"},
		"zero width":      {[]byte("Subject: a\n\n1\u200b3\ufeff0"), "130"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, ReadMessage(c.raw).Text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTokenCandidates(t *testing.T) {
	t.Parallel()
	const (
		a = "aerukz4jvpg66vnmca4wspb2dnrqu"
		b = "baerukz4jvpg66vnmca4wspb2dnrq"
		c = "caerukz4jvpg66vnmca4wspb2dnrq"
		d = "daerukz4jvpg66vnmca4wspb2dnrq"
	)
	m := ReadMessage(mailOf(
		`To: reply-`+strings.ToUpper(b)+`@ops.example`,
		`X-Original-To: rapport+`+a+`@ops.example`,
		`References: <wf.`+c+`@ops.example>`,
		`Subject: Re: check-in`, ``,
		`seven`, ``, `> Ref: `+d, `> again `+a))
	if diff := cmp.Diff([]string{a, b, c, d}, m.TokenCandidates()); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestMessageID(t *testing.T) {
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
			if got := MessageID([]byte(c.raw)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzReadMessage(f *testing.F) {
	f.Add([]byte("seven"))
	f.Add(mailOf(`From: a@b.example`, `Content-Type: multipart/mixed; boundary=b`, ``, `--b`, ``, `one`, `--b--`))
	f.Add(mailOf(`Content-Type: text/html`, ``, `<blockquote type=cite><p>a<div class=gmail_quote>b`))
	f.Add(mailOf(`From: MAILER-DAEMON@x.example`, `Subject: failure notice`, ``, `<a@b.example>:`, `550 5.1.1 no`))
	f.Add(mailOf(`Subject: =?koi8-r?b?79TX?= =?utf-8*ru?q?=D0?=`, `Auto-Submitted: auto-replied`, ``, `буду с 8 января`))
	f.Add(mailOf(`Content-Type: text/plain; charset*0*=utf-8''a; format=flowed; delsp=yes`, ``, `> a `, `> b`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := ReadMessage(raw)
		if m.Class == "" {
			t.Error("no class")
		}
		if id := MessageID(raw); id != m.MessageID || strings.ContainsAny(id, " \t\r\n<>") {
			t.Errorf("Message-ID %q alone, %q in the whole", id, m.MessageID)
		}
		if (m.Author.Address == "") == (m.Author.Fault == "") {
			t.Errorf("author %+v", m.Author)
		}
		if len(m.Text) > maxText+len("\ufffd") || len(m.TokenCandidates()) > maxTokens {
			t.Errorf("%d bytes of text, %d tokens: beyond the bounds", len(m.Text), len(m.TokenCandidates()))
		}
		if (m.Class == ClassBounce) != (m.Bounce != nil) {
			t.Errorf("class %s, bounce %v", m.Class, m.Bounce)
		}
	})
}
