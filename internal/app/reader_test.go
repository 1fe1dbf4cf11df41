package app

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

// TestWhatCannotBeReadIsAnAnswerToAskBack: it reaches whoever asked, with the
// sentence that the receipt will hold.
func TestWhatCannotBeReadIsAnAnswerToAskBack(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{{ID: "mql", Kind: partnership.KindNumber, Text: "Leads"}}
	for name, c := range map[string]struct{ mail, locale, want string }{
		"encrypted":           {"Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/octet-stream\n\nx\n--b--\n", "en", "came encrypted"},
		"a file":              {"Content-Type: application/pdf; name=plan.pdf\n\nx", "en", `only the attachment "plan.pdf"`},
		"a file, for Russian": {"Content-Type: application/pdf; name=plan.pdf\n\nx", "ru", `только вложение "plan.pdf"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mail := reader{own: "rapport@ops.example"}.Read([]byte("From: ada@tea.example\n" + c.mail))
			if class := mail.Envelope().Class; class != activities.MailReply {
				t.Fatalf("class %s", class)
			}
			said := mail.Understand(activities.ReplyContext{Questions: questions, Locale: c.locale})
			if len(said.Answers) > 0 || len(said.Problems) != 1 || !strings.Contains(said.Problems[0], c.want) {
				t.Errorf("answers %v, problems %q", said.Answers, said.Problems)
			}
		})
	}
}

// What is heard as a command about one thing where nothing of that kind is asked.
func TestDoneAndExtendAreHeardWhereTheyCanAnswerNothing(t *testing.T) {
	t.Parallel()
	const both = "DONE EXTEND"
	kind := func(kinds ...partnership.QuestionKind) []partnership.Question {
		var list []partnership.Question
		for _, k := range kinds {
			list = append(list, partnership.Question{ID: string(k), Kind: k, Text: string(k)})
		}
		return list
	}
	for name, c := range map[string]struct {
		workflow string
		asked    []partnership.Question
		want     string
	}{
		"a list of things":            {"duo/commitments", kind(partnership.KindTask), both},
		"figures":                     {"duo/check-in/weekly/2026-12-01", kind(partnership.KindNumber, partnership.KindText), both},
		"figures and a yes":           {"duo/check-in/weekly/2026-12-01", kind(partnership.KindNumber, partnership.KindYesNo), "EXTEND"},
		"two that a yes answers":      {"duo/check-in/weekly/2026-12-01", kind(partnership.KindYesNo, partnership.KindNumber, partnership.KindYesNo), both},
		"a day":                       {"duo/check-in/weekly/2026-12-01", kind(partnership.KindNumber, partnership.KindDate), "DONE"},
		"a mail that asks nothing":    {"duo/check-in/weekly/2026-12-01", nil, ""},
		"one thing, by nobody's kind": {"duo", kind(partnership.KindTask, partnership.KindTask), ""},
	} {
		var got []string
		for _, name := range itemsIn(kinds.All(), c.workflow, c.asked) {
			got = append(got, string(name))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: heard are %v, want %s", name, got, c.want)
		}
	}
}
