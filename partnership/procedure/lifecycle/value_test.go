package lifecycle_test

import (
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
			spec := shared(t, guard)
			one, other := spec.Parties[0].ID, spec.Parties[1].ID
			l := open(t, spec).wantMails(conditions)
			l.books(gained("1", one, amounts[0]), gained("2", other, amounts[1])).wantMails(conditions, "condition-met to sofie", "condition-met to tom")
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
	open(t, spec).books(dollars, gained("2", spec.Parties[1].ID, "300")).wantMails(conditions)
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
	l.books(gained("1", spec.Parties[0].ID, "900"), gained("2", spec.Parties[1].ID, "300"))
	d := l.partnership().Health(l.Now).Of("value")
	// 1,200 of the 2,000 that half of the time was to bring, and a balance of 1/3.
	if got := d.Score.Value.Round(0).String(); !d.Score.OK || got != "47" {
		t.Errorf("value is %s, want 47: .5·60 + .5·100/3", got)
	}
	if strings.Contains(l.Shown.Card, "NaN") {
		t.Error(l.Shown.Card)
	}
}
