//go:build !slim

package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"text/template"
	"time"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/testkit"
)

// crowdSize is how many check-ins are in flight at once: each person of the
// crowd has a partnership of their own, which asks them as soon as it begins.
const crowdSize = 50

var crowdSpec = template.Must(template.New("crowd").Parse(`{{range .}}
partnership "{{.Slug}}" {
  title    = "Partnership {{.Slug}}"
  purpose  = "Be asked when everybody is."
  start    = "2026-01-05"
  end      = "2035-12-31"
  timezone = "UTC"
  agreement { signed_on = "2025-12-15" }

  party "us" {
    name = "Us"
    person "one" {
      name  = "One"
      email = "{{.Email}}"
      roles = ["lead", "executive", "signatory"]
    }
  }
  party "them" {
    name = "Them"
    person "other" {
      name  = "Other"
      email = "other@{{.Slug}}.example"
      roles = ["lead", "executive", "signatory"]
    }
  }
  goal "leads" {
    statement     = "Grow qualified leads from 100 to 900 a year by the end of 2035"
    category      = "customer_growth"
    owner         = person.one
    due           = "2035-12-31"
    beneficiaries = [party.them, party.us]
    kpi "mql" {
      unit      = "leads"
      baseline  = 100
      target    = 900
      source    = "the list"
      reporters = [person.one]
    }
  }
  check_in "monthly" {
    every   = "month"
    on      = "1st"
    at      = "10:00"
    kickoff = true
    ask     = [person.one]
    about   = ["kpis"]
    window  = "20d"
  }
}
{{end}}`))

// member is one person of the crowd.
type member struct {
	Slug, Email string
	value       int    // what they report
	answer      string // Message-ID of their answer, once SMTP has taken it
}

func newCrowd() []*member {
	var crowd []*member
	for i := range crowdSize {
		slug := fmt.Sprintf("pair-%02d", i)
		crowd = append(crowd, &member{Slug: slug, Email: "one@" + slug + ".example", value: 200 + i})
	}
	return crowd
}

// declare writes the crowd's partnerships into a directory.
func declare(t *testing.T, dir string, crowd []*member) {
	t.Helper()
	var spec strings.Builder
	err := crowdSpec.Execute(&spec, crowd)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "rapport.hcl"), []byte(spec.String()), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// servers are where a program serves mail, whether it runs or not.
type servers struct {
	dir, smtp, imap string
}

// answerAll has everybody look into their mailbox until they are asked, and
// answer until the answer is taken. Servers come and go meanwhile.
func (s servers) answerAll(ctx context.Context, crowd []*member, taken *atomic.Int32) {
	for open := slices.Clone(crowd); len(open) > 0 && ctx.Err() == nil; {
		open = slices.DeleteFunc(open, s.answer)
		taken.Store(int32(len(crowd) - len(open)))
		pause(ctx, 20*time.Millisecond)
	}
}

// answer reports whether a person has answered.
func (s servers) answer(m *member) bool {
	mails, err := s.inbox(m.Email)
	if err != nil || len(mails) == 0 {
		return false
	}
	reply := testkit.Answer(mails[0], 1, fmt.Sprintf("1) %d", m.value))
	if reply.Post(s.smtp) != nil {
		return false
	}
	m.answer = reply.ID
	return true
}

// pause waits, but not longer than ctx.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// served reports whether a person has got their ask and then one receipt. It
// fails the test when they have got anything else.
func (s servers) served(t *testing.T, m *member) bool {
	t.Helper()
	mails, err := s.inbox(m.Email)
	if err != nil || len(mails) < 2 {
		return false
	}
	if len(mails) > 2 {
		t.Fatalf("%s got %d mails, want an ask and a receipt", m.Slug, len(mails))
	}
	ask, receipt := letter.Read(mails[0]), letter.Read(mails[1])
	if slices.Contains(ask.References, m.answer) || !slices.Contains(receipt.References, m.answer) {
		t.Fatalf("%s got %q and %q, want an ask and a receipt of %s", m.Slug, ask.Subject, receipt.Subject, m.answer)
	}
	return true
}
