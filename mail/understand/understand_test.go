package understand

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whole mails, as programs send them.
func TestUnderstandMessage(t *testing.T) {
	t.Parallel()
	const head = "From: Lars <lars@fjordmail.example>\nTo: bot@eng.test\nSubject: Re: Check-in\nMIME-Version: 1.0\n"
	cases := []struct{ name, mail, want string }{
		{"plain text", head + "Content-Type: text/plain; charset=utf-8\n\nmql 130\n\n" + quotedCheckIn, "mql = 130"},
		{"no headers", "mql 130\nconfidence 7\n", "mql = 130\nconfidence = 7"},
		{
			"Gmail", head + "Content-Type: text/html; charset=utf-8\n\n" +
				`<div dir="ltr">1) 130<br>2) 7<div>3) none</div></div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 23, 2026 at 10:15 AM Rapport &lt;<a href="mailto:bot@eng.test">bot@eng.test</a>&gt; wrote:<br></div><blockquote class="gmail_quote">` + sentCheckInHTML + `</blockquote></div>`,
			"mql = 130\nconfidence = 7\nblockers = none",
		},
		{
			"Outlook", head + "Content-Type: text/html; charset=utf-8\n\n" +
				`<html><body><div class="WordSection1"><p class="MsoNormal">mql 130, confidence 7</p><p class="MsoNormal">Regards, Lars</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Rapport &lt;bot@eng.test&gt;<br><b>Sent:</b> Monday, November 23, 2026 10:15 AM<br><b>To:</b> Lars<br><b>Subject:</b> Check-in</p></div>` + sentCheckInHTML + `</div></body></html>`,
			"mql = 130\nconfidence = 7",
		},
		{
			"Yandex", head + "Content-Type: text/html; charset=utf-8\n\n" +
				`<div>1) 130</div><div>2) на семёрку</div><div> </div><div>23.11.2026, 10:15, "Rapport" &lt;bot@eng.test&gt;:</div><blockquote>` + sentCheckInHTML + `</blockquote>`,
			"mql = 130\nconfidence = 7",
		},
		{
			"a reaction in Gmail", head + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n👎\n\nLars reacted via Gmail\n\n" +
				"--b\nContent-Type: text/vnd.google.email-reaction+json; charset=utf-8\n\n{\"emoji\":\"👎\",\"version\":1}\n--b\nContent-Type: text/html; charset=utf-8\n\n<div>👎</div><div>Lars reacted via <a href=\"https://mail.google.com\">Gmail</a></div>\n--b--\n",
			"! I could not tell which question \"👎\" answers; please put the question's number in front",
		},
		{"auto-reply", head + "Auto-Submitted: auto-replied\n\nmql 130\n", ""},
		{"command as subject", "From: Lars <lars@fjordmail.example>\nSubject: STATUS\n\n\n", "STATUS"},
		{"koi8-r", head + "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\n1) 4=9A150,5\n2) =D3=C5=CD=D8\n", "mql = 4150.5\nconfidence = 7"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, sent := range []string{"", sentCheckIn} {
				u := Understand(Read([]byte(c.mail)), Context{Questions: checkIn, Locale: "en", Sent: sent})
				if diff := cmp.Diff(c.want, summary(u)); diff != "" {
					t.Errorf("with %d bytes of our text (-want +got)\n%s\n%s", len(sent), diff, u.Text)
				}
			}
		})
	}
}

// TestSentHTMLTellsTypedLines: Outlook copies our mail without marks, so that
// only its stored HTML part tells our lines from typed ones.
func TestSentHTMLTellsTypedLines(t *testing.T) {
	t.Parallel()
	reply := "See below.\n\nFrom: Rapport <bot@eng.test>\nSent: Monday, November 23, 2026 10:15 AM\nTo: Lars\nSubject: Check-in\n\n" +
		strings.Replace(sentCheckIn, "last time 120)\n", "last time 120)\n130\n", 1)
	for html, want := range map[string]string{sentCheckInHTML: "mql = 130", "": ""} {
		u := Text(reply, Context{Questions: checkIn, Locale: "en", Sent: sentCheckIn, SentHTML: html})
		if got := summary(Understanding{Answers: u.Answers}); got != want {
			t.Errorf("with %d bytes of our HTML: %q, want %q", len(html), got, want)
		}
	}
}

// TestWhatIsTypedIntoACopyIsShown even where it answers no question.
func TestWhatIsTypedIntoACopyIsShown(t *testing.T) {
	t.Parallel()
	reply := "1) 130\n\nFrom: Rapport <bot@eng.test>\nSent: Monday, November 23, 2026 10:15 AM\nTo: Lars\nSubject: Check-in\n\n" +
		strings.Replace(sentCheckIn, "Hello Lars,\n", "Hello Lars,\nOur head of marketing has left us.\n", 1)
	u := Text(reply, Context{Questions: checkIn, Locale: "en", Sent: sentCheckIn, SentHTML: sentCheckInHTML})
	if got := summary(Understanding{Answers: u.Answers}); got != "mql = 130" || u.LeftOut != "Our head of marketing has left us." {
		t.Errorf("read %q and left out %q", got, u.LeftOut)
	}
	whole := Text("1) 130\n\n"+quotedCheckIn, Context{Questions: checkIn, Locale: "en", Sent: sentCheckIn, SentHTML: sentCheckInHTML})
	if whole.LeftOut != "" {
		t.Errorf("left out %q of a mail without doubt", whole.LeftOut)
	}
}

// TestWhatIsWrittenFirstMustNameItsQuestion: what would answer a mail that it
// replies to is prose where there is none.
func TestWhatIsWrittenFirstMustNameItsQuestion(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"mql: 130":                               "mql = 130",
		"1) 130\n2) 7":                           "mql = 130\nconfidence = 7",
		"Hello,\n\nmql 130\n\nLars":              "mql = 130",
		"130":                                    "",
		"130\n7\nnone":                           "",
		"We have hired 3 people.":                "",
		"The fair is off.\n\nSTATUS":             "STATUS",
		"All good, nothing to report.":           "",
		"yes":                                    "",
		"I shall ask my colleagues and be back.": "",
	} {
		u := Text(text, Context{Questions: checkIn, Locale: "en", Unasked: true})
		if got := summary(Understanding{Answers: u.Answers, Commands: u.Commands}); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := summary(Text("130", Context{Questions: checkIn[:1], Locale: "en", Unasked: true})); got != "" {
		t.Errorf("to the only question there is: %q", got)
	}
	if got := summary(Text("The fair is off.", Context{Locale: "ru", Unasked: true})); got != "" {
		t.Errorf("without a question: %q", got)
	}
}
