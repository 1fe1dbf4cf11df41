package answer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

func TestTwoMarksAreReadForEachStatement(t *testing.T) {
	t.Parallel()
	var questions []partnership.Question
	for n := range 12 {
		questions = append(questions, partnership.Question{ID: fmt.Sprintf("s%d", n+1), Kind: partnership.KindMarks})
	}
	numbered := "s1=4 3 s2=5 5 s3=1 2"
	for text, want := range map[string]string{
		"1) 4 3\n2) 5 5\n3) 1 2":  numbered,
		"1: 4 3\n2: 5/5\n3: 1, 2": numbered,
		"1. 4 3\n2. 5 5\n3. 1 2":  numbered,
		"1) 4 и 3\n2) 5х5\n3) 1;2\n\nС уважением,\nАнна": numbered,
		"Hi,\n\n1 - 4 3\n2 - 5 5\n3 - 1 2\n\nBest,\nTom": numbered,
		"12) 4 3":       "s12=4 3",
		"2) don't know": "s2=unknown",
		"3) не знаю":    "s3=unknown",
	} {
		r := Read(text, Context{Questions: questions, Locale: "en"})
		if got := given(r); got != want || len(r.Problems) > 0 {
			t.Errorf("%q is read as %q with %q, want %q", text, got, r.Problems, want)
		}
	}
	for _, text := range []string{"1) 4", "1) 6 3", "1) 0 3", "1) four", "1) 4 3 2", "1) 4.5 3"} {
		r := Read(text, Context{Questions: questions, Locale: "ru"})
		if len(r.Answers) > 0 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0], "4 3") {
			t.Errorf("%q is read as %q with %q", text, given(r), r.Problems)
		}
	}
}

// A line a statement, in their order, as somebody types who has no patience for numbers.
func TestMarksInTheOrderOfTheStatements(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{{ID: "s1", Kind: partnership.KindMarks}, {ID: "s2", Kind: partnership.KindMarks}, {ID: "s3", Kind: partnership.KindMarks}}
	for text, want := range map[string]string{
		"4 3\n5 5\n1 2":        "s1=4 3 s2=5 5 s3=1 2",
		"4 3\n5 5\n1 2\n\nTom": "s1=4 3 s2=5 5 s3=1 2",
	} {
		if r := Read(text, Context{Questions: questions, Locale: "en"}); given(r) != want {
			t.Errorf("%q is read as %q with %q", text, given(r), r.Problems)
		}
	}
	if r := Read("4 3\n5 5", Context{Questions: questions, Locale: "en"}); len(r.Answers) > 0 || len(r.Problems) == 0 {
		t.Errorf("of three statements two are marked: %q with %q", given(r), r.Problems)
	}
}

func TestStatementsThatMeanTheSame(t *testing.T) {
	t.Parallel()
	q := partnership.Question{ID: "same", Kind: partnership.KindSame, Choices: []string{
		"strength", "strength", "strength", "weakness", "weakness", "opportunity", "opportunity", "threat", "threat",
	}}
	for text, want := range map[string]string{
		"1=3": "1=3", "1=3, 4=5": "1=3 4=5", "1=3\n4=5": "1=3 4=5", "1) 1=3": "1=3", "1) 4=5": "4=5", "1: 1=2=3": "1=2=3", "6=7 и 8=9": "6=7 8=9",
		"Hi,\n\n1=2\n8 = 9\n\nBest regards,\nTom": "1=2 8=9", "none": "-", "None.": "-", "нет": "-", "don't know": "unknown",
	} {
		r := Read(text, Context{Questions: []partnership.Question{q}, Locale: "en"})
		if got, _ := strings.CutPrefix(given(r), "same="); got != want || len(r.Problems) > 0 {
			t.Errorf("%q is read as %q with %q, want %q", text, got, r.Problems, want)
		}
	}
	for text, want := range map[string]string{
		"1=12": "number that no line has", "1=0": "number that no line has", "3=4": "different fields", "1=3, 5=6": "different fields",
		"1=2 because both are about speed": "3=7", "1 and 2": "3=7", "1 and 2 are not the same": "3=7", "the first two": "3=7",
	} {
		r := Read(text, Context{Questions: []partnership.Question{q}, Locale: "en"})
		if len(r.Answers) > 0 || !slices.ContainsFunc(r.Problems, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("%q is read as %q with %q", text, given(r), r.Problems)
		}
	}
}

func given(r Result) string {
	var list []string
	for _, a := range r.Answers {
		list = append(list, a.Question+"="+a.Value.String())
	}
	return strings.Join(list, " ")
}
