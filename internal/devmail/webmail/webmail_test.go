package webmail_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
	"github.com/rapport-engine/rapport/internal/devmail/webmail"
)

const (
	bot  = "rapport@rapport.example"
	anna = "anna@alpha.example"
)

// desk is a webmail with what it sent and the store behind it.
type desk struct {
	t       *testing.T
	store   *mailstore.Store
	handler http.Handler
	sent    []sentMail
	refuse  error // what Send answers
}

type sentMail struct {
	from string
	to   []string
	raw  []byte
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	now := func() time.Time { return time.Date(2025, 12, 8, 12, 0, 0, 0, time.UTC) }
	store, err := mailstore.Open(t.TempDir(), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	d := &desk{t: t, store: store}
	d.handler = webmail.New(webmail.Options{
		Store:  store,
		Bot:    bot,
		People: func() []webmail.Person { return []webmail.Person{{Name: "Anna Berg", Address: anna}} },
		Links:  func() []webmail.Link { return []webmail.Link{{Label: "Temporal UI", URL: "http://127.0.0.1:8233"}} },
		Send: func(from string, to []string, raw []byte) error {
			if d.refuse == nil {
				d.sent = append(d.sent, sentMail{from: from, to: to, raw: raw})
			}
			return d.refuse
		},
		Now:    now,
		Logger: slog.New(slog.DiscardHandler),
	})
	return d
}

func (d *desk) deliver(address, raw string) {
	d.t.Helper()
	mailbox, err := d.store.Mailbox(address)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := mailbox.Deliver(mailstore.Delivery{Raw: []byte(strings.ReplaceAll(raw, "\n", "\r\n"))}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) do(request *http.Request) *httptest.ResponseRecorder {
	d.t.Helper()
	recorder := httptest.NewRecorder()
	d.handler.ServeHTTP(recorder, request)
	return recorder
}

// get returns a page that must be there.
func (d *desk) get(path string) string {
	d.t.Helper()
	response := d.do(httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8025"+path, nil))
	if response.Code != http.StatusOK {
		d.t.Fatalf("GET %s: status %d\n%s", path, response.Code, response.Body)
	}
	return response.Body.String()
}

func (d *desk) post(path string, fields url.Values, header ...string) *httptest.ResponseRecorder {
	d.t.Helper()
	request := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8025"+path, strings.NewReader(fields.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	return d.do(request)
}

const question = `From: "Rapport" <rapport@rapport.example>
To: "Anna B." <anna@alpha.example>
Reply-To: "Rapport" <rapport+tok@rapport.example>
Subject: =?utf-8?q?=D0=9E=D1=82=D1=87=D1=91=D1=82?=
Date: Mon, 08 Dec 2025 09:00:00 +0100
Message-ID: <ask.1@rapport.example>
References: <flow@rapport.example>
Content-Type: text/plain; charset=koi8-r
Content-Transfer-Encoding: base64

8NLJ18XUIQo+INPUwdLPxQo=
`

func TestReadMarksAsSeen(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(anna, question)
	if page := d.get("/"); !strings.Contains(page, `<span class="unread" title="1 unread">1</span>`) {
		t.Errorf("no count of unread mail:\n%s", page)
	}
	if page := d.get("/people/" + anna); !strings.Contains(page, `class="message new"`) || !strings.Contains(page, "Отчёт") {
		t.Errorf("no unread message in the list:\n%s", page)
	}
	page := d.get("/people/" + anna + "/messages/1")
	for _, want := range []string{"Привет!", `id="reply"`, `id="send"`, "rapport&#43;tok@rapport.example", "<title>Отчёт"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q on the page:\n%s", want, page)
		}
	}
	if page := d.get("/"); strings.Contains(page, "unread\"") {
		t.Error("still unread after reading")
	}
}

// TestAttachedTextsCanBeOpened and nothing else that is attached.
func TestAttachedTextsCanBeOpened(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(anna, `From: rapport@rapport.example
To: anna@alpha.example
Subject: To be signed
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Please sign.
--b
Content-Type: text/html
Content-Disposition: attachment; filename="terms.html"

<script>alert(1)</script>
--b
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename="terms.txt"

<b>1. Условия</b>
--b--
`)
	page := d.get("/people/" + anna + "/messages/1")
	if !strings.Contains(page, `<a href="/people/anna@alpha.example/messages/1/files/2">terms.txt</a>`) || strings.Contains(page, ">terms.html</a>") {
		t.Errorf("links to files:\n%s", page)
	}
	file := d.do(httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8025/people/"+anna+"/messages/1/files/2", nil))
	if kind := file.Header().Get("Content-Type"); file.Code != http.StatusOK || !strings.HasPrefix(kind, "text/plain") || !strings.Contains(file.Body.String(), "<b>1. Условия</b>") {
		t.Errorf("the file comes as %d, %s:\n%s", file.Code, kind, file.Body)
	}
	for _, number := range []string{"0", "1", "3", "x"} {
		if got := d.do(httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8025/people/"+anna+"/messages/1/files/"+number, nil)); got.Code != http.StatusNotFound {
			t.Errorf("file %s: status %d", number, got.Code)
		}
	}
}

func TestReply(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(anna, question)
	page := d.get("/people/" + anna + "/messages/1")
	fields := url.Values{"draft": {field(t, page, "draft")}, "body": {"1: 4 150,5\r\nда"}, "quote": {area(t, page, "quote")}}
	response := d.post("/people/"+anna+"/messages/1/reply", fields, "Sec-Fetch-Site", "same-origin")
	if response.Code != http.StatusSeeOther || len(d.sent) != 1 {
		t.Fatalf("status %d, %d mails sent\n%s", response.Code, len(d.sent), response.Body)
	}
	sent := d.sent[0]
	if sent.from != anna || len(sent.to) != 1 || sent.to[0] != "rapport+tok@rapport.example" {
		t.Errorf("envelope: %s to %v", sent.from, sent.to)
	}
	message, err := mail.ReadMessage(strings.NewReader(string(sent.raw)))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"From":        `"Anna Berg" <anna@alpha.example>`,
		"To":          `"Rapport" <rapport+tok@rapport.example>`,
		"In-Reply-To": "<ask.1@rapport.example>",
		"References":  "<flow@rapport.example> <ask.1@rapport.example>",
	} {
		if got := message.Header.Get(key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	l := letter.Read(sent.raw)
	want := "1: 4 150,5\nда\n\nOn Mon, 8 Dec 2025 at 09:00, Rapport <rapport@rapport.example> wrote:\n> Привет!\n>> старое\n"
	if l.Subject != "Re: Отчёт" || l.Text != want {
		t.Errorf("subject %q, text:\n%q\nwant:\n%q", l.Subject, l.Text, want)
	}
	if page := d.get("/people/" + anna + "?folder=Sent"); !strings.Contains(page, "To Rapport") {
		t.Errorf("no copy in Sent:\n%s", page)
	}
	if page := d.get("/people/" + anna + "/messages/1?sent=1"); !strings.Contains(page, `class="answered"`) {
		t.Error("not marked as answered")
	}

	again := d.post("/people/"+anna+"/messages/1/reply", fields)
	fields.Set("body", "1: 4 200")
	corrected := d.post("/people/"+anna+"/messages/1/reply", fields)
	if again.Code != http.StatusSeeOther || corrected.Code != http.StatusSeeOther {
		t.Fatal("sending again is refused")
	}
	first, second, third := letter.Read(d.sent[0].raw), letter.Read(d.sent[1].raw), letter.Read(d.sent[2].raw)
	if first.MessageID != second.MessageID || first.MessageID == third.MessageID {
		t.Errorf("ids %s, %s (same form), %s (corrected)", first.MessageID, second.MessageID, third.MessageID)
	}
}

func TestReplyInsideTheQuote(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(anna, question)
	path := "/people/" + anna + "/messages/1"
	quoted := area(t, d.get(path), "quote")
	if got := d.post(path+"/reply", url.Values{"quote": {quoted}}).Code; got != http.StatusUnprocessableEntity {
		t.Errorf("an empty answer: status %d", got)
	}
	if got := d.post(path+"/reply", url.Values{"quote": {quoted + "42\r\n"}}).Code; got != http.StatusSeeOther {
		t.Errorf("an answer between the lines: status %d", got)
	}
}

func TestRefusedMailIsNotLost(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(anna, question)
	d.refuse = errors.New("451 try again later")
	response := d.post("/people/"+anna+"/messages/1/reply", url.Values{"body": {"my <answer>"}})
	page := response.Body.String()
	if response.Code != http.StatusUnprocessableEntity || !strings.Contains(page, "451 try again later") ||
		area(t, page, "reply") != "my <answer>" {
		t.Errorf("status %d\n%s", response.Code, page)
	}
}

func TestMailtoLinkOpensTheForm(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(anna, `From: bot@rapport.example
Message-ID: <a@b>
Content-Type: text/html; charset=utf-8

<a href="MAILTO:rapport+tok@rapport.example?subject=Re%3A%20a+b&amp;body=1%29%207%0D%0A%D0%B4%D0%B0&amp;to=x@y.example">seven</a>
`)
	page := d.get("/people/" + anna + "/messages/1")
	link := regexp.MustCompile(`<a href="([^"]*)">seven</a>`).FindStringSubmatch(page)
	if link == nil {
		t.Fatalf("no link:\n%s", page)
	}
	form := d.get(html.UnescapeString(link[1]))
	if got := field(t, form, "to"); got != "rapport+tok@rapport.example,x@y.example" {
		t.Errorf("to %q", got)
	}
	if got := field(t, form, "subject"); got != "Re: a+b" {
		t.Errorf("subject %q", got)
	}
	if got := area(t, form, "reply"); got != "1) 7\nда" {
		t.Errorf("body %q", got)
	}
	response := d.post("/people/"+anna+"/compose", url.Values{
		"to": {"rapport+tok@rapport.example"}, "subject": {"Re: a+b\r\nBcc: evil@example.org"}, "body": {"1) 7"}, "re": {"1"},
	})
	if response.Code != http.StatusSeeOther || response.Header().Get("Location") != "/people/"+anna+"/messages/1?sent=1" {
		t.Fatalf("status %d to %s", response.Code, response.Header().Get("Location"))
	}
	if l := letter.Read(d.sent[0].raw); l.Subject != "Re: a+b Bcc: evil@example.org" || len(l.References) != 0 {
		t.Errorf("sent:\n%s", d.sent[0].raw)
	}
}

func TestHostileMail(t *testing.T) {
	t.Parallel()
	const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	cases := map[string]string{
		"in the header": "From: =?utf-8?q?" + strings.ReplaceAll(attack, " ", "_") + "?= <e@x.example>\nSubject: " + attack + "\n\nhi\n",
		"in the text":   "Subject: s\n\n" + attack + "\njavascript:alert(1) https://a.example/\"onmouseover=alert(1)\n",
		"in HTML": "Content-Type: text/html\n\n" + attack + `<a href="javascript:alert(1)">a</a><a href=" java&#10;script:alert(1)">b</a>` +
			`<svg onload=alert(1)><style>*{display:none}</style><form action=/x><input name=q></form><p style="background:url(//x)" onclick=alert(1)>c` +
			`<iframe src=//x></iframe><base href=//x><meta http-equiv=refresh content=0><div id=reply>d</div></div></div></main></article>`,
	}
	for name, raw := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.deliver(anna, raw)
			for _, path := range []string{"/people/" + anna, "/people/" + anna + "/messages/1", "/people/" + anna + "/messages/1?as=text"} {
				harmless(t, d.get(path))
			}
		})
	}
}

// harmless fails if a page has anything that our template did not write.
func harmless(t *testing.T, page string) {
	t.Helper()
	forms, replies := 0, 0
	tokens := html.NewTokenizer(strings.NewReader(page))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		switch token.Data {
		case "iframe", "svg", "style", "base", "object", "img":
			t.Errorf("element %v", token)
		case "form":
			forms++
		}
		for _, a := range token.Attr {
			value := strings.ToLower(a.Val)
			if strings.HasPrefix(a.Key, "on") || strings.Contains(value, "javascript:") || strings.Contains(value, "url(") ||
				token.Data == "script" && a.Key == "src" && a.Val != "/assets/live.js" || a.Key == "http-equiv" {
				t.Errorf("attribute %v of %v", a, token)
			}
			if a.Key == "id" && a.Val == "reply" && token.Data != "textarea" {
				replies++
			}
		}
	}
	if forms > 1 || replies > 0 {
		t.Errorf("%d forms, %d elements that pose as ours\n%s", forms, replies, page)
	}
}

func TestForeignPagesAreRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(anna, question)
	fields := url.Values{"body": {"forged"}, "to": {bot}}
	for _, path := range []string{"/people/" + anna + "/messages/1/reply", "/people/" + anna + "/compose"} {
		for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
			if got := d.post(path, fields, header...).Code; got != http.StatusForbidden {
				t.Errorf("POST %s with %v: status %d", path, header, got)
			}
		}
	}
	rebound := httptest.NewRequest(http.MethodGet, "http://mail.evil.example/people/"+anna, nil)
	if got := d.do(rebound).Code; got != http.StatusMisdirectedRequest {
		t.Errorf("by a foreign name: status %d", got)
	}
	if len(d.sent) != 0 {
		t.Errorf("%d mails sent", len(d.sent))
	}
	policy := d.do(httptest.NewRequest(http.MethodGet, "http://localhost/", nil)).Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("policy %q", policy)
	}
}

func TestNobodyWritesAsTheEngine(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(bot, question)
	page := d.get("/people/" + bot + "/messages/1")
	if strings.Contains(page, `id="reply"`) {
		t.Error("the engine's mail can be answered")
	}
	if page = d.get("/people/" + bot); !strings.Contains(page, "message new") {
		t.Error("looking at the engine's mail marks it as read")
	}
	for _, path := range []string{"/people/" + bot + "/messages/1/reply", "/people/" + bot + "/compose"} {
		if got := d.post(path, url.Values{"body": {"x"}, "to": {anna}}).Code; got != http.StatusForbidden {
			t.Errorf("POST %s: status %d", path, got)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.get("/people/" + anna) // known, without any mail
	for _, path := range []string{
		"/people/nobody@x.example", "/people/" + anna + "/messages/1", "/people/" + anna + "/messages/x",
		"/people/%00", "/people/..%2f..%2fetc", "/people/" + anna + "/messages/1/raw", "/nothing",
	} {
		response := d.do(httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil))
		if response.Code != http.StatusNotFound {
			t.Errorf("GET %s: status %d", path, response.Code)
		}
	}
	if got := d.store.Addresses(); len(got) != 0 {
		t.Errorf("looking made mailboxes: %v", got)
	}
}

func TestTooLongFormIsRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.deliver(anna, question)
	fields := url.Values{"body": {strings.Repeat("x", 2<<20)}, "to": {bot}}
	for _, path := range []string{"/people/" + anna + "/messages/1/reply", "/people/" + anna + "/compose"} {
		if got := d.post(path, fields).Code; got != http.StatusRequestEntityTooLarge {
			t.Errorf("POST %s: status %d", path, got)
		}
	}
}

func TestRevisionTellsOfChanges(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	before := d.get("/revision")
	if again := d.get("/revision"); again != before {
		t.Error("changes without a change")
	}
	d.deliver(anna, question)
	if after := d.get("/revision"); after == before {
		t.Error("does not change when mail arrives")
	}
}

func TestLongListsHavePages(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for range 120 {
		d.deliver(anna, "Subject: s\n\ntext\n")
	}
	page := d.get("/people/" + anna)
	older := regexp.MustCompile(`class="older" href="([^"]*)"`).FindStringSubmatch(page)
	if strings.Count(page, "data-uid=") != 100 || older == nil {
		t.Fatalf("%d rows, older: %v", strings.Count(page, "data-uid="), older)
	}
	if rest := d.get(html.UnescapeString(older[1])); strings.Count(rest, "data-uid=") != 20 {
		t.Errorf("%d rows on the second page", strings.Count(rest, "data-uid="))
	}
}

// field is the value of a page's input.
func field(t *testing.T, page, name string) string {
	t.Helper()
	return element(t, page, "input", "name", name, "value")
}

// area is the text in a page's textarea.
func area(t *testing.T, page, id string) string {
	t.Helper()
	return element(t, page, "textarea", "id", id, "")
}

func element(t *testing.T, page, kind, key, value, want string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	for node := range root.Descendants() {
		attributes := map[string]string{}
		for _, a := range node.Attr {
			attributes[a.Key] = a.Val
		}
		if node.Data != kind || attributes[key] != value {
			continue
		}
		if want != "" {
			return attributes[want]
		}
		if node.FirstChild == nil {
			return ""
		}
		return node.FirstChild.Data
	}
	t.Fatalf("no %s with %s=%s on the page:\n%s", kind, key, value, page)
	return ""
}
