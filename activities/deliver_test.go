package activities_test

import (
	"log/slog"
	"testing"
	"time"

	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func TestDeliverWaitsForThePostman(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arrived bool
		fail    error
		pending bool
		fails   bool
	}{
		"letters have arrived":  {arrived: true},
		"letters are under way": {pending: true, fails: true},
		"the store is away":     {fail: errAway, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(ask("sofie"))
			o.outbox.waits = []*wait{{keys: []string{"ask/sofie"}}}
			if c.arrived {
				o.rounds(t, 1, time.Minute)
			}
			if c.fail != nil {
				o.outbox.fail["await"] = c.fail
			}
			suite := testsuite.WorkflowTestSuite{}
			suite.SetLogger(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)))
			env := suite.NewTestActivityEnvironment()
			deliverer := &activities.Deliverer{Post: o.outbox, Now: func() time.Time { return noon }}
			env.RegisterActivity(deliverer.Deliver)
			value, err := env.ExecuteActivity(deliverer.Deliver, activities.Delivery{Workflow: "duo/round", Keys: []string{"ask/sofie"}})
			if (err != nil) != c.fails {
				t.Fatalf("got %v", err)
			}
			if w := o.outbox.waits[0]; w.token == "" || c.pending && w.settled {
				t.Errorf("the postman knows %+v", *w)
			}
			if c.fails {
				return
			}
			var arrivals []procedure.Arrival
			if err := value.Get(&arrivals); err != nil || became(arrivals) != "ask/sofie sent 12:00 due 16:00" {
				t.Errorf("got %s, %v", became(arrivals), err)
			}
		})
	}
}
