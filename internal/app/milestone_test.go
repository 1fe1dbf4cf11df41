//go:build !slim

package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

const theRules = "duo/milestone/leads/rules"

// agreedDay is duo without a rhythm and with a milestone of Lars that Tom accepts,
// due on Wednesday 2091-01-24. Anna is the deputy of Lars, Ingrid and Aoife are the
// executives.
func agreedDay() partnership.Spec {
	spec := duo()
	spec.CheckIns = nil
	as := func(id, party string, role partnership.Role) partnership.Person {
		p := member(id, party)
		p.Roles = []partnership.Role{role}
		return p
	}
	lars := member("lars", "north")
	lars.Deputy = "anna"
	spec.Parties[0].People = []partnership.Person{as("anna", "north", partnership.RoleMember), as("ingrid", "north", partnership.RoleExecutive), lars}
	spec.Parties[1].People = []partnership.Person{as("aoife", "south", partnership.RoleExecutive), member("tom", "south")}
	spec.Goals[0].Milestones = []partnership.Milestone{
		{ID: "rules", Title: "Rules signed", Due: date("2091-01-24"), Owner: "lars", AcceptBy: "tom", Acceptance: "One page, signed"},
	}
	return spec
}

func said(question string, yes bool) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(yes), Raw: "yes"}
}

// asked is the n-th inquiry of a kind in a turn.
func asked(kind string, turn, n int, person string) string {
	return procedure.AskID(theRules, fmt.Sprintf("%s-%d-%d", kind, turn, n), person)
}

// answers is a reply to the n-th inquiry of the first turn.
func (s *stage) answers(kind string, n int, person string, answers ...partnership.Answer) *stage {
	return s.deliver(theRules, procedure.Reply{Person: person, Ask: asked(kind, 0, n, person), Class: procedure.ReplyAnswer, Answers: answers})
}

func TestAMilestoneKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range []struct {
		name   string
		events int
		play   func(*stage) string
	}{
		{"met on its day", 65, func(s *stage) string {
			s.when("2091-01-24 12:00").answers("due", 1, "lars", said("done", true)).
				when("2091-01-24 15:00").answers("acceptance", 2, "tom", said("accept", true))
			return "2091-01-30 00:00"
		}},
		{"three steps", 110, func(s *stage) string {
			s.when("2091-02-09 12:00").answers("due", 1, "lars", said("done", true)).
				when("2091-02-09 15:00").answers("acceptance", 2, "tom", said("accept", true))
			return "2091-02-20 00:00"
		}},
		{"three steps and two repeats", 135, func(s *stage) string {
			s.when("2091-02-25 12:00").answers("due", 1, "lars", said("done", true)).
				when("2091-02-25 15:00").answers("acceptance", 2, "tom", said("accept", true))
			return "2091-03-01 00:00"
		}},
	} {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			s := play(t, agreedDay(), "2091-01-02 09:00")
			begins := len(s.until("2091-01-05 09:00").history("duo"))
			s.until(b.play(s))
			share := s.history("duo")[begins:]
			own := s.history(theRules)
			t.Logf("a milestone, %s, takes %d events\n%s", b.name, len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a milestone, %s, takes %d events, want at most %d", b.name, n, b.events)
			}
			if got := s.ended(theRules); !strings.HasPrefix(string(got), "met") {
				t.Errorf("it ended as %q", got)
			}
		})
	}
}

// since leaves out what happened before a time, and receipts.
func (s *stage) since(at string, want ...string) {
	s.t.Helper()
	lines := slices.DeleteFunc(s.happened(), func(line string) bool {
		return line < at || strings.Contains(line, "receipt") || strings.Contains(line, " begin:")
	})
	if got, want := strings.Join(lines, "\n"), strings.Join(want, "\n"); got != want {
		s.t.Errorf("the timeline from %s differs\n--- got\n%s\n--- want\n%s", at, got, want)
	}
}

// TestAMovedDayBeginsAnewUnderTheSameID moves the day by consent and meets it then.
func TestAMovedDayBeginsAnewUnderTheSameID(t *testing.T) {
	t.Parallel()
	again := func(kind string, n int, person string, a partnership.Answer) procedure.Reply {
		return procedure.Reply{Person: person, Ask: asked(kind, 1, n, person), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{a}}
	}
	s := play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-24 12:00").answers("due", 1, "lars", partnership.Answer{Question: "day", Value: partnership.DateValue(date("2091-03-14"))}).
		when("2091-01-24 15:00").answers("extension", 2, "tom", said("agree", true)).
		when("2091-03-14 12:00").deliver(theRules, again("due", 1, "lars", said("done", true))).
		when("2091-03-14 15:00").deliver(theRules, again("acceptance", 2, "tom", said("accept", true)))
	s.until("2091-02-01 00:00")
	p := state[lifecycle.Partnership](s, "duo")
	if c := p.Courses; len(c) != 1 || c[0].Day != "2091-03-14" || c[0].Turn != 1 || len(p.Running) != 0 {
		t.Errorf("the partnership keeps %+v and runs %+v", c, p.Running)
	}
	s.until("2091-03-20 00:00")
	if got := s.ended(theRules); got != procedure.OutcomeMet {
		t.Errorf("it ended as %q", got)
	}
	s.since("2091-01-24 13:00",
		"2091-01-24 15:00 milestone-extended-0/lars milestone-extended to lars",
		"2091-01-24 15:00 phase: Milestone rules moves from 2091-01-24 to 2091-03-14",
		"2091-02-28 08:00 milestone-warning-1/lars milestone-warning to lars",
		"2091-03-14 08:00 ask-due-1-1/lars milestone-due to lars",
		"2091-03-14 12:00 ask-acceptance-1-2/tom milestone-acceptance to tom",
		"2091-03-14 12:00 phase: Milestone rules is done, says its owner",
		"2091-03-14 15:00 outcome: Milestone rules: met",
	)
}

func TestAMilestoneWhoseMailIsHeldUpIsNotLate(t *testing.T) {
	t.Parallel()
	s := play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-24 07:00").mailServer(down).
		when("2091-01-30 09:00").mailServer(nil)
	s.until("2091-01-30 12:00")
	if m := state[milestone.Milestone](s, theRules); m.Late || m.LateAt.Before(instant(t, "2091-01-30 20:00")) {
		t.Errorf("late: %v, late at %s", m.Late, m.LateAt)
	}
}

func TestAMilestonesOwnerWhoIsAwayAndAnswersTwice(t *testing.T) {
	t.Parallel()
	deputy := asked("due", 0, 1, "lars/anna")
	s := play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-24 08:01").deliver(theRules, procedure.Reply{Person: "lars", Ask: asked("due", 0, 1, "lars"), Class: procedure.ReplyAuto, Until: "2091-02-20"}).
		when("2091-01-24 12:00").deliver(theRules, procedure.Reply{Person: "anna", Ask: deputy, Class: procedure.ReplyAnswer, Answers: []partnership.Answer{said("done", true)}}).
		when("2091-01-24 12:00").deliver(theRules, procedure.Reply{ID: "same", Person: "tom", Ask: asked("acceptance", 0, 2, "tom"), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{said("accept", true)}}).
		deliver(theRules, procedure.Reply{ID: "same", Person: "tom", Ask: asked("acceptance", 0, 2, "tom"), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{said("accept", true)}}).
		until("2091-01-26 00:00")
	if got := s.ended(theRules); got != procedure.OutcomeMet {
		t.Errorf("it ended as %q", got)
	}
}

// TestAMilestoneWhoseOwnerHasGone goes over to the next owner, with whoever was
// alarmed.
func TestAMilestoneWhoseOwnerHasGone(t *testing.T) {
	t.Parallel()
	changed := agreedDay()
	changed.Goals[0].Milestones = slices.Clone(changed.Goals[0].Milestones)
	changed.Goals[0].Milestones[0].Owner = "anna"
	changed.Parties[0].People[2] = member("lena", "north") // in the place of Lars
	s := play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-30 12:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		when("2091-01-30 14:00").deliver(theRules, procedure.Reply{Person: "anna", Ask: asked("due", 1, 1, "anna"), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{said("done", true)}}).
		when("2091-01-30 15:00").deliver(theRules, procedure.Reply{Person: "tom", Ask: asked("acceptance", 1, 2, "tom"), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{said("accept", true)}}).
		until("2091-02-01 00:00")
	if got := s.ended(theRules); got != procedure.OutcomeMetLate {
		t.Errorf("it ended as %q", got)
	}
	if lines := strings.Join(s.happened(), "\n"); !strings.Contains(lines, "ask-due-1-1/anna milestone-due to anna") {
		t.Errorf("the new owner was not asked:\n%s", lines)
	}
}

func TestDoneAtTheVeryMomentAtWhichItBecomesLate(t *testing.T) {
	t.Parallel()
	s := play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-25 00:00").answers("due", 1, "lars", said("done", true)).
		when("2091-01-25 15:00").answers("acceptance", 2, "tom", said("accept", true)).
		until("2091-01-26 00:00")
	if got := s.ended(theRules); got != procedure.OutcomeMetLate {
		t.Errorf("it ended as %q", got)
	}
}

func TestAPauseHoldsNoMilestoneAndTheEndDropsIt(t *testing.T) {
	t.Parallel()
	spec := agreedDay()
	spec.End = date("2091-01-31")
	s := play(t, spec, "2091-01-02 09:00").
		when("2091-01-08 12:00").command("duo", procedure.Command{Name: procedure.Pause, Reason: "merger"}).
		when("2091-01-29 12:00").command("duo", procedure.Command{Name: procedure.Resume}).
		until("2091-02-02 00:00")
	if got := s.ended(theRules); got != procedure.OutcomeDropped {
		t.Errorf("it ended as %q", got)
	}
	s.since("2091-01-09 00:00",
		"2091-01-10 08:00 milestone-warning-0/lars milestone-warning to lars",
		"2091-01-24 08:00 ask-due-0-1/lars milestone-due to lars",
		"2091-01-25 00:00 phase: Milestone rules is late",
		"2091-01-29 08:00 late-owner-0-0/lars milestone-late to lars",
		"2091-01-29 08:00 phase: Milestone rules: step owner",
		"2091-01-29 12:00 command: An admin resumed the partnership",
		"2091-01-29 12:00 phase: The partnership is active",
		"2091-01-29 12:00 resume: done",
		"2091-02-01 00:00 ended/anna ended to anna",
		"2091-02-01 00:00 ended/aoife ended to aoife",
		"2091-02-01 00:00 ended/ingrid ended to ingrid",
		"2091-02-01 00:00 ended/lars ended to lars",
		"2091-02-01 00:00 ended/tom ended to tom",
		"2091-02-01 00:00 outcome: Milestone rules: dropped",
		"2091-02-01 00:00 phase: The partnership is closed",
	)
}

func TestAnAdminsWordAboutAMilestoneThatHasNotBegun(t *testing.T) {
	t.Parallel()
	s := play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-04 12:00").command("duo", procedure.Command{Name: procedure.Waive, Goal: "leads", Milestone: "rules", Reason: "the fair is cancelled"}).
		when("2091-01-05 12:00").command("duo", procedure.Command{Name: procedure.Reschedule, Goal: "leads", Milestone: "rules", To: "2091-02-02", Reason: "x"}).
		until("2091-02-10 00:00")
	if got := s.ended(theRules); got != procedure.OutcomeWaived {
		t.Errorf("it ended as %q", got)
	}
	if lines := strings.Join(s.happened(), "\n"); !strings.Contains(lines, "reschedule refused") || strings.Contains(lines, "milestone-due") {
		t.Errorf("what happened:\n%s", lines)
	}
}
