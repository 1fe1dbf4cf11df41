package condition_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/condition"
)

func TestParseWritesOneForm(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"kpi.mql < 120 for 2 reviews", "kpi.mql < 120 for 2 reviews"},
		{"  kpi.mql<120   for 2 reviews ", "kpi.mql < 120 for 2 reviews"},
		{"balance < 0.60", "balance < 0.6"},
		{"response_rate < 80 %", "response_rate < 80%"},
		{"goal.sales < 70% for 2 quarters", "goal.sales < 70% for 2 quarters"},
		{"health = red for 1 review", "health = red for 1 review"},
		{"health = red for 1 reviews", "health = red for 1 review"},
		{"kpi.qualified-leads != green", "kpi.qualified-leads != green"},
		{"net < -1 000 000.50", "net < -1000000.5"},
		{"net >= −5", "net >= -5"},
		{"budget_used > 110%", "budget_used > 110%"},
		{"days_silent >= 007", "days_silent >= 7"},
		{"milestone.pilot = missed", "milestone.pilot = missed"},
		{"balance < 0.6 and roi < 0 or health = red", "balance < 0.6 and roi < 0 or health = red"},
		{"balance < 0.6 for 3 months\nand kpi.выручка < 1 000", "balance < 0.6 for 3 months and kpi.выручка < 1000"},
	} {
		c, err := condition.Parse(tt.text)
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		if c.String() != tt.want {
			t.Errorf("%q is written %q, want %q", tt.text, c, tt.want)
		}
	}
}

func TestParseRefusesWithPlaceAndAdvice(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, place, want string }{
		{"empty", "", "", "want a metric: kpi.NAME, goal.NAME"},
		{"misspelt metric", "balanse < 1", "balanse", "did you mean balance?"},
		{"metric in capitals", "Health = red", "Health", "did you mean health?"},
		{"no name", "kpi < 1", "kpi", "kpi wants the name of one KPI: kpi.NAME"},
		{"two names", "kpi.goal.mql < 1", "kpi.goal.mql", "kpi.NAME"},
		{"name too much", "balance.acme < 1", "balance.acme", "write just balance"},
		{"no operator", "balance 0.6", "0.6", "one of <, <=, =, !=, >=, >"},
		{"operator of programmers", "health == red", "==", "(write =)"},
		{"operator of mathematicians", "balance ≤ 1", "≤", "(write <=)"},
		{"value missing", "balance <", "", "a share such as 0.8 or 80%"},
		{"misspelt colour", "health = gren", "gren", "did you mean green?"},
		{"colours have no order", "health < red", "red", "with = or !="},
		{"number for a milestone", "milestone.pilot = 1", "1", "met, overdue, missed"},
		{"percent of a KPI", "kpi.otif < 90%", "90%", "without the percent sign"},
		{"decimal comma", "balance < 0,6", "0,", "with a decimal point"},
		{"thousands with a letter", "net < 12k", "12k", "nothing behind them"},
		{"endless number", "net < " + strings.Repeat("9", 40), strings.Repeat("9", 40), "at most 30 digits"},
		{"misspelt unit", "balance < 1 for 2 reveiws", "reveiws", "did you mean reviews?"},
		{"unit in the wrong number", "balance < 1 for 2 review", "review", "did you mean reviews?"},
		{"no count", "balance < 1 for reviews", "reviews", "from 1 to 999"},
		{"half a review", "balance < 1 for 1.5 reviews", "1.5", "a whole number"},
		{"for ever", "balance < 1 for 1000 days", "1000", "from 1 to 999"},
		{"programmers' and", "balance < 1 && roi < 0", "&&", "(write and)"},
		{"misspelt keyword", "balance < 1 fro 2 reviews", "fro", "did you mean for?"},
		{"parenthesis", "(balance < 1)", "(", "parentheses"},
		{"parenthesis behind", "balance < 1)", ")", "parentheses"},
		{"nothing after and", "balance < 1 and", "", "want a metric"},
		{"for twice", "balance < 1 for 2 reviews for 2 days", "for", "comes and, or, or nothing more"},
		{"invalid UTF-8", "balance < 1 \xff", "\xff", "nothing more"},
		{"too long", strings.Repeat("balance < 1 or ", 200), strings.Repeat("balance < 1 or ", 200), "at most 2000 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := condition.Parse(tt.text)
			var syntax *condition.SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("got error %v", err)
			}
			if place := tt.text[syntax.Offset : syntax.Offset+syntax.Length]; place != tt.place {
				t.Errorf("the error points at %q, want %q", place, tt.place)
			}
			if !strings.Contains(syntax.Message, tt.want) {
				t.Errorf("%q does not say %q", syntax.Message, tt.want)
			}
		})
	}
}

func TestMetricsAreFoundWhereTheyStand(t *testing.T) {
	t.Parallel()
	const text = "  kpi.mql<120  or   balance < 0.6"
	var places []string
	for _, m := range condition.Find(text) {
		places = append(places, m.String()+" at "+text[m.Offset:m.Offset+m.Length])
	}
	if diff := cmp.Diff([]string{"kpi.mql at kpi.mql", "balance at balance"}, places); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c := parse(t, text)
	if m := c.Metrics()[1]; c.String()[m.Offset:] != "balance < 0.6" {
		t.Errorf("%s is at %d of %q", m, m.Offset, c)
	}
}

func TestAlternativesAreTakenApart(t *testing.T) {
	t.Parallel()
	got := parse(t, "balance < 60% for 2 reviews and roi < 0 or health = red").Alternatives()
	want := [][]condition.Clause{
		{
			{
				Metric: condition.Metric{Kind: "balance", Length: 7}, Operator: condition.Less,
				Value: condition.Value{Number: decimal.NewFromInt(60), Percent: true},
				For:   condition.Stretch{Count: 2, Unit: condition.Reviews},
			},
			{
				Metric: condition.Metric{Kind: "roi", Offset: 32, Length: 3}, Operator: condition.Less,
				Value: condition.Value{Number: decimal.Zero},
			},
		},
		{{
			Metric: condition.Metric{Kind: "health", Offset: 43, Length: 6}, Operator: condition.Equal,
			Value: condition.Value{Word: "red"},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if share := got[0][0].Value.Share().String(); share != "0.6" {
		t.Errorf("60%% is a share of %s", share)
	}
}

func TestTextSurvivesJSON(t *testing.T) {
	t.Parallel()
	type holder struct {
		When, Never condition.Condition
	}
	want := holder{When: parse(t, "kpi.mql < 120 for 2 reviews")}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got holder
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !got.Never.IsZero() || got.When.IsZero() || got.Never.Alternatives() != nil {
		t.Errorf("got %+v", got)
	}
	if err := json.Unmarshal([]byte(`{"When": "balance <"}`), &got); err == nil {
		t.Error("half a condition was read")
	}
}

func TestTheCanonicalTextReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := drawCondition(t)
		c, err := condition.Parse(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if again, err := condition.Parse(c.String()); err != nil || again != c {
			t.Fatalf("%q is written %q, which reads back as %q, %v", text, c, again, err)
		}
	})
}

// drawCondition writes a valid condition in one of many ways.
func drawCondition(t *rapid.T) string {
	space := rapid.SampledFrom([]string{" ", "  ", "\n", "\t"})
	var b strings.Builder
	for i := range rapid.IntRange(1, 4).Draw(t, "clauses") {
		if i > 0 {
			b.WriteString(space.Draw(t, "space") + rapid.SampledFrom([]string{"and", "or"}).Draw(t, "keyword") + space.Draw(t, "space"))
		}
		kind := rapid.SampledFrom(condition.Kinds()).Draw(t, "kind")
		b.WriteString(kind.Word)
		if kind.Of != "" {
			b.WriteString("." + rapid.StringMatching(`[a-zа-я][a-z0-9_-]{0,8}`).Draw(t, "name"))
		}
		b.WriteString(space.Draw(t, "space"))
		if len(kind.Words) > 0 && (!kind.Number || rapid.Bool().Draw(t, "in words")) {
			b.WriteString(rapid.SampledFrom([]string{"= ", "!= "}).Draw(t, "operator") + rapid.SampledFrom(kind.Words).Draw(t, "word"))
		} else {
			b.WriteString(string(rapid.SampledFrom(condition.Operators()).Draw(t, "operator")) + " ")
			b.WriteString(rapid.StringMatching(`-?[0-9]{1,3}( [0-9]{3}){0,3}(\.[0-9]{1,4})?`).Draw(t, "number"))
			if kind.Share && rapid.Bool().Draw(t, "percent") {
				b.WriteString("%")
			}
		}
		if rapid.Bool().Draw(t, "for") {
			b.WriteString(space.Draw(t, "space") + "for " + rapid.StringMatching(`[1-9][0-9]{0,2}`).Draw(t, "count"))
			b.WriteString(" " + string(rapid.SampledFrom(condition.Units()).Draw(t, "unit")))
		}
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"kpi.mql < 120 for 2 reviews", "balance<0.6 and roi < -5% or health = red", "net > 1 000 000.5", "kpi. <", "\xff", "(", "−", "for for for",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := condition.Parse(s)
		if err != nil {
			var syntax *condition.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Length < 0 || syntax.Offset+syntax.Length > len(s) || syntax.Message == "" {
				t.Fatalf("%q: error %#v points nowhere", s, err)
			}
			return
		}
		if again, err := condition.Parse(c.String()); err != nil || again != c {
			t.Fatalf("%q is written %q, which reads back as %q, %v", s, c, again, err)
		}
	})
}

func parse(t testing.TB, s string) condition.Condition {
	t.Helper()
	c, err := condition.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
