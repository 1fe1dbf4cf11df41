package compose

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/mail/token"
)

type draft struct{ to, subject, body string }

// parseMailto reads a link as RFC 6068 says: percent-encoding only, a plus sign
// is a plus sign.
func parseMailto(t interface{ Fatalf(string, ...any) }, link string) draft {
	rest, ok := strings.CutPrefix(link, "mailto:")
	if !ok {
		t.Fatalf("%q is no mailto link", link)
	}
	to, query, _ := strings.Cut(rest, "?")
	unescape := func(s string) string {
		plain, err := url.PathUnescape(s)
		if err != nil {
			t.Fatalf("unescape %q: %v", s, err)
		}
		return plain
	}
	d := draft{to: unescape(to)}
	for field := range strings.SplitSeq(query, "&") {
		switch name, value, _ := strings.Cut(field, "="); name {
		case "subject":
			d.subject = unescape(value)
		case "body":
			d.body = unescape(value)
		case "":
		default:
			t.Fatalf("field %q in %q", name, link)
		}
	}
	return d
}

func TestMailtoRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		subject, body := rapid.String().Draw(t, "subject"), rapid.StringMatching(`[^\r]*`).Draw(t, "body")
		link := mailto("rapport+tok@ops.example", subject, body)
		want := draft{"rapport+tok@ops.example", subject, strings.ReplaceAll(body, "\n", "\r\n")}
		if got := parseMailto(t, link); got != want {
			t.Fatalf("%q reads as %+v, want %+v", link, got, want)
		}
		if strings.ContainsAny(link, " +\r\n\"'<>") {
			t.Fatalf("%q has characters that mean something", link)
		}
	})
}

// links reads the mailto links of a page as a browser does.
func links(t *testing.T, page string) map[string]draft {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]draft{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "a" {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "href" {
				found[n.FirstChild.Data] = parseMailto(t, a.Val)
			}
		}
	}
	return found
}

func TestTaps(t *testing.T) {
	t.Parallel()
	m := compose(t, composer(t), fixtureSpec(), ask("anna"))
	got := links(t, m.HTML)
	quoted := "\r\n\r\n> 1) Marketing-qualified leads\r\n> 2) cpl\r\n> 3) How sure are you?\r\n> 4) Is anything in the way?" +
		"\r\n> 5) Is the plan agreed?\r\n> 6) Best channel?\r\n> 7) When do we launch?\r\n"
	for label, body := range map[string]string{
		"как в прошлый раз: 198" + noBreakSpace + "leads": "1) 198\r\n",
		"0":        "3) 0\r\n",
		"10":       "3) 10\r\n",
		"ничего":   "4) ничего\r\n",
		"да":       "5) да\r\n",
		"нет":      "5) нет\r\n",
		"fair":     "6) fair\r\n",
		"Ответить": "1) \r\n2) \r\n3) \r\n4) \r\n5) \r\n6) \r\n7) " + quoted,
	} {
		want := draft{m.ReplyTo, "Re: " + m.Subject, body}
		if got[label] != want {
			t.Errorf("%q opens %+v, want %+v", label, got[label], want)
		}
	}
}

// Without a token in the address, a mail from a link would not find its ask.
func TestTapsCarryTheTokenForASingleMailbox(t *testing.T) {
	t.Parallel()
	s := settings(t)
	s.Addressing = token.Single
	c, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	m := compose(t, c, fixtureSpec(), ask("lars"))
	if m.ReplyTo != s.From.Address {
		t.Errorf("Reply-To %q, want %q", m.ReplyTo, s.From.Address)
	}
	d := links(t, m.HTML)["yes"]
	if want := "5) yes\r\n\r\n> Ref: " + m.Token + "\r\n"; d.body != want {
		t.Errorf("body %q, want %q", d.body, want)
	}
	if tokens := token.Find(d.body); !slices.Equal(tokens, []string{m.Token}) {
		t.Errorf("tokens in the body: %q, want %q", tokens, m.Token)
	}
}

func TestLinksStayShort(t *testing.T) {
	t.Parallel()
	l := ask("anna")
	for i := range l.Questions {
		l.Questions[i].Text = strings.Repeat("Что изменилось с прошлого раза? ", 5)
	}
	m := compose(t, composer(t), fixtureSpec(), l)
	for label, d := range links(t, m.HTML) {
		if link := mailto(d.to, d.subject, strings.ReplaceAll(d.body, "\r\n", "\n")); len(link) > maxMailto {
			t.Errorf("%q is a link of %d characters", label, len(link))
		}
	}
	if body := links(t, m.HTML)["Ответить"].body; body != "1) \r\n2) \r\n3) \r\n4) \r\n5) \r\n6) \r\n7) \r\n" {
		t.Errorf("body %q, want the bare numbers", body)
	}
}
