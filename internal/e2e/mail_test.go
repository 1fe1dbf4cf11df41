//go:build !slim

package e2e

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// inbox fetches a person's mail by IMAP, as their own mail program does, oldest
// first. It fails while the server is not there.
func (s servers) inbox(address string) ([][]byte, error) {
	password, err := os.ReadFile(filepath.Join(s.dir, ".rapport", "mail-password"))
	if err != nil {
		return nil, err
	}
	return fetch(s.imap, address, strings.TrimSpace(string(password)), "INBOX")
}

// fetch reads all mails of a folder, oldest first.
func fetch(addr, name, password, folder string) ([][]byte, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	c := imapclient.New(conn, nil)
	defer func() { _ = c.Close() }()
	if err := c.Login(name, password).Wait(); err != nil {
		return nil, fmt.Errorf("log in: %w", err)
	}
	selected, err := c.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil || selected.NumMessages == 0 {
		return nil, err
	}
	all := imap.SeqSet{}
	all.AddRange(1, selected.NumMessages)
	fetched, err := c.Fetch(all, &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{{Peek: true}}}).Collect()
	if err != nil {
		return nil, err
	}
	var mails [][]byte
	for _, message := range fetched {
		for _, section := range message.BodySection {
			mails = append(mails, section.Bytes)
		}
	}
	return mails, nil
}
