//go:build !slim

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/testkit"
)

// production is a partnership and an engine that names servers of somebody
// else. One of the people has an address that does not exist.
const production = `
engine {
  temporal { address = "%s" }
  mail {
    from = "Rapport <bot@eng.test>"
    smtp {
      host = "127.0.0.1"
      port = %s
      tls  = "none"
    }
    imap {
      host     = "127.0.0.1"
      port     = %s
      tls      = "none"
      username = "bot@eng.test"
      password = env("E2E_IMAP_PASSWORD")
    }
  }
  keys { token = env("E2E_TOKEN_KEY") }
}

partnership "alpha-beta" {
  title    = "Alpha & Beta"
  purpose  = "Work through servers of somebody else."
  start    = "2026-01-05"
  end      = "2035-12-31"
  timezone = "Europe/Oslo"
  agreement { signed_on = "2025-12-15" }

  party "alpha" {
    name = "Alpha"
    person "anna" {
      name  = "Anna Berg"
      email = "anna@alpha.test"
      roles = ["lead", "executive", "signatory"]
    }
    person "nemo" {
      name  = "Nemo Gone"
      email = "nobody@alpha.test"
      roles = ["lead", "executive", "signatory"]
    }
  }
  party "beta" {
    name     = "Beta"
    language = "ru"
    person "boris" {
      name  = "Борис Орлов"
      email = "boris@beta.test"
      roles = ["lead", "executive", "signatory"]
    }
  }
  goal "leads" {
    statement     = "Grow qualified leads from 100 to 300 a quarter by the end of 2035"
    category      = "customer_growth"
    owner         = person.anna
    due           = "2035-12-31"
    beneficiaries = [party.alpha, party.beta]
    kpi "mql" {
      unit      = "leads"
      baseline  = 100
      target    = 300
      source    = "the list"
      reporters = [role.lead]
    }
  }
  check_in "weekly" {
    every   = "week"
    on      = "tuesday"
    at      = "10:00"
    kickoff = true
    ask     = [role.lead]
    about   = ["kpis"]
    window  = "3d"
  }
}
`

var secrets = []string{"E2E_IMAP_PASSWORD=secret", "E2E_TOKEN_KEY=0123456789abcdef0123456789abcdef"}

// TestWorker runs `rapport worker` with Postfix and Dovecot, and with a Temporal
// server that comes up after it. The check-in and its answer pass through both
// mail servers, and a real bounce comes back from an address that is gone.
func TestWorker(t *testing.T) {
	t.Parallel()
	world := testkit.StartMailWorld(t)
	temporal := local(freePort(t))
	dir := t.TempDir()
	writeProduction(t, dir, temporal, world.SMTP, world.IMAP)

	worker := run(t, dir, secrets, "worker", ".")
	worker.says("No Temporal server answers at " + temporal + "; trying again until one does.")
	server := run(t, dir, []string{asServer + "=" + portOf(temporal)})
	server.says("serving " + temporal)
	worker.says("Working for " + temporal + ", namespace rapport.")
	worker.says("started    alpha-beta")

	ask := mailsOf(t, world, "anna@alpha.test", "INBOX", 1)[0]
	answer := testkit.Answer(ask, 1, "1) 150")
	if err := answer.Post(world.SMTP); err != nil {
		t.Fatal(err)
	}
	var receipt, dead bool // she leads the side of the address that is gone, and is asked in that place
	for _, raw := range mailsOf(t, world, "anna@alpha.test", "INBOX", 4) {
		m := letter.Read(raw)
		receipt = receipt || slices.Contains(m.References, answer.ID) && strings.Contains(m.Text, "150")
		dead = dead || strings.Contains(m.Subject, "does not arrive")
	}
	if !receipt || !dead {
		t.Errorf("she got the receipt: %v, and heard of the dead address: %v", receipt, dead)
	}
	done := mailsOf(t, world, "bot@eng.test", "Rapport/Done", 2) // the answer and the bounce
	if !slices.ContainsFunc(done, func(raw []byte) bool { return letter.Read(raw).MessageID == answer.ID }) {
		t.Errorf("the answer is not among the %d mails in Rapport/Done", len(done))
	}

	c, err := client.Dial(client.Options{HostPort: temporal, Namespace: "rapport", Logger: quiet{}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var shown string
	testkit.Until(t, "answer and bounce in the card", patience, func() bool {
		shown = card(t, c, "alpha-beta")
		return strings.Contains(shown, "**150**") && strings.Contains(shown, "No mail reaches Nemo Gone")
	})
	if !strings.Contains(shown, "Борис Орлов") || strings.Contains(shown, "Nemo Gone |") {
		t.Errorf("the card waits for the wrong people:\n%s", shown)
	}
	if code := worker.interrupt(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	again := run(t, dir, secrets, "worker", ".")
	again.says("unchanged  alpha-beta")
	for _, secret := range []string{"secret", "0123456789abcdef"} {
		if strings.Contains(worker.output()+again.output(), secret) {
			t.Error("it told a secret")
		}
	}
}

// TestWorkerWithoutItsSecrets names everything that is missing, at once.
func TestWorkerWithoutItsSecrets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	writeProduction(t, dir, "127.0.0.1:1", "127.0.0.1:1", "127.0.0.1:1")
	p := run(t, dir, nil, "worker", ".")
	if code := p.code(); code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	for _, name := range []string{"E2E_IMAP_PASSWORD", "E2E_TOKEN_KEY"} {
		if !strings.Contains(p.output(), name) {
			t.Errorf("it does not name %s:\n%s", name, p.output())
		}
	}
}

func writeProduction(t *testing.T, dir, temporal, smtp, imap string) {
	t.Helper()
	spec := fmt.Sprintf(production, temporal, portOf(smtp), portOf(imap))
	if err := os.WriteFile(filepath.Join(dir, "rapport.hcl"), []byte(spec), 0o600); err != nil {
		t.Fatal(err)
	}
}

// mailsOf waits until a folder of Dovecot's holds n mails.
func mailsOf(t *testing.T, world *testkit.MailWorld, address, folder string, n int) (mails [][]byte) {
	t.Helper()
	testkit.Until(t, fmt.Sprintf("%d mails in %s of %s", n, folder, address), patience, func() bool {
		var err error
		mails, err = fetch(world.IMAP, address, "secret", folder)
		return err == nil && len(mails) >= n
	})
	return mails
}
