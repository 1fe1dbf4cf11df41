//go:build !slim

package app

import (
	"context"
	"errors"
	"regexp"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"go.temporal.io/api/serviceerror"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/workflows"
)

// wake has a workflow look whether something is due.
func (s *stage) wake(id string) *stage {
	return s.do(func(ctx context.Context, _ int) error {
		err := s.client.SignalWorkflow(ctx, id, "", workflows.SignalWake, nil)
		if errors.As(err, new(*serviceerror.NotFound)) {
			return nil // not begun yet, or over
		}
		return err
	})
}

// TestWhoIsWokenDoesNothingTwice plays the same weeks with and without somebody
// who wakes everything at odd times, as one does after having mended a store:
// right after each step, in the middle of windows, while paused, and twice at
// once.
func TestWhoIsWokenDoesNothingTwice(t *testing.T) {
	t.Parallel()
	weeks := func(disturb func(s *stage)) []string {
		spec := choir(3)
		s := setStage(t, spec, instant(t, "2091-01-02 09:00"), stageOptions{}).begin().
			when("2091-01-02 12:00").reply(round1, "p01", number("mql", "130")).
			when("2091-01-03 16:00").command("duo", procedure.Command{Name: procedure.Pause, Reason: "merger"}).
			when("2091-01-05 16:00").command("duo", procedure.Command{Name: procedure.Resume}).
			when("2091-01-08 08:00").reply(round1, "p02", number("mql", "140")).
			when("2091-01-16 12:00").reply(round2, "p01", number("mql", "150")).
			when("2091-01-20 12:00").command("duo", procedure.Command{Name: procedure.EndNow, Reason: "sold"})
		disturb(s)
		return s.until("2091-01-25 00:00").happened()
	}
	calm := weeks(func(*stage) {})
	woken := weeks(func(s *stage) {
		for _, at := range []string{
			"2091-01-02 09:59", "2091-01-02 10:00", "2091-01-02 10:01", "2091-01-02 12:00", "2091-01-03 14:47", "2091-01-03 14:48",
			"2091-01-03 14:49", "2091-01-04 10:00", "2091-01-05 16:00", "2091-01-06 10:00", "2091-01-08 08:00", "2091-01-12 03:33",
			"2091-01-16 10:00", "2091-01-16 10:01", "2091-01-17 14:48", "2091-01-18 10:00", "2091-01-20 12:00", "2091-01-21 00:00",
		} {
			s.when(at)
			for _, id := range []string{"duo", round1, round2, "duo"} {
				s.wake(id)
			}
		}
	})
	if diff := gocmp.Diff(withoutCauses(calm), withoutCauses(woken)); diff != "" {
		t.Errorf("the timeline differs (-undisturbed +woken):\n%s", diff)
	}
	if len(calm) < 20 {
		t.Errorf("only %d lines are compared: %s", len(calm), calm)
	}
}

// withoutCauses leaves out of the letters' keys what stands for the event that they
// came of: a wake is one more. Nor do the seconds count, of which a busy machine
// needs one more.
func withoutCauses(timeline []string) []string {
	cause := regexp.MustCompile(`/[0-9a-f]{6} `)
	second := regexp.MustCompile(`/\d{10}/`)
	lines := make([]string, 0, len(timeline))
	for _, line := range timeline {
		lines = append(lines, second.ReplaceAllString(cause.ReplaceAllString(line, " "), "/"))
	}
	return lines
}
