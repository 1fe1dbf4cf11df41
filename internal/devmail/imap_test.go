package devmail_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

func TestIdleHearsOfNewMail(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	exists := make(chan uint32, 8)
	client := login(t, server, username, exists)
	inbox(t, client)
	idle, err := client.Idle()
	if err != nil {
		t.Fatal(err)
	}
	for n := uint32(1); n <= 3; n++ {
		mustSend(t, server, mail(fmt.Sprintf("%d@alpha.example", n), "text"), bot)
		select {
		case got := <-exists:
			if got != n {
				t.Fatalf("heard of %d messages, want %d", got, n)
			}
		case <-time.After(patience):
			t.Fatal("IDLE did not hear of a mail")
		}
	}
	if err := idle.Close(); err != nil {
		t.Fatal(err)
	}
	if err := idle.Wait(); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(fetchUIDs(t, client)); got != "[1 2 3]" {
		t.Errorf("UIDs after IDLE: %s", got)
	}
}

func TestFetch(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	raw := mail("one@alpha.example", "text")
	mustSend(t, server, raw, bot)
	stored := messages(t, server, bot)[0].Raw
	client := login(t, server, username, nil)
	inbox(t, client)

	whole := &imap.FetchItemBodySection{Peek: true}
	partial := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Offset: 10, Size: 20}}
	beyond := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Offset: 1 << 20, Size: 20}}
	rows, err := client.Fetch(imap.UIDSetNum(1, 99), &imap.FetchOptions{
		UID: true, Flags: true, Envelope: true, InternalDate: true, RFC822Size: true,
		BodyStructure: &imap.FetchItemBodyStructure{},
		BodySection:   []*imap.FetchItemBodySection{whole, partial, beyond},
	}).Collect()
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	row := rows[0]
	if got := row.FindBodySection(whole); !bytes.Equal(got, stored) {
		t.Errorf("BODY[] differs:\n%q\n%q", got, stored)
	}
	if got := row.FindBodySection(partial); !bytes.Equal(got, stored[10:30]) {
		t.Errorf("BODY[]<10.20> is %q", got)
	}
	if got := row.FindBodySection(beyond); len(got) != 0 {
		t.Errorf("beyond the end there is %q", got)
	}
	if row.RFC822Size != int64(len(stored)) || row.Envelope.MessageID != "one@alpha.example" ||
		row.InternalDate.IsZero() || len(row.Flags) != 0 {
		t.Errorf("fetched %+v", row)
	}
	reading := &imap.FetchItemBodySection{Specifier: imap.PartSpecifierText}
	rows, err = client.Fetch(imap.SeqSetNum(1), &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{reading}}).Collect()
	if err != nil || string(rows[0].FindBodySection(reading)) != "text\r\n" {
		t.Fatalf("text: %+v, %v", rows, err)
	}
	if !messages(t, server, bot)[0].Seen {
		t.Error("reading without PEEK does not mark as seen")
	}
}

func TestMoveAndCopy(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	for i := range 4 {
		mustSend(t, server, mail(fmt.Sprintf("%d@alpha.example", i), "text"), bot)
	}
	client := login(t, server, username, nil)
	inbox(t, client)
	if _, err := client.Move(imap.UIDSetNum(2), "Rapport/Done").Wait(); !refusedWith(err, imap.ResponseCodeTryCreate) {
		t.Errorf("move to a missing folder: %v", err)
	}
	if err := client.Create("Rapport/Done", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	moved, err := client.Move(imap.UIDSetNum(2, 4), "Rapport/Done").Wait()
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(moved.SourceUIDs, moved.DestUIDs); got != "2,4 1:2" {
		t.Errorf("COPYUID %s", got)
	}
	if got := fmt.Sprint(fetchUIDs(t, client)); got != "[1 3]" {
		t.Errorf("left in the inbox: %s", got)
	}
	copied, err := client.Copy(imap.SeqSetNum(2), "Rapport/Done").Wait()
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(copied.SourceUIDs, copied.DestUIDs); got != "3 3" {
		t.Errorf("COPYUID %s", got)
	}
	if n := len(messages(t, server, bot)); n != 4 {
		t.Errorf("%d delivered messages, want 4: a copy is none", n)
	}
}

func TestTwoClientsSeeOneFolder(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	for i := range 3 {
		mustSend(t, server, mail(fmt.Sprintf("%d@alpha.example", i), "text"), bot)
	}
	one, two := login(t, server, username, nil), login(t, server, username, nil)
	inbox(t, one)
	inbox(t, two)
	deleted := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagDeleted}}
	if err := one.Store(imap.UIDSetNum(1), deleted, nil).Close(); err != nil {
		t.Fatal(err)
	}
	if err := one.UIDExpunge(imap.UIDSetNum(1)).Close(); err != nil {
		t.Fatal(err)
	}
	// Until it is told, the other client may still count with three messages.
	rows, err := two.Fetch(imap.SeqSetNum(3), &imap.FetchOptions{UID: true}).Collect()
	if err != nil || len(rows) != 1 || rows[0].UID != 3 {
		t.Fatalf("message 3 before NOOP: %+v, %v", rows, err)
	}
	if err := two.Noop().Wait(); err != nil {
		t.Fatal(err)
	}
	rows, err = two.Fetch(imap.SeqSetNum(2), &imap.FetchOptions{UID: true}).Collect()
	if err != nil || len(rows) != 1 || rows[0].UID != 3 {
		t.Fatalf("message 2 after NOOP: %+v, %v", rows, err)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	mustSend(t, server, mail("one@alpha.example", "apples"), bot)
	mustSend(t, server, mail("two@alpha.example", "pears"), bot)
	client := login(t, server, username, nil)
	inbox(t, client)
	cases := map[string]struct {
		criteria imap.SearchCriteria
		want     string
	}{
		"all":         {imap.SearchCriteria{}, "[1 2]"},
		"header":      {imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: "TWO@"}}}, "[2]"},
		"body":        {imap.SearchCriteria{Body: []string{"Apple"}}, "[1]"},
		"text":        {imap.SearchCriteria{Text: []string{"check-in"}}, "[1 2]"},
		"not":         {imap.SearchCriteria{Not: []imap.SearchCriteria{{Body: []string{"apple"}}}}, "[2]"},
		"unseen":      {imap.SearchCriteria{NotFlag: []imap.Flag{imap.FlagSeen}}, "[1 2]"},
		"since":       {imap.SearchCriteria{Since: time.Now().AddDate(0, 0, 2)}, "[]"},
		"uid to last": {imap.SearchCriteria{UID: []imap.UIDSet{{{Start: 7, Stop: 0}}}}, "[2]"},
	}
	for name, c := range cases {
		data, err := client.UIDSearch(&c.criteria, nil).Wait()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := fmt.Sprint(data.AllUIDs()); got != c.want {
			t.Errorf("%s: found %s, want %s", name, got, c.want)
		}
	}
}

func TestFoldersByIMAP(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	client := login(t, server, username, nil)
	if err := client.Create("Rapport/Done", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	if err := client.Create("Rapport/Done", nil).Wait(); !refusedWith(err, imap.ResponseCodeAlreadyExists) {
		t.Errorf("create again: %v", err)
	}
	first := selected(t, client, "Rapport/Done")
	if err := client.Unselect().Wait(); err != nil {
		t.Fatal(err)
	}
	if err := client.Delete("Rapport/Done").Wait(); err != nil {
		t.Fatal(err)
	}
	if err := client.Create("Rapport/Done", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	if second := selected(t, client, "Rapport/Done"); second.UIDValidity <= first.UIDValidity {
		t.Errorf("UIDVALIDITY %d after %d", second.UIDValidity, first.UIDValidity)
	}
	appended := client.Append("Rapport/Done", 6, &imap.AppendOptions{Flags: []imap.Flag{imap.FlagSeen}})
	if _, err := appended.Write([]byte("A: b\r\n")); err != nil {
		t.Fatal(err)
	}
	if err := appended.Close(); err != nil {
		t.Fatal(err)
	}
	if data, err := appended.Wait(); err != nil || data.UID != 1 {
		t.Errorf("append: %+v, %v", data, err)
	}
	list, err := client.List("", "*", &imap.ListOptions{ReturnStatus: &imap.StatusOptions{NumMessages: true, NumUnseen: true}}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	var got string
	for _, folder := range list {
		got += fmt.Sprintf("%s %d %d\n", folder.Mailbox, *folder.Status.NumMessages, *folder.Status.NumUnseen)
	}
	if want := "INBOX 0 0\nRapport 0 0\nRapport/Done 1 0\n"; got != want {
		t.Errorf("folders:\n%swant:\n%s", got, want)
	}
}

func TestLogin(t *testing.T) {
	t.Parallel()
	server := start(t, nil)
	mustSend(t, server, mail("one@alpha.example", "text"), anna)
	if got := inbox(t, login(t, server, "Anna@alpha.example", nil)).NumMessages; got != 1 {
		t.Errorf("anna has %d messages", got)
	}
	client, err := imapclient.DialInsecure(server.IMAPAddr(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.Login(username, "wrong").Wait(); !refusedWith(err, imap.ResponseCodeAuthenticationFailed) {
		t.Errorf("wrong password: %v", err)
	}
}

func refusedWith(err error, code imap.ResponseCode) bool {
	var refusal *imap.Error
	return errors.As(err, &refusal) && refusal.Code == code
}
