package lifecycle_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

const exitOf = "duo/exit"

// parts has an exit tell the partnership how it stands.
func (l *life) parts(p procedure.Parting) *life {
	l.t.Helper()
	return l.report(exitOf, procedure.Message{
		Parting: &p, Shown: &procedure.Shown{Stage: "noticed", Outcome: p.Outcome, Over: p.Outcome != ""},
	})
}

// ending is a partnership that ends on 15 February, as Tom has said.
func ending(t *testing.T) *life {
	t.Helper()
	l := running(t).wrote("tom", partnership.CommandNotice, "It does not pay.")
	return l.parts(procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Since: l.Now, LastDay: "2027-02-15"})
}

// last is what the last letter of a template says.
func (l *life) closing() lifecycle.Closing {
	l.t.Helper()
	var c lifecycle.Closing
	for _, letter := range l.Letters {
		if letter.Template == lifecycle.TemplateClosing {
			if err := json.Unmarshal(letter.Content, &c); err != nil {
				l.t.Fatal(err)
			}
			if !letter.Accounts {
				l.t.Error("the report shows no ledger")
			}
		}
	}
	return c
}

// TestWhoMayGiveNotice plays whose word begins to be asked about, and what the others hear.
func TestWhoMayGiveNotice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, who, why string
		unfit          procedure.Unfit
		begins         bool
	}{
		{"a lead without a signatory beside", "tom", "", "", true},
		{"a member", "lars", "notice-not-signer", "", false},
		{"forged", "tom", "notice-unproven", procedure.UnfitUnproven, false},
		{"beside answers", "tom", "notice-not-alone", procedure.UnfitBeside, false},
		{"by a deputy", "tom", "notice-deputy", procedure.UnfitDeputy, false},
		{"a member, forged", "lars", "notice-not-signer", procedure.UnfitUnproven, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := running(t)
			before := len(l.Letters)
			l.report(first, procedure.Message{Heard: []procedure.Heard{{
				Command: partnership.Command{Name: partnership.CommandNotice, Argument: "It does not pay."}, Person: c.who, Reply: "mail", Unfit: c.unfit,
			}}})
			if begins := slices.Contains(l.began(), exitOf); begins != c.begins {
				t.Errorf("the exit begins: %t", begins)
			}
			for _, letter := range l.Letters[before:] {
				if letter.Person != c.who || len(letter.Explained) != 1 || letter.Explained[0].Why != c.why {
					t.Errorf("%s reads %+v", letter.Person, letter.Explained)
				}
			}
			for _, e := range l.Entries {
				if strings.Contains(e.Text, "pay") || strings.Contains(e.Text, "Tom gave") {
					t.Errorf("the journal says %q", e.Text)
				}
			}
			if strings.Contains(l.Shown.Card, "pay") {
				t.Error("the card says why")
			}
		})
	}
}

func TestANoticeGivenAgainIsToldToTheExit(t *testing.T) {
	t.Parallel()
	l := running(t).wrote("tom", partnership.CommandNotice, "It does not pay.")
	l.report(exitOf, procedure.Message{Parting: &procedure.Parting{}, Shown: &procedure.Shown{Stage: "asked", Open: []procedure.OpenAsk{{Person: "tom"}}}})
	l.wrote("tom", partnership.CommandNotice, "On second thoughts.").wrote("sofie", partnership.CommandNotice, "We are tired.")
	var told []string
	for _, m := range l.Told {
		if o := m.Message.Order; m.To == exitOf && o != nil && o.Parting != nil {
			told = append(told, o.Parting.By+": "+o.Parting.Reason)
		}
	}
	if want := []string{"tom: On second thoughts.", "sofie: We are tired."}; !slices.Equal(told, want) {
		t.Errorf("the exit hears %q, want %q", told, want)
	}
}

func TestItGoesOnUntilTheLastDayAndNotAfter(t *testing.T) {
	t.Parallel()
	l := ending(t).shows("is **exiting**", "It ends on 2027-02-15", "the partnership's last day")
	l.Skip()
	l.until("2027-02-16 00:00")
	began := l.began()
	if last := began[len(began)-1]; last != "duo/check-in/fortnightly/2027-02-09" {
		t.Errorf("the last round is %s of %v", last, began)
	}
	if p := l.partnership(); !l.Ended || p.Phase != lifecycle.PhaseClosed || p.Ended != procedure.OutcomeClosed {
		t.Errorf("it is %s, %s", p.Phase, p.Ended)
	}
	if got := l.written(lifecycle.TemplateClosing); !slices.Equal(got, []string{"lars", "sofie", "tom"}) || len(l.written(lifecycle.TemplateEnded)) > 0 {
		t.Errorf("of the end hear %v", got)
	}
	if c := l.closing(); c.Outcome != procedure.OutcomeClosed || c.By != "tom" {
		t.Errorf("the report says %+v", c)
	}
}

func TestWhatWasLearnedIsInTheReport(t *testing.T) {
	t.Parallel()
	l := ending(t)
	lesson := procedure.Lesson{Person: "lars", Question: "keep", Text: "The call."}
	l.parts(procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Since: l.Now, LastDay: "2027-02-15", Lessons: []procedure.Lesson{lesson}})
	l.command(procedure.Command{Name: procedure.EndNow, Reason: "bought"})
	if c := l.closing(); c.Outcome != procedure.OutcomeEnded || !slices.Equal(c.Lessons, []procedure.Lesson{lesson}) {
		t.Errorf("the report says %+v", c)
	}
	if o := l.lastOrder(exitOf); o == nil || o.Kind != procedure.OrderClose {
		t.Errorf("the exit hears %+v", o)
	}
}

// lastOrder is the last one to a workflow.
func (l *life) lastOrder(to string) *procedure.Order {
	for _, m := range slices.Backward(l.Told) {
		if m.To == to && m.Message.Order != nil {
			return m.Message.Order
		}
	}
	return nil
}

func TestAPauseHoldsNoLastDay(t *testing.T) {
	t.Parallel()
	l := ending(t).command(procedure.Command{Name: procedure.Pause})
	l.until("2027-01-10 00:00").command(procedure.Command{Name: procedure.Resume})
	if got := l.partnership().Phase; got != lifecycle.PhaseExiting {
		t.Errorf("after the pause it is %s", got)
	}
	l.command(procedure.Command{Name: procedure.Pause}).until("2027-02-16 00:00")
	if !l.Ended {
		t.Error("it has not ended")
	}
}

func TestANoticeThatIsTakenBackEndsNothing(t *testing.T) {
	t.Parallel()
	l := ending(t)
	l.report("duo/commitments", procedure.Message{})
	l.parts(procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Since: l.Now, LastDay: "2027-02-15", Outcome: procedure.OutcomeContinued})
	if p := l.partnership(); p.Phase != lifecycle.PhaseActive {
		t.Errorf("it is %s", p.Phase)
	}
	l.until("2027-04-01 00:00")
	if l.Ended || !slices.Contains(l.began(), "duo/check-in/fortnightly/2027-03-23") {
		t.Errorf("ended: %t, begun %v", l.Ended, l.began())
	}
	l.wrote("tom", partnership.CommandNotice, "Again.")
	if b := l.Begun[len(l.Begun)-1]; b.Brief.Workflow != exitOf || b.Brief.Occasion.Turn != 1 {
		t.Errorf("begun is %s, turn %d", b.Brief.Workflow, b.Brief.Occasion.Turn)
	}
}

func TestTheLeadsHearThatTheTermEnds(t *testing.T) {
	t.Parallel()
	l := running(t).until("2027-09-01 09:00")
	if got := l.written(lifecycle.TemplateTermEnds); !slices.Equal(got, []string{"sofie", "tom"}) {
		t.Errorf("90 days before hear %v", got)
	}
	l.until("2027-10-31 09:00")
	if why := l.Begun[len(l.Begun)-1].Brief.Parting; why == nil || why.Cause != procedure.PartingTerm {
		t.Errorf("30 days before begins %+v", why)
	}
	l.parts(procedure.Parting{Cause: procedure.PartingTerm, Since: l.Now, LastDay: "2027-11-30"}).until("2027-12-06 09:00")
	if p := l.partnership(); p.Ended != procedure.OutcomeCompleted {
		t.Errorf("it ended %q", p.Ended)
	}
}

func TestALongerTermTakesItsEndBack(t *testing.T) {
	t.Parallel()
	l := running(t).until("2027-10-31 09:00")
	l.parts(procedure.Parting{Cause: procedure.PartingTerm, Since: l.Now, LastDay: "2027-11-30"})
	l.amend(func(spec *partnership.Spec) { spec.End = specs.Date("2028-11-30") })
	stay := slices.ContainsFunc(l.Told, func(m procedure.Tell) bool {
		return m.To == exitOf && m.Message.Order != nil && m.Message.Order.Kind == procedure.OrderStay
	})
	if p := l.partnership(); !stay || p.Phase != lifecycle.PhaseActive || l.Now.After(p.Agenda.EndsAt) || !p.Agenda.EndsAt.Equal(solo.At("2028-12-01 00:00")) {
		t.Errorf("stays: %t, %s until %s", stay, p.Phase, p.Agenda.EndsAt)
	}
	l.parts(procedure.Parting{Cause: procedure.PartingTerm, Since: l.Now, LastDay: "2027-11-30", Outcome: procedure.OutcomeContinued})
	l.until("2028-11-01 09:00")
	if got := l.written(lifecycle.TemplateTermEnds); len(got) != 4 {
		t.Errorf("of the second end hear %v", got)
	}
}

func TestAShorterTermCountsWhileItEnds(t *testing.T) {
	t.Parallel()
	l := ending(t).amend(func(spec *partnership.Spec) { spec.End, spec.Exit = specs.Date("2027-01-20"), nil })
	if o := l.lastOrder(exitOf); o == nil || o.Day != "2027-01-20" {
		t.Errorf("the exit hears %+v", o)
	}
	l.until("2027-01-21 00:00")
	if !l.Ended {
		t.Error("it goes on beyond its term")
	}
}

func TestOneOfThreeLeavesAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	l := running(t).wrote("tom", partnership.CommandNotice, "It does not pay.")
	lesson := procedure.Lesson{Person: "tom", Question: "keep", Text: "The call."}
	p := procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Party: "south", Since: l.Now, LastDay: "2027-02-15", Lessons: []procedure.Lesson{lesson}}
	l.parts(p).shows("is **active**", "South leaves on 2027-02-15", "apply a spec without it by then")
	l.until("2027-02-16 09:00")
	p.Outcome = procedure.OutcomeClosed
	l.parts(p).until("2027-03-10 09:00")
	if l.Ended {
		t.Error("all have left")
	}
	l.command(procedure.Command{Name: procedure.EndNow, Reason: "bought"})
	if c := l.closing(); !slices.Equal(c.Lessons, []procedure.Lesson{lesson}) {
		t.Errorf("the report says %+v", c)
	}
}

// TestASecondNoticeOfThreeReachesTheEnd: while one of three leaves, another one may give
// notice, too, and it ends for all; what would have gone on without the first is no proposal
// any more. Whoever leaves already, and anybody of a partnership of two, is told that it is
// under way.
func TestASecondNoticeOfThreeReachesTheEnd(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Parties = append(spec.Parties, partnership.Party{ID: "west", Name: "West", People: []partnership.Person{{
		ID: "wim", Name: "Wim", Email: "wim@west.example", Zone: "Etc/UTC", Language: "en", Roles: []partnership.Role{partnership.RoleLead},
	}}})
	l := open(t, spec).wrote("tom", partnership.CommandNotice, "It does not pay.")
	leaving := procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Party: "south", Since: l.Now, LastDay: "2027-02-15"}
	l.parts(leaving).wrote("tom", partnership.CommandNotice, "Once more.")
	if o := l.lastOrder(exitOf); o != nil {
		t.Errorf("whoever leaves already gives notice again: %+v", o)
	}
	l.wrote("wim", partnership.CommandNotice, "Nor for us.")
	if o := l.lastOrder(exitOf); o == nil || o.Parting == nil || o.Parting.By != "wim" {
		t.Fatalf("the exit hears %+v", o)
	}
	all := leaving
	all.Party, all.By, all.LastDay = "", "wim", "2027-03-15"
	l.parts(all).shows("is **exiting**")
}

// four is duo with two parties more, West of Wim and East of Eve.
func four() partnership.Spec {
	spec := specs.Duo()
	add := func(party, person string) {
		spec.Parties = append(spec.Parties, partnership.Party{ID: party, Name: party, People: []partnership.Person{{
			ID: person, Name: person, Email: person + "@" + party + ".example", Zone: "Etc/UTC", Language: "en", Roles: []partnership.Role{partnership.RoleLead},
		}}})
	}
	add("west", "wim")
	add("east", "eve")
	return spec
}

// TestASecondPartyOfFourLeavesBesideTheFirst: it has an exit of its own, and a third one ends
// it for all, of which the first exit hears.
func TestASecondPartyOfFourLeavesBesideTheFirst(t *testing.T) {
	t.Parallel()
	const beside = "duo/exit/west"
	l := open(t, four()).wrote("tom", partnership.CommandNotice, "It does not pay.")
	tom := procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Party: "south", Since: l.Now, LastDay: "2027-02-15"}
	l.parts(tom).wrote("wim", partnership.CommandNotice, "Nor for us.")
	why := l.Begun[len(l.Begun)-1].Brief
	if why.Workflow != beside || why.Parting == nil || why.Parting.By != "wim" || !slices.Equal(why.Parting.Gone, []string{"south"}) {
		t.Fatalf("it begins %s with %+v", why.Workflow, why.Parting)
	}
	l.report(beside, procedure.Message{Parting: &procedure.Parting{}, Shown: &procedure.Shown{Stage: "asked", Open: []procedure.OpenAsk{{Person: "wim"}}}})
	l.wrote("wim", partnership.CommandNotice, "We are tired.")
	if o := l.lastOrder(beside); o == nil || o.Parting == nil || o.Parting.Reason != "We are tired." {
		t.Errorf("the second exit hears %+v", o)
	}
	wim := procedure.Parting{Cause: procedure.PartingNotice, By: "wim", Party: "west", Since: l.Now, LastDay: "2027-03-20"}
	l.report(beside, procedure.Message{Parting: &wim, Shown: &procedure.Shown{Stage: "noticed"}})
	l.shows("is **active**", "South leaves on 2027-02-15", "west leaves, too, on 2027-03-20")
	l.wrote("eve", partnership.CommandNotice, "Then we go, too.")
	if o := l.lastOrder(exitOf); o == nil || o.Parting == nil || o.Parting.By != "eve" || !slices.Equal(o.Parting.Gone, []string{"south", "west"}) {
		t.Fatalf("the first exit hears %+v", o)
	}
	all := procedure.Parting{Cause: procedure.PartingNotice, By: "eve", Since: l.Now, LastDay: "2027-03-25"}
	l.parts(all).shows("is **exiting**", "It ends on 2027-03-25")
	if o := l.lastOrder(beside); o == nil || o.Kind != procedure.OrderWithdraw {
		t.Errorf("the second exit hears %+v", o)
	}
	l.report(beside, procedure.Message{Parting: &procedure.Parting{Outcome: procedure.OutcomeWithdrawn}, Shown: &procedure.Shown{Outcome: procedure.OutcomeWithdrawn, Over: true}})
	l.shows("is **exiting**", "It ends on 2027-03-25").until("2027-03-26 09:00")
	if !l.Ended {
		t.Error("it goes on")
	}
}

// TestWhenTheFirstPartyHasLeftTheSecondIsTheOneThatLeaves: and whoever gives notice then is
// counted beside both.
func TestWhenTheFirstPartyHasLeftTheSecondIsTheOneThatLeaves(t *testing.T) {
	t.Parallel()
	const beside = "duo/exit/west"
	l := open(t, four()).wrote("tom", partnership.CommandNotice, "It does not pay.")
	tom := procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Party: "south", Since: l.Now, LastDay: "2027-02-15"}
	l.parts(tom).wrote("wim", partnership.CommandNotice, "Nor for us.")
	wim := procedure.Parting{Cause: procedure.PartingNotice, By: "wim", Party: "west", Since: l.Now, LastDay: "2027-03-20"}
	l.report(beside, procedure.Message{Parting: &wim, Shown: &procedure.Shown{Stage: "noticed"}})
	tom.Outcome = procedure.OutcomeClosed
	l.until("2027-02-16 09:00").parts(tom).shows("west leaves on 2027-03-20").unlike("South leaves")
	l.wrote("eve", partnership.CommandNotice, "Then we go, too.")
	if o := l.lastOrder(beside); o == nil || o.Parting == nil || o.Parting.By != "eve" || !slices.Equal(o.Parting.Gone, []string{"south", "west"}) {
		t.Fatalf("the exit of west hears %+v", o)
	}
	stays := wim
	stays.Outcome = procedure.OutcomeContinued
	l.report(beside, procedure.Message{Parting: &stays, Shown: &procedure.Shown{Outcome: stays.Outcome, Over: true}})
	l.shows("is **active**").unlike("leaves on")
	l.wrote("wim", partnership.CommandNotice, "After all.")
	if b := l.Begun[len(l.Begun)-1].Brief; b.Workflow != exitOf || b.Occasion.Turn != 1 {
		t.Errorf("it begins %s, turn %d", b.Workflow, b.Occasion.Turn)
	}
}

// TestAllEndWithTheSecondThatLeaves: those who stay say of the second one that they do not go
// on without it, and the first exit is over with that.
func TestAllEndWithTheSecondThatLeaves(t *testing.T) {
	t.Parallel()
	const beside = "duo/exit/west"
	l := open(t, four()).wrote("tom", partnership.CommandNotice, "It does not pay.")
	tom := procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Party: "south", Since: l.Now, LastDay: "2027-02-15"}
	l.parts(tom).wrote("wim", partnership.CommandNotice, "Nor for us.")
	wim := procedure.Parting{Cause: procedure.PartingNotice, By: "wim", Party: "west", Since: l.Now, LastDay: "2027-03-20"}
	l.report(beside, procedure.Message{Parting: &wim, Shown: &procedure.Shown{Stage: "noticed"}})
	all := procedure.Parting{Cause: procedure.PartingTogether, Against: "west", Since: l.Now, LastDay: "2027-03-20"}
	l.report(beside, procedure.Message{Parting: &all, Shown: &procedure.Shown{Stage: "noticed"}})
	if o := l.lastOrder(exitOf); o == nil || o.Kind != procedure.OrderWithdraw {
		t.Errorf("the first exit hears %+v", o)
	}
	l.shows("is **exiting**", "It ends on 2027-03-20").until("2027-03-21 09:00")
	if o := l.lastOrder(beside); !l.Ended || o == nil || o.Kind != procedure.OrderClose {
		t.Errorf("ended: %t, the exit hears %+v", l.Ended, o)
	}
}

func TestAnAdminBeginsTheEnd(t *testing.T) {
	t.Parallel()
	l := running(t)
	for _, c := range []struct{ reason, date, want string }{
		{"", "", `say why in "reason"`},
		{"withdrawn", "soon", "write the last day like"},
		{"withdrawn", "2026-11-01", "has passed"},
		{"withdrawn", "2028-01-01", "after the last day"},
	} {
		if err := l.P.Check(procedure.Command{Name: procedure.BeginExit, Reason: c.reason, Date: c.date}, l.Now); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	l.command(procedure.Command{Name: procedure.BeginExit, Reason: "withdrawn", Date: "2027-03-15"})
	if why := l.Begun[len(l.Begun)-1].Brief.Parting; why == nil || why.Cause != procedure.PartingAdmin || why.LastDay != "2027-03-15" {
		t.Errorf("it begins %+v", why)
	}
	l.parts(procedure.Parting{Cause: procedure.PartingAdmin, Since: l.Now, LastDay: "2027-03-15"})
	if err := l.P.Check(procedure.Command{Name: procedure.BeginExit, Reason: "again"}, l.Now); err == nil || !strings.Contains(err.Error(), "ends on 2027-03-15 already") {
		t.Errorf("again: %v", err)
	}
}

func TestTheReportSaysThatAConflictGoesOn(t *testing.T) {
	t.Parallel()
	l := ending(t)
	l.command(procedure.Command{Name: procedure.RaiseConflict, Person: "tom", With: "sofie"})
	l.report("duo/conflict/1", procedure.Message{
		Dispute: &procedure.Dispute{Number: 1, Raiser: "tom", With: "sofie", Level: 1, OpenedAt: l.Now}, Shown: &procedure.Shown{Stage: "framed"},
	})
	l.until("2027-02-16 00:00")
	if c := l.closing(); c.Conflicts != 1 {
		t.Errorf("Tom reads %+v", c)
	}
}

func TestTheLastWordOfAnExitChangesNothing(t *testing.T) {
	t.Parallel()
	l := ending(t)
	l.until("2027-02-16 00:00")
	l.parts(procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Since: l.Now, LastDay: "2027-02-15", Outcome: procedure.OutcomeClosed})
	if p := l.partnership(); p.Phase != lifecycle.PhaseClosed || !l.Alarm.IsZero() {
		t.Errorf("it is %s, and wakes at %s", p.Phase, l.Alarm)
	}
}

// The clocks of the exit and of the partnership strike at one moment, and the exit's is heard
// first.
func TestAnExitThatIsOverFirstEndsIt(t *testing.T) {
	t.Parallel()
	l := ending(t)
	l.until("2027-02-15 23:59")
	l.Now = l.Now.Add(time.Minute)
	l.parts(procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Since: l.Now, LastDay: "2027-02-15", Outcome: procedure.OutcomeClosed})
	l.until("2027-03-16 00:00")
	if p := l.partnership(); p.Phase != lifecycle.PhaseClosed || p.Ended != procedure.OutcomeClosed {
		t.Errorf("it is %s, %s", p.Phase, p.Ended)
	}
	if began := l.began(); began[len(began)-1] != "duo/check-in/fortnightly/2027-02-09" {
		t.Errorf("the last round is %s", began[len(began)-1])
	}
	if c := l.closing(); c.Outcome != procedure.OutcomeClosed || c.By != "tom" {
		t.Errorf("the report says %+v", c)
	}
}

func TestAnAgreedDayAfterTheEndKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Goals[0].Milestones = []partnership.Milestone{{ID: "late", Title: "Too late", Due: specs.Date("2027-06-01"), Owner: "tom"}}
	l := begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), milestone.Kind()).until("2026-12-01 11:00")
	l.parts(procedure.Parting{Cause: procedure.PartingAdmin, Since: l.Now, LastDay: "2027-02-15"})
	l.until("2027-02-16 00:00")
	if !l.Ended {
		t.Errorf("it waits until %s: %s", l.Alarm, l.Why)
	}
}
