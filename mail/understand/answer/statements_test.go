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

// What people put into a SWOT is read by the number of its line or by the name of its field,
// and whoever sees nothing has answered, too.
func TestStatementsOfASWOT(t *testing.T) {
	t.Parallel()
	var questions []partnership.Question
	for _, id := range []string{"strength", "weakness", "opportunity", "threat", "strength-2"} {
		questions = append(questions, partnership.Question{ID: id, Kind: partnership.KindText, Text: "What do you see, and how does it show?", Lasting: true, Optional: id == "strength-2"})
	}
	for text, want := range map[string]string{
		"1) Fast answers: within a day\n2) No budget\n3) nothing\n4) A rival: 3 of 5 clients asked": "strength=Fast answers: within a day weakness=No budget opportunity=nothing threat=A rival: 3 of 5 clients asked",
		"1: Быстрые ответы, потому что есть дежурный\n2: Денег нет\n3: нет\n4: не вижу угроз":       "strength=Быстрые ответы, потому что есть дежурный weakness=Денег нет opportunity=нет threat=не вижу угроз",
		"Strength: fast answers\nThreat: a rival\n\nBest,\nTom":                                     "strength=fast answers threat=a rival",
		"1) Trust\n5) Threats are told early":                                                       "strength=Trust strength-2=Threats are told early",
	} {
		if r := Read(text, Context{Questions: questions, Locale: "en"}); given(r) != want || len(r.Problems) > 0 {
			t.Errorf("%q is read as %q with %q, want %q", text, given(r), r.Problems, want)
		}
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
