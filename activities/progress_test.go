package activities_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"

	"github.com/rapport-engine/rapport/activities"
)

func TestBacklogInWords(t *testing.T) {
	t.Parallel()
	for want, b := range map[string]activities.Backlog{
		"no letter waits":          {},
		"1 letter waits for hours": {Held: 1},
		"2 letters wait for hours": {Held: 2},
		"3 letters wait":           {Held: 2, Due: 3},
		"12 letters wait, mail server away since 1 Dec 12:00 UTC": {Due: 10, Failing: 2, Since: noon.In(time.FixedZone("", 3600))},
	} {
		if got := b.String(); got != want {
			t.Errorf("%+v: got %q, want %q", b, got, want)
		}
	}
}

// TestHeartbeatsOfThePostmanSayWhatWaits lets one carry letters to a server that
// is away, until a heartbeat says so.
func TestHeartbeatsOfThePostmanSayWhatWaits(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"))
	o.server = func(string) error {
		return &activities.DeliveryError{Class: activities.DeliveryTemporary, Err: errBroken}
	}
	p := &activities.Postman{
		Post: o.outbox, Specs: o.specs, Readings: &ledger{}, Composer: o, Mailer: o, Procedures: o.procedures, Complete: o.complete,
		Now: func() time.Time { return o.now }, Logger: slog.New(slog.DiscardHandler), Spell: time.Minute,
	}
	suite := testsuite.WorkflowTestSuite{}
	suite.SetLogger(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestActivityEnvironment()
	stop := make(chan struct{})
	env.SetWorkerStopChannel(stop)
	var heard []string
	env.SetOnActivityHeartbeatListener(func(_ *activity.Info, details converter.EncodedValues) {
		var progress string
		if err := details.Get(&progress); err != nil {
			t.Error(err)
		}
		if heard = append(heard, progress); len(heard) == 1 {
			close(stop)
		}
	})
	env.RegisterActivity(p.Carry)
	if _, err := env.ExecuteActivity(p.Carry, "main"); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(heard, "1 letter waits, mail server away since 1 Dec 12:00 UTC") {
		t.Errorf("heard %q", heard)
	}
}

// TestABacklogThatCannotBeCountedIsAnErrorOfTheRound, which is logged, and the
// letters go out all the same.
func TestABacklogThatCannotBeCountedIsAnErrorOfTheRound(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"))
	o.outbox.fail["backlog"] = errAway
	if _, err := o.round(t); err == nil || len(o.mails) != 1 {
		t.Errorf("got %v, mails %q", err, o.mails)
	}
}
