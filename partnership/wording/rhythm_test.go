package wording_test

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func TestARhythmIsSaidAsPeopleSayIt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ every, on, en, ru string }{
		{"day", "", "every day at 10:00 (Oslo)", "каждый день в 10:00 (Осло)"},
		{"21 days", "", "every 21 days at 10:00 (Oslo)", "раз в 21 день в 10:00 (Осло)"},
		{"week", "tue", "every week on Tuesday at 10:00 (Oslo)", "каждую неделю по вторникам в 10:00 (Осло)"},
		{"2 weeks", "sunday", "every 2 weeks on Sunday at 10:00 (Oslo)", "раз в 2 недели по воскресеньям в 10:00 (Осло)"},
		{"month", "second wednesday", "every month on the second Wednesday at 10:00 (Oslo)", "каждый месяц во вторую среду в 10:00 (Осло)"},
		{"quarter", "last friday", "every quarter on the last Friday at 10:00 (Oslo)", "каждый квартал в последнюю пятницу в 10:00 (Осло)"},
		{"6 months", "5th business day", "every 6 months on the 5th business day at 10:00 (Oslo)", "раз в 6 месяцев в 5-й рабочий день в 10:00 (Осло)"},
		{"year", "last business day", "every year on the last business day at 10:00 (Oslo)", "каждый год в последний рабочий день в 10:00 (Осло)"},
		{"2 years", "22nd", "every 2 years on the 22nd at 10:00 (Oslo)", "раз в 2 года 22-го числа в 10:00 (Осло)"},
		{"5 months", "last day", "every 5 months on the last day at 10:00 (Oslo)", "раз в 5 месяцев в последний день в 10:00 (Осло)"},
	} {
		rule, err := cadence.ParseRule(tt.every, tt.on, "10:00")
		if err != nil {
			t.Fatal(err)
		}
		for l, want := range map[string]string{"en": tt.en, "ru": tt.ru} {
			got, err := wording.In(l).Rhythm(rule, "Oslo")
			if err != nil || got != want {
				t.Errorf("%s in %s is %q, %v, want %q", rule, l, got, err, want)
			}
		}
	}
	if said, err := wording.English().Rhythm(cadence.Rule{Every: "now and then"}, "Oslo"); err == nil {
		t.Errorf("a rule that nobody parsed is said: %s", said)
	}
}

func TestASpanIsSaidInWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ span, en, ru string }{
		{"1bd", "1 business day", "1 рабочий день"},
		{"2bd", "2 business days", "2 рабочих дня"},
		{"11bd", "11 business days", "11 рабочих дней"},
		{"21d", "21 days", "21 день"},
		{"36h", "36 hours", "36 часов"},
		{"45m", "45 minutes", "45 минут"},
	} {
		span, err := cadence.ParseSpan(tt.span)
		if err != nil {
			t.Fatal(err)
		}
		if en, ru := wording.English().Span(span), wording.Russian().Span(span); en != tt.en || ru != tt.ru {
			t.Errorf("%s is %q and %q", span, en, ru)
		}
	}
	if said := wording.English().Span(cadence.Span{}); said != "" {
		t.Errorf("no time at all is said %q", said)
	}
}

func TestEveryMetricComparisonAndStretchHasWords(t *testing.T) {
	t.Parallel()
	for _, l := range wording.Languages() {
		for _, k := range condition.Kinds() {
			if l.Condition.Metrics[k.Word] == "" {
				t.Errorf("%s has no word for %s", l.Code, k.Word)
			}
			for _, w := range k.Words {
				if l.Condition.Verdicts[w] == "" {
					t.Errorf("%s has no word for %s", l.Code, w)
				}
			}
		}
		for _, o := range condition.Operators() {
			if l.Condition.Compared[string(o)] == "" {
				t.Errorf("%s has no word for %s", l.Code, o)
			}
		}
		for _, u := range condition.Units() {
			if l.Condition.Lasts[string(u)] == (wording.Counted{}) {
				t.Errorf("%s has no word for %s", l.Code, u)
			}
		}
	}
}

func TestAConditionIsSaidWithWhatItIsAbout(t *testing.T) {
	t.Parallel()
	spec := partnership.Spec{Goals: []partnership.Goal{{
		ID: "leads", Statement: "Grow leads",
		KPIs:       []partnership.KPI{{ID: "mql", Title: "Joint MQLs", Unit: "leads"}},
		Milestones: []partnership.Milestone{{ID: "go", Title: "Go live"}},
	}}}
	for _, tt := range []struct{ when, en, ru string }{
		{"kpi.mql < 120 for 2 reviews", "Joint MQLs: below 120\u00a0leads, at 2 reviews in a row", "Joint MQLs: меньше 120\u00a0leads, 2 обзора подряд"},
		{"goal.leads != green and milestone.go = overdue", `the goal "Grow leads": not on track and the milestone "Go live": late`, "цель «Grow leads»: не по плану и этап «Go live»: просрочено"},
		{"balance < 0.6 for 3 months or net < -1000", "the balance of value: below 60%, for 3 months, or the net gain: below -1,000", "баланс выгод: меньше 60\u00a0%, 3 месяца подряд или чистая выгода: меньше -1\u00a0000"},
	} {
		c, err := condition.Parse(tt.when)
		if err != nil {
			t.Fatal(err)
		}
		if en, ru := wording.English().Says(spec, c), wording.Russian().Says(spec, c); en != tt.en || ru != tt.ru {
			t.Errorf("%s is said\n%q\n%q, want\n%q\n%q", tt.when, en, ru, tt.en, tt.ru)
		}
	}
}
