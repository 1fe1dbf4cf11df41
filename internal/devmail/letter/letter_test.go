package letter_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
)

func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

func TestRead(t *testing.T) {
	t.Parallel()
	const related = `From: =?koi8-r?B?4c7OwQ==?= <anna@alpha.example>
To: a@x.example, "B, b" <b@x.example>
Subject: Report
Message-ID: <1@x.example>
References: <r1@x.example> <r2@x.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/related; boundary=r

--r
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=windows-1251
Content-Transfer-Encoding: quoted-printable

=CF=F0=E8=E2=E5=F2
--a
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PGI+UMWZw6F0ZWzDqTwvYj4=
--a--
--r
Content-Type: image/png
Content-ID: <chart>
Content-Transfer-Encoding: base64

AAEC
--r--
--m
Content-Type: text/calendar; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"

BEGIN:VCALENDAR
--m--
`
	got := letter.Read(crlf(related))
	want := letter.Letter{
		Subject:    "Report",
		From:       []letter.Address{{Name: "Анна", Address: "anna@alpha.example"}},
		To:         []letter.Address{{Address: "a@x.example"}, {Name: "B, b", Address: "b@x.example"}},
		MessageID:  "1@x.example",
		References: []string{"r1@x.example", "r2@x.example"},
		Text:       "Привет",
		HTML:       "<b>Přátelé</b>",
		Images:     map[string]string{"chart": "data:image/png;base64,AAEC"},
		Attachments: []letter.Attachment{
			{Name: "invite.ics", Type: "text/calendar", Size: int64(len("BEGIN:VCALENDAR"))},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
}

func TestReadBroken(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ raw, text string }{
		"nothing":            {"", ""},
		"no header":          {"just words\n", "just words\n"},
		"unknown charset":    {"Content-Type: text/plain; charset=klingon\n\nnuqneH\n", "nuqneH\n"},
		"truncated parts":    {"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext", "text"},
		"no boundary":        {"Content-Type: multipart/mixed\n\ntext", ""},
		"invalid UTF-8":      {"Content-Type: text/plain; charset=utf-8\n\na\xffb", "a\uFFFDb"},
		"unfinished header":  {"Subject: a\nX", ""},
		"HTML without plain": {"Content-Type: text/html\n\n<p>a&amp;b<br>c<script>d</script></p>", "a&b\nc"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := letter.Read(crlf(c.raw))
			if got := l.Plain(); name != "unfinished header" && strings.TrimSpace(got) != strings.TrimSpace(c.text) {
				t.Errorf("text %q, want %q", got, c.text)
			}
		})
	}
}

func keep(url string) string { return url }

func TestSanitise(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ in, want string }{
		"plain":           {"<p>a <b>b</b></p>", "<p>a <b>b</b></p>"},
		"script":          {"a<script>b</script>c", "ac"},
		"nested dropped":  {"a<svg><svg>b</svg>c</svg>d", "ad"},
		"unclosed":        {"<table><tr><td>a", "<table><tr><td>a</td></tr></table>"},
		"stray end":       {"a</div></p>b", "ab"},
		"crossed":         {"<b><i>a</b>b</i>", "<b><i>a</i></b>b"},
		"handler":         {`<p onclick="x" align="left">a</p>`, `<p align="left">a</p>`},
		"style":           {`<p style="color:red;background:url(//x);position:fixed;margin:0 auto">a</p>`, `<p style="color:red;margin:0 auto">a</p>`},
		"style colours":   {`<p style="color:rgb(1, 2,3);width:calc(1px)">a</p>`, `<p style="color:rgb(1, 2,3)">a</p>`},
		"style escapes":   {`<p style="color:\72 ed;width:expression(x)">a</p>`, `<p>a</p>`},
		"body":            {`<html><body style="color:red">a</body></html>`, `<div style="color:red">a</div>`},
		"own names":       {`<p id="reply" class="message" name="x">a</p>`, `<p>a</p>`},
		"quotes":          {`<p title='"><script>'>a</p>`, `<p title="&#34;&gt;&lt;script&gt;">a</p>`},
		"link":            {`<a href="https://x/?a=1&amp;b=2">a</a>`, `<a target="_blank" rel="noopener noreferrer" href="https://x/?a=1&amp;b=2">a</a>`},
		"own link":        {`<a href="/compose">a</a>`, `<a href="/compose">a</a>`},
		"comment":         {"a<!-- <b> -->b<!doctype x>", "ab"},
		"form":            {`<form action="/x"><input value="v">a<button>b</button></form>`, "a"},
		"conditional":     {`<!--[if mso]><p>a</p><![endif]-->b`, "b"},
		"text to escape":  {"a &lt;b&gt; & c", "a &lt;b&gt; &amp; c"},
		"unknown element": {"<marquee>a</marquee><o:p>b</o:p>", "ab"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := letter.Sanitise(c.in, keep, keep); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSanitisePictures(t *testing.T) {
	t.Parallel()
	own := func(url string) string {
		if url == "cid:chart" {
			return "data:image/png;base64,AAEC"
		}
		return ""
	}
	in := `<img src="cid:chart" alt="Chart"><img src="https://tracker.example/p.png" alt="gone">`
	want := `<img src="data:image/png;base64,AAEC" alt="Chart">gone`
	if got := letter.Sanitise(in, keep, own); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTextHTML(t *testing.T) {
	t.Parallel()
	in := "See <https://x.example/a?b=c&d>, or (mailto:y@x.example?body=1). 3 < 4"
	want := `See &lt;<a href="https://x.example/a?b=c&amp;d" target="_blank" rel="noopener noreferrer">https://x.example/a?b=c&amp;d</a>&gt;,` +
		` or (<a href="/compose">mailto:y@x.example?body=1</a>). 3 &lt; 4`
	got := letter.TextHTML(in, func(url string) string {
		if strings.HasPrefix(url, "mailto:") {
			return "/compose"
		}
		return url
	})
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// FuzzSanitise holds that whatever comes in, what comes out has only elements
// and attributes from the allow list, every element closed, and stays the same
// when it is cleaned once more.
func FuzzSanitise(f *testing.F) {
	for _, seed := range []string{
		"<p>a", `<a href="javascript:x">`, "<svg><style><img src=x onerror=y></style></svg>", "<table><div></table>",
		`<p style="a:b;c:url(x)">`, "<!--><script>", "<textarea></p><b>", "<plaintext>x", "\x00<b \x00>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		none := func(string) string { return "" }
		once := letter.Sanitise(source, none, none)
		depth := 0
		tokens := html.NewTokenizer(strings.NewReader(once))
		for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
			token := tokens.Token()
			switch kind {
			case html.StartTagToken:
				if token.Data != "br" && token.Data != "hr" && token.Data != "col" {
					depth++
				}
			case html.EndTagToken:
				depth--
			case html.CommentToken, html.DoctypeToken, html.SelfClosingTagToken:
				t.Errorf("%v in %q", token, once)
			case html.TextToken, html.ErrorToken:
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "href" || a.Key == "src" || a.Key == "id" {
					t.Errorf("attribute %v in %q", a, once)
				}
			}
		}
		if depth != 0 {
			t.Errorf("%d elements stay open in %q", depth, once)
		}
		if twice := letter.Sanitise(once, none, none); twice != once {
			t.Errorf("cleaned once:  %q\ncleaned twice: %q", once, twice)
		}
	})
}

// FuzzRead holds that no mail makes the reader fail or hand out text that is
// not fit for a page.
func FuzzRead(f *testing.F) {
	f.Add([]byte("Subject: a\r\n\r\nb"))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		l := letter.Read(raw)
		if text := l.Plain(); strings.ToValidUTF8(text, "") != text || strings.Contains(text, "\x00") {
			t.Errorf("text %q", text)
		}
		l.Excerpt(20)
	})
}
