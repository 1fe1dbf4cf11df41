//go:build !slim

package app

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/worker"
)

// sizeVar says how many partnerships a benchmark is to have.
const sizeVar = "RAPPORT_BENCH_PARTNERSHIPS"

// crowdOf is how many partnerships a benchmark has: so many, or what sizeVar says.
func crowdOf(b *testing.B, usually int) int {
	b.Helper()
	text := os.Getenv(sizeVar)
	if text == "" {
		return usually
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// asksOne is a partnership that asks one person one figure as soon as it begins.
const asksOne = `
partnership "one" {
  title    = "Teapot & Kettle"
  purpose  = "Be asked when everybody is."
  start    = "2026-01-05"
  end      = "2035-12-31"
  timezone = "UTC"
  agreement { signed_on = "2025-12-15" }

  party "us" {
    name = "Us"
    person "one" {
      name  = "One"
      email = "one@us.example"
      roles = ["lead", "executive", "signatory"]
    }
  }
  party "them" {
    name = "Them"
    person "other" {
      name  = "Other"
      email = "other@them.example"
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
`

// askers are partnerships that ask one person each as soon as they begin.
func askers(b *testing.B, name string, n int) []partnership.Spec {
	b.Helper()
	result := config.Load(fstest.MapFS{"rapport.hcl": {Data: []byte(asksOne)}}, config.Options{})
	if len(result.Specs) != 1 {
		b.Fatal("the declaration is wrong")
	}
	specs := make([]partnership.Spec, n)
	for i := range specs {
		specs[i] = clone(b, result.Specs[0])
		specs[i].Slug = fmt.Sprintf("%s-%04d", name, i)
		specs[i].Parties[0].People[0].Email = "one@" + specs[i].Slug + ".example"
	}
	return specs
}

// race is a crowd of check-ins on their way: asked, then answered, and over when
// each one's outcome is on record and its receipt has been sent.
type race struct {
	asked, recorded, receipted *roll

	mu      sync.Mutex
	answers []func(context.Context) error
}

func newRace(n int) *race {
	return &race{asked: newRoll(n), recorded: newRoll(n), receipted: newRoll(n)}
}

// ask notes that somebody has been asked, and how they will answer.
func (r *race) ask(id string, answer func(context.Context) error) {
	r.mu.Lock()
	r.answers = append(r.answers, answer)
	r.mu.Unlock()
	r.asked.tick(id)
}

// lap is how long a race took, in its two halves.
type lap struct{ asking, answering time.Duration }

func (l lap) whole() time.Duration { return l.asking + l.answering }

func (l lap) plus(o lap) lap { return lap{l.asking + o.asking, l.answering + o.answering} }

// run begins the check-ins, which counts from the start, and answers them when
// everybody has been asked: people do not answer within milliseconds.
func (r *race) run(b *testing.B, start time.Time, begin func() error) (l lap) {
	b.Helper()
	if err := begin(); err != nil {
		b.Fatal(err)
	}
	r.asked.await(b, "asked")
	l.asking = time.Since(start)
	answered := time.Now()
	r.mu.Lock()
	answers := r.answers
	r.mu.Unlock()
	err := inParallel(b.Context(), len(answers), func(ctx context.Context, i int) error { return answers[i](ctx) })
	if err != nil {
		b.Fatal(err)
	}
	r.recorded.await(b, "recorded")
	r.receipted.await(b, "receipted")
	l.answering = time.Since(answered)
	return l
}

// roll is called until everybody has answered to their name.
type roll struct {
	n    int
	full chan struct{}

	mu    sync.Mutex
	names map[string]bool
}

func newRoll(n int) *roll {
	return &roll{n: n, full: make(chan struct{}), names: map[string]bool{}}
}

func (r *roll) tick(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.names[name] {
		return
	}
	if r.names[name] = true; len(r.names) == r.n {
		close(r.full)
	}
}

func (r *roll) await(b *testing.B, what string) {
	b.Helper()
	select {
	case <-r.full:
	case <-b.Context().Done():
		b.Fatal(b.Context().Err())
	case <-time.After(10 * time.Minute):
		r.mu.Lock()
		defer r.mu.Unlock()
		b.Fatalf("%d of %d were %s in time", len(r.names), r.n, what)
	}
}

// bench is the engine at work for a benchmark: everything as it is, but the mail
// servers, which are memory.
type bench struct {
	*Planner
	work worker.Activities
	now  atomic.Pointer[race] // the one that is being run
	mail sync.Map             // letters by the Message-ID of their mail
}

// openBench starts the engine's worker. More registers what else it works for.
func openBench(b *testing.B, more func(*bench, worker.Registry)) *bench {
	b.Helper()
	s := &bench{Planner: idlePlanner(b)}
	s.now.Store(newRace(0))
	words, err := rehearsalComposer(nil)
	if err != nil {
		b.Fatal(err)
	}
	keys, err := token.New(RehearsalKey())
	if err != nil {
		b.Fatal(err)
	}
	settings := engineSettings{client: s.client, store: s.store, from: botAddress, logger: slog.New(slog.DiscardHandler)}.withDefaults()
	s.work = (&engine{}).activities(settings, keys, words, rehearsalInstance)
	s.work.Committer.Ledger = noted{s.work.Committer.Ledger, s}
	s.work.Postman.Composer, s.work.Postman.Mailer = remembering{composer{words}, s}, memory{s}
	w := worker.New(s.client, kinds.All(), s.work, worker.Options{})
	if more != nil {
		more(s, w)
	}
	if err := w.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(w.Stop)
	if err := employPostman(b.Context(), s.client, mailboxName); err != nil {
		b.Fatal(err)
	}
	return s
}

// race runs n check-ins to their end, from a start on.
func (s *bench) race(b *testing.B, n int, start time.Time, begin func() error) lap {
	b.Helper()
	r := newRace(n)
	s.now.Store(r)
	return r.run(b, start, begin)
}

// noted is a ledger that tells of outcomes.
type noted struct {
	activities.Ledger
	bench *bench
}

// Commit writes a record.
func (l noted) Commit(ctx context.Context, r activities.Record) error {
	err := l.Ledger.Commit(ctx, r)
	for _, e := range r.Entries {
		if err == nil && e.Kind == procedure.EntryOutcome {
			l.bench.now.Load().recorded.tick(r.Workflow)
		}
	}
	return err
}

// remembering is a composer that remembers which letter a mail was made of.
type remembering struct {
	composer
	bench *bench
}

// Compose words a letter.
func (c remembering) Compose(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, st standing.Standing, at time.Time) (activities.Message, error) {
	m, err := c.composer.Compose(spec, l, also, st, at)
	c.bench.mail.Store(m.ID, l)
	return m, err
}

// memory is a mail server that forgets what it takes.
type memory struct{ bench *bench }

// Send takes a mail. Whoever is asked answers the figure that is asked for.
func (m memory) Send(_ context.Context, packed activities.Message) error {
	kept, _ := m.bench.mail.LoadAndDelete(packed.ID)
	l, _ := kept.(procedure.Letter)
	race := m.bench.now.Load()
	switch l.Form {
	case procedure.FormAsk:
		race.ask(l.Workflow, func(ctx context.Context) error {
			return procedures{m.bench.client}.Reply(ctx, l.Workflow, answerTo(l))
		})
	case procedure.FormReceipt:
		race.receipted.tick(l.Workflow)
	case procedure.FormReminder, procedure.FormClosed, procedure.FormNotice, procedure.FormStatus, procedure.FormHelp:
	}
	return nil
}
