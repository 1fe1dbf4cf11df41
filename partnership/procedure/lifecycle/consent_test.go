package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

const firstAgreement, secondAgreement = "duo/agreement/1", "duo/agreement/2"

// signing is the smallest partnership with a milestone and something owed early on, whose
// parties sign by mail.
func signing() partnership.Spec {
	spec := specs.Duo()
	times := partnership.UsualAgreement()
	spec.Agreement = &times
	spec.CheckIns[0].Kickoff = true
	spec.Goals[0].Milestones = []partnership.Milestone{
		{ID: "early", Title: "Early", Due: specs.Date("2026-12-10"), Owner: "lars"}, {ID: "later", Title: "Later", Due: specs.Date("2027-03-01"), Owner: "lars"},
	}
	spec.Parties[0].Obligations = []partnership.Obligation{
		{ID: "soon", What: "Send the list", Owner: "lars", Due: specs.Date("2026-12-05")}, {ID: "then", What: "Send it again", Owner: "lars", Due: specs.Date("2027-02-05")},
	}
	return spec
}

func unsigned(t *testing.T, at string) *life {
	t.Helper()
	return begin(t, signing(), at, lifecycle.Kind(), checkin.Kind(), milestone.Kind())
}

// came reports how the signing came out.
func (l *life) came(from string, o procedure.Outcome, line string) *life {
	l.t.Helper()
	name := from[strings.LastIndexByte(from, '/')+1:]
	return l.report(from, procedure.Message{
		Shown:  &procedure.Shown{Stage: string(o), Line: line, Outcome: o, Over: true},
		Course: &procedure.Course{Type: procedure.Agreement, Name: name, Outcome: o, At: l.Now},
	})
}

func (l *life) in(phase lifecycle.Phase) *life {
	l.t.Helper()
	if got := l.partnership().Phase; got != phase {
		l.t.Errorf("the partnership is %s, want %s", got, phase)
	}
	return l
}

func (l *life) beginsOnly(want ...string) *life {
	l.t.Helper()
	if diff := cmp.Diff(want, l.began()); diff != "" {
		l.t.Errorf("begun (-want +got):\n%s", diff)
	}
	return l
}

func TestNothingRunsBeforeAllHaveSigned(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00").in(lifecycle.PhaseSigning).beginsOnly(firstAgreement)
	l.report(firstAgreement, procedure.Message{Shown: &procedure.Shown{Stage: "signing", Line: "Tom has not signed, asked Tue 10 Nov"}})
	l.shows("is **signing**", "Nothing runs before all have signed: Tom has not signed, asked Tue 10 Nov", "When all have signed")
	l.until("2027-01-20 09:00").in(lifecycle.PhaseSigning).beginsOnly(firstAgreement)
}

func TestSignedInTimeItWaitsForItsFirstDay(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00").until("2026-11-12 09:00").came(firstAgreement, procedure.OutcomeSigned, "").in(lifecycle.PhaseProposed)
	l.until("2026-12-01 11:00").in(lifecycle.PhaseActive)
	l.beginsOnly(firstAgreement, "duo/milestone/leads/early", "duo/commitments", first)
}

func TestSignedLateNothingOfBeforeIsAskedOrLate(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00").until("2026-12-16 09:00").came(firstAgreement, procedure.OutcomeSigned, "").in(lifecycle.PhaseActive)
	l.until("2026-12-16 12:00")
	l.beginsOnly(firstAgreement, "duo/milestone/leads/early", "duo/check-in/fortnightly/2026-12-16", "duo/commitments")
	for _, b := range l.Begun {
		if o := b.Brief.Occasion; o.Overtaken != (o.Type == procedure.Milestone) {
			t.Errorf("%s: a day that was overtaken: %v", b.Brief.Workflow, o.Overtaken)
		}
	}
	var kept []string
	for _, told := range l.Told {
		if o := told.Message.Order; o != nil && o.Kind == procedure.OrderItems {
			for _, i := range o.Items {
				kept = append(kept, i.ID+map[bool]string{true: " proposed"}[i.Proposed])
			}
		}
	}
	for _, b := range l.Begun {
		if b.Brief.Order != nil {
			for _, i := range b.Brief.Order.Items {
				kept = append(kept, i.ID+map[bool]string{true: " proposed"}[i.Proposed])
			}
		}
	}
	slices.Sort(kept)
	if diff := cmp.Diff([]string{"soon proposed", "then"}, kept); diff != "" {
		t.Errorf("what is kept (-want +got):\n%s", diff)
	}
	l.report("duo/milestone/leads/early", procedure.Message{
		Shown:  &procedure.Shown{Stage: "planned"},
		Course: &procedure.Course{Type: procedure.Milestone, Name: "leads/early", Day: "2027-03-20"},
	})
	again := func() []procedure.Begin {
		return slices.DeleteFunc(slices.Clone(l.Begun), func(b procedure.Begin) bool { return b.Brief.Workflow != "duo/milestone/leads/early" })
	}
	if l.until("2027-02-20 09:00"); len(again()) != 1 {
		t.Errorf("it begins %d times before the warning of its new day", len(again()))
	}
	if l.until("2027-03-10 09:00"); len(again()) != 2 || again()[1].Brief.Occasion.Overtaken || again()[1].Brief.Occasion.Date != "2027-03-20" {
		t.Errorf("with its new day it begins as %+v", again()[1:])
	}
}

func TestDeclinedItStaysUntilTheTermsChange(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00").came(firstAgreement, procedure.OutcomeDeclined, "Tom: the share is too small").in(lifecycle.PhaseSigning)
	l.shows("revision 1 was declined (Tom: the share is too small)").until("2026-11-20 09:00").beginsOnly(firstAgreement)
	l.amend(func(spec *partnership.Spec) { spec.Parties[0].People[0].Name = "Lasse" }).beginsOnly(firstAgreement)
	l.amend(func(spec *partnership.Spec) { spec.Goals[0].KPIs[0].Target = decimal.NewFromInt(280) }).beginsOnly(firstAgreement, secondAgreement)
	l.came(secondAgreement, procedure.OutcomeSigned, "").in(lifecycle.PhaseProposed)
}

func TestExpiredItBeginsAgainByAnAdminsWord(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00")
	again := procedure.Command{Name: procedure.BeginAgreement, Reason: "all are back"}
	if err := l.P.Check(again, l.Now); err == nil || !strings.Contains(err.Error(), "being asked for") {
		t.Errorf("it begins while signatures are asked for: %v", err)
	}
	l.came(firstAgreement, procedure.OutcomeExpired, "Tom has not signed")
	if err := l.P.Check(procedure.Command{Name: procedure.BeginAgreement}, l.Now); err == nil || !strings.Contains(err.Error(), "reason") {
		t.Errorf("it begins without a reason: %v", err)
	}
	l.command(again).beginsOnly(firstAgreement, secondAgreement)
	l.came(secondAgreement, procedure.OutcomeSigned, "")
	if err := l.P.Check(again, l.Now); err == nil || !strings.Contains(err.Error(), "agreed already") {
		t.Errorf("it begins after all have signed: %v", err)
	}
}

// TestASignatureThatComesTooLateSaysSo plays SIGN after the time is over, and for terms that
// others have taken the place of: it signs nothing, and its writer reads why.
func TestASignatureThatComesTooLateSaysSo(t *testing.T) {
	t.Parallel()
	for name, over := range map[string]func(*life){
		"after expiry": func(l *life) {
			l.report(firstAgreement, procedure.Message{
				Shown:  &procedure.Shown{Stage: "expired", Outcome: procedure.OutcomeExpired, Over: true},
				Course: &procedure.Course{Type: procedure.Agreement, Name: "1", Outcome: procedure.OutcomeExpired, At: l.Now, Closed: "signature"},
			})
		},
		"for another revision": func(l *life) {
			l.amend(func(spec *partnership.Spec) { spec.End = specs.Date("2028-11-30") })
			l.report(firstAgreement, procedure.Message{Course: &procedure.Course{
				Type: procedure.Agreement, Name: "1", Outcome: procedure.OutcomeWithdrawn, At: l.Now, Closed: "signature",
			}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := unsigned(t, "2026-11-10 09:00")
			over(l)
			before := len(l.Letters)
			l.Reply(procedure.Reply{
				ID: "late", Of: firstAgreement, Person: "tom", Ask: "ask", Class: procedure.ReplyAnswer, Proof: "dkim",
				Commands: []partnership.Command{{Name: partnership.CommandSign}},
			})
			l.in(lifecycle.PhaseSigning)
			if len(l.Letters) != before+1 {
				t.Fatalf("%d letters answer it", len(l.Letters)-before)
			}
			if letter := l.Letters[before]; letter.Person != "tom" || letter.Form != procedure.FormClosed || letter.Phrases != "signature" {
				t.Errorf("Tom reads %+v", letter)
			}
			for _, e := range l.Entries {
				if e.Kind == procedure.EntrySignature {
					t.Errorf("on record is %q", e.Text)
				}
			}
		})
	}
}

func TestChangedTermsAreAskedAboutAnew(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00").Skip()
	life := &life{Play: l, t: t}
	life.amend(func(spec *partnership.Spec) { spec.Parties[0].People[0].Name = "Lasse" }).beginsOnly(firstAgreement)
	life.Expect("11-10 09:00 command: The spec was changed", "11-10 09:00 order amended to duo/agreement/1")
	life.amend(func(spec *partnership.Spec) { spec.End = specs.Date("2028-11-30") }).beginsOnly(firstAgreement, secondAgreement)
	life.Expect("11-10 09:00 command: The spec was changed", "11-10 09:00 order withdraw to duo/agreement/1", "11-10 09:00 begin duo/agreement/2")
	life.came(firstAgreement, procedure.OutcomeSigned, "").in(lifecycle.PhaseSigning) // it crossed with the change
	life.came(secondAgreement, procedure.OutcomeSigned, "").in(lifecycle.PhaseProposed)
}

func TestAnotherSignerIsAskedAnew(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00")
	l.amend(func(spec *partnership.Spec) { // Sofie was asked as a lead, for want of a signatory
		spec.Parties[0].People[1].Roles = []partnership.Role{partnership.RoleMember}
		spec.Parties[0].People[0].Roles = []partnership.Role{partnership.RoleLead}
	})
	l.beginsOnly(firstAgreement, secondAgreement)
}

func TestSignedElsewhereIsOnRecordAndNobodyIsAsked(t *testing.T) {
	t.Parallel()
	spec := signing()
	spec.Agreement = &partnership.Agreement{SignedOn: specs.Date("2026-10-05"), Reference: "Contract 17/26"}
	l := begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind()).in(lifecycle.PhaseActive).until("2026-12-01 11:00")
	l.beginsOnly(first, "duo/commitments")
	var parties []string
	for _, e := range l.Entries {
		if e.Signature != nil {
			parties = append(parties, e.Signature.Party+" "+string(e.Signature.Method)+" "+e.Signature.SignedOn.String()+" "+e.Signature.Reference)
		}
	}
	if diff := cmp.Diff([]string{"north elsewhere 2026-10-05 Contract 17/26", "south elsewhere 2026-10-05 Contract 17/26"}, parties); diff != "" {
		t.Errorf("on record (-want +got):\n%s", diff)
	}
}

func TestADayOfSigningThatIsToComeIsWaitedFor(t *testing.T) {
	t.Parallel()
	spec := signing()
	spec.Agreement = &partnership.Agreement{SignedOn: specs.Date("2026-12-08")}
	l := begin(t, spec, "2026-11-20 09:00", lifecycle.Kind(), checkin.Kind()).until("2026-12-07 09:00").in(lifecycle.PhaseProposed)
	l.shows("Declared as signed on 2026-12-08, which is to come")
	l.until("2026-12-08 09:00").in(lifecycle.PhaseActive)
}

func TestSignedElsewhereWhileSignaturesAreAskedFor(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00").Skip()
	life := &life{Play: l, t: t}
	life.amend(func(spec *partnership.Spec) {
		spec.Agreement = &partnership.Agreement{SignedOn: specs.Date("2026-11-09")}
	})
	life.in(lifecycle.PhaseProposed).beginsOnly(firstAgreement)
	if order := life.Told[len(life.Told)-1].Message.Order; order.Kind != procedure.OrderWithdraw || order.Reason != procedure.VoidElsewhere {
		t.Errorf("the signing is told %+v", order)
	}
}

func TestAPauseOfTheSigningBeginsNothing(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00").command(procedure.Command{Name: procedure.Pause, Reason: "a break"})
	l.until("2026-12-20 09:00").beginsOnly(firstAgreement)
	l.command(procedure.Command{Name: procedure.Resume}).in(lifecycle.PhaseSigning).beginsOnly(firstAgreement)
	l.command(procedure.Command{Name: procedure.Pause, Reason: "a break"}).came(firstAgreement, procedure.OutcomeSigned, "").in(lifecycle.PhaseSuspended)
	l.command(procedure.Command{Name: procedure.Resume}).in(lifecycle.PhaseActive)
}

func TestTheLastDayPassesWhileSignaturesAreAskedFor(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00").until("2027-12-02 09:00").in(lifecycle.PhaseClosed)
	if got := l.partnership().Ended; got != procedure.OutcomeLapsed {
		t.Errorf("it has ended as %s", got)
	}
	if order := l.Told[len(l.Told)-1].Message.Order; order.Reason != procedure.VoidEnded {
		t.Errorf("the signing is told %+v", order)
	}
}

func TestWhatRunsAlreadyIsAskedForNoConsent(t *testing.T) {
	t.Parallel()
	l := running(t)
	l.amend(func(spec *partnership.Spec) {
		times := partnership.UsualAgreement()
		spec.Agreement = &times
	})
	l.in(lifecycle.PhaseActive).until("2026-12-15 11:00").beginsOnly(first, "duo/check-in/fortnightly/2026-12-15")
}

func TestAnAnsweredQuestionLetsTheSigningGoOn(t *testing.T) {
	t.Parallel()
	l := unsigned(t, "2026-11-10 09:00")
	l.report(firstAgreement, procedure.Message{Items: []procedure.Item{{ID: "agreement-1-1", Kind: procedure.ItemIssue, What: "Who pays?", Owner: "tom", For: "sofie", By: "sofie"}}})
	l.beginsOnly(firstAgreement, "duo/commitments")
	l.report("duo/commitments", procedure.Message{Shown: &procedure.Shown{Stage: "open"}, Facts: []procedure.Fact{{Kind: procedure.FactMet, Of: "duo/commitments/agreement-1-1", At: l.Now}}})
	order := l.Told[len(l.Told)-1]
	if order.To != firstAgreement || order.Message.Order.Kind != procedure.OrderMet || order.Message.Order.Item != "agreement-1-1" {
		t.Errorf("told is %+v", order)
	}
}
