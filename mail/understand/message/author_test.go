package message

import (
	"strings"
	"testing"
)

func TestAuthor(t *testing.T) {
	t.Parallel()
	const ada = "ada@tea.example"
	for name, c := range map[string]struct {
		header string
		want   string // address
		fault  string
	}{
		"an address":                       {"From: ada@tea.example", ada, ""},
		"a name and an address":            {"From: Ada Lund <ada@tea.example>", ada, ""},
		"a comment":                        {"From: ada@tea.example (Ada Lund)", ada, ""},
		"capitals":                         {"FROM: ADA@Tea.Example", ada, ""},
		"a blank before the colon":         {"From : ada@tea.example", ada, ""},
		"the root's dot":                   {"From: Ada <ada@tea.example.>", ada, ""},
		"a comma in a name without quotes": {"From: Lund, Ada <ada@tea.example>", ada, ""},
		"brackets in a name":               {"From: Ada [tea] <ada@tea.example>", ada, ""},
		"the address as its own name":      {"From: 'ada@tea.example' <Ada@tea.example>", "", "its From field names more than one sender"},
		"the same address as a name":       {"From: 'ada@tea.example' <ada@tea.example>", ada, ""},
		"an apostrophe":                    {"From: Ann [tea] <ann.o'neil@tea.example>", "ann.o'neil@tea.example", ""},
		"letters of another script":        {"From: <ada@Чай.example>", "ada@xn--80as4b.example", ""},
		"the same in DNS's form":           {"From: <ada@XN--80AS4B.example>", "ada@xn--80as4b.example", ""},
		"a Kelvin sign for a k":            {"From: <boris@\u212aettle.example>", "boris@kettle.example", ""},
		"a Kelvin sign in the mailbox":     {"From: <\u212aate@tea.example>", "\u212aate@tea.example", ""},
		"an address literal":               {"From: <ada@[192.0.2.1]>", "ada@[192.0.2.1]", ""},
		"another sender on behalf of ada":  {"From: ada@tea.example\r\nSender: secretary@tea.example\r\nReply-To: x@evil.example", ada, ""},

		"another address as the name":             {`From: "ada@tea.example" <mallory@evil.example>`, "mallory@evil.example", ""},
		"another address in an encoded word":      {"From: =?utf-8?q?=3Cada=40tea=2Eexample=3E?= <mallory@evil.example>", "mallory@evil.example", ""},
		"another address in a comment":            {"From: mallory@evil.example (ada@tea.example)", "mallory@evil.example", ""},
		"another address as the mailbox":          {`From: "ada@tea.example"@evil.example`, "ada@tea.example@evil.example", ""},
		"another address as an unquoted name":     {"From: ada@tea.example <mallory@evil.example>", "", "its From field names more than one sender"},
		"another address behind the first":        {"From: <ada@tea.example> <mallory@evil.example>", "", "its From field names more than one sender"},
		"two addresses":                           {"From: ada@tea.example, mallory@evil.example", "", "its From field names more than one sender"},
		"two addresses, the other first":          {"From: mallory@evil.example,\r\n ada@tea.example", "", "its From field names more than one sender"},
		"the same address twice":                  {"From: ada@tea.example, ada@tea.example", "", "its From field names more than one sender"},
		"two addresses, separated as by Exchange": {"From: ada@tea.example; mallory@evil.example", "", "its From field names more than one sender"},

		"two fields":                     {"From: ada@tea.example\r\nFrom: mallory@evil.example", "", "it has more than one From field"},
		"two fields that agree":          {"From: ada@tea.example\r\nSubject: x\r\nfrom: ada@tea.example", "", "it has more than one From field"},
		"a second field without anybody": {"From: ada@tea.example\r\nFrom:", "", "it has more than one From field"},
		"a second field behind rubbish":  {"From: mallory@evil.example\r\nrubbish\r\nFrom: ada@tea.example", "", "it has more than one From field"},
		"a bare carriage return":         {"From: ada@tea.example\rFrom: mallory@evil.example", "", "its From field names more than one sender"},
		"a group":                        {"From: Tea: ada@tea.example, mallory@evil.example;", "", "its From field names a group instead of a sender"},
		"a group of one":                 {"From: Tea: ada@tea.example;", "", "its From field names a group instead of a sender"},
		"an empty group":                 {"From: undisclosed-senders:;", "", "its From field names a group instead of a sender"},
		"a letter that nobody sees":      {"From: <ada@tea\u200b.example>", "", "its From field cannot be read"},
		"a route":                        {"From: <@evil.example:ada@tea.example>", "", "its From field cannot be read"},
		"an empty field":                 {"From:", "", "it does not say who sent it"},
		"empty brackets":                 {"From: <>", "", "it does not say who sent it"},
		"a name alone":                   {"From: Ada Lund", "", "it does not say who sent it"},
		"no field":                       {"Subject: x", "", "it does not say who sent it"},
		"nobody but a Sender":            {"Sender: ada@tea.example", "", "it does not say who sent it"},
		"a field below what is read": {
			"From: ada@tea.example\r\n" + strings.Repeat("X-Filler: x\r\n", maxFields) + "From: mallory@evil.example", "",
			"its header is too long to be read whole",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read([]byte(c.header + "\r\n\r\nseven")).Author
			if want := (Author{Address: c.want, Fault: c.fault}); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}
