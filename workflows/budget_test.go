package workflows_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	historypb "go.temporal.io/api/history/v1"
)

// budget is the most events that the smallest check-in may take over all its
// workflows.
const budget = 50

// TestTheSmallestCheckInKeepsItsBudget counts what one round costs on a real
// server: one person, one KPI, answered in time. The round's own workflow is
// counted whole, the partnership's from the eve of the round to the eve of the
// next.
func TestTheSmallestCheckInKeepsItsBudget(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	// A server's clock cannot be set back, so the play is far ahead.
	spec := duo()
	spec.Start, spec.End = date("2091-01-01"), date("2091-12-31")
	first := spec.Start
	for first.Weekday() != time.Tuesday {
		first = first.AddDays(1)
	}
	eve := func(d int) time.Time { return instant(t, first.AddDays(d).String()+" 09:00") }
	h := openHouse(t, spec, eve(0))
	h.begin()
	var counts []int
	for _, offset := range []int{0, 14, 28} {
		h.until(eve(offset))
		counts = append(counts, len(h.history("duo")))
		h.reply(eve(offset).Add(3*time.Hour), "duo/check-in/fortnightly/"+first.AddDays(offset).String(), "lars", number("mql", "130"))
	}
	h.until(eve(28).Add(3 * day))

	round := h.history("duo/check-in/fortnightly/" + first.AddDays(14).String())
	share := h.history("duo")[counts[1]:counts[2]]
	t.Logf("the smallest check-in takes %d events\n%s", len(round)+len(share), table(round, share))
	if n := len(round) + len(share); n > budget {
		t.Errorf("the smallest check-in takes %d events, want at most %d", n, budget)
	}
}

// parts groups the kinds of events by what they are spent on.
var parts = []struct{ name, prefix string }{
	{"workflow tasks", "WorkflowTask"},
	{"letters", "ActivityTask"},
	{"timers", "Timer"},
	{"answers and reports", "WorkflowExecutionSignaled"},
	{"journal", "Marker"},
	{"search attributes", "Upsert"},
	{"child workflow", "StartChild"},
	{"child workflow", "ChildWorkflow"},
	{"start and end", "WorkflowExecution"},
}

// table shows what each part costs in the round and in its partnership.
func table(round, share []*historypb.HistoryEvent) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-20s %8s %12s\n", "", "check-in", "partnership")
	listed := ""
	for _, p := range parts {
		if p.name != listed {
			fmt.Fprintf(&b, "%-20s %8d %12d\n", p.name, spent(round, p.name), spent(share, p.name))
		}
		listed = p.name
	}
	fmt.Fprintf(&b, "%-20s %8d %12d", "all", len(round), len(share))
	return b.String()
}

func spent(events []*historypb.HistoryEvent, part string) int {
	n := 0
	for _, e := range events {
		if partOf(e) == part {
			n++
		}
	}
	return n
}

func partOf(e *historypb.HistoryEvent) string {
	for _, p := range parts {
		if strings.HasPrefix(e.GetEventType().String(), p.prefix) {
			return p.name
		}
	}
	return e.GetEventType().String()
}
