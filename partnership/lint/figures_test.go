package lint_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/lint"
)

// TestAStatementAndItsKPISayTheSame compares figures as people write them, and leaves alone
// whatever could mean something else.
func TestAStatementAndItsKPISayTheSame(t *testing.T) {
	t.Parallel()
	kpi := func(baseline, target int64) partnership.KPI {
		return partnership.KPI{ID: "mql", Baseline: decimal.NewFromInt(baseline), Target: decimal.NewFromInt(target)}
	}
	for _, tc := range []struct {
		statement string
		kpis      []partnership.KPI
		want      string // empty: nothing is found
	}{
		{"Grow leads from 120 to 300 a quarter by 2027", []partnership.KPI{kpi(120, 300)}, ""},
		{"Grow leads from 120 to 320 a quarter by 2027", []partnership.KPI{kpi(120, 300)}, `the statement says 320, but the target of the KPI "mql" is 300`},
		{"Grow leads from 100 to 300 a quarter by 2027", []partnership.KPI{kpi(120, 300)}, `the statement says 100, but the baseline of the KPI "mql" is 120`},
		{"Увеличить продажи с 1 200 до 2 500 в квартал", []partnership.KPI{kpi(1200, 2400)}, "the statement says 2500"},
		{"Увеличить продажи с 1 200 до 2 400 в квартал", []partnership.KPI{kpi(1200, 2400)}, ""},
		{"Raise revenue from 900,000 to 1.200.000 euro", []partnership.KPI{kpi(900000, 1200000)}, ""},
		{"Cut answers from 30 to 8 hours, leads from 120 to 300", []partnership.KPI{kpi(30, 8), kpi(120, 300)}, ""},
		{"Serve guests from 9 to 17 o'clock", []partnership.KPI{kpi(120, 300)}, ""},
		{"Win 300 guests instead of 120 by 2027", []partnership.KPI{kpi(120, 280)}, ""},
	} {
		s := sound()
		s.Goals[0].Statement, s.Goals[0].KPIs = tc.statement, tc.kpis
		var found []string
		for _, f := range lint.Check(s) {
			if f.ID == lint.SmartFigure {
				found = append(found, f.Detail)
			}
		}
		if tc.want == "" && len(found) > 0 || tc.want != "" && (len(found) != 1 || !strings.Contains(found[0], tc.want)) {
			t.Errorf("%s: found %q, want %q", tc.statement, found, tc.want)
		}
	}
}
