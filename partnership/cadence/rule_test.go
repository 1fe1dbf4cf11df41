package cadence_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestParseRule(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, every, on, want string }{
		{"day", "day", "", "every day at 10:00"},
		{"some days", "10 days", "", "every 10 days at 10:00"},
		{"week", "week", "mon", "every week on monday at 10:00"},
		{"one week", "1 week", "Monday", "every week on monday at 10:00"},
		{"fortnight", "2 weeks", "TUE", "every 2 weeks on tuesday at 10:00"},
		{"six weeks", "6  weeks", "friday", "every 6 weeks on friday at 10:00"},
		{"week without a day", "week", "", "every week at 10:00"},
		{"nth weekday", "month", "1st thu", "every month on first thursday at 10:00"},
		{"last weekday", "month", "last friday", "every month on last friday at 10:00"},
		{"last business day", "month", "last  Business Day", "every month on last business day at 10:00"},
		{"first business day", "month", "first business day", "every month on 1st business day at 10:00"},
		{"nth business day", "quarter", "5th business day", "every quarter on 5th business day at 10:00"},
		{"three months are a quarter", "3 months", "15th", "every quarter on 15th at 10:00"},
		{"two quarters", "2 quarters", "first monday", "every 6 months on first monday at 10:00"},
		{"half a year", "6 months", "last day", "every 6 months on last day at 10:00"},
		{"twelve months are a year", "12 months", "22nd", "every year on 22nd at 10:00"},
		{"years", "2 years", "", "every 2 years at 10:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			rule, err := cadence.ParseRule(tt.every, tt.on, "10:00")
			if err != nil {
				t.Fatal(err)
			}
			if rule.String() != tt.want {
				t.Errorf("ParseRule(%q, %q) = %s, want %s", tt.every, tt.on, rule, tt.want)
			}
			if again, err := cadence.ParseRule(rule.Every, rule.On, rule.At.String()); err != nil || again != rule {
				t.Errorf("canonical %s reads back as %s, %v", rule, again, err)
			}
		})
	}
}

func TestParseRuleRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, every, on, at string
		want                []string // a field and a part of its message, each
	}{
		{"adverb", "fortnightly", "tuesday", "10:00", []string{"every", `write "2 weeks"`}},
		{"unknown unit", "2 moons", "", "10:00", []string{"every", `unknown unit "moons"`}},
		{"nothing", "", "", "10:00", []string{"every", "no interval"}},
		{"no weeks", "0 weeks", "monday", "10:00", []string{"every", "out of range"}},
		{"too rare", "50 years", "", "10:00", []string{"every", "out of range"}},
		{"number without unit", "2", "", "10:00", []string{"every", "no interval"}},
		{"weekday of a month", "month", "tuesday", "10:00", []string{"on", `such as "first tuesday"`}},
		{"nth weekday of a week", "2 weeks", "first tuesday", "10:00", []string{"on", `want a weekday`}},
		{"weekday in days", "10 days", "tuesday", "10:00", []string{"on", "leave on out"}},
		{"fifth weekday", "month", "5th friday", "10:00", []string{"on", `"last friday"`}},
		{"wrong suffix", "month", "2th", "10:00", []string{"on", `"2th" is written "2nd"`}},
		{"32nd", "month", "32nd", "10:00", []string{"on", "from 1st to 31st"}},
		{"too many business days", "month", "24th business day", "10:00", []string{"on", "from 1st to 23rd"}},
		{"misspelt weekday", "week", "teusday", "10:00", []string{"on", "no day"}},
		{"bare ordinal", "month", "first", "10:00", []string{"on", "no day"}},
		{"hour alone", "week", "monday", "10", []string{"at", "09:30"}},
		{"midnight twice", "week", "monday", "24:00", []string{"at", "23:59"}},
		{"all three", "never", "someday", "soon", []string{"every", "never", "on", "someday", "at", "soon"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := cadence.ParseRule(tt.every, tt.on, tt.at)
			problems := ruleErrors(err)
			if len(problems) != len(tt.want)/2 {
				t.Fatalf("ParseRule(%q, %q, %q): %d problems, want %d: %v", tt.every, tt.on, tt.at, len(problems), len(tt.want)/2, err)
			}
			for i, p := range problems {
				if p.Field != tt.want[2*i] || !strings.Contains(p.Message, tt.want[2*i+1]) {
					t.Errorf("problem %v, want %q about %q", p, tt.want[2*i], tt.want[2*i+1])
				}
			}
		})
	}
}

func ruleErrors(err error) []*cadence.RuleError {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	var problems []*cadence.RuleError
	for _, err := range joined.Unwrap() {
		var p *cadence.RuleError
		if errors.As(err, &p) {
			problems = append(problems, p)
		}
	}
	return problems
}

func TestWeekdays(t *testing.T) {
	t.Parallel()
	var got []string
	for _, s := range []string{"mon", "Tue", "WEDNESDAY", "thu", "friday", "sat", "sun"} {
		day, err := cadence.ParseWeekday(s)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, day.String())
	}
	want := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
