package lifecycle_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// selling is the smallest partnership with a figure that adds up.
func selling(window string, baseline, target string) partnership.Spec {
	spec := specs.Duo()
	spec.Goals[0].KPIs[0] = partnership.KPI{
		ID: "sales", Title: "Sales", Unit: "EUR", Direction: partnership.Cumulative, Window: window,
		Baseline: dec(baseline), Target: dec(target), Weight: dec("1"),
	}
	return spec
}

func TestAFigureThatAddsUpIsTheTotalOfAllRounds(t *testing.T) {
	t.Parallel()
	l := open(t, selling("", "0", "260"))
	for i, day := range []string{"2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26"} {
		l.until(day+" 11:00").measured("duo/check-in/fortnightly/"+day, "sales", fmt.Sprint(10*(i+1)), "lars")
	}
	l.shows("| Sales | **150** EUR | 260 | 58 % | 15 % |") // after 56 of 364 days
}

func TestARollingTotalKeepsWhatItNeedsAndNoMore(t *testing.T) {
	t.Parallel()
	l := open(t, selling("8 weeks", "100", "260"))
	for day := solo.At("2026-12-01 11:00"); day.Before(solo.At("2027-11-01 00:00")); day = day.AddDate(0, 0, 14) {
		round := "duo/check-in/fortnightly/" + dated(day)
		l.Pass(day)
		l.measured(round, "sales", "20", "lars").measured(round, "sales", "30", "tom").decided(round, procedure.OutcomeAnswered)
	}
	l.shows("| Sales | **80** EUR") // of four rounds, the lower of each two
	if n := len(l.partnership().Readings); n > 10 {
		t.Errorf("%d readings are kept", n)
	}
}

func TestOfAFigureAndOfConfidenceThreeRoundsAreKept(t *testing.T) {
	t.Parallel()
	l := running(t)
	for i := range 20 {
		day := solo.At("2026-12-01 11:00").AddDate(0, 0, 14*i)
		round := "duo/check-in/fortnightly/" + day.Format(time.DateOnly)
		l.Pass(day)
		l.measured(round, "mql", fmt.Sprint(120+i), "lars").measured(round, "confidence", "7", "lars")
	}
	if n := len(l.partnership().Readings); n != 6 {
		t.Errorf("%d readings are kept", n)
	}
	l.shows("**139**")
}
