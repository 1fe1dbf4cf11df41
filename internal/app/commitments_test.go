//go:build !slim

package app

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

const theItems = "duo/commitments"

// promised is duo without a rhythm and with obligations of Lars, all due on
// Wednesday 2091-01-24.
func promised(count int) partnership.Spec {
	spec := agreedDay()
	spec.Goals[0].Milestones = nil
	for n := range count {
		spec.Parties[0].Obligations = append(spec.Parties[0].Obligations, partnership.Obligation{
			ID: fmt.Sprintf("task-%02d", n+1), What: fmt.Sprintf("Do task %d", n+1), Owner: "lars", Due: date("2091-01-24"),
		})
	}
	return spec
}

// list is the n-th ask of a kind.
func itemAsk(kind string, n int, person string) string {
	return procedure.AskID(theItems, fmt.Sprintf("%s-0-%d", kind, n), person)
}

func (s *stage) tells(kind string, n int, person string, answers ...partnership.Answer) *stage {
	return s.deliver(theItems, procedure.Reply{Person: person, Ask: itemAsk(kind, n, person), Class: procedure.ReplyAnswer, Answers: answers})
}

func allDone(count int) []partnership.Answer {
	var list []partnership.Answer
	for n := range count {
		list = append(list, said(fmt.Sprintf("task-%02d", n+1), true))
	}
	return list
}

// TestCommitmentsKeepTheirBudget counts the events of what falls due, in the
// commitments and as their share of the partnership: from the morning of the day
// until it is done. One is the attribute that showed when the welcome reminds.
func TestCommitmentsKeepTheirBudget(t *testing.T) {
	t.Parallel()
	for _, b := range []struct {
		name          string
		count, events int
	}{{"one that falls due alone", 1, 26}, {"ten that fall due together", 10, 90}} {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			s := play(t, promised(b.count), "2091-01-02 09:00").
				when("2091-01-24 12:00").tells("due", 1, "lars", allDone(b.count)...)
			s.until("2091-01-20 00:00")
			begun, share := len(s.history(theItems)), len(s.history("duo"))
			s.until("2091-01-25 12:00")
			own, partnerships := s.history(theItems)[begun:], s.history("duo")[share:]
			t.Logf("%s: %d events, and %d to begin with\n%s", b.name, len(own)+len(partnerships), begun, table(own, partnerships))
			if n := len(own) + len(partnerships); n > b.events {
				t.Errorf("%s takes %d events, want at most %d", b.name, n, b.events)
			}
			if c := state[commitments.Commitments](s, theItems); len(c.Owed()) != 0 {
				t.Errorf("owed are still %+v", c.Owed())
			}
			if lines := s.happened(); strings.Count(strings.Join(lines, "\n"), "commitments-due to lars") != 1 {
				t.Errorf("what happened:\n%s", strings.Join(lines, "\n"))
			}
		})
	}
}

// TestACommitmentGoesTheWholeWay plays an obligation of the spec and one that an
// admin adds: due, late, climbing, done; whoever was alarmed hears so, and what
// keeps them ends when nothing was owed for long, and begins again.
func TestACommitmentGoesTheWholeWay(t *testing.T) {
	t.Parallel()
	add := procedure.Command{Name: procedure.AddCommitment, What: "Name a person", Owner: "tom", Due: "2091-01-24"}
	again := procedure.Command{Name: procedure.AddCommitment, What: "Write it down", Owner: "tom", Due: "2091-04-10"}
	s := play(t, promised(1), "2091-01-02 09:00").
		when("2091-01-10 12:00").command("duo", add).
		when("2091-01-30 12:00").command("duo", procedure.Command{Name: procedure.CompleteCommitment, Commitment: "nothing", Reason: "x"}).
		when("2091-02-01 12:00").tells("due", 1, "lars", said("task-01", true)).
		when("2091-04-01 12:00").command("duo", again)
	s.until("2091-01-11 00:00")
	p := state[lifecycle.Partnership](s, "duo")
	owed := p.Running[0].Shown.Owed
	if len(owed) != 2 {
		t.Fatalf("the partnership shows %+v", p.Running)
	}
	s.when("2091-02-02 12:00").command("duo", procedure.Command{Name: procedure.CompleteCommitment, Commitment: owed[1].ID, Reason: "seen"})
	s.until("2091-04-02 00:00")
	s.since("2091-01-24 00:00",
		"2091-01-24 08:00 ask-due-0-1/lars commitments-due to lars",
		"2091-01-24 08:00 ask-due-0-2/tom commitments-due to tom",
		"2091-01-25 00:00 phase: Commitment c-f2c315 is late",
		"2091-01-25 00:00 phase: Commitment task-01 is late",
		"2091-01-29 08:00 late/c-f2c315/tom/owner/0 item-late to tom",
		"2091-01-29 08:00 late/task-01/lars/owner/0 item-late to lars",
		"2091-01-29 08:00 phase: Commitment c-f2c315: step owner",
		"2091-01-29 08:00 phase: Commitment task-01: step owner",
		`2091-01-30 12:00 complete-commitment refused: complete-commitment "nothing": what is owed in duo is c-f2c315, task-01`,
		"2091-02-01 08:00 late/c-f2c315/lars/leads/0 item-late to lars",
		"2091-02-01 08:00 late/task-01/tom/leads/0 item-late to tom",
		"2091-02-01 08:00 phase: Commitment c-f2c315: step leads",
		"2091-02-01 08:00 phase: Commitment task-01: step leads",
		"2091-02-01 12:00 all-clear/task-01/lars/2091-01-24/mail-3 all-clear to lars",
		"2091-02-01 12:00 all-clear/task-01/tom/2091-01-24/mail-3 all-clear to tom",
		"2091-02-01 12:00 outcome: Commitment task-01 is done",
		"2091-02-02 12:00 all-clear/c-f2c315/lars/2091-01-24/duo#5ff326c61acb all-clear to lars",
		"2091-02-02 12:00 all-clear/c-f2c315/tom/2091-01-24/duo#5ff326c61acb all-clear to tom",
		"2091-02-02 12:00 command: An admin completed the commitment c-f2c315: seen",
		"2091-02-02 12:00 complete-commitment: done",
		"2091-02-02 12:00 outcome: Commitment c-f2c315 is done (an admin: seen)",
		"2091-03-04 12:00 outcome: Commitments: nothing is owed",
		"2091-04-01 12:00 add-commitment: c-ddd7bc",
		"2091-04-01 12:00 command: An admin put c-ddd7bc on tom, due 2091-04-10",
	)
	if c := state[commitments.Commitments](s, theItems); len(c.Owed()) != 1 || c.Turn != 1 || len(c.Items) != 2 {
		t.Errorf("it began again with %+v", c.Items)
	}
}
