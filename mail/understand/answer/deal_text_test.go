package answer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWhatIsLeftOverAnswersTheQuestionForText deals check-ins in one breath: what no
// figure takes is the answer in words, if it can be nothing else.
func TestWhatIsLeftOverAnswersTheQuestionForText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"behind the last answer", "12 visits, revenue 30k, confidence 7. The new crane is late again.", "The new crane is late again"},
		{"with its name and a stroke", "12 visits, revenue 30k, confidence 7, blockers: the crane", "the crane"},
		{"with its name as the subject", "12 visits, revenue 30k, confidence 7. What's in our way is the crane.", "What's in our way is the crane"},
		{"several sentences", "12 visits, revenue 30k, confidence 7. The crane is late. Nobody knows why.", "The crane is late. Nobody knows why"},
		{"small talk is no answer", "12 visits, revenue 30k, confidence 7. Have a nice weekend!", ""},
		{"a figure is no prose while one is missing", "12 visits, confidence 7. We had 30 of those.", ""},
		{"a question back is no answer", "12 visits, revenue 30k, confidence 7. Did you get the invoice?", ""},
		{"a promise about it is none", "12 visits, revenue 30k, confidence 7. As to the obstacles, I'll send you a list on Monday.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Context{Questions: joinEnglish, Locale: "en"})
			got := ""
			for _, a := range r.Answers {
				if a.Question == "blockers" {
					got = strings.TrimRight(a.Value.String(), ".")
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

func TestNoneIsToldFromWhatOnlyHoldsANo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"none": true, "Nothing at the moment": true, "нет": true, "никаких": true, "the crane": false, "": false,
		"no crane, no driver, no diesel and nobody at the gate": false,
	} {
		if got := isNone(text); got != want {
			t.Errorf("isNone(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestSmilesBehindASentenceAreNotKept(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"the crane :)": "the crane", "the crane))": "the crane", "the crane (again)": "the crane (again)", "and the crane": "the crane",
	} {
		if got := valueOf(text, span{end: len(text)}); got != want {
			t.Errorf("%q is kept as %q, want %q", text, got, want)
		}
	}
}
