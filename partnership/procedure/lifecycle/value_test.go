package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// gained is what a side says that it has gained by the end of 2026.
func gained(id, party, amount string) ledger.Entry {
	e := said(id, party, amount)
	e.Kind = ledger.Revenue
	return e
}

// before is what a side says of the year before: nothing.
func before(id, party string) ledger.Entry {
	e := gained("before-"+id, party, "0")
	e.From, e.Until = e.From.AddDays(-365), e.From.AddDays(-1)
	return e
}

// gain books what both sides have gained, in two periods.
func (l *life) gain(one, other string) *life {
	spec := l.partnership().Declared
	a, b := spec.Parties[0].ID, spec.Parties[1].ID
	return l.books(before("1", a), before("2", b), gained("1", a, one), gained("2", b, other))
}

// shared has each of the house's parties take half of what is gained.
func shared(t *testing.T, guard string) partnership.Spec {
	t.Helper()
	spec := guarded(t, guard, partnership.ThenValueReview)
	spec.Currency = "EUR"
	for i := range spec.Parties {
		half := decimal.NewFromInt(int64(100 / len(spec.Parties)))
		spec.Parties[i].Share = &half
	}
	return spec
}

// A guard on the balance tells once the ledger says so, is over when a correction mends
// it, and knows nothing before anybody has said anything.
func TestAGuardLooksAtTheLedger(t *testing.T) {
	t.Parallel()
	for guard, amounts := range map[string][2]string{
		"balance < 0.6": {"900", "300"},
		"net < 1500":    {"900", "300"},
	} {
		t.Run(guard, func(t *testing.T) {
			t.Parallel()
			l := open(t, shared(t, guard)).wantMails(conditions)
			l.gain(amounts[0], amounts[1]).wantMails(conditions, "condition-met to sofie", "condition-met to tom")
			l.command(procedure.Command{Name: procedure.CorrectEntry, Entry: "2", Amount: "900", Reason: "the other half came later"})
			l.wantMails(conditions, "condition-met to sofie", "condition-met to tom", "condition-over to sofie", "condition-over to tom")
		})
	}
}

func TestAnAmountWithoutARateLeavesTheWholeUnknown(t *testing.T) {
	t.Parallel()
	spec := shared(t, "net < 1500")
	dollars := gained("1", spec.Parties[0].ID, "900")
	dollars.Currency = "USD"
	open(t, spec).gain("100", "300").books(dollars).wantMails(conditions, "condition-met to sofie", "condition-met to tom")
	open(t, spec).books(dollars).gain("100", "300").wantMails(conditions)
}

func TestOnePeriodAloneIsNoBalance(t *testing.T) {
	t.Parallel()
	spec := shared(t, "balance < 0.6")
	open(t, spec).books(gained("1", spec.Parties[0].ID, "900"), gained("2", spec.Parties[1].ID, "300")).wantMails(conditions)
}

// reviews are those that guards have begun.
func (l *life) reviews() []string {
	var list []string
	for _, r := range l.partnership().Running {
		if r.Type == procedure.Review {
			list = append(list, r.Workflow)
		}
	}
	return list
}

// A guard begins the review that was agreed, once a quarter, and keeps it when the spec
// changes; whoever speaks for a party is told of it.
func TestAGuardBeginsAReviewOutOfTurn(t *testing.T) {
	t.Parallel()
	for _, then := range []partnership.GuardAction{partnership.ThenValueReview, partnership.ThenReview} {
		t.Run(string(then), func(t *testing.T) {
			t.Parallel()
			spec := shared(t, "balance < 0.6")
			spec.Guards[0].Then = then
			l := open(t, spec).gain("900", "300")
			want := []string{"duo/review/guard.watch/2026-12-01"}
			if got := l.reviews(); !slices.Equal(got, want) {
				t.Fatalf("%v have begun, want %v", got, want)
			}
			if !strings.Contains(l.lastTo("tom"), `"chair":"sofie"`) {
				t.Errorf("tom reads %s", l.lastTo("tom"))
			}
			l.amend(func(spec *partnership.Spec) { spec.Title = "Another name" })
			if got := l.reviews(); !slices.Equal(got, want) {
				t.Errorf("with another title there are %v", got)
			}
			l.report(want[0], procedure.Message{Shown: &procedure.Shown{Outcome: procedure.OutcomeDecided, Over: true}})
			correct := func(entry, amount string) {
				l.command(procedure.Command{Name: procedure.CorrectEntry, Entry: entry, Amount: procedure.Text(amount), Reason: "counted again"})
			}
			correct("2", "900")
			correct(l.Answer, "200")
			if got := l.reviews(); len(got) > 1 || len(got) == 1 && got[0] != want[0] {
				t.Errorf("%v have begun within a quarter", got)
			}
		})
	}
}

func TestAReviewOutOfTurnGoesWithItsGuard(t *testing.T) {
	t.Parallel()
	l := open(t, shared(t, "balance < 0.6")).gain("900", "300")
	l.amend(func(spec *partnership.Spec) { spec.Guards = nil })
	if got := l.reviews(); len(got) > 0 {
		t.Errorf("%v run without their guard", got)
	}
}

// Health counts what was gained against what was hoped for, and how evenly.
func TestWhatWasGainedCountsForHealth(t *testing.T) {
	t.Parallel()
	spec := shared(t, "kpi.mql < 1")
	hope := decimal.NewFromInt(4000)
	spec.Parties[0].Expects = []partnership.Benefit{{ID: "leads", Amount: &hope}}
	spec.Start, spec.End = specs.Date("2026-01-01"), specs.Date("2027-12-31")
	l := open(t, spec)
	if d := l.partnership().Health(l.Now).Of("value"); d.Score.OK {
		t.Errorf("before anybody said anything value is %s", d.Score.Value)
	}
	l.gain("900", "300")
	d := l.partnership().Health(l.Now).Of("value")
	// 1,200 of the 2,000 that half of the time was to bring, and a balance of 1/3.
	if got := d.Score.Value.Round(0).String(); !d.Score.OK || got != "47" {
		t.Errorf("value is %s, want 47: .5·60 + .5·100/3", got)
	}
	if strings.Contains(l.Shown.Card, "NaN") {
		t.Error(l.Shown.Card)
	}
}
