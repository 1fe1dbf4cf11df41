//go:build !slim

package e2e

import (
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	sdkpb "go.temporal.io/api/sdk/v1"
	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/internal/testkit"
)

const (
	astrid = "astrid@teapot.example"
	// startWanted and cardWanted are what a newcomer should wait at most, on a
	// machine with two cores and nothing else to do.
	startWanted = 3 * time.Second
	cardWanted  = 2 * time.Second
)

// TestSpeed measures what the newcomer waits for. It only reports: a busy
// machine is slow without anything being wrong.
func TestSpeed(t *testing.T) {
	spec, err := filepath.Abs(quickstart)
	if err != nil {
		t.Fatal(err)
	}
	smtp, imap := freePort(t), freePort(t)
	p := up(t, t.TempDir(), spec, "--smtp-port", strconv.Itoa(smtp), "--imap-port", strconv.Itoa(imap))
	var asked [][]byte
	testkit.Until(t, "check-in", patience, func() bool {
		password, err := passwordIn(t, p.cmd.Dir)
		if err != nil {
			return false
		}
		m, err := open(t, net.JoinHostPort("127.0.0.1", strconv.Itoa(imap)), astrid, password)
		if err == nil {
			asked, err = m.mails("INBOX")
		}
		return err == nil && len(asked) == 1
	})
	t.Logf("from the start of the process to the first check-in in the mailbox: %v (wanted: %v)",
		time.Since(p.began).Round(10*time.Millisecond), startWanted)

	c := p.dial()
	if err := testkit.Answer(asked[0], 1, "1) 150\n2) 26").Post(p.endpoints().SMTP); err != nil {
		t.Fatal(err)
	}
	accepted := time.Now()
	testkit.Until(t, "number in the card", patience, func() bool { return strings.Contains(card(t, c, partnership), "**150**") })
	t.Logf("from the reply taken by SMTP to the KPI in the card: %v (wanted: %v)",
		time.Since(accepted).Round(10*time.Millisecond), cardWanted)
}

// card asks a workflow for its card.
func card(t *testing.T, c client.Client, workflow string) string {
	t.Helper()
	var metadata sdkpb.WorkflowMetadata
	answer, err := c.QueryWorkflow(t.Context(), workflow, "", "__temporal_workflow_metadata")
	if err == nil {
		err = answer.Get(&metadata)
	}
	if err != nil {
		t.Fatal(err)
	}
	return metadata.GetCurrentDetails()
}

// freePort asks the system for a port that can be named to a process.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}
