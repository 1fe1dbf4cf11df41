package procedure_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// measured is the smallest partnership with another KPI.
func measured(k partnership.KPI) partnership.Spec {
	spec := duo()
	k.Weight = decimal.NewFromInt(1)
	spec.Goals[0].KPIs = []partnership.KPI{k}
	return spec
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func ptr[T any](v T) *T { return &v }

func TestABinaryKPIIsAskedAsAQuestionAndMeasuredAsOneOrNought(t *testing.T) {
	t.Parallel()
	spec := measured(partnership.KPI{ID: "signed", Title: "Rules signed", Direction: partnership.Binary, Target: dec("1")})
	s := play(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	q := s.actor(first).p.(*procedure.CheckIn).Rounds[0].Questions[0]
	if q.Kind != partnership.KindYesNo || q.KPI != "signed" || q.Text != "Rules signed" {
		t.Errorf("asked %+v", q)
	}
	s.log = nil
	s.reply(first, "lars", partnership.Answer{Question: "signed", Value: partnership.BoolValue(false)}).
		command("duo", procedure.Command{Name: procedure.RecordKPI, KPI: "signed", Value: "Yes"}).
		expect(
			"12-01 11:00 measure: signed = 0",
			"12-01 11:00 outcome: Check-in fortnightly: answered",
			"12-01 11:00 receipt/mail-1 receipt to lars",
			"12-01 11:00 measure: signed = 1",
		)
	// Two reporters differ, so the less favourable answer counts.
	for _, want := range []string{"| Rules signed | **no**  | yes | 0 % | 0 % |", "Lars answered: signed no", "signed recorded by an admin: yes"} {
		if card := s.card["duo"]; !strings.Contains(card, want) {
			t.Errorf("the card does not say %q:\n%s", want, card)
		}
	}
	err := s.actor("duo").p.Check(procedure.Command{Name: procedure.RecordKPI, KPI: "signed", Value: "1"})
	if err == nil || !strings.Contains(err.Error(), `"1" is neither yes nor no`) {
		t.Errorf("recording a number: %v", err)
	}
	s.until("2026-12-15 11:00").command("duo/check-in/fortnightly/2026-12-15", procedure.Command{
		Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "signed", Value: "yes"}},
	})
	if card := s.card["duo"]; !strings.Contains(card, "| **green** | Rules signed | **yes**") {
		t.Errorf("an early yes is not green:\n%s", card)
	}
}

func TestACumulativeKPIAddsUpWhatEachRoundReports(t *testing.T) {
	t.Parallel()
	spec := measured(partnership.KPI{ID: "sales", Title: "Sales", Unit: "EUR", Direction: partnership.Cumulative, Target: dec("260")})
	s := play(t, spec, "2026-12-01 09:00")
	for i, day := range []string{"2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26"} {
		workflow := "duo/check-in/fortnightly/" + day
		s.until(day+" 11:00").reply(workflow, "lars", number("sales", fmt.Sprint(10*(i+1))))
		if q := s.actor(workflow).p.(*procedure.CheckIn).Rounds[0].Questions[0]; q.Text != "Sales since the last time" {
			t.Errorf("asked %q", q.Text)
		}
	}
	// 150 of 260 after 56 of 364 days.
	if card := s.card["duo"]; !strings.Contains(card, "| Sales | **150** EUR | 260 | 58 % | 15 % |") {
		t.Errorf("the card does not show the sum of five rounds:\n%s", card)
	}
}

func TestARollingTotalKeepsWhatItNeedsAndNoMore(t *testing.T) {
	t.Parallel()
	spec := measured(partnership.KPI{
		ID: "sales", Unit: "EUR", Direction: partnership.Cumulative, Baseline: dec("100"), Target: dec("260"), Window: "8 weeks",
	})
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	s := play(t, spec, "2026-12-01 09:00")
	for day := instant(t, "2026-12-01 11:00"); day.Before(instant(t, "2027-11-01 00:00")); day = day.AddDate(0, 0, 14) {
		workflow := "duo/check-in/fortnightly/" + day.Format(time.DateOnly)
		s.until(day.Format("2006-01-02 15:04")).
			reply(workflow, "lars", number("sales", "20")).
			reply(workflow, "tom", number("sales", "30"))
	}
	// Eight weeks hold four rounds; the lower of each two reports counts.
	if card := s.card["duo"]; !strings.Contains(card, "| sales | **80** EUR | 260 |") {
		t.Errorf("the card does not show the total of four rounds:\n%s", card)
	}
	if n := len(s.actor("duo").p.(*procedure.Partnership).Readings); n > 10 {
		t.Errorf("%d readings are kept", n)
	}
}

func TestStandFollowsCurvesRangesAndThresholds(t *testing.T) {
	t.Parallel()
	now := date("2027-06-01") // half way: 182 of 364 days
	planned := []partnership.Milestone{
		{ID: "late", Due: date("2027-09-01"), Planned: ptr(dec("0.7"))},
		{ID: "early", Due: date("2027-03-01"), Planned: ptr(dec("0.1"))},
		{ID: "unplanned", Due: date("2027-04-01")},
	}
	way := partnership.KPI{Direction: partnership.Increase, Target: dec("100")}
	for _, tt := range []struct {
		name   string
		change func(*partnership.KPI)
		value  string
		want   string // progress, expected, RAG
	}{
		{"linear", func(*partnership.KPI) {}, "40", "0.4 0.5 amber"},
		{"through the milestones", func(k *partnership.KPI) { k.Curve = partnership.MilestoneCurve }, "40", "0.4 0.4 green"},
		{"a step", func(k *partnership.KPI) { k.Curve = partnership.StepCurve }, "0", "0 0 unknown"},
		{"thresholds", func(k *partnership.KPI) {
			k.Thresholds = &partnership.Thresholds{Green: dec("0.8"), Amber: dec("0.5")}
		}, "40", "0.4 0.5 green"},
		{"inside a range", func(k *partnership.KPI) {
			k.Direction, k.Low, k.High = partnership.InRange, ptr(dec("4")), ptr(dec("6"))
		}, "6", "1 1 green"},
		{"outside a range", func(k *partnership.KPI) {
			k.Direction, k.Low, k.High, k.Tolerance = partnership.InRange, ptr(dec("4")), ptr(dec("6")), ptr(dec("2"))
		}, "7", "0.5 1 amber"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := way
			tt.change(&k)
			spec := measured(k)
			spec.Goals[0].Milestones = planned
			stand := procedure.Stand(spec, []measure.Reading{{Period: now.String(), Value: dec(tt.value)}}, now)
			got := stand.Goals[0].KPIs[0]
			if s := fmt.Sprint(got.Progress, " ", got.Expected, " ", got.RAG); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

func TestNPSAnswersAreWholeNumbersUpToTen(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.CheckIns[0].Questions = []partnership.Question{{ID: "recommend", Kind: partnership.KindNPS, Text: "Would you recommend us?"}}
	s := play(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	for value, want := range map[string]string{"10": "", "0": "", "7.5": "no whole number", "11": "outside the scale", "-1": "outside the scale"} {
		err := s.actor(first).p.Check(procedure.Command{
			Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "recommend", Value: value}},
		})
		if got := fmt.Sprint(err); want == "" && err != nil || want != "" && !strings.Contains(got, want) {
			t.Errorf("%s: got %v, want %q", value, err, want)
		}
	}
}
