//go:build !slim

package e2e

import (
	"path/filepath"
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
	at := servers{t.TempDir(), local(freePort(t)), local(freePort(t))}
	p := up(t, at.dir, spec, "--smtp-port", portOf(at.smtp), "--imap-port", portOf(at.imap))
	var asked [][]byte
	testkit.Until(t, "check-in", patience, func() bool {
		var err error
		asked, err = at.inbox(astrid)
		return err == nil && len(asked) == 1
	})
	t.Logf("from the start of the process to the first check-in in the mailbox: %v (wanted: %v)",
		time.Since(p.began).Round(10*time.Millisecond), startWanted)

	c := p.dial()
	if err := testkit.Answer(asked[0], 1, "1) 150\n2) 26").Post(at.smtp); err != nil {
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
