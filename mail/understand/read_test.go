package understand

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/message"
)

// mailOf joins lines as they travel.
func mailOf(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n")) }

func TestRead(t *testing.T) {
	t.Parallel()
	m := Read(mailOf(
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
	want := Message{Message: message.Message{
		From:        []message.Address{{Name: "Ларс Х", Address: "lars@fjordmail.example"}},
		Author:      message.Author{Address: "lars@fjordmail.example"},
		To:          []message.Address{{Name: "Rapport, Bot", Address: "rapport@ops.example"}, {Address: "second@ops.example"}},
		DeliveredTo: []message.Address{{Address: "rapport+aerukz4jvpg66vnmca4wspb2dnrqu@ops.example"}},
		ReturnPath:  "lars@fjordmail.example",
		Subject:     "Ответ",
		MessageID:   "a@fjordmail.example",
		InReplyTo:   []string{"m1@ops.example"},
		References:  []string{"m0@ops.example", "m1@ops.example"},
		Date:        time.Date(2026, 11, 23, 10, 15, 2, 0, time.FixedZone("", 3600)),
		Text:        "mql 130 and soon\n> quotedtext\n-- \nLars",
	}, Class: ClassReply, tokens: []string{"aerukz4jvpg66vnmca4wspb2dnrqu"}}
	if diff := cmp.Diff(want, m, cmp.AllowUnexported(Message{}), cmp.Comparer(time.Time.Equal)); diff != "" {
		t.Errorf("message (-want +got):\n%s", diff)
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
	m := Read(mailOf(
		`To: reply-`+strings.ToUpper(b)+`@ops.example`,
		`X-Original-To: rapport+`+a+`@ops.example`,
		`References: <wf.`+c+`@ops.example>`,
		`Subject: Re: check-in`, ``,
		`seven`, ``, `> Ref: `+d, `> again `+a))
	if diff := cmp.Diff([]string{a, b, c, d}, m.TokenCandidates()); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("seven"))
	f.Add(mailOf(`From: a@b.example`, `Content-Type: multipart/mixed; boundary=b`, ``, `--b`, ``, `one`, `--b--`))
	f.Add(mailOf(`Content-Type: text/html`, ``, `<blockquote type=cite><p>a<div class=gmail_quote>b`))
	f.Add(mailOf(`From: MAILER-DAEMON@x.example`, `Subject: failure notice`, ``, `<a@b.example>:`, `550 5.1.1 no`))
	f.Add(mailOf(`Subject: =?koi8-r?b?79TX?= =?utf-8*ru?q?=D0?=`, `Auto-Submitted: auto-replied`, ``, `буду с 8 января`))
	f.Add(mailOf(`Content-Type: text/plain; charset*0*=utf-8''a; format=flowed; delsp=yes`, ``, `> a `, `> b`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := Read(raw)
		if m.Class == "" {
			t.Error("no class")
		}
		if id := MessageID(raw); id != m.MessageID || strings.ContainsAny(id, " \t\r\n<>") {
			t.Errorf("Message-ID %q alone, %q in the whole", id, m.MessageID)
		}
		if (m.Author.Address == "") == (m.Author.Fault == "") {
			t.Errorf("author %+v", m.Author)
		}
		if len(m.Text) > prose.MaxText+len("\ufffd") || len(m.TokenCandidates()) > maxTokens {
			t.Errorf("%d bytes of text, %d tokens: beyond the bounds", len(m.Text), len(m.TokenCandidates()))
		}
		if (m.Class == ClassBounce || m.Class == ClassDelivery) != (m.Bounce != nil) {
			t.Errorf("class %s, bounce %v", m.Class, m.Bounce)
		}
	})
}
