package understand

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

// TestWhoComesIsReadFromAnswersThatOutlookHides reads the subject of an answer whose calendar
// entry only Outlook could read. Without one of its words the writer hears what helps.
func TestWhoComesIsReadFromAnswersThatOutlookHides(t *testing.T) {
	t.Parallel()
	attend := []partnership.Question{
		{ID: partnership.QuestionAttend, Kind: partnership.KindYesNo, Text: "Will you be there?"},
		{ID: "point", Kind: partnership.KindText, Text: "What should be on the agenda?", Optional: true},
	}
	mail := func(subject, body string) string {
		return "From: Lars <lars@fjordmail.example>\nSubject: " + subject + "\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + body +
			"\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx\n--b--\n"
	}
	for _, c := range []struct {
		subject, body, locale string
		questions             []partnership.Question
		want, problem         string
	}{
		{"Accepted: steering", "", "en", attend, "attend = yes", ""},
		{"Declined: steering", "", "en", attend, "attend = no", ""},
		{"Tentative: steering", "", "en", attend, "attend = unknown", ""},
		{"Принято: steering", "", "ru", attend, "attend = yes", ""},
		{"Отклонено: steering", "", "ru", attend, "attend = no", ""},
		{"Под вопросом: steering", "", "ru", attend, "attend = unknown", ""},
		{"Accepted: steering", "no, I am on the road", "en", attend, "attend = no", ""}, // words beat the subject
		{"New Time Proposed: steering", "", "en", attend, "", "set the format of your mail"},
		{"Re: steering", "", "ru", attend, "", "формат HTML"},
		{"Accepted: the figures", "", "en", checkIn, "", "set the format of your mail"}, // nobody asks whether they come
	} {
		u := Understand(Read([]byte(mail(c.subject, c.body))), Context{Questions: c.questions, Locale: c.locale})
		if got := summary(Understanding{Answers: u.Answers}); got != c.want || (c.problem == "") != (len(u.Problems) == 0) || c.problem != "" && !strings.Contains(u.Problems[0], c.problem) {
			t.Errorf("%q with %q: %s, problems %q", c.subject, c.body, got, u.Problems)
		}
	}
}

// TestWhoComesPerhapsNeedNotSayYesOrNo: the invitation offers it.
func TestWhoComesPerhapsNeedNotSayYesOrNo(t *testing.T) {
	t.Parallel()
	attend := []partnership.Question{{ID: partnership.QuestionAttend, Kind: partnership.KindYesNo, Text: "Will you be there?"}}
	for text, want := range map[string]string{
		"maybe": "attend = unknown", "Maybe, I may be late": "attend = unknown", "1) perhaps": "attend = unknown", "может быть, опоздаю": "attend = unknown",
	} {
		if got := summary(Understanding{Answers: Text(text, Context{Questions: attend, Locale: "en"}).Answers}); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
