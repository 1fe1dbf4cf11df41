//go:build !slim

package e2e

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// mailbox reads a person's mail by IMAP, as their own mail program does.
type mailbox struct {
	t    *testing.T
	imap *imapclient.Client
}

// open logs in to a mailbox. It fails while the server is not there.
func open(t *testing.T, addr, name, password string) (*mailbox, error) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	c := imapclient.New(conn, nil)
	if err := c.Login(name, password).Wait(); err != nil {
		_ = c.Close()
		return nil, fmt.Errorf("log in: %w", err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return &mailbox{t, c}, nil
}

// mails fetches the whole inbox, oldest first.
func (m *mailbox) mails(folder string) ([][]byte, error) {
	selected, err := m.imap.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil || selected.NumMessages == 0 {
		return nil, err
	}
	all := imap.SeqSet{}
	all.AddRange(1, selected.NumMessages)
	fetched, err := m.imap.Fetch(all, &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{{Peek: true}}}).Collect()
	if err != nil {
		return nil, err
	}
	var raw [][]byte
	for _, message := range fetched {
		for _, section := range message.BodySection {
			raw = append(raw, section.Bytes)
		}
	}
	return raw, nil
}

// passwordIn reads the password that opens every mailbox.
func passwordIn(t *testing.T, dir string) (string, error) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, ".rapport", "mail-password"))
	return strings.TrimSpace(string(b)), err
}
