package report_test

import (
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/report"
)

// weeks and figures are a partnership that is large for a report: three years of weekly
// figures, each reported by both sides.
const (
	weeks   = 156
	figures = 10
)

// BenchmarkReport writes the page of three years of weekly figures. The baseline only
// judges the goals, as every mail does, in the same run.
func BenchmarkReport(b *testing.B) {
	r := threeYears()
	var judge, write time.Duration
	for b.Loop() {
		start := time.Now()
		standing.Stand(r.Spec, r.Readings, r.On)
		judge += time.Since(start)
		start = time.Now()
		if err := report.Write(io.Discard, r, ""); err != nil {
			b.Fatal(err)
		}
		write += time.Since(start)
	}
	b.ReportMetric(float64(write)/float64(judge), "times-baseline")
	b.ReportMetric(write.Seconds()/float64(b.N), "s/report")
}

func threeYears() report.Report {
	r := whole()
	r.Spec.End, r.On = date("2028-12-31"), date("2028-12-31")
	goal := &r.Spec.Goals[0]
	goal.Due, goal.KPIs, r.Readings = r.Spec.End, nil, nil
	for f := range figures {
		k := partnership.KPI{ID: fmt.Sprint("figure-", f), Title: fmt.Sprint("Figure ", f), Direction: partnership.Increase, Target: dec("156"), Weight: dec("1")}
		if f%2 == 1 {
			k.Direction = partnership.Cumulative
		}
		goal.KPIs = append(goal.KPIs, k)
		for week := range weeks {
			day := goal.Start.AddDays(7 * week).String()
			for _, by := range []string{"lars", "aoife"} {
				r.Readings = append(r.Readings, measure.Reading{
					ID: fmt.Sprint(k.ID, day, by), KPI: k.ID, Period: day, Value: decimal.NewFromInt(int64(week)), Reporter: by, At: noon(day),
				})
			}
		}
	}
	r.Standing = standing.Stand(r.Spec, r.Readings, r.On)
	return r
}
