package app

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
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
