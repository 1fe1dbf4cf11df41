package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

const firstIdeas = "duo/ideas/goals"

// undecided is the smallest partnership without goals: as it is compiled, it has a round of
// ideas.
func undecided() partnership.Spec {
	spec := specs.Duo()
	times := partnership.UsualAgreement()
	spec.Agreement, spec.Goals = &times, nil
	spec.CheckIns[0].Kickoff = true
	spec.Ideas = []partnership.Ideas{spec.UsualIdeas("goals")}
	return spec
}

// discovering is such a partnership, begun before its first day.
func discovering(t *testing.T) *life {
	t.Helper()
	return begin(t, undecided(), "2026-11-20 08:00", lifecycle.Kind(), checkin.Kind(), ideas.Kind())
}

// found reports how the round of ideas came out.
func (l *life) found(from string, o procedure.Outcome) *life {
	l.t.Helper()
	_, name, _ := strings.Cut(from, "/ideas/")
	return l.report(from, procedure.Message{
		Shown:  &procedure.Shown{Stage: string(o), Outcome: o, Over: true},
		Course: &procedure.Course{Type: procedure.Ideas, Name: name + "/2026-11-20", Outcome: o, At: l.Now, Kept: procedure.Encode(ideas.Round{Name: name})},
	})
}

// decidesOn applies a spec with the goals of the smallest partnership, as an ops manager
// does who has taken them in: the round is not declared any more.
func (l *life) decidesOn() *life {
	l.t.Helper()
	return l.amend(func(s *partnership.Spec) { s.Goals, s.Ideas = specs.Duo().Goals, nil })
}

func TestWithoutGoalsOnlyTheRoundOfIdeasRuns(t *testing.T) {
	t.Parallel()
	l := discovering(t).in(lifecycle.PhaseDiscovery).beginsOnly(firstIdeas)
	if b := l.Begun[0]; b.Type != procedure.Ideas || b.Brief.Occasion.Date != "2026-11-20" || len(b.Brief.Occasion.Asks) != 2 {
		t.Errorf("begun is %+v", b)
	}
	l.shows("is **discovery**", "The parties look for them together (Ideas goals", "When there are goals, the parties' consent to them.", "| not asked yet | Sofie | Ideas goals |")
	if a := l.Shown.Attributes; a.Phase != "discovery" {
		t.Errorf("the attributes are %+v", a)
	}
	l.until("2027-02-01 10:00").in(lifecycle.PhaseDiscovery).beginsOnly(firstIdeas)
	if got := l.written(lifecycle.TemplateWelcome); len(got) > 0 {
		t.Errorf("%v are welcomed before anything is agreed", got)
	}
}

func TestGoalsEndTheDiscoveryAndAreAgreedOn(t *testing.T) {
	t.Parallel()
	l := discovering(t).found(firstIdeas, procedure.OutcomeDecided).in(lifecycle.PhaseDiscovery)
	l.shows("nobody is asked for any. 'rapport ideas duo'")
	if c := procedure.CourseOf(l.partnership().Courses, procedure.Ideas, "goals/2026-11-20"); len(c.Kept) == 0 {
		t.Error("what was proposed is not kept")
	}
	l.Skip()
	l.decidesOn().in(lifecycle.PhaseSigning).beginsOnly(firstIdeas, firstAgreement)
	if l.partnership().Digest == undecided().Digest() {
		t.Error("the goals are not in force")
	}
	l.came(firstAgreement, procedure.OutcomeSigned, "").until("2026-12-01 10:00").in(lifecycle.PhaseActive)
	// The first check-in goes out at the start, as it would have without the search.
	if !slices.Contains(l.began(), "duo/check-in/fortnightly/2026-12-01") {
		t.Errorf("begun are %v", l.began())
	}
}

// Goals that are applied while people still propose make the round needless: whoever was
// asked hears so.
func TestGoalsInTheMiddleOfARoundWithdrawIt(t *testing.T) {
	t.Parallel()
	l := discovering(t).decidesOn().in(lifecycle.PhaseSigning)
	withdrawn := slices.ContainsFunc(l.Told, func(e procedure.Tell) bool {
		o := e.Message.Order
		return e.To == firstIdeas && o != nil && o.Kind == procedure.OrderWithdraw && o.Gone
	})
	if !withdrawn {
		t.Error("the round goes on")
	}
}

// A spec that has no goals any more before all have signed leads back.
func TestWithoutGoalsAgainTheSearchGoesOn(t *testing.T) {
	t.Parallel()
	l := discovering(t).found(firstIdeas, procedure.OutcomeDecided).decidesOn().in(lifecycle.PhaseSigning)
	l.amend(func(s *partnership.Spec) { s.Goals, s.Ideas = nil, undecided().Ideas }).in(lifecycle.PhaseDiscovery)
	if p := l.partnership(); p.Consent.Outcome != "" {
		t.Errorf("consent is %+v", p.Consent)
	}
	l.until("2026-11-21 08:00").beginsOnly(firstIdeas, firstAgreement).command(procedure.Command{Name: procedure.BeginIdeas, Ideas: "goals", Reason: "nothing fitted"})
	l.beginsOnly(firstIdeas, firstAgreement, firstIdeas+"/2026-11-21")
}

// What runs and loses its goals goes on: nobody is sent back to the beginning.
func TestAPartnershipInForceIsNotSentBack(t *testing.T) {
	t.Parallel()
	spec := undecided()
	spec.Goals, spec.Ideas = specs.Duo().Goals, nil
	l := begin(t, spec, "2026-11-30 08:00", lifecycle.Kind(), checkin.Kind(), ideas.Kind())
	l.came(firstAgreement, procedure.OutcomeSigned, "").until("2026-12-02 10:00").in(lifecycle.PhaseActive)
	l.amend(func(s *partnership.Spec) { s.Ideas = undecided().Ideas }).in(lifecycle.PhaseActive)
	if got := l.began(); got[len(got)-1] != firstIdeas {
		t.Errorf("a round at the start that is declared now begins at once; begun are %v", got)
	}
	old := specs.Duo()
	old.Goals = nil // of a program before there were rounds
	begin(t, old, "2026-11-20 08:00").in(lifecycle.PhaseProposed)
}

func TestAPauseHoldsTheDiscovery(t *testing.T) {
	t.Parallel()
	l := discovering(t).command(procedure.Command{Name: procedure.Pause, Reason: "merger talks"}).in(lifecycle.PhaseSuspended)
	l.command(procedure.Command{Name: procedure.Resume, Reason: "on"}).in(lifecycle.PhaseDiscovery).beginsOnly(firstIdeas)
	var orders []procedure.OrderKind
	for _, e := range l.Told {
		if e.To == firstIdeas && e.Message.Order != nil {
			orders = append(orders, e.Message.Order.Kind)
		}
	}
	if !slices.Equal(orders, []procedure.OrderKind{procedure.OrderPause, procedure.OrderResume}) {
		t.Errorf("the round hears %v", orders)
	}
}

func TestWithoutGoalsTheTermLapses(t *testing.T) {
	t.Parallel()
	l := discovering(t).found(firstIdeas, procedure.OutcomeMissed).until("2027-12-02 10:00").in(lifecycle.PhaseClosed)
	if got := l.partnership().Ended; got != procedure.OutcomeLapsed {
		t.Errorf("it ends as %s", got)
	}
}

func TestAnAdminBeginsARoundWithAName(t *testing.T) {
	t.Parallel()
	l := discovering(t)
	for _, c := range []struct {
		cmd  procedure.Command
		want string
	}{
		{procedure.Command{Reason: "x"}, `name the round in "ideas"`},
		{procedure.Command{Ideas: "Next Year", Reason: "x"}, "small letters"},
		{procedure.Command{Ideas: "goals", Reason: "x"}, "is open"},
		{procedure.Command{Ideas: "next-year"}, "say why"},
	} {
		c.cmd.Name = procedure.BeginIdeas
		if err := l.P.Check(c.cmd, l.Now); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.cmd, err, c.want)
		}
	}
	l.command(procedure.Command{Name: procedure.BeginIdeas, Ideas: "next-year", Reason: "the term ends"})
	if l.Answer != "duo/ideas/next-year" {
		t.Errorf("the answer is %q", l.Answer)
	}
	// It is declared nowhere, and a changed spec takes it out all the same only with the end.
	l.amend(func(s *partnership.Spec) { s.Title = "Duo once more" })
	for _, e := range l.Told {
		if o := e.Message.Order; e.To == "duo/ideas/next-year" && o != nil && o.Kind == procedure.OrderWithdraw {
			t.Error("a round that an admin has begun is withdrawn")
		}
	}
	l.command(procedure.Command{Name: procedure.Pause, Reason: "x"})
	if err := l.P.Check(procedure.Command{Name: procedure.BeginIdeas, Ideas: "other", Reason: "x"}, l.Now); err == nil || !strings.Contains(err.Error(), "suspended") {
		t.Errorf("in a pause: %v", err)
	}
}

// Later rounds come by their date and by their rhythm, each with its day in its ID.
func TestLaterRoundsComeByTheirDays(t *testing.T) {
	t.Parallel()
	spec := undecided()
	spec.Goals = specs.Duo().Goals
	rule := specs.Rule("3 months", "first tuesday", "10:00")
	ahead, once := spec.UsualIdeas("ahead"), spec.UsualIdeas("relaunch")
	ahead.Rule, once.Date = &rule, specs.Date("2027-02-10")
	spec.Ideas, spec.CheckIns = []partnership.Ideas{ahead, once}, nil
	l := begin(t, spec, "2026-11-30 08:00", lifecycle.Kind(), checkin.Kind(), ideas.Kind())
	l.came(firstAgreement, procedure.OutcomeSigned, "").until("2027-07-01 10:00")
	want := []string{firstAgreement, "duo/ideas/relaunch/2027-02-10", "duo/ideas/ahead/2027-03-02", "duo/ideas/ahead/2027-06-01"}
	if got := l.began(); !slices.Equal(got, want) {
		t.Errorf("begun are %v, want %v", got, want)
	}
}
