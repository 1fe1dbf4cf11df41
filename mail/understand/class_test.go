package understand

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestClass(t *testing.T) {
	t.Parallel()
	from, subject, text := "From: Lars <lars@fjordmail.example>", "Subject: Re: Check-in", "seven"
	for name, c := range map[string]struct {
		lines []string
		want  Class
	}{
		"a person":                      {[]string{from, subject, "", text}, ClassReply},
		"a person, marked so":           {[]string{from, "Subject: Automatic reply: x", "Auto-Submitted: no", "", text}, ClassReply},
		"ordinary Exchange mail":        {[]string{from, subject, "X-Auto-Response-Suppress: All", "", text}, ClassReply},
		"a person about holidays":       {[]string{from, "Subject: Re: Out of office on Friday", "", text}, ClassReply},
		"a person about a bounce":       {[]string{from, "Subject: Re: Undelivered Mail Returned to Sender", "", "It could not be delivered, see below"}, ClassReply},
		"a person behind a forwarder":   {[]string{from, subject, "In-Reply-To: <m1@ops.example>", "X-Loop: lars@fjordmail.example", "", text}, ClassReply},
		"vacation, RFC 3834":            {[]string{from, subject, "Auto-Submitted: auto-replied; owner-email=\"a@b.example\"", "", text}, ClassAutoReply},
		"generated":                     {[]string{from, subject, "Auto-Submitted: auto-generated (vacation)", "", text}, ClassAutoReply},
		"Gmail's vacation":              {[]string{from, subject, "Precedence: bulk", "X-Autoreply: yes", "", text}, ClassAutoReply},
		"X-Autorespond":                 {[]string{from, "X-Autorespond: Re: x", "", text}, ClassAutoReply},
		"precedence auto_reply":         {[]string{from, "Precedence: auto_reply", "", text}, ClassAutoReply},
		"empty return path":             {[]string{"Return-Path: <>", from, subject, "", text}, ClassAutoReply},
		"Exchange in English":           {[]string{from, "Subject: Automatic reply: Check-in", "", text}, ClassAutoReply},
		"Exchange in Russian":           {[]string{from, "Subject: Автоматический ответ: Check-in", "", text}, ClassAutoReply},
		"in Russian":                    {[]string{from, "Subject: Отсутствую до 7 января", "", text}, ClassAutoReply},
		"not in the office, in Russian": {[]string{from, "Subject: Меня нет на рабочем месте", "", text}, ClassAutoReply},
		"a bulk auto-reply":             {[]string{from, "Subject: Автоответ", "Precedence: bulk", "", text}, ClassAutoReply},
		"read receipt": {[]string{
			from, "Subject: Read: Check-in",
			`Content-Type: multipart/report; report-type=disposition-notification; boundary=b`, "", "--b", "", text, "--b--",
		}, ClassAutoReply},
		"list":           {[]string{from, subject, "List-Id: <x.list.example>", "", text}, ClassOther},
		"newsletter":     {[]string{from, subject, "List-Unsubscribe: <mailto:x@y.example>", "", text}, ClassOther},
		"bulk":           {[]string{from, subject, "Precedence: bulk", "", text}, ClassOther},
		"no-reply":       {[]string{"From: no-reply@shop.example", subject, "", text}, ClassOther},
		"our own":        {[]string{from, subject, "X-Rapport-Loop: a", "", text}, ClassOther},
		"nothing in it":  {[]string{from, subject, "", ""}, ClassOther},
		"only a picture": {[]string{from, "Content-Type: image/png", "", "xxxx"}, ClassReply},
		"a warning that a mail is late": {[]string{
			"From: MAILER-DAEMON@b.example", "Subject: Warning: message 1abc delayed 24 hours", "Auto-Submitted: auto-replied", "",
			"This is a warning only. You do not need to resend your message until we give up.", "a@b.example: connection timed out",
		}, ClassDelivery},
		"a mail that was late and is lost": {[]string{
			"From: MAILER-DAEMON@b.example", "Subject: Delivery delayed", "", "The mail was delayed; we are giving up.", "<a@b.example>: 550 5.4.7 expired",
		}, ClassBounce},
		"a report that a mail arrived": {[]string{
			"From: postmaster@b.example", "Subject: Delivery Status Notification (Success)",
			`Content-Type: multipart/report; report-type=delivery-status; boundary=b`, "",
			"--b", "", "Your mail was delivered.", "--b", "Content-Type: message/delivery-status", "",
			"Reporting-MTA: dns; b.example", "", "Final-Recipient: rfc822; a@b.example", "Action: delivered", "Status: 2.0.0", "--b--",
		}, ClassDelivery},
		"complaint": {[]string{
			"From: feedback@provider.example", "Subject: complaint about message",
			`Content-Type: multipart/report; report-type=feedback-report; boundary=b`, "",
			"--b", "", "This is an abuse report", "--b", "Content-Type: message/feedback-report", "", "Feedback-Type: abuse", "--b--",
		}, ClassFeedback},
		"SES complaint": {[]string{"From: no-reply@sns.amazonaws.com", "", `{"notificationType":"Complaint","complaint":{}}`}, ClassFeedback},
		"SES bounce": {[]string{
			"From: no-reply@sns.amazonaws.com", "",
			`{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"a@b.example","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}`,
		}, ClassBounce},
		"bounce from a postmaster":      {[]string{"From: postmaster@b.example", "Subject: Undeliverable: Check-in", "", "Your message did not reach some recipients"}, ClassBounce},
		"a person of the delivery team": {[]string{"From: Ops Delivery <delivery@b.example>", subject, "", "The report could not be delivered in time: 7"}, ClassReply},
		"a person about late goods":     {[]string{from, "Subject: Delivery delayed", "", "The goods could not be delivered, sorry"}, ClassReply},
		"a postmaster writes":           {[]string{"From: postmaster@b.example", subject, "", "We like your check-ins: 7"}, ClassReply},
		"bounce in Russian":             {[]string{"Return-Path: <>", "From: admin@b.example", "Subject: Недоставленное сообщение", "", "Не удалось доставить письмо"}, ClassBounce},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Read(mailOf(c.lines...)).Class; got != c.want {
				t.Errorf("class %q, want %q", got, c.want)
			}
		})
	}
}

func TestAwayIgnoresTheQuotedMail(t *testing.T) {
	t.Parallel()
	m := Read(mailOf("Date: Mon, 23 Nov 2026 10:15:02 +0300", "Auto-Submitted: auto-replied", "",
		"Away until 7 December.", "", "On Mon, 23 Nov 2026 at 10:15, Bot <bot@ops.example> wrote:", "> until 30 November 2027"))
	if want := (cadence.Date{Year: 2026, Month: 12, Day: 7}); m.Away == nil || *m.Away != want {
		t.Errorf("away until %v, want %v", m.Away, want)
	}
}

// TestAListAloneDoesNotMakeWordsForeign: what a person writes in a thread with a
// group address comes with the list's fields, and so does every newsletter.
// Listed leaves it to whoever knows the thread; what programs write stays aside.
func TestAListAloneDoesNotMakeWordsForeign(t *testing.T) {
	t.Parallel()
	from, subject, thread := "From: Lars <lars@fjordmail.example>", "Subject: Re: Check-in", "In-Reply-To: <m1@ops.example>"
	for name, c := range map[string]struct {
		lines []string
		want  bool
	}{
		"a person through a list":         {[]string{from, subject, thread, "List-Id: <partners.fjordmail.example>", "Precedence: list", "", "seven"}, true},
		"a group with an unsubscribe":     {[]string{from, subject, thread, "List-Unsubscribe: <mailto:x@y.example>", "", "seven"}, true},
		"a person without a list":         {[]string{from, subject, thread, "", "seven"}, false},
		"an absence through a list":       {[]string{from, subject, "Precedence: bulk", "Auto-Submitted: auto-replied", "", "away"}, false},
		"an absence by its subject":       {[]string{from, "Subject: Automatic reply: Check-in", "Precedence: bulk", "", "away"}, false},
		"a program through a list":        {[]string{"From: no-reply@fjordmail.example", subject, "List-Id: <x.y.example>", "", "seven"}, false},
		"a list without a word":           {[]string{from, subject, "List-Id: <x.y.example>", "", ""}, false},
		"a rapport through a list":        {[]string{from, subject, "List-Id: <x.y.example>", "X-Rapport-Loop: a", "", "seven"}, false},
		"a bounce that came by a list":    {[]string{"Return-Path: <>", "From: MAILER-DAEMON@y.example", "Subject: Undelivered Mail Returned to Sender", "List-Id: <x.y.example>", "", "could not be delivered"}, false},
		"a list's note with an empty way": {[]string{"Return-Path: <>", from, subject, "List-Id: <x.y.example>", "", "Your message awaits approval"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Read(mailOf(c.lines...))
			if m.Listed != c.want {
				t.Errorf("listed %t, want %t (class %s)", m.Listed, c.want, m.Class)
			}
			if taken := m.AsReply().Class; m.Listed && taken != ClassReply || !m.Listed && taken != m.Class {
				t.Errorf("class %s taken as %s", m.Class, taken)
			}
		})
	}
}

func TestHeadingIsThatOfTheWholeReading(t *testing.T) {
	t.Parallel()
	raw := mailOf("From: =?utf-8?B?0JLQtdGA0LA=?= <vera@kettle.example>", "Subject: =?utf-8?B?0J7RgtGH0ZHRgg==?=", "Date: Mon, 23 Nov 2026 10:15:02 +0300", "", "x")
	m, got := Read(raw), ReadHeading(raw)
	if got.From != "vera@kettle.example" || got.FromName != "Вера" || got.Subject != m.Subject || got.Subject != "Отчёт" || !got.Date.Equal(m.Date) {
		t.Errorf("heading %+v", got)
	}
	if got := ReadHeading([]byte("just a text")); got != (Heading{}) {
		t.Errorf("a text without headers has the heading %+v", got)
	}
}

// TestSentIsWhatTheReaderAlignsWith reads one of our mails as a folder of sent
// mail keeps it.
func TestSentIsWhatTheReaderAlignsWith(t *testing.T) {
	t.Parallel()
	raw := mailOf("From: bot@ops.example", "Subject: Check-in", "MIME-Version: 1.0", "Content-Type: multipart/alternative; boundary=b", "",
		"--b", "Content-Type: text/plain; charset=utf-8", "", "How many leads?",
		"--b", "Content-Type: text/html; charset=utf-8", "", "<p>How <b>many</b> leads?</p>", "--b--")
	text, html := Sent(raw)
	if text != "How many leads?" || html != "<p>How <b>many</b> leads?</p>" {
		t.Errorf("got %q and %q", text, html)
	}
	if text, html := Sent([]byte("How many leads?\n")); text != "How many leads?" || html != "" {
		t.Errorf("a text is read as %q and %q", text, html)
	}
}

// TestAwayIgnoresTheSubjectThatIsAnswered: ours names the day on which an answer is
// due, and mailboxes repeat it.
func TestAwayIgnoresTheSubjectThatIsAnswered(t *testing.T) {
	t.Parallel()
	for subject, want := range map[string]string{
		"Re: Tea & Kettle: сверка, ответ до пн 7 декабря, 09:00":                   "",
		"Автоматический ответ: Tea & Kettle: сверка, ответ до пн 7 декабря, 09:00": "",
		"Automatic reply: Tea & Kettle: back on 7 December":                        "",
		"Out of office until 7 December":                                           "2026-12-07",
		"Отсутствую до 7 декабря: Re: сверка":                                      "2026-12-07",
	} {
		for text, day := range map[string]string{"I am out of the office.": want, "Away until 2026-12-04": "2026-12-04"} {
			m := Read(mailOf("Date: Mon, 23 Nov 2026 10:15:02 +0300", "Auto-Submitted: auto-replied", "Subject: "+subject, "", text))
			got := ""
			if m.Away != nil {
				got = m.Away.String()
			}
			if got != day {
				t.Errorf("%q, %q: away until %q, want %q", subject, text, got, day)
			}
		}
	}
}
