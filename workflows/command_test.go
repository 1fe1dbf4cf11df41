package workflows_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/workflows"
)

func TestPauseSendsNothingUntilResume(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 12:00").update("duo", updates.pause, procedure.Command{Reason: "merger"}).
		when("2026-12-02 20:00").reply(round1, "lars", number("mql", "130")).
		when("2026-12-16 09:00").update("duo", updates.resume, procedure.Command{}).
		until("2026-12-29 10:00").
		expect(after(
			"2026-12-01 12:00 command: An admin paused the partnership: merger",
			"2026-12-01 12:00 pause: done",
			"2026-12-01 12:00 phase: The partnership is suspended",
			"2026-12-02 20:00 measure: mql = 130",
			"2026-12-02 20:00 outcome: Check-in fortnightly: answered",
			"2026-12-02 20:00 receipt/mail-2 receipt to lars",
			"2026-12-15 10:00 end "+round1+": answered",
			"2026-12-16 09:00 command: An admin resumed the partnership",
			"2026-12-16 09:00 phase: The partnership is active",
			"2026-12-16 09:00 resume: done",
			"2026-12-29 10:00 ask/lars check-in to lars",
			"2026-12-29 10:00 begin: Check-in fortnightly began",
		)...)
}

func TestRecordKPIStandsInTheState(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 09:30").update("duo", updates.recordKPI, procedure.Command{KPI: "mql", Value: "125"}).
		until("2026-12-01 09:59").
		expect(
			"2026-12-01 09:00 phase: The partnership is active",
			"2026-12-01 09:00 phase: The partnership is proposed",
			"2026-12-01 09:30 measure: mql = 125",
			"2026-12-01 09:30 record-kpi: done",
		)
	if r := state[procedure.Partnership](s, "duo").Readings; len(r) != 1 || r[0].Value.String() != "125" || r[0].Reporter != "admin" {
		t.Errorf("the partnership holds %v, want mql = 125 by admin", r)
	}
}

func TestAnswerForTakesAnAnswerInAPersonsPlace(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 12:00").update(round1, updates.answerFor, procedure.Command{
		Person: "lars", Answers: []procedure.TypedAnswer{{Question: "mql", Value: "130"}},
	}).
		until("2026-12-01 13:00").
		expect(after(
			"2026-12-01 12:00 answer-for: done",
			"2026-12-01 12:00 measure: mql = 130",
			"2026-12-01 12:00 outcome: Check-in fortnightly: answered",
			"2026-12-01 12:00 receipt/admin:update-1 receipt to lars",
		)...)
}

func TestEndWithdrawsWhatIsOpen(t *testing.T) {
	t.Parallel()
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 12:00").update("duo", updates.end, procedure.Command{Reason: "sold"}).
		until("2026-12-20 00:00").
		expect(after(
			"2026-12-01 12:00 command: An admin ended the partnership: sold",
			"2026-12-01 12:00 end "+round1+": withdrawn",
			"2026-12-01 12:00 end duo: ended",
			"2026-12-01 12:00 end: done",
			"2026-12-01 12:00 outcome: Check-in fortnightly: withdrawn",
			"2026-12-01 12:00 phase: The partnership is closed",
		)...)
}

func TestApplySpecChangesTheCourse(t *testing.T) {
	t.Parallel()
	weekly := duo()
	weekly.CheckIns[0].Rule = rule("week", "tuesday", "10:00")
	play(t, duo(), "2026-12-01 09:00").
		when("2026-12-02 08:00").update("duo", updates.applySpec, weekly).
		when("2026-12-02 09:00").update("duo", updates.applySpec, weekly).
		until("2026-12-08 10:00").
		expect(after(
			"2026-12-02 08:00 apply-spec: changed",
			"2026-12-02 08:00 command: The spec was changed",
			"2026-12-02 09:00 apply-spec: unchanged",
			"2026-12-02 14:48 remind-1/lars reminder to lars",
			"2026-12-03 10:00 outcome: Check-in fortnightly: missed",
			"2026-12-08 10:00 ask/lars check-in to lars",
			"2026-12-08 10:00 begin: Check-in fortnightly began",
		)...)
}

func TestApplySpecHoldsToThePlan(t *testing.T) {
	t.Parallel()
	weekly, monthly := duo(), duo()
	weekly.CheckIns[0].Rule = rule("week", "tuesday", "10:00")
	monthly.CheckIns[0].Rule = rule("month", "1st", "10:00")
	got := play(t, duo(), "2026-12-01 10:30").
		when("2026-12-01 11:00").update("duo", updates.applySpec, weekly, duo().Digest()).
		when("2026-12-01 11:10").update("duo", updates.applySpec, weekly, duo().Digest()).
		when("2026-12-01 11:20").update("duo", updates.applySpec, monthly, duo().Digest()).
		when("2026-12-01 11:30").update("duo", updates.applySpec, monthly, weekly.Digest()).
		until("2026-12-01 12:00").world.timeline()
	var heard []string
	for _, line := range got {
		if strings.Contains(line, "apply-spec") {
			line, _, _ = strings.Cut(line, " (planned against")
			heard = append(heard, line)
		}
	}
	want := []string{
		"2026-12-01 11:00 apply-spec: changed",
		"2026-12-01 11:10 apply-spec: unchanged", // again, after a lost answer
		`2026-12-01 11:20 apply-spec rejected: apply spec of "duo": it was changed since the plan was made`,
		"2026-12-01 11:30 apply-spec: changed",
	}
	if diff := cmp.Diff(want, heard); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestARefusedPlanSaysSoInItsType(t *testing.T) {
	t.Parallel()
	weekly := duo()
	weekly.CheckIns[0].Rule = rule("week", "tuesday", "10:00")
	var moved *temporal.ApplicationError
	s := play(t, duo(), "2026-12-01 09:00")
	s.when("2026-12-01 11:00").do(func(int) {
		err := s.env.UpdateWorkflowByID("duo", updates.applySpec, "update-1", &testsuite.TestUpdateCallback{
			OnReject: func(err error) { errors.As(err, &moved) },
		}, weekly, "0123456789abcdef")
		if err != nil {
			t.Error(err)
		}
	})
	s.until("2026-12-01 12:00")
	if moved == nil || moved.Type() != workflows.ErrorMoved || !moved.NonRetryable() {
		t.Errorf("got %v", moved)
	}
}

func TestRejectedCommandsLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	other, weekly := duo(), duo()
	other.Slug = "trio"
	weekly.CheckIns[0].Rule = rule("week", "tuesday", "10:00")
	for name, c := range map[string]struct {
		workflow, update string
		args             []any
		want             string // in the rejection
	}{
		"resume what is not paused":        {"duo", updates.resume, []any{procedure.Command{}}, "it is not paused"},
		"end without a reason":             {"duo", updates.end, []any{procedure.Command{}}, `say why in "reason"`},
		"record an unknown KPI":            {"duo", updates.recordKPI, []any{procedure.Command{KPI: "mqls", Value: "1"}}, "has mql"},
		"record what is no number":         {"duo", updates.recordKPI, []any{procedure.Command{KPI: "mql", Value: "many"}}, `"many" is not a number`},
		"answer at the partnership":        {"duo", updates.answerFor, []any{procedure.Command{Person: "lars"}}, round1},
		"answer for a stranger":            {round1, updates.answerFor, []any{procedure.Command{Person: "eve"}}, "asks lars"},
		"answer nothing":                   {round1, updates.answerFor, []any{procedure.Command{Person: "lars"}}, "no answers given"},
		"answer an unknown question":       {round1, updates.answerFor, []any{answerLars("sql", "1")}, "the questions are mql"},
		"answer a number with a word":      {round1, updates.answerFor, []any{answerLars("mql", "yes")}, "is not a number"},
		"apply another partnership's spec": {"duo", updates.applySpec, []any{other}, `this partnership is "duo"`},
		"apply what was planned against another spec": {
			"duo", updates.applySpec, []any{weekly, other.Digest()}, "changed since the plan was made",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var before, then string
			var events int
			s := play(t, duo(), "2026-12-01 09:00")
			both := func() string {
				return asJSON(t, state[procedure.Partnership](s, "duo")) + asJSON(t, state[procedure.CheckIn](s, round1))
			}
			s.when("2026-12-01 11:00").look(func() { before, events = both(), s.runs.events() }).
				update(c.workflow, c.update, c.args...).
				when("2026-12-01 12:00").look(func() { then = both() }).
				until("2026-12-01 12:00")
			if then != before {
				t.Errorf("the state changed\nfrom %s\nto   %s", before, then)
			}
			if n := s.runs.events(); n != events {
				t.Errorf("the histories grew by %d events", n-events)
			}
			got := s.world.timeline()
			last := got[len(got)-1]
			if len(got) != len(opening)+1 || !strings.Contains(last, c.update+" rejected: ") || !strings.Contains(last, c.want) {
				t.Errorf("got\n%s\nwant one rejection with %q", strings.Join(got, "\n"), c.want)
			}
		})
	}
}

func answerLars(question, value string) procedure.Command {
	return procedure.Command{Person: "lars", Answers: []procedure.TypedAnswer{{Question: question, Value: value}}}
}

func TestAnOpenAskHearsOfAChangedSpec(t *testing.T) {
	t.Parallel()
	moved := duo()
	moved.Parties[0].People[0].Email = "lh@north.example"
	s := play(t, duo(), "2026-12-01 09:00").
		when("2026-12-01 11:00").update("duo", updates.applySpec, moved, duo().Digest()).
		when("2026-12-01 12:00").reply(round1, "lars", number("mql", "130"))
	s.until("2026-12-01 13:00").
		expect(after(
			"2026-12-01 11:00 apply-spec: changed",
			"2026-12-01 11:00 ask/lars/"+moved.Digest()[:12]+" check-in to lars",
			"2026-12-01 11:00 command: The spec was changed",
			"2026-12-01 12:00 measure: mql = 130",
			"2026-12-01 12:00 outcome: Check-in fortnightly: answered",
			"2026-12-01 12:00 receipt/mail-2 receipt to lars",
		)...)
	if c := state[procedure.CheckIn](s, round1); c.Spec != moved.Digest() {
		t.Errorf("the round still goes by spec %.12s", c.Spec)
	}
}
