package devmail_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/smtp"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-message/textproto"

	"github.com/rapport-engine/rapport/internal/devmail"
)

// mails is how many mails the killed server has to keep.
const mails = 60

// childDir makes this test binary a mail server on that directory.
const childDir = "DEVMAIL_TEST_CHILD_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		serveUntilKilled(dir)
	}
	os.Exit(m.Run())
}

func serveUntilKilled(dir string) {
	server, err := devmail.Start(context.Background(), devmail.Options{
		Dir: dir, Bot: bot, Username: username, Password: password, WebPort: devmail.NoWebmail,
	})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(server.SMTPAddr(), server.IMAPAddr())
	select {}
}

// child is a mail server in a process of its own.
type child struct {
	process    *exec.Cmd
	smtp, imap string
}

func startChild(t *testing.T, dir string) *child {
	t.Helper()
	c := &child{process: exec.CommandContext(t.Context(), os.Args[0])}
	c.process.Env = append(os.Environ(), childDir+"="+dir)
	out, err := c.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.process.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(line, &c.smtp, &c.imap); err != nil {
		t.Fatalf("server said %q: %v", line, err)
	}
	return c
}

func (c *child) kill(t *testing.T) {
	t.Helper()
	if err := c.process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.process.Wait() // it was killed, and says so
}

// TestKilledAtAnyTime sends mail and moves it by IMAP while the server is
// killed and started again. Every client repeats what was not acknowledged.
// In the end each mail must lie in exactly one folder, once.
func TestKilledAtAnyTime(t *testing.T) {
	t.Parallel()
	const rounds = 5
	dir := t.TempDir()
	open := map[int]bool{}
	for i := range mails {
		open[i] = true
	}
	for round := range rounds {
		server := startChild(t, dir)
		lives := time.Duration(10+rand.IntN(60)) * time.Millisecond
		if round == rounds-1 {
			lives = time.Minute // the last one lives until all is done
		}
		ctx, cancel := context.WithTimeout(t.Context(), lives)
		var work sync.WaitGroup
		work.Go(func() { moveAll(ctx, server.imap) })
		work.Go(func() {
			sendOpen(ctx, server.smtp, open)
			if len(open) == 0 {
				cancel()
			}
		})
		<-ctx.Done()
		server.kill(t)
		work.Wait()
		cancel()
	}
	if len(open) > 0 {
		t.Fatalf("%d mails were never acknowledged", len(open))
	}

	survivor := start(t, in(dir))
	count := map[string]int{}
	folders := map[string]int{}
	for _, message := range messages(t, survivor, bot) {
		header, err := textproto.ReadHeader(bufio.NewReader(bytes.NewReader(message.Raw)))
		if err != nil {
			t.Fatal(err)
		}
		count[header.Get("Message-Id")]++
		folders[message.Folder]++
	}
	for i := range mails {
		if id := fmt.Sprintf("<%d@alpha.example>", i); count[id] != 1 {
			t.Errorf("%s is there %d times", id, count[id])
		}
	}
	t.Logf("mails by folder: %v", folders)
}

// sendOpen sends what is open until ctx ends or all is acknowledged.
func sendOpen(ctx context.Context, addr string, open map[int]bool) {
	for i := range mails {
		if !open[i] || ctx.Err() != nil {
			continue
		}
		err := smtp.SendMail(addr, nil, anna, []string{bot}, mail(fmt.Sprintf("%d@alpha.example", i), "text"))
		if err == nil {
			delete(open, i)
		}
	}
}

// moveAll moves every mail from the inbox to another folder as it comes, until
// ctx ends or the server is gone.
func moveAll(ctx context.Context, addr string) {
	client, err := imapclient.DialInsecure(addr, nil)
	if err != nil {
		return
	}
	defer client.Close()
	if client.Login(username, password).Wait() != nil {
		return
	}
	_ = client.Create("Rapport/Done", nil).Wait() // it may exist
	if _, err := client.Select("INBOX", nil).Wait(); err != nil {
		return
	}
	for ctx.Err() == nil {
		found, err := client.UIDSearch(&imap.SearchCriteria{}, nil).Wait()
		if err != nil {
			return
		}
		for _, uid := range found.AllUIDs() {
			if _, err := client.Move(imap.UIDSetNum(uid), "Rapport/Done").Wait(); err != nil {
				return
			}
		}
	}
}
