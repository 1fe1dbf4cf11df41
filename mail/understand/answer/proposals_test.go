package answer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// weighing asks how much three proposals matter, and which come first.
func weighing() []partnership.Question {
	low, high, all := decimal.NewFromInt(1), decimal.NewFromInt(5), decimal.NewFromInt(4)
	var list []partnership.Question
	for n := range 4 {
		list = append(list, partnership.Question{ID: fmt.Sprintf("p%d", n+1), Kind: partnership.KindScale, Text: fmt.Sprintf("Proposal %d", n+1), Min: &low, Max: &high})
	}
	return append(list, partnership.Question{ID: "first", Kind: partnership.KindRank, Text: "Your first three, the most important first", Max: &all})
}

func TestSignificanceAndFirstThreeAreRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1) 4\n2) 5\n3) 1\n4) 3\n5) 2, 1, 4":         "p1=4 p2=5 p3=1 p4=3 first=2, 1, 4",
		"1: 4\n2: 5\n5: 2 1":                         "p1=4 p2=5 first=2, 1",
		"1. 4\n2. 5\n\n5. 2 > 1 > 4\n\nBest,\nTom":   "p1=4 p2=5 first=2, 1, 4",
		"1) 4\n5) №2, №1 и №4\n\nС уважением,\nАнна": "p1=4 first=2, 1, 4",
		"5) none":                 "first=unknown",
		"5) нет":                  "first=unknown",
		"2) don't know\n5) 3":     "p2=unknown first=3",
		"first: 2, 1, 4":          "first=2, 1, 4",
		"5) first three: 2, 1, 4": "first=2, 1, 4",
		"1) 4\nFirst three: 2, 1": "p1=4 first=2, 1",
		"1) 4 out of 5\n2) 5\n3) 1\n4) 3\n5) 1, then 2": "p1=4 p2=5 p3=1 p4=3 first=1, 2",
	} {
		for _, locale := range []string{"en", "ru"} {
			if r := Read(text, Context{Questions: weighing(), Locale: locale}); given(r) != want || len(r.Problems) > 0 {
				t.Errorf("%q is read as %q with %q, want %q", text, given(r), r.Problems, want)
			}
		}
	}
}

func TestWhatIsWrongWithSignificanceIsSaidWithAWayOut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"1) 7":             {"from 1 to 5", "от 1 до 5"},
		"1) 0":             {"from 1 to 5", "от 1 до 5"},
		"1) 3.5":           {"whole number from 1 to 5", "целое число от 1 до 5"},
		"9) 4":             {"there is no question 9", "вопроса 9 нет"},
		"5) 2, 2, 1":       {"twice", "дважды"},
		"5) 1, 2, 3, 4":    {"three at most", "не больше трёх"},
		"5) 9, 1":          {"no line has", "нет среди строк"},
		"5) the first one": {"alone, the most important first, like 2, 4, 1", "самое важное — первым, например 2, 4, 1"},
	} {
		for i, locale := range []string{"en", "ru"} {
			r := Read(text, Context{Questions: weighing(), Locale: locale})
			if len(r.Answers) > 0 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0], want[i]) {
				t.Errorf("%q is read as %q with %q, want a word of %q", text, given(r), r.Problems, want[i])
			}
		}
	}
}

// deciding asks what becomes of three proposals.
func deciding() []partnership.Question {
	var list []partnership.Question
	for n := range 3 {
		list = append(list, partnership.Question{ID: fmt.Sprintf("d%d", n+1), Kind: partnership.KindDecide, Text: fmt.Sprintf("Proposal %d", n+1), Readers: partnership.ReadersAll})
	}
	return list
}

func TestDecisionsAreRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1) accept\n2) later\n3) no: nobody has time":                                       "d1=accept d2=later d3=no: nobody has time",
		"1: accept\n3: no, because we tried that in 2025 and lost 3 clients":                "d1=accept d3=no: we tried that in 2025 and lost 3 clients",
		"1) принять\n2) позже\n3) нет: нет бюджета":                                         "d1=accept d2=later d3=no: нет бюджета",
		"1. Да\n2. Нет, слишком рано\n3. Позже, после склада\n\nС уважением,\nАнна Петрова": "d1=accept d2=no: слишком рано d3=later: после склада",
		"1) yes\n2) no: it is confidential for now\n3) ok\n\nBest regards,\nTom":            "d1=accept d2=no: it is confidential for now d3=accept",
		"accept all":                          "d1=accept d2=accept d3=accept",
		"все: позже":                          "d1=later d2=later d3=later",
		"1, 3: accept\n2: no: too dear":       "d1=accept d2=no: too dear d3=accept",
		"3) no: two things\nspeak against it": "d3=no: two things speak against it",
	} {
		if r := Read(text, Context{Questions: deciding(), Locale: "en"}); given(r) != want || len(r.Problems) > 0 {
			t.Errorf("%q is read as %q with %q, want %q", text, given(r), r.Problems, want)
		}
	}
	if r := Read("accept", Context{Questions: deciding()[:1], Locale: "en"}); given(r) != "d1=accept" {
		t.Errorf("the answer to the only one is read as %q with %q", given(r), r.Problems)
	}
}

func TestADecisionThatIsNoneIsAskedBack(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"1) no":                         {"no: and why", "«нет:» и почему"},
		"1) нет":                        {"no: and why", "«нет:» и почему"},
		"1) accept if the board agrees": {"later: and what has to happen", "«позже:» и что"},
		"1) maybe":                      {"accept, later, or no", "«принять», «позже» или «нет:»"},
		"7) accept":                     {"there is no question 7", "вопроса 7 нет"},
	} {
		for i, locale := range []string{"en", "ru"} {
			r := Read(text, Context{Questions: deciding(), Locale: locale})
			if len(r.Answers) > 0 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0], want[i]) {
				t.Errorf("%q is read as %q with %q, want a word of %q", text, given(r), r.Problems, want[i])
			}
		}
	}
}
