package examples_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// TestGoldenFigures gives the engine one reading of a declared KPI and expects
// the figures that were worked out by hand for it.
func TestGoldenFigures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		example, kpi, day             string
		actual                        string
		progress, expected, pace, eta string
		rag                           measure.RAG
	}{
		{"fjordmail-lumen", "mql", "2026-07-01", "198", "0.4333", "0.4973", "0.8715", "2027-02-22", measure.Amber},
		{"fjordmail-lumen", "cost", "2026-07-01", "70", "0.6", "0.4973", "1.2066", "2026-10-29", measure.Green},
		{"vektor-dealer", "sales", "2026-08-01", "52.1", "0.4271", "0.4973", "0.8589", "2027-03-31", measure.Amber},
		{"vektor-dealer", "deals", "2026-08-01", "72", "0.5667", "0.4973", "1.1396", "2026-12-17", measure.Green},
		{"vektor-dealer", "deploy", "2026-08-01", "63", "0.375", "0.4973", "0.7541", "2027-05-29", measure.Amber},
		{"halden-ulvik", "permeability", "2027-03-01", "1.5", "0.375", "0.3333", "1.125", "2028-10-29", measure.Green},
		{"halden-ulvik", "papers", "2027-03-01", "1", "0.25", "0.3333", "0.75", "2030-02-28", measure.Amber},
		{"halden-ulvik", "vacancy", "2027-03-01", "110", "0.2222", "0.3333", "0.6667", "2030-08-29", measure.Red},
		{"clean-water", "households", "2027-10-01", "28800", "0.45", "0.5005", "0.8992", "2029-07-31", measure.Amber},
		{"clean-water", "nrw", "2027-10-01", "33", "0.3846", "0.5005", "0.7685", "2030-02-23", measure.Amber},
		{"clean-water", "repair", "2027-10-01", "60", "0.6", "0.5005", "1.1989", "2028-09-30", measure.Green},
		{"smk-severtrans", "otif", "2026-07-01", "94.8", "0.6", "0.4973", "1.2066", "2026-10-29", measure.Green},
		{"smk-severtrans", "temperature", "2026-07-01", "4", "0.6667", "0.4973", "1.3407", "2026-09-29", measure.Green},
		{"smk-severtrans", "tonne", "2026-07-01", "4085", "0.26", "0.4973", "0.5229", "2027-11-28", measure.Red},
		{"smk-severtrans", "claim", "2026-07-01", "66", "0.125", "0.4973", "0.2514", "2029-12-19", measure.Red},
	} {
		t.Run(tt.example+"/"+tt.kpi, func(t *testing.T) {
			t.Parallel()
			s := standingOf(t, only(t, tt.example), tt.kpi, tt.day, tt.actual)
			if s.ETA == nil {
				t.Fatal("no ETA")
			}
			got := []string{s.Progress.String(), s.Expected.String(), s.Pace.String(), s.ETA.String(), string(s.RAG)}
			want := []string{tt.progress, tt.expected, tt.pace, tt.eta, string(tt.rag)}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestCurveOfMilestones expects of the readiness level what the milestones plan,
// not what an even growth would have reached.
func TestCurveOfMilestones(t *testing.T) {
	t.Parallel()
	spec := only(t, "halden-ulvik")
	for day, want := range map[string]string{
		"2026-08-31": "0.2", "2027-02-28": "0.4", "2028-02-29": "0.75", "2029-02-28": "1",
	} {
		if got := standingOf(t, spec, "trl", day, "4").Expected.String(); got != want {
			t.Errorf("%s: %s expected, want %s", day, got, want)
		}
	}
}

// TestKeptFigure judges the webinars: kept, within the tolerance, lost.
func TestKeptFigure(t *testing.T) {
	t.Parallel()
	spec := only(t, "fjordmail-lumen")
	for actual, want := range map[string]measure.RAG{"4.3": measure.Green, "3.8": measure.Amber, "3.7": measure.Red} {
		if got := standingOf(t, spec, "rating", "2026-07-01", actual).RAG; got != want {
			t.Errorf("%s points are %s, want %s", actual, got, want)
		}
	}
}

// TestBalance judges what the parties gained by what they agreed on.
func TestBalance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		example       string
		gained        map[string]string // by party
		balance, jain string
		x             []string // by party's ID
	}{
		{"fjordmail-lumen", map[string]string{"fjordmail": "90000", "lumen": "30000"}, "0.3333", "0.8", []string{"1.5", "0.5"}},
		{
			"clean-water",
			map[string]string{"ngo_lead": "900000", "ministry": "520000", "town_a": "610000", "town_b": "380000", "foundation": "290000"},
			"0.5481", "0.9637",
			[]string{"1.0741", "1.284", "1.1111", "0.9037", "0.7037"},
		},
		{"smk-severtrans", map[string]string{"smk": "5000000", "severtrans": "2000000"}, "0.6", "0.9412", []string{"0.7143", "1.1905"}},
	} {
		t.Run(tt.example, func(t *testing.T) {
			t.Parallel()
			var portions []measure.Portion
			for _, p := range only(t, tt.example).Parties {
				portions = append(portions, measure.Portion{Party: p.ID, Got: dec(tt.gained[p.ID]), Due: *p.Share})
			}
			fair := measure.Fair(portions)
			if got := fair.Balance.String(); got != tt.balance {
				t.Errorf("balance %s, want %s", got, tt.balance)
			}
			if got := fair.Jain.String(); got != tt.jain {
				t.Errorf("Jain's index %s, want %s", got, tt.jain)
			}
			var x []string
			for _, r := range fair.X {
				x = append(x, r.String())
			}
			if diff := cmp.Diff(tt.x, x); diff != "" {
				t.Errorf("gain over share (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBenefitOverCost sets gains against the money that each party declared.
func TestBenefitOverCost(t *testing.T) {
	t.Parallel()
	want := map[string]string{"fjordmail": "2.25", "lumen": "0.75"}
	gained := map[string]string{"fjordmail": "90000", "lumen": "30000"}
	for _, p := range only(t, "fjordmail-lumen").Parties {
		account := measure.Account{Revenue: dec(gained[p.ID])}
		for _, c := range p.Contributes {
			account.Cash = account.Cash.Add(*c.Money)
		}
		if got := account.BCR().String(); got != want[p.ID] {
			t.Errorf("%s: benefit over cost %s, want %s", p.ID, got, want[p.ID])
		}
	}
}

// TestRecommendation counts the answers to the declared question of the kind
// nps: promoters, passives and detractors.
func TestRecommendation(t *testing.T) {
	t.Parallel()
	spec := only(t, "fjordmail-lumen")
	asked := false
	for _, q := range spec.Surveys[0].Questions {
		asked = asked || q.Kind == partnership.KindNPS
	}
	if !asked {
		t.Fatal("the pulse asks for no recommendation")
	}
	for _, tt := range []struct {
		promoters, passives, detractors int
		score, margin                   string
	}{
		{5, 3, 2, "30", "48.4"}, {6, 2, 2, "40", "49.6"}, {4, 1, 0, "80", "35.1"},
	} {
		var answers []decimal.Decimal
		for value, n := range map[int64]int{9: tt.promoters, 8: tt.passives, 0: tt.detractors} {
			for range n {
				answers = append(answers, decimal.NewFromInt(value))
			}
		}
		nps, err := measure.NetPromoters(answers)
		if err != nil {
			t.Fatal(err)
		}
		if got := nps.Score.Value.String(); got != tt.score {
			t.Errorf("score %s, want %s", got, tt.score)
		}
		if got := nps.Margin.Value.Round(1).String(); got != tt.margin {
			t.Errorf("margin %s, want %s", got, tt.margin)
		}
	}
}

// TestVariance judges spending and income against a plan of 100,000.
func TestVariance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		flow     measure.Flow
		actual   string
		variance string
	}{
		{measure.Cost, "108000", "0.08"}, {measure.Income, "92000", "-0.08"},
	} {
		v := measure.Variance(dec(tt.actual), dec("100000"))
		if got := v.String(); got != tt.variance {
			t.Errorf("%s: variance %s, want %s", tt.flow, got, tt.variance)
		}
		if got := measure.DefaultBands().Judge(v, tt.flow); got != measure.Amber {
			t.Errorf("%s: %s, want amber", tt.flow, got)
		}
	}
}

// standingOf is how the engine judges one reading of a KPI.
func standingOf(t *testing.T, spec partnership.Spec, kpi, day, actual string) standing.KPIStanding {
	t.Helper()
	goal, declared, ok := spec.KPI(kpi)
	if !ok {
		t.Fatalf("no KPI %q", kpi)
	}
	today, err := cadence.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	value := dec(actual)
	if declared.Direction == partnership.Cumulative {
		value = value.Sub(carried(declared, goal, today))
	}
	reading := measure.Reading{
		ID: "1", KPI: kpi, Period: day, Value: value, Reporter: declared.Reporters[0],
		At: time.Date(today.Year, today.Month, today.Day, 9, 0, 0, 0, time.UTC),
	}
	for _, g := range standing.Stand(spec, []measure.Reading{reading}, today).Goals {
		if g.ID != goal.ID {
			continue
		}
		for _, k := range g.KPIs {
			if k.KPI.ID == kpi {
				return k
			}
		}
	}
	t.Fatalf("the standing leaves %q out", kpi)
	return standing.KPIStanding{}
}

// carried is what the part of a rolling year before the goal's start counts in a
// total; readings since then make up the rest.
func carried(k partnership.KPI, g partnership.Goal, today cadence.Date) decimal.Decimal {
	const year = 365
	before := year - g.Start.DaysUntil(today.AddDays(1))
	return k.Baseline.Mul(decimal.NewFromInt(int64(before))).Div(decimal.NewFromInt(year))
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }
