package imap

import "testing"

func TestFolderName(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		prefix    string
		delimiter rune
		folder    string
		want      string
	}{
		"slash":             {"", '/', "Rapport/Done", "Rapport/Done"},
		"dot":               {"", '.', "Rapport/Done", "Rapport.Done"},
		"below the inbox":   {"INBOX.", '.', "Rapport/Done", "INBOX.Rapport.Done"},
		"no hierarchy":      {"", 0, "Rapport/Done", "Rapport-Done"},
		"the inbox":         {"INBOX.", '.', "INBOX", "INBOX"},
		"the inbox, spelt":  {"INBOX.", '.', "Inbox", "INBOX"},
		"of another script": {"", '/', "Отчёты/Готово", "Отчёты/Готово"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &conn{prefix: tc.prefix, delimiter: tc.delimiter}
			if got := c.folderName(tc.folder); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
