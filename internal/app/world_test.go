//go:build !slim

package app_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	sdkpb "go.temporal.io/api/sdk/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/devmail"
	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

const (
	slug  = "tea-kettle"
	ada   = "ada@tea.example"
	boris = "boris@kettle.example"
	bot   = "rapport@rapport.example"

	// patience is for a machine that is busy with other tests.
	patience = time.Minute
)

// tea is a partnership of one English and one Russian lead, both of whom are
// asked for the same KPI at once.
const tea = `
partnership "tea-kettle" {
  title    = "Tea & Kettle"
  purpose  = "Win tea lovers for joint workshops."
  start    = "2026-01-05"
  end      = "2035-12-31"
  timezone = "Europe/Oslo"
  agreement { signed_on = "2025-12-15" }

  party "tea" {
    name = "Tea AS"
    person "ada" {
      name  = "Ada Lund"
      email = "ada@tea.example"
      roles = ["lead", "executive", "signatory"]
    }
  }
  party "kettle" {
    name     = "Kettle OOO"
    language = "ru"
    person "boris" {
      name  = "Борис Орлов"
      email = "boris@kettle.example"
      roles = ["lead", "executive", "signatory"]
    }
  }

  goal "leads" {
    statement     = "Grow qualified leads from 100 to 300 a quarter by the end of 2035"
    category      = "customer_growth"
    owner         = person.ada
    due           = "2035-12-31"
    beneficiaries = [party.kettle, party.tea]
    kpi "mql" {
      title     = "Qualified leads"
      unit      = "leads"
      baseline  = 100
      target    = 300
      source    = "the booking list"
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
    remind  = ["60%"]
  }
}
`

// specs compiles a declaration that must be right.
func specs(t *testing.T, source string) []partnership.Spec {
	t.Helper()
	result := config.Load(fstest.MapFS{"rapport.hcl": {Data: []byte(source)}}, config.Options{})
	if result.Diagnostics.HasErrors() {
		var said strings.Builder
		result.Diagnostics.WriteText(&said, config.TextOptions{})
		t.Fatal(said.String())
	}
	return result.Specs
}

// settings run a declaration on free ports.
func settings(t *testing.T, data, source string) app.UpSettings {
	t.Helper()
	return app.UpSettings{
		SpecDir: "partnerships", Specs: specs(t, source), Data: data,
		Logger: slog.New(slog.NewTextHandler(logOf(t), &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
}

// logOf shows what the program logs where the test's own words go.
func logOf(t *testing.T) io.Writer { return t.Output() }

// world is the whole program in this process.
type world struct {
	*app.Running
	t        *testing.T
	patience time.Duration // for each thing that is waited for
}

func start(t *testing.T, s app.UpSettings) world {
	t.Helper()
	running, err := app.Up(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	w := world{running, t, patience}
	t.Cleanup(w.stop)
	return w
}

func (w world) stop() {
	if err := w.Stop(); err != nil {
		w.t.Errorf("stop: %v", err)
	}
}

// mails waits until a person has got n mails.
func (w world) mails(address string, n int) []devmail.Message {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), w.patience)
	defer cancel()
	got, err := w.Mail().Wait(ctx, address, n)
	if err != nil {
		w.t.Fatalf("mail of %s: %v", address, err)
	}
	return got
}

// mail waits for a person's nth mail, counted from 1, and reads it.
func (w world) mail(address string, n int) letter.Letter {
	w.t.Helper()
	return letter.Read(w.mails(address, n)[n-1].Raw)
}

// answer prepares a person's answer to the first mail that they got.
func (w world) answer(address, text string) testkit.Reply {
	w.t.Helper()
	return testkit.Answer(w.mails(address, 1)[0].Raw, 1, text)
}

func (w world) post(r testkit.Reply) {
	w.t.Helper()
	if err := r.Post(w.Mail().SMTPAddr()); err != nil {
		w.t.Fatalf("post %s: %v", r.ID, err)
	}
}

// settled waits until a mail that came in has met its fate.
func (w world) settled(messageID string) store.Inbound {
	w.t.Helper()
	var found store.Inbound
	testkit.Until(w.t, "verdict on "+messageID, w.patience, func() bool {
		rows, err := w.Store().Inbox(w.t.Context(), store.InboxQuery{})
		if err != nil {
			w.t.Fatal(err)
		}
		for _, row := range rows {
			if row.MessageID == messageID && row.State != store.InboxStored {
				found = row
				return true
			}
		}
		return false
	})
	return found
}

// state asks the partnership for its state.
func (w world) state() lifecycle.Partnership {
	w.t.Helper()
	var p lifecycle.Partnership
	w.query(slug, workflows.QueryState, &p)
	return p
}

// card is what the Web UI shows of a workflow.
func (w world) card(workflow string) string {
	w.t.Helper()
	var metadata sdkpb.WorkflowMetadata
	w.query(workflow, "__temporal_workflow_metadata", &metadata)
	return metadata.GetCurrentDetails()
}

// query asks a workflow. What the journal says has begun is begun right after the commit that
// wrote it, so one that is not there yet is waited for.
func (w world) query(workflow, name string, into any) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), w.patience)
	defer cancel()
	var answer converter.EncodedValue
	var err error
	w.eventually("workflow "+workflow, func() bool {
		answer, err = w.Client().QueryWorkflow(ctx, workflow, "", name)
		var missing *serviceerror.NotFound
		return !errors.As(err, &missing)
	})
	if err == nil {
		err = answer.Get(into)
	}
	if err != nil {
		w.t.Fatalf("query %s of %s: %v", name, workflow, err)
	}
}

// attribute is a search attribute of the partnership as the server has it.
func (w world) attributes() temporal.SearchAttributes {
	w.t.Helper()
	description, err := w.Client().DescribeWorkflow(w.t.Context(), slug, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return description.TypedSearchAttributes
}

// journal is what was put on record, one line an entry.
func (w world) journal(slug string) string {
	w.t.Helper()
	rows, err := w.Store().Journal(w.t.Context(), slug, 0, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.Store().Verify(w.t.Context(), slug); err != nil {
		w.t.Errorf("journal of %s: %v", slug, err)
	}
	var text strings.Builder
	for _, row := range rows {
		text.WriteString(row.Entry.Text + "\n")
	}
	return text.String()
}

// eventually waits for something that a workflow does.
func (w world) eventually(what string, ok func() bool) {
	w.t.Helper()
	testkit.Until(w.t, what, w.patience, ok)
}
