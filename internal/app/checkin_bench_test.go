//go:build !slim

package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
	"github.com/rapport-engine/rapport/worker"
	"github.com/rapport-engine/rapport/workflows"
)

// heats are how often the competitors of BenchmarkCheckIns take turns.
const heats = 5

// BenchmarkCheckIns runs 500 whole check-ins of one person each, on an embedded
// server and a store whose files are on disk, and as many of the smallest
// hand-written workflows that do the same work, on the same server with the same
// worker. They take turns in heats, so that what else the machine does meets all
// of them.
//
// A whole check-in goes from the commit that begins its workflow until its
// outcome is on record and its receipt is sent. In between lie the workflow's
// start, the ask through outbox and postman (composed, kept, sent), the news of
// its arrival, the reply's signal, the journal, the figure, the message to the
// partnership, and the receipt through outbox and postman. Only the mail servers
// are played, by memory: a reply comes as the signal that the intake would send.
//
// "alone" begins check-ins as their partnerships would, which do not run
// themselves: messages to them find nobody. In "whole" the partnerships run: they
// were applied before, wake at one minute, begin their check-ins, plan on, and take
// the messages.
//
// The hand-written workflow runs an activity that asks, waits for a signal with
// a timer beside it, records the answer in a local activity, and sends the
// receipt in another activity. All of these do nothing, so it keeps nothing, and
// its mails have no words.
//
//	go test ./internal/app -run - -bench 'CheckIns$' -benchtime 1x
func BenchmarkCheckIns(b *testing.B) {
	n := crowdOf(b, 500)
	var bare, alone, whole lap
	for i := range b.N {
		s := openBench(b, registerBare)
		s.raceBare(b, fmt.Sprintf("warm-%d", i), 20) // pollers and caches wake up
		for heat := range heats {
			name, share := fmt.Sprintf("%d-%d", i, heat), n*(heat+1)/heats-n*heat/heats
			bare = bare.plus(s.raceBare(b, "bare-"+name, share))
			alone = alone.plus(s.raceAlone(b, "alone-"+name, share))
			whole = whole.plus(s.raceWhole(b, "whole-"+name, share))
		}
	}
	rate := func(d time.Duration) float64 { return float64(n*b.N) / d.Seconds() }
	b.ReportMetric(rate(bare.whole()), "bare/s")
	b.ReportMetric(rate(alone.whole()), "alone/s")
	b.ReportMetric(rate(whole.whole()), "whole/s")
	b.ReportMetric(bare.whole().Seconds()/alone.whole().Seconds(), "alone-ratio")
	b.ReportMetric(bare.whole().Seconds()/whole.whole().Seconds(), "whole-ratio")
	for name, l := range map[string]lap{"bare": bare, "alone": alone, "whole": whole} {
		b.Logf("%s: %.1f asks/s, %.1f answers/s", name, rate(l.asking), rate(l.answering))
	}
}

// raceAlone runs check-ins whose partnerships do not run.
func (s *bench) raceAlone(b *testing.B, name string, n int) lap {
	b.Helper()
	specs := askers(b, name, n)
	begins := make([]activities.Commit, n)
	for i, spec := range specs {
		begins[i] = kickoff(b, spec)
	}
	if err := s.store.PutSpecs(b.Context(), specs); err != nil {
		b.Fatal(err)
	}
	return s.race(b, n, time.Now(), func() error {
		return inParallel(b.Context(), n, func(ctx context.Context, i int) error {
			_, err := s.work.Committer.Commit(ctx, begins[i])
			return err
		})
	})
}

// kickoff is the commit by which a partnership begins its first check-in.
func kickoff(b *testing.B, spec partnership.Spec) activities.Commit {
	b.Helper()
	now, p := time.Now(), lifecycle.New(spec)
	agenda, err := timing.Plan(kinds.All(), spec, procedure.Plan{Spec: spec.Digest(), After: now, Kickoff: true})
	if err != nil {
		b.Fatal(err)
	}
	c := activities.Commit{Record: activities.Record{Slug: spec.Slug, Workflow: spec.Slug, Type: procedure.Partnership, At: now}}
	p.Step(procedure.Event{Kind: procedure.Started}, now)
	for _, effect := range p.Step(procedure.Event{Kind: procedure.Planned, Agenda: &agenda}, now) {
		switch e := effect.(type) {
		case procedure.Record:
			c.Entries = append(c.Entries, e.Entries...)
		case procedure.Begin:
			c.Begins = append(c.Begins, e)
		}
	}
	if c.State, err = json.Marshal(p); err != nil || len(c.Begins) != 1 {
		b.Fatal("the partnership begins no check-in", err)
	}
	return c
}

// raceWhole runs the check-ins of partnerships that were applied before and wait
// for the minute at which all of them ask.
func (s *bench) raceWhole(b *testing.B, name string, n int) lap {
	b.Helper()
	at := time.Now().UTC().Add(time.Duration(n) * applying).Truncate(time.Minute).Add(time.Minute)
	specs := askers(b, name, n)
	for i := range specs {
		specs[i] = askingAt(b, specs[i], at)
	}
	if err := s.begin(b.Context(), specs); err != nil {
		b.Fatal(err)
	}
	if late := time.Until(at); late < time.Second {
		b.Fatalf("applying took %s too long", -late)
	}
	return s.race(b, n, at, func() error {
		time.Sleep(time.Until(at))
		return nil
	})
}

// applying is more than it takes to apply a partnership and have it planned.
const applying = 100 * time.Millisecond

// askingAt lets a partnership's check-in begin at a minute instead of at once.
func askingAt(b *testing.B, spec partnership.Spec, at time.Time) partnership.Spec {
	b.Helper()
	rule, err := cadence.ParseRule("week", at.Weekday().String(), at.Format("15:04"))
	if err != nil {
		b.Fatal(err)
	}
	spec.CheckIns[0].Rule, spec.CheckIns[0].Kickoff = rule, false
	always := cadence.Calendar{Name: "always"}
	for day := range 7 {
		always.Workdays = append(always.Workdays, time.Weekday(day))
	}
	spec.Calendars = []cadence.Calendar{always}
	for i := range spec.Parties {
		for j := range spec.Parties[i].People {
			spec.Parties[i].People[j].Calendar = always.Name
		}
	}
	spec.Calendar = always.Name
	return spec
}

// begin starts new partnerships.
func (s *bench) begin(ctx context.Context, specs []partnership.Spec) error {
	plan, err := s.Plan(ctx, specs, PlanOptions{Now: time.Now()})
	if err != nil {
		return err
	}
	var failed []error
	err = s.Apply(ctx, plan, func(a Applied) { failed = append(failed, a.Err) })
	return errors.Join(append(failed, err)...)
}

// answerTo answers 150 to every question.
func answerTo(l procedure.Letter) procedure.Reply {
	r := procedure.Reply{ID: "answer to " + l.Ask, Ask: l.Ask, Person: l.Person, Class: procedure.ReplyAnswer, Source: l.Ask + "@us.example"}
	for _, q := range l.Questions {
		r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: partnership.NumberValue(decimal.NewFromInt(150))})
	}
	return r
}

// Names of the hand-written workflow and its activities.
const (
	typeBare        = "BareCheckIn"
	activityAsk     = "BareAsk"
	activityRecord  = "BareRecord"
	activityReceipt = "BareReceipt"
)

func registerBare(s *bench, r worker.Registry) {
	register := func(name string, run func(ctx context.Context, id string) error) {
		r.RegisterActivityWithOptions(run, activity.RegisterOptions{Name: name})
	}
	register(activityAsk, func(_ context.Context, id string) error {
		s.now.Load().ask(id, func(ctx context.Context) error {
			return s.client.SignalWorkflow(ctx, id, "", workflows.SignalReply, "150")
		})
		return nil
	})
	register(activityRecord, func(_ context.Context, id string) error {
		s.now.Load().recorded.tick(id)
		return nil
	})
	register(activityReceipt, func(_ context.Context, id string) error {
		s.now.Load().receipted.tick(id)
		return nil
	})
	r.RegisterWorkflowWithOptions(bareCheckIn, workflow.RegisterOptions{Name: typeBare})
}

// bareCheckIn is what somebody writes who needs one check-in.
func bareCheckIn(ctx workflow.Context, id string) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{ScheduleToCloseTimeout: time.Minute})
	if err := workflow.ExecuteActivity(ctx, activityAsk, id).Get(ctx, nil); err != nil {
		return err
	}
	var answer string
	closing, stop := workflow.WithCancel(ctx)
	timer := workflow.NewTimer(closing, 20*24*time.Hour)
	workflow.NewSelector(ctx).
		AddReceive(workflow.GetSignalChannel(ctx, workflows.SignalReply), func(c workflow.ReceiveChannel, _ bool) { c.Receive(ctx, &answer) }).
		AddFuture(timer, func(workflow.Future) {}).
		Select(ctx)
	stop()
	if err := workflow.ExecuteLocalActivity(ctx, activityRecord, id).Get(ctx, nil); err != nil {
		return err
	}
	return workflow.ExecuteActivity(ctx, activityReceipt, id).Get(ctx, nil)
}

// raceBare runs hand-written check-ins.
func (s *bench) raceBare(b *testing.B, name string, n int) lap {
	b.Helper()
	return s.race(b, n, time.Now(), func() error {
		return inParallel(b.Context(), n, func(ctx context.Context, i int) error {
			return keepUp(ctx, s.client, fmt.Sprintf("%s-%d", name, i), typeBare, "", fmt.Sprintf("%s-%d", name, i))
		})
	})
}
