//go:build !slim

package app

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"google.golang.org/protobuf/proto"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
	"github.com/rapport-engine/rapport/workflows"
)

// round2 is the workflow of duo's second round.
const round2 = "duo/check-in/fortnightly/2091-01-16"

// beginWith starts a workflow from what an earlier run has carried over.
func (s *stage) beginWith(workflowType string, carried workflows.Carried) *stage {
	s.t.Helper()
	options := startOptions(s.spec, enumspb.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
	if _, err := s.client.ExecuteWorkflow(s.t.Context(), options, workflowType, carried); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// carry is what a run carries over of a partnership.
func carry(t *testing.T, p *lifecycle.Partnership) workflows.Carried {
	t.Helper()
	state, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	carried := workflows.Begin(state, procedure.Attributes{Spec: p.Digest})
	carried.Started = true
	return carried
}

// TestARunningPartnershipTakesNewRulesAtItsNextPlanning carries on a partnership
// that has gone by older rules. Its agenda holds one round, which still goes by
// them. The next agenda says in the history which rules are in force from then on.
func TestARunningPartnershipTakesNewRulesAtItsNextPlanning(t *testing.T) {
	t.Parallel()
	older := lifecycle.New(duo())
	older.Rules, older.Phase, older.Since = procedure.Rules-1, lifecycle.PhaseActive, instant(t, "2091-01-01 00:00")
	var err error
	older.Agenda, err = timing.Plan(kinds.All(), older.Declared, procedure.Plan{Spec: older.Digest, After: older.Since})
	if err != nil {
		t.Fatal(err)
	}
	older.Agenda.Rules, older.Agenda.Occasions, older.Agenda.Complete = older.Rules, older.Agenda.Occasions[:1], false
	s := setStage(t, duo(), instant(t, "2091-01-02 09:00"), stageOptions{}).
		beginWith(workflows.TypePartnership, carry(t, older)).
		until("2091-01-02 09:30")
	if got := state[lifecycle.Partnership](s, "duo").Rules; got != older.Rules {
		t.Errorf("before it plans the partnership goes by rules %d, want %d", got, older.Rules)
	}
	s.until("2091-01-16 11:00")
	p := state[lifecycle.Partnership](s, "duo")
	if p.Rules != procedure.Rules || p.Agenda.Rules != procedure.Rules {
		t.Errorf("after it has planned the partnership goes by rules %d, its agenda by %d; want %d", p.Rules, p.Agenda.Rules, procedure.Rules)
	}
	if said := func(h lifecycle.Happening) bool { return strings.HasPrefix(h.Text, "Goes by version") }; !slices.ContainsFunc(p.Recent, said) {
		t.Errorf("an admin is not told: %+v", p.Recent)
	}
	if first, second := state[checkin.CheckIn](s, round1).Rules, state[checkin.CheckIn](s, round2).Rules; first != older.Rules || second != procedure.Rules {
		t.Errorf("the rounds go by rules %d and %d, want %d and %d", first, second, older.Rules, procedure.Rules)
	}
	stamped := regexp.MustCompile(fmt.Sprintf(`"agenda":\{"rules":%d\b`, procedure.Rules))
	var recorded int
	for _, event := range s.history("duo") {
		raw, err := proto.Marshal(event)
		if err != nil {
			t.Fatal(err)
		}
		if event.GetEventType() == enumspb.EVENT_TYPE_MARKER_RECORDED && stamped.Match(raw) {
			recorded++
		}
	}
	if recorded != 1 {
		t.Errorf("%d agendas in the history are stamped with the new rules, want 1", recorded)
	}
}

// TestWhatAProgramCannotGoOnFromIsNotLost begins workflows that this program does
// not understand, as after a downgrade. Their task fails and says why; they wait
// for a program that can go on.
func TestWhatAProgramCannotGoOnFromIsNotLost(t *testing.T) {
	t.Parallel()
	current := func(t *testing.T) workflows.Carried { t.Helper(); return carry(t, lifecycle.New(duo())) }
	for _, tt := range []struct {
		name, workflowType string
		carried            func(t *testing.T) workflows.Carried
		want               string
	}{
		{"newer rules", workflows.TypePartnership, func(t *testing.T) workflows.Carried {
			newer := lifecycle.New(duo())
			newer.Rules = procedure.Rules + 1
			return carry(t, newer)
		}, fmt.Sprintf("run duo: it goes by rules %d, and this program knows %d; run a newer rapport", procedure.Rules+1, procedure.Rules)},
		{"a newer shell", workflows.TypePartnership, func(t *testing.T) workflows.Carried {
			newer := current(t)
			newer.Shell = workflows.ShellVersion + 1
			return newer
		}, fmt.Sprintf("run duo: it was written by a newer rapport (shell %d, this program knows %d); run that one", workflows.ShellVersion+1, workflows.ShellVersion)},
		{"an unreadable state", workflows.TypePartnership, func(t *testing.T) workflows.Carried {
			odd := current(t)
			odd.Procedure = json.RawMessage(`{"rules": "one"}`)
			return odd
		}, "run duo: its state cannot be read"},
		// The SDK says so before our own words could.
		{"an unknown kind", "Festival", current, "unable to find workflow type: Festival"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := setStage(t, duo(), instant(t, "2091-01-02 09:00"), stageOptions{}).beginWith(tt.workflowType, tt.carried(t))
			var said string
			testkit.Until(t, "failed task", time.Minute, func() bool {
				for _, event := range s.history("duo") {
					if failed := event.GetWorkflowTaskFailedEventAttributes(); failed != nil {
						said = failed.GetFailure().GetMessage()
					}
				}
				return said != ""
			})
			if !strings.Contains(said, tt.want) {
				t.Errorf("the history says %q, want %q", said, tt.want)
			}
			found, err := s.client.DescribeWorkflowExecution(t.Context(), "duo", "")
			if err != nil {
				t.Fatal(err)
			}
			if status := found.GetWorkflowExecutionInfo().GetStatus(); status != enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING {
				t.Errorf("the workflow is %s", status)
			}
			if err := s.client.TerminateWorkflow(t.Context(), "duo", "", "the test has seen enough"); err != nil {
				t.Error(err)
			}
		})
	}
}
