package answer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
)

// TestAYesWithoutANumberIsToAllThatAreAskedAlike reads answers to one mail of four
// partnerships that welcome somebody.
func TestAYesWithoutANumberIsToAllThatAreAskedAlike(t *testing.T) {
	t.Parallel()
	var questions []partnership.Question
	for i := range 4 {
		questions = append(questions, partnership.Question{ID: fmt.Sprint(i + 1), Kind: partnership.KindTask, ForAll: true, Text: "Is this what you are here for?"})
	}
	const all = "1=yes 2=yes 3=yes 4=yes"
	for text, want := range map[string]string{
		"yes": all, "Yes.": all, "да": all, "Да!": all, "all yes": all, "yes to all": all, "Yes, all right": all, "Да, всё верно": all, "Да, все верно.": all,
		"Hello,\n\nyes, that's right.\n\nBest,\nAda": all,
		"Yes.\n2: no, that is Anna's part":           "2=no",
		"1 yes, 2 no, that is Anna's part, 3-4 yes":  "1=yes 2=no 3=yes 4=yes",
		"1: да\n2: нет, это Анна\n3-4 да":            "1=yes 2=no 3=yes 4=yes",
		"no":            "",
		"yes, except 2": "",
		"yes, if somebody tells me what Kettle makes": "",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, a := range Read(text, Context{Questions: questions, Locale: "en"}).Answers {
				got = append(got, fmt.Sprintf("%s=%s", a.Question, a.Value))
			}
			if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	lists := slices.Clone(questions)
	for i := range lists {
		lists[i].ForAll = false
	}
	if r := Read("yes", Context{Questions: lists, Locale: "en"}); len(r.Answers) > 0 {
		t.Errorf("a yes to a list of other things was taken for %v", r.Answers)
	}
}
