package smtp

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func russian() Message {
	m := message(1)
	m.ToName, m.Subject = "Анна Иванова", strings.Repeat("Сверка по общим целям, ответ до четверга ", 4)
	m.Text = strings.Repeat("Длинная строка о том, чего мы хотим вместе. ", 40) + "\n.\n.точка в начале\n"
	m.HTML = "<p>" + m.Text + "</p>\n"
	m.ReplyTo = "rapport+aerukz4jvpg66vnmca4wspb2dnrqu@ops.example"
	m.InReplyTo, m.References = "<a@b.example>", []string{"<wf.x@ops.example>", "<a@b.example>"}
	m.Headers = []Header{{"Auto-Submitted", "auto-generated"}, {"X-Rapport-Loop", "test-1"}}
	return m
}

func TestMessageArrivesAsItWas(t *testing.T) {
	t.Parallel()
	server := startServer(t, nil)
	if err := sender(t, server.settings()).Send(t.Context(), russian()); err != nil {
		t.Fatal(err)
	}
	got := server.accepted()[0]
	if got.from != "rapport@ops.example" || got.to != "lars@partner.example" || got.utf8 {
		t.Errorf("envelope %+v, want plain addresses without SMTPUTF8", got)
	}
	for line := range bytes.Lines(got.raw) {
		if len(line) > 998 {
			t.Errorf("a line has %d bytes", len(line))
		}
	}
	want := russian()
	parsed, err := netmail.ReadMessage(bytes.NewReader(got.raw))
	if err != nil {
		t.Fatal(err)
	}
	decoder := &mime.WordDecoder{}
	for name, value := range map[string]string{
		"Subject": strings.TrimSpace(want.Subject), "From": `"Rapport" <rapport@ops.example>`,
		"To": "Анна Иванова <lars@partner.example>", "Reply-To": `"Rapport" <` + want.ReplyTo + ">",
		"Message-Id": want.MessageID, "In-Reply-To": want.InReplyTo, "References": strings.Join(want.References, " "),
		"Auto-Submitted": "auto-generated", "X-Rapport-Loop": "test-1", "Date": "Tue, 08 Dec 2026 09:00:00 +0000",
		"User-Agent": "", "X-Mailer": "",
	} {
		header, err := decoder.DecodeHeader(parsed.Header.Get(name))
		if err != nil || strings.TrimSpace(header) != value {
			t.Errorf("%s: %q (%v), want %q", name, header, err, value)
		}
	}
	if diff := cmp.Diff([]string{want.Text, want.HTML}, bodies(t, parsed)); diff != "" {
		t.Errorf("bodies (-want +got):\n%s", diff)
	}
}

func bodies(t *testing.T, m *netmail.Message) []string {
	t.Helper()
	media, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || media != "multipart/alternative" {
		t.Fatalf("content type %q: %v", media, err)
	}
	var bodies []string
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return bodies
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, strings.ReplaceAll(string(text), "\r\n", "\n"))
	}
}

func TestSameMessageSameBytes(t *testing.T) {
	t.Parallel()
	first, err := russian().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		again, err := russian().Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(first), string(again)); diff != "" {
			t.Fatalf("another attempt gives other bytes:\n%s", diff)
		}
	}
}

func TestMessagesThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Message){
		"no recipient":             func(m *Message) { m.To = "" },
		"two recipients":           func(m *Message) { m.To = "a@b.example, c@d.example" },
		"recipient with a name":    func(m *Message) { m.To = "A <a@b.example>" },
		"recipient with a header":  func(m *Message) { m.To = "a@b.example>\r\nRCPT TO:<c@d.example" },
		"name with a header":       func(m *Message) { m.ToName = "A\r\nBcc: c@d.example" },
		"subject with a header":    func(m *Message) { m.Subject = "A\nBcc: c@d.example" },
		"ID with a header":         func(m *Message) { m.MessageID = "<a@b>\r\nBcc: <c@d.example>" },
		"no ID":                    func(m *Message) { m.MessageID = "" },
		"reference with a header":  func(m *Message) { m.References = []string{"<a@b>\r\nBcc: c@d"} },
		"answer to a header":       func(m *Message) { m.InReplyTo = "<a@b>\r\nBcc: c@d" },
		"header with a header":     func(m *Message) { m.Headers = []Header{{"X-A", "b\r\nBcc: c@d"}} },
		"header name with a colon": func(m *Message) { m.Headers = []Header{{"Bcc: c@d\r\nX-A", "b"}} },
		"reply address malformed":  func(m *Message) { m.ReplyTo = "nowhere" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := message(1)
			change(&m)
			s := sender(t, Settings{Host: "127.0.0.1", Port: 1, TLS: NoTLS})
			err := s.Send(t.Context(), m)
			checkError(t, err, Error{Class: Permanent, Stage: StageEncode})
			if err != nil && strings.Contains(err.Error(), "@") {
				t.Errorf("the error %q holds an address", err)
			}
			if _, err := m.Bytes(); err == nil {
				t.Error("Bytes accepts it")
			}
		})
	}
}

// TestFilesTravelBesideTheText and stay whole, in parts that any reader finds.
func TestFilesTravelBesideTheText(t *testing.T) {
	t.Parallel()
	m := russian()
	terms := strings.Repeat("1.1  Стороны делят расходы поровну; boundary=0123456789abcdef0123456789abcdef0123456789.\n", 300)
	m.Files = []File{{Name: "terms.txt", Text: terms}, {Name: "условия.txt", Text: "короткий\n"}}
	first, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := m.Bytes(); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same message has other bytes: %v", err)
	}
	parsed, err := netmail.ReadMessage(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	got := leaves(t, parsed.Header.Get("Content-Type"), parsed.Body)
	want := []string{": " + m.Text, ": " + m.HTML, "terms.txt: " + terms, "условия.txt: короткий\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
}

// TestPicturesStandInTheHTML under their IDs, in a part of their own with what they belong to,
// and the same message has the same bytes.
func TestPicturesStandInTheHTML(t *testing.T) {
	t.Parallel()
	m := russian()
	m.Pictures = []Picture{{ID: "chart-1.abc@ops.example", Name: "chart-1.png", PNG: []byte("\x89PNG one")}, {ID: "chart-2.abc@ops.example", Name: "chart-2.png", PNG: []byte("\x89PNG two")}}
	m.Files = []File{{Name: "terms.txt", Text: "kept\n"}}
	first, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := m.Bytes(); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same message has other bytes: %v", err)
	}
	for _, want := range []string{"Content-Id: <chart-1.abc@ops.example>", "Content-Id: <chart-2.abc@ops.example>", "Content-Disposition: inline", "Content-Type: image/png", "multipart/related"} {
		if !strings.Contains(strings.ReplaceAll(string(first), "Content-ID", "Content-Id"), want) {
			t.Errorf("the mail lacks %q", want)
		}
	}
	parsed, err := netmail.ReadMessage(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{": " + m.Text, ": " + m.HTML, "chart-1.png: \x89PNG one", "chart-2.png: \x89PNG two", "terms.txt: kept\n"}
	if diff := cmp.Diff(want, leaves(t, parsed.Header.Get("Content-Type"), parsed.Body)); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	m.Pictures[0].ID = "a> b@c"
	if _, err := m.Bytes(); err == nil {
		t.Error("an ID that breaks a header passes")
	}
}

// leaves are the parts of a mail that hold no others, as "name: content".
func leaves(t *testing.T, contentType string, body io.Reader) []string {
	t.Helper()
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	parts := multipart.NewReader(body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		kind := part.Header.Get("Content-Type")
		if strings.HasPrefix(kind, "multipart/") {
			list = append(list, leaves(t, kind, part)...)
			continue
		}
		var content io.Reader = quotedprintable.NewReader(part)
		if part.Header.Get("Content-Transfer-Encoding") == "base64" {
			content = base64.NewDecoder(base64.StdEncoding, part)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		name, err := (&mime.WordDecoder{}).DecodeHeader(part.FileName())
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, name+": "+strings.ReplaceAll(string(text), "\r\n", "\n"))
	}
}
