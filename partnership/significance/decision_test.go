package significance_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership/significance"
)

func TestVerdictsAreReadInBothLanguages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"accept": "accept", "Accepted.": "accept", "yes": "accept", "We agree": "accept", "OK": "accept", "принять": "accept", "Да!": "accept", "Принимаем": "accept", "согласны": "accept",
		"accept, a good start": "accept: a good start",
		"later":                "later", "not now": "later", "Later: after the merger": "later: after the merger", "позже": "later", "не сейчас, сначала склад": "later: сначала склад", "пока нет": "later",
		"no: too early":                "no: too early",
		"No, because nobody has time.": "no: nobody has time",
		"no - we tried that in 2025":   "no: we tried that in 2025",
		"нет: нет бюджета":             "no: нет бюджета",
		"нет, потому что рано":         "no: рано",
		"не согласны: слишком дорого":  "no: слишком дорого",
		"no: we agree on the aim, but": "no: we agree on the aim, but",
		"no":                           "unreasoned", "нет.": "unreasoned", "no: -": "unreasoned", "no, no": "unreasoned",
		"accept if the board agrees": "conditional", "yes, but not this year": "conditional", "принять, если будет бюджет": "conditional", "да, но позже": "conditional",
		"": "unclear", "hm": "unclear", "nobody knows": "unclear", "заказ": "unclear", "5": "unclear", "accepting is hard": "unclear",
	} {
		v, why := significance.ReadVerdict(text)
		got := string(why)
		if why == significance.Read {
			got = v.Value().String()
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestFirstsAreReadAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"4, 1, 7": "[4 1 7]", "4 1 7": "[4 1 7]", "4 > 1": "[4 1]", "№4, №1 и №7": "[4 1 7]", "first 4, then 1": "[4 1]", "сначала 4, затем 1": "[4 1]", "2.": "[2]", "(3) (2) (1)": "[3 2 1]",
		"4, 4, 1": "twice", "1, 2, 3, 4": "too-many", "9": "beyond", "0, 1": "beyond", "": "not-numbers", "none": "not-numbers", "the fair": "not-numbers", "4.5x": "not-numbers", "99999999999999999999": "beyond",
	} {
		numbers, why := significance.ReadFirsts(text, 7)
		got := string(why)
		if why == "" {
			got = fmt.Sprint(numbers)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// verdicts are any of some parties.
func verdicts(t *rapid.T) []significance.Verdict {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) significance.Verdict {
		return significance.Verdict{Decision: rapid.SampledFrom([]significance.Decision{significance.Accept, significance.Later, significance.No, significance.Undecided}).Draw(t, "decision")}
	}), 1, 5).Draw(t, "verdicts")
}

// TestAGoalNeedsTheYesOfAll: silence and a later are none, and one no decides, whoever says it.
func TestAGoalNeedsTheYesOfAll(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := verdicts(t)
		is := func(d significance.Decision) func(significance.Verdict) bool {
			return func(v significance.Verdict) bool { return v.Decision == d }
		}
		got := significance.Together(list)
		accepted := !slices.ContainsFunc(list, func(v significance.Verdict) bool { return v.Decision != significance.Accept })
		if (got == significance.Accept) != accepted {
			t.Fatalf("%v come to %q", list, got)
		}
		if (got == significance.No) != slices.ContainsFunc(list, is(significance.No)) {
			t.Fatalf("%v come to %q", list, got)
		}
		slices.Reverse(list)
		if again := significance.Together(list); again != got {
			t.Fatalf("turned around they come to %q", again)
		}
	})
	if got := significance.Together(nil); got != significance.Undecided {
		t.Errorf("nobody decides %q", got)
	}
}

// FuzzReading wants what was read to be readable again, and numbers to be of the list.
func FuzzReading(f *testing.F) {
	for _, text := range []string{"accept", "no: too early", "нет, рано", "later", "4, 1, 7", "№4 и 1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if v, why := significance.ReadVerdict(text); why == significance.Read {
			if again := significance.ReadValue(v.Value().String()); again != v {
				t.Errorf("%q is kept as %+v and read again as %+v", text, v, again)
			}
		}
		numbers, why := significance.ReadFirsts(text, 9)
		if why != "" {
			return
		}
		if len(numbers) == 0 || len(numbers) > significance.Firsts || slices.Min(numbers) < 1 || slices.Max(numbers) > 9 {
			t.Errorf("%q is read as %v", text, numbers)
		}
		if again, _ := significance.ReadFirsts(significance.FirstsValue(numbers).String(), 9); !slices.Equal(again, numbers) {
			t.Errorf("%q is kept as %v and read again as %v", text, numbers, again)
		}
	})
}
