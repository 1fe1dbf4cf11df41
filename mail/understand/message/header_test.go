package message

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadHeader(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw    string
		fields []field
		bad    int
		body   string
	}{
		"folded": {
			"Subject: a\r\n\tb\r\n c\r\nTo: d\r\n\r\nbody",
			[]field{{"subject", "a b c"}, {"to", "d"}},
			0, "body",
		},
		"malformed lines are skipped": {
			"From: a\n!!! what is this\nno colon here\nTo: b\n\nbody",
			[]field{{"from", "a"}, {"to", "b"}},
			2, "body",
		},
		"no blank line": {
			"From: a\nTo: b\nhello, this is text\nmore", []field{{"from", "a"}, {"to", "b"}}, 0, "hello, this is text\nmore",
		},
		"mailbox line": {"From lars Mon Nov 23\nFrom: a\n\nbody", []field{{"from", "a"}}, 0, "body"},
		"blank in a fold": {
			"Subject: a\n \nTo: b\n\nbody", []field{{"subject", "a"}, {"to", "b"}}, 0, "body",
		},
		"blank before the colon": {"Subject : a\n\nbody", []field{{"subject", "a"}}, 0, "body"},
		"only a header":          {"Subject: a\n", []field{{"subject", "a"}}, 0, ""},
		"text":                   {"hello\nworld\n", nil, 0, "hello\nworld\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, body := ReadHeader([]byte(c.raw))
			if diff := cmp.Diff(c.fields, h.fields, cmp.AllowUnexported(field{})); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
			if h.malformed != c.bad || string(body) != c.body {
				t.Errorf("%d malformed, body %q; want %d, %q", h.malformed, body, c.bad, c.body)
			}
		})
	}
}

func TestHugeHeaderIsCut(t *testing.T) {
	t.Parallel()
	raw := "From: a@b.example\n" + strings.Repeat("X-Filler: "+strings.Repeat("x", 1000)+"\n", 1000) + "\nseven"
	m := read([]byte(raw))
	if m.Text != "seven" || len(m.From) != 1 || len(m.Defects) == 0 {
		t.Errorf("text %q, from %v, defects %v", m.Text, m.From, m.Defects)
	}
}

func TestDecodeWords(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"plain":                                 "plain",
		"=?utf-8?q?Caf=C3=A9_au?= lait":         "Café au lait",
		"=?UTF-8?B?0J4=?= =?utf-8?b?0YLQsg==?=": "Отв",
		"=?utf-8?B?0A==?= =?utf-8?B?ng==?=":     "О", // a character split between words
		"=?windows-1251?Q?=CE=F2=E2=E5=F2?=":    "Ответ",
		"=?utf-8*ru?Q?=D0=9E?=":                 "О",
		"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=":    "日本",
		"=?x-unknown-charset?Q?abc?=":           "abc",
		"=?utf-8?Q?not closed":                  "=?utf-8?Q?not closed",
		"=?utf-8?Q?with blank in it?=":          "with blank in it",
		"\xce\xf2\xe2\xe5\xf2":                  "Ответ", // bare windows-1251
		"J\xfcrgen":                             "Jürgen",
	} {
		t.Run(raw, func(t *testing.T) {
			t.Parallel()
			if got := DecodeWords(raw); got != want {
				t.Errorf("decodeWords = %q, want %q", got, want)
			}
		})
	}
}

func TestParseParams(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		value, kind string
		params      map[string]string
	}{
		"quoted":    {`Text/Plain; charset="utf-8"; format=flowed`, "text/plain", map[string]string{"charset": "utf-8", "format": "flowed"}},
		"escapes":   {`a/b; name="x \"y\"; z"`, "a/b", map[string]string{"name": `x "y"; z`}},
		"pieces":    {`a/b; name*1="d.txt"; name*0="wor"`, "a/b", map[string]string{"name": "word.txt"}},
		"charset":   {`a/b; name*=utf-8''%D0%9E.txt`, "a/b", map[string]string{"name": "О.txt"}},
		"both":      {`a/b; name*0*=koi8-r'ru'%EF; name*1=.txt`, "a/b", map[string]string{"name": "О.txt"}},
		"no value":  {`a/b; ; charset; x=1`, "a/b", map[string]string{"x": "1"}},
		"not ended": {`a/b; name="x`, "a/b", map[string]string{"name": "x"}},
		"words":     {`a/b; name="=?utf-8?B?0J4=?="`, "a/b", map[string]string{"name": "О"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind, params := parseParams(c.value)
			if kind != c.kind {
				t.Errorf("kind %q, want %q", kind, c.kind)
			}
			if diff := cmp.Diff(c.params, params); diff != "" {
				t.Errorf("params (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for value, want := range map[string][]Address{
		`Lars <lars@a.example>, "B, C" <c@b.example>`: {{"Lars", "lars@a.example"}, {"B, C", "c@b.example"}},
		`lars@a.example (Lars)`:                       {{"Lars", "lars@a.example"}},
		`Lars [sales] <lars@a.example`:                {{"Lars [sales]", "lars@a.example"}},
		`a@a.example; b@b.example`:                    {{"", "a@a.example"}, {"", "b@b.example"}},
		`undisclosed-recipients:;`:                    nil,
		`=?utf-8?B?0J4=?= <o@a.example>`:              {{"О", "o@a.example"}},
	} {
		t.Run(value, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, addresses([]string{value})); diff != "" {
				t.Errorf("addresses (-want +got):\n%s", diff)
			}
		})
	}
}
