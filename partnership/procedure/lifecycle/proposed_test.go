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
)

const thirdAgreement = "duo/agreement/3"

// allSigned is the smallest partnership, in force since all have signed, a day into its first
// round.
func allSigned(t *testing.T) *life {
	t.Helper()
	spec := specs.Duo()
	times := partnership.UsualAgreement()
	spec.Agreement = &times
	l := begin(t, spec, "2026-11-10 09:00", lifecycle.Kind(), checkin.Kind()).came(firstAgreement, procedure.OutcomeSigned, "")
	l.until("2026-12-02 09:00").in(lifecycle.PhaseActive)
	l.Skip()
	return l
}

func target(n int64) func(*partnership.Spec) {
	return func(spec *partnership.Spec) { spec.Goals[0].KPIs[0].Target = decimal.NewFromInt(n) }
}

func edits(list ...func(*partnership.Spec)) func(*partnership.Spec) {
	return func(spec *partnership.Spec) {
		for _, edit := range list {
			edit(spec)
		}
	}
}

// readdress gives Lars another address.
func readdress(spec *partnership.Spec) { spec.Parties[0].People[0].Email = "lh@north.example" }

// proposing applies a spec that changes what was agreed on: what is proposed, or what is
// in force, with changes.
func (l *life) proposing(change func(*partnership.Spec)) *life {
	l.t.Helper()
	p := l.partnership()
	spec := clone(l.t, p.Declared)
	if p.Proposed != nil {
		spec = clone(l.t, p.Proposed.Spec)
	}
	change(&spec)
	l.Know(spec)
	return l.command(procedure.Command{Name: procedure.ApplySpec, Spec: &spec})
}

// goesBy checks the target in force, how an apply was answered, and whether something is
// proposed.
func (l *life) goesBy(value int64, answer string, proposed bool) *life {
	l.t.Helper()
	p := l.partnership()
	if got := p.Declared.Goals[0].KPIs[0].Target; !got.Equal(decimal.NewFromInt(value)) {
		l.t.Errorf("the target in force is %s, want %d", got, value)
	}
	if l.Answer != answer {
		l.t.Errorf("the apply is answered %q, want %q", l.Answer, answer)
	}
	if (p.Proposed != nil) != proposed {
		l.t.Errorf("proposed is %+v", p.Proposed)
	}
	if p.Digest != p.Declared.Digest() {
		l.t.Error("the digest is not that of the spec in force")
	}
	return l
}

// toldTo lists what a workflow was told.
func (l *life) toldTo(workflow string) []string {
	var list []string
	for _, told := range l.Told {
		if o := told.Message.Order; o != nil && told.To == workflow {
			list = append(list, strings.TrimSpace(string(o.Kind)+" "+o.Reason))
		}
	}
	return list
}

func (l *life) told(workflow string, want ...string) *life {
	l.t.Helper()
	if diff := cmp.Diff(want, l.toldTo(workflow)); diff != "" {
		l.t.Errorf("told to %s (-want +got):\n%s", workflow, diff)
	}
	return l
}

func TestWhatWasAgreedChangesWhenAllHaveSigned(t *testing.T) {
	t.Parallel()
	l := allSigned(t).proposing(target(350)).goesBy(300, "proposed", true).beginsOnly(firstAgreement, first, secondAgreement)
	brief := l.Begun[len(l.Begun)-1].Brief
	if p := l.partnership(); brief.Amends != p.Digest || brief.Spec != p.Proposed.Digest {
		t.Errorf("asked for is %s instead of %s", brief.Spec, brief.Amends)
	}
	l.report(secondAgreement, procedure.Message{Shown: &procedure.Shown{Stage: "signing", Line: "Tom has not signed, asked Wed 2 Dec"}})
	l.shows("is **active**", "An amendment (1 change of what was agreed) waits for signatures since 2 Dec 2026: Tom has not signed, asked Wed 2 Dec")
	l.Skip()
	l.came(secondAgreement, procedure.OutcomeSigned, "").goesBy(350, "proposed", false).in(lifecycle.PhaseActive)
	l.Expect("12-02 09:00 command: The spec was changed", "12-02 09:00 order amended to "+first)
	l.until("2026-12-15 11:00").beginsOnly(firstAgreement, first, secondAgreement, "duo/check-in/fortnightly/2026-12-15")
}

func TestBothHalvesOfOneApply(t *testing.T) {
	t.Parallel()
	l := allSigned(t).proposing(edits(target(350), readdress)).goesBy(300, "part", true).beginsOnly(firstAgreement, first, secondAgreement)
	if got := l.partnership().Declared.Parties[0].People[0].Email; got != "lh@north.example" {
		t.Errorf("the address is %s", got)
	}
	l.told(first, "amended").told(secondAgreement)
	if brief := l.Begun[len(l.Begun)-1].Brief; brief.Amends != l.partnership().Digest {
		t.Error("the difference is not against what is in force")
	}
}

func TestTheSameAgainChangesNothing(t *testing.T) {
	t.Parallel()
	nothing := func(*partnership.Spec) {}
	l := allSigned(t).proposing(target(350)).proposing(nothing).goesBy(300, "unchanged", true).beginsOnly(firstAgreement, first, secondAgreement)
	l.came(secondAgreement, procedure.OutcomeDeclined, "Tom: too much").shows("An amendment was declined (Tom: too much): what was agreed before holds")
	l.proposing(nothing).goesBy(300, "unchanged", true).beginsOnly(firstAgreement, first, secondAgreement)
}

func TestADeclinedAmendmentIsAskedForAgainByAnAdminsWordOrOtherTerms(t *testing.T) {
	t.Parallel()
	again := procedure.Command{Name: procedure.BeginAgreement, Reason: "talked it over"}
	l := allSigned(t).proposing(target(350))
	if err := l.P.Check(again, l.Now); err == nil || !strings.Contains(err.Error(), "being asked for") {
		t.Errorf("it begins while signatures are asked for: %v", err)
	}
	l.came(secondAgreement, procedure.OutcomeDeclined, "Tom: too much").command(again).beginsOnly(firstAgreement, first, secondAgreement, thirdAgreement)
	l.came(thirdAgreement, procedure.OutcomeExpired, "Tom has not signed").goesBy(300, "proposed", true)
	l.proposing(target(320)).beginsOnly(firstAgreement, first, secondAgreement, thirdAgreement, "duo/agreement/4")
	l.came("duo/agreement/4", procedure.OutcomeSigned, "").goesBy(320, "proposed", false)
}

func TestANewerAmendmentTakesTheOlderOnesPlace(t *testing.T) {
	t.Parallel()
	l := allSigned(t).proposing(target(350)).proposing(target(400)).goesBy(300, "proposed", true)
	l.beginsOnly(firstAgreement, first, secondAgreement, thirdAgreement).told(secondAgreement, "withdraw amended")
	l.came(secondAgreement, procedure.OutcomeSigned, "").goesBy(300, "proposed", true) // it crossed
	l.came(thirdAgreement, procedure.OutcomeSigned, "").goesBy(400, "proposed", false)
}

func TestGoingBackTakesTheAmendmentBack(t *testing.T) {
	t.Parallel()
	l := allSigned(t).proposing(target(350)).proposing(target(300)).goesBy(300, "withdrawn", false)
	l.told(secondAgreement, "withdraw taken-back").came(secondAgreement, procedure.OutcomeWithdrawn, "").goesBy(300, "withdrawn", false)
	l.beginsOnly(firstAgreement, first, secondAgreement)
}

func TestWhatIsImmaterialIsTakenIntoBothMeanwhile(t *testing.T) {
	t.Parallel()
	l := allSigned(t).proposing(target(350)).proposing(readdress).goesBy(300, "part", true).beginsOnly(firstAgreement, first, secondAgreement)
	l.told(secondAgreement, "amended")
	if order := l.Told[len(l.Told)-1].Message.Order; order.Spec != l.partnership().Proposed.Digest {
		t.Error("the signing does not follow what is proposed")
	}
	l.came(secondAgreement, procedure.OutcomeSigned, "").goesBy(350, "part", false)
	if got := l.partnership().Declared.Parties[0].People[0].Email; got != "lh@north.example" {
		t.Errorf("the address is %s", got)
	}
}

func TestWhoeverSignsNowIsAskedAnew(t *testing.T) {
	t.Parallel()
	l := allSigned(t).proposing(target(350)).proposing(func(spec *partnership.Spec) { // Tom led, and signed for want of a signatory
		una := spec.Parties[1].People[0]
		una.ID, una.Name, una.Email = "una", "Una", "una@south.example"
		spec.Parties[1].People = []partnership.Person{una}
	})
	l.told(secondAgreement, "withdraw amended").beginsOnly(firstAgreement, first, secondAgreement, thirdAgreement)
}

func TestTwoAppliesAtOneMoment(t *testing.T) {
	t.Parallel()
	l := allSigned(t)
	base := l.partnership().Digest
	l.proposing(target(350))
	other := clone(t, l.partnership().Declared)
	target(400)(&other)
	err := l.P.Check(procedure.Command{Name: procedure.ApplySpec, Spec: &other, Planned: base}, l.Now)
	if err == nil || !strings.Contains(err.Error(), "another amendment was proposed since the plan was made") {
		t.Errorf("the second one is taken, too: %v", err)
	}
	known := procedure.Command{Name: procedure.ApplySpec, Spec: &other, Planned: base, Proposed: l.partnership().Proposed.Digest}
	if err := l.P.Check(known, l.Now); err != nil {
		t.Errorf("one that knows of the first is refused: %v", err)
	}
}

func TestTheLastSignatoryStays(t *testing.T) {
	t.Parallel()
	signs := func(spec *partnership.Spec) {
		spec.Parties[1].People[0].Roles = []partnership.Role{partnership.RoleLead, partnership.RoleSignatory}
	}
	l := allSigned(t).proposing(signs).came(secondAgreement, procedure.OutcomeSigned, "")
	spec := clone(t, l.partnership().Declared)
	spec.Parties[1].People[0].Roles = []partnership.Role{partnership.RoleLead}
	err := l.P.Check(procedure.Command{Name: procedure.ApplySpec, Spec: &spec}, l.Now)
	if err == nil || !strings.Contains(err.Error(), "party south would have nobody left who signs for it") {
		t.Errorf("nobody signs any more: %v", err)
	}
}

func TestConsentGivenElsewhereIsOnRecord(t *testing.T) {
	t.Parallel()
	elsewhere := func(l *life) []string {
		var list []string
		for _, e := range l.Entries {
			if e.Signature != nil && e.Signature.Spec == l.partnership().Digest {
				list = append(list, e.Signature.Party+" "+string(e.Signature.Method)+" "+e.Signature.Reference)
			}
		}
		return list
	}
	t.Run("by a word of the admin", func(t *testing.T) {
		t.Parallel()
		l := allSigned(t).proposing(target(350))
		spec := clone(t, l.partnership().Proposed.Spec)
		l.command(procedure.Command{Name: procedure.ApplySpec, Spec: &spec, Consent: "signed on paper on 1 Dec"}).goesBy(350, "changed", false)
		l.told(secondAgreement, "withdraw elsewhere")
		if diff := cmp.Diff([]string{"north elsewhere signed on paper on 1 Dec", "south elsewhere signed on paper on 1 Dec"}, elsewhere(l)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("as the spec says", func(t *testing.T) {
		t.Parallel()
		l := allSigned(t).proposing(edits(target(350), func(spec *partnership.Spec) {
			spec.Agreement = &partnership.Agreement{SignedOn: specs.Date("2026-12-01"), Reference: "Annex 2"}
		})).goesBy(350, "changed", false)
		if diff := cmp.Diff([]string{"north elsewhere Annex 2", "south elsewhere Annex 2"}, elsewhere(l)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAnAmendmentDuringAPauseIsAskedForAfterIt(t *testing.T) {
	t.Parallel()
	l := allSigned(t).command(procedure.Command{Name: procedure.Pause, Reason: "a break"}).proposing(target(350)).beginsOnly(firstAgreement, first)
	l.until("2026-12-05 09:00").command(procedure.Command{Name: procedure.Resume}).beginsOnly(firstAgreement, first, secondAgreement)
	l.command(procedure.Command{Name: procedure.Pause, Reason: "a break"}).told(secondAgreement, "pause")
	l.came(secondAgreement, procedure.OutcomeSigned, "").in(lifecycle.PhaseSuspended).goesBy(350, "proposed", false)
}

func TestTheEndVoidsAnAmendment(t *testing.T) {
	t.Parallel()
	l := allSigned(t).until("2027-11-20 09:00").proposing(func(spec *partnership.Spec) { spec.End = specs.Date("2028-11-30") })
	l.until("2027-12-20 09:00").in(lifecycle.PhaseClosed).told(secondAgreement, "withdraw ended")
}

func TestBothAddressesHearOfAChange(t *testing.T) {
	t.Parallel()
	l := allSigned(t)
	before := l.partnership().Digest
	l.proposing(readdress)
	var got []string
	for _, letter := range l.Letters {
		if letter.Template == lifecycle.TemplateChangeNotice {
			where := "now"
			if letter.Spec == before {
				where = "before"
			}
			got = append(got, letter.Person+" "+where)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"lars before", "lars now"}, got); diff != "" {
		t.Errorf("who hears of it (-want +got):\n%s", diff)
	}
}

func TestTheOtherSideHearsWhoLeads(t *testing.T) {
	t.Parallel()
	l := allSigned(t).proposing(func(spec *partnership.Spec) {
		spec.Parties[0].People[0].Roles = []partnership.Role{partnership.RoleLead}
	})
	if diff := cmp.Diff([]string{"tom", "sofie"}, l.written(lifecycle.TemplateChangeNotice)); diff != "" {
		t.Errorf("who hears of it (-want +got):\n%s", diff)
	}
	if letter := l.Letters[len(l.Letters)-1]; !letter.Rides {
		t.Error("it has a mail of its own")
	}
}

func TestWithoutAnAgreementAllIsAtOnce(t *testing.T) {
	t.Parallel()
	l := running(t)
	l.amend(target(350)).goesBy(350, "changed", false)
	if got := l.written(lifecycle.TemplateChangeNotice); got != nil {
		t.Errorf("%v hear of it", got)
	}
}
