//go:build !slim

package app

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// budgets are the most events that a check-in may take over all its workflows,
// by the number of people asked. Events are what a Temporal server charges for,
// in money or in disks.
var budgets = []struct{ people, events int }{{1, 35}, {2, 44}, {5, 70}, {14, 130}}

// TestACheckInKeepsItsBudget counts what one round costs on a real server when
// everybody answers one KPI in time. The round's own workflow is counted whole,
// the partnership's from the eve of the round to the eve of the next.
func TestACheckInKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range budgets {
		t.Run(fmt.Sprint(b.people), func(t *testing.T) {
			t.Parallel()
			s := play(t, choir(b.people), "2091-01-02 09:00")
			for n := range b.people { // of whoever lets a round pass more is heard
				at := instant(t, "2091-01-02 12:00").Add(time.Duration(n) * time.Minute)
				s.when(at.Format(stamp)).reply(round1, fmt.Sprintf("p%02d", n+1), number("mql", "130"))
			}
			begins := len(s.until("2091-01-15 09:00").history("duo"))
			round := "duo/check-in/fortnightly/2091-01-16"
			for n := range b.people {
				at := instant(t, "2091-01-16 12:00").Add(time.Duration(n) * time.Minute)
				s.when(at.Format(stamp)).reply(round, fmt.Sprintf("p%02d", n+1), number("mql", "130"))
			}
			share := s.until("2091-01-29 09:00").history("duo")[begins:]
			own := s.history(round)
			t.Logf("a check-in of %d people takes %d events\n%s", b.people, len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a check-in of %d people takes %d events, want at most %d", b.people, n, b.events)
			}
		})
	}
}

// parts groups the kinds of events by what they are spent on.
var parts = []struct{ name, prefix string }{
	{"workflow tasks", "WorkflowTask"},
	{"deliveries", "ActivityTask"},
	{"timers", "Timer"},
	{"answers and messages", "WorkflowExecutionSignaled"},
	{"commits", "Marker"},
	{"search attributes", "Upsert"},
	{"start and end", "WorkflowExecution"},
}

// table shows what each part costs in the round and in its partnership.
func table(round, share []*historypb.HistoryEvent) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s %8s %12s\n", "", "check-in", "partnership")
	for _, p := range parts {
		fmt.Fprintf(&b, "%-22s %8d %12d\n", p.name, spent(round, p.name), spent(share, p.name))
	}
	fmt.Fprintf(&b, "%-22s %8d %12d", "all", len(round), len(share))
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

// yearBudget is the most events that the check-ins of a year of fjordmail-lumen,
// yearMilestones that each of its milestones, yearSurveys that each round of its survey,
// with what two leads undertake about it, yearReviews that each SWOT, with a step for each
// pairing, and yearMeetings that each meeting may take in the partnership's own histories.
const (
	yearBudget     = 500
	yearMilestones = 10
	yearSurveys    = 50
	yearReviews    = 80
	yearMeetings   = 8
)

// TestAYearOfAPartnershipKeepsItsBudget plays the example's whole term, in which
// everybody answers as the cast does.
func TestAYearOfAPartnershipKeepsItsBudget(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("plays a year on a server")
	}
	spec := ahead(t, "../../examples/fjordmail-lumen", "fjordmail-lumen")
	s := setStage(t, spec, instant(t, spec.Start.String()+" 00:00").Add(-time.Hour), stageOptions{})
	people := &proofPeople{stage: s, cast: Cast(nil)}
	s.sent = people.read
	s.begin().until(spec.End.String() + " 23:00")
	events, runs := s.eventsOf(spec.Slug)
	t.Logf("a year of %s takes %d events in the partnership's own history, in %d runs", spec.Slug, events, runs)
	budget := yearBudget
	for _, goal := range spec.Goals {
		budget += yearMilestones * len(goal.Milestones)
	}
	for _, each := range []struct {
		kind   procedure.Kind
		events int
	}{{survey.Kind(), yearSurveys}, {review.Kind(), yearReviews}, {meeting.Kind(), yearMeetings}} {
		rounds, err := timing.Between([]procedure.Kind{each.kind}, spec, instant(t, spec.Start.String()+" 00:00"), instant(t, spec.End.String()+" 23:00"), nil)
		if err != nil || len(rounds) == 0 {
			t.Fatalf("no rounds of a %s: %v", each.kind.Noun, err)
		}
		budget += each.events * len(rounds)
	}
	if events > budget {
		t.Errorf("a year of %s takes %d events in the partnership's own history, want at most %d", spec.Slug, events, budget)
	}
}

// eventsOf counts the events of all runs of a workflow.
func (s *stage) eventsOf(id string) (events, runs int) {
	s.t.Helper()
	for run, more := "", true; more; runs++ {
		all := s.client.GetWorkflowHistory(s.t.Context(), id, run, false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
		for first := true; all.HasNext(); first = false {
			event, err := all.Next()
			if err != nil {
				s.t.Fatal(err)
			}
			if first {
				run = event.GetWorkflowExecutionStartedEventAttributes().GetContinuedExecutionRunId()
			}
			events++
		}
		more = run != ""
	}
	return events, runs
}

// ahead compiles an example with all its years moved to where a server's clock
// can still go.
func ahead(t *testing.T, dir, slug string) partnership.Spec {
	t.Helper()
	moved := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(dir + "/" + path)
		later := strings.NewReplacer("2025-", "2089-", "2026-", "2090-", "2027-", "2091-", "2028-", "2092-")
		moved[path] = &fstest.MapFile{Data: []byte(later.Replace(string(text)))}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range config.Load(moved, config.Options{}).Specs {
		if spec.Slug == slug {
			spec.Agreement = &partnership.Agreement{SignedOn: spec.Start} // what signing takes has a budget of its own
			return spec
		}
	}
	t.Fatalf("%s declares no %s", dir, slug)
	return partnership.Spec{}
}
