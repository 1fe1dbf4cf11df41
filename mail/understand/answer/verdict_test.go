package answer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func optional(id string, kind partnership.QuestionKind, text string) partnership.Question {
	return partnership.Question{ID: id, Kind: kind, Text: text, Optional: true}
}

// What milestones ask: whether it is done, whether it is accepted; and what they
// ask whoever is late.
var (
	dueEnglish = []partnership.Question{
		{ID: "done", Kind: partnership.KindYesNo, Text: `Is "Attribution rules signed" done?`},
		optional("day", partnership.KindDate, "If not: by which day?"),
		optional("evidence", partnership.KindText, "What shows it?"),
	}
	dueRussian = []partnership.Question{
		{ID: "done", Kind: partnership.KindYesNo, Text: "Этап «Сайт» выполнен?"},
		optional("day", partnership.KindDate, "Если нет: к какому дню?"),
		optional("evidence", partnership.KindText, "По чему это видно?"),
	}
	lateEnglish = append(dueEnglish[:3:3], optional("plan", partnership.KindText, "What is in the way, and what do you do about it?"))

	acceptEnglish = []partnership.Question{
		{ID: "accept", Kind: partnership.KindYesNo, Text: "Do you accept it?"}, optional("missing", partnership.KindText, "If not: what is missing?"),
	}
	acceptRussian = []partnership.Question{
		{ID: "accept", Kind: partnership.KindYesNo, Text: "Вы принимаете результат?"}, optional("missing", partnership.KindText, "Если нет: чего не хватает?"),
	}
)

// TestAVerdictIsReadWithWhatFollowsFromIt has answers given in one breath, on a
// Friday.
func TestAVerdictIsReadWithWhatFollowsFromIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		questions []partnership.Question
		text      string
		want      string // answers and commands; "" is open
	}{
		{"bare", dueEnglish, "done", "done = yes"},
		{"bare, in Russian", dueRussian, "готово", "done = yes"},
		{"bare no", dueEnglish, "No.", "done = no"},
		{"yes with what shows it", dueEnglish, "Done, the signed copy is in the shared folder", "done = yes\nevidence = the signed copy is in the shared folder"},
		{"over since", dueRussian, "Сделали вчера", "done = yes"},
		{"over since a weekday", dueRussian, "Сделали в понедельник", "done = yes"},
		{"to be done on a weekday", dueRussian, "Сделаем в понедельник", "day = 2026-02-16"},
		{"time is needed", dueEnglish, "We need until 5 March", "day = 2026-03-05"},
		{"not yet, and time is needed", dueEnglish, "Not yet, we need until 5 March", "done = no\nday = 2026-03-05"},
		{"not yet, in Russian", dueRussian, "Пока нет, нужно до 5 марта", "done = no\nday = 2026-03-05"},
		{"asked for time", dueRussian, "Можно нам ещё до 24 февраля?", "day = 2026-02-24"},
		{"a future is no yes", dueEnglish, "It will be done by Friday", "day = 2026-02-20"},
		{"no and a day look like a number", dueEnglish, "No. 27 Feb.", "done = no\nday = 2026-02-27"},
		{"nobody knows when", dueEnglish, "No, not yet, don't know when", "done = no\nday = unknown"},
		{"a yes and a day to come", dueEnglish, "Yes, by Monday", ""},
		{"a part", dueEnglish, "Done except the annex, by Monday", ""},
		{"something still to come", dueEnglish, "Done, pending approval by their legal", ""},
		{"only a guess", dueEnglish, "Perhaps, by Monday", ""},
		{"somebody else has to", dueEnglish, "Please sign by 20 February", ""},
		{"two days", dueEnglish, "20 or 21 Feb", ""},
		{"not before", dueEnglish, "Not before 20 Feb", ""},
		{"a hindrance follows from a no", lateEnglish, "No, the lawyers still have it. 5 March.", "done = no\nday = 2026-03-05\nplan = the lawyers still have it"},
		{"what shows it follows from a yes", lateEnglish, "Done, copy is in the folder", "done = yes\nevidence = copy is in the folder"},

		{"no with what is missing", acceptEnglish, "No, page 2 is missing", "accept = no\nmissing = page 2 is missing"},
		{"no with what is missing, in Russian", acceptRussian, "Нет, не хватает подписи", "accept = no\nmissing = не хватает подписи"},
		{"a list of what is missing", acceptEnglish, "No!\n\n- no logo on page 1\n- prices from 2024", "accept = no\nmissing = - no logo on page 1 | - prices from 2024"},
		{"a reason that nobody understands", acceptEnglish, "We do not accept it. The trade fair is on the 3rd.", "accept = no\nmissing = The trade fair is on the 3rd"},
		{"thanks are no remark", acceptEnglish, "I accept it, thanks for the good work!", "accept = yes"},
		{"a condition", acceptEnglish, "Yes, if page 2 is added by Monday", ""},
		{"a condition below", acceptEnglish, "Yes\nbut page 2 must be fixed", ""},
		{"all good is no plain no", acceptEnglish, "No, all good", ""},
		{"a question back", acceptEnglish, "Why do you ask?", ""},

		{"done as a command", dueEnglish, "DONE signed copy is in the shared folder", "DONE signed copy is in the shared folder"},
		{"done as a command with thanks", dueEnglish, "DONE, thanks", "DONE"},
		{"done as a name", dueEnglish, "DONE: no", "done = no"},
		{"done, but not before tomorrow", dueRussian, "ГОТОВО: завтра", "day = 2026-02-14"},
		{"a longer time", dueEnglish, "EXTEND to 20 Feb", "EXTEND 2026-02-20"},
		{"a longer time till a weekday", dueEnglish, "EXTEND until Friday", "EXTEND 2026-02-20"},
		{"a longer time, in Russian", dueRussian, "ПРОДЛИТЬ до 20 февраля", "EXTEND 2026-02-20"},
		{"a longer time, in small letters", dueRussian, "Продлить до 20 февраля", "EXTEND 2026-02-20"},
		{"a span", dueEnglish, "EXTEND 5d", "EXTEND 5d"},
		{"a span, in Russian", dueRussian, "ПРОДЛИТЬ на 5 дней", "EXTEND на 5 дней"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Context{
				Questions: c.questions, Locale: "en", Today: cadence.Date{Year: 2026, Month: 2, Day: 13},
				Item: []partnership.CommandName{partnership.CommandDone, partnership.CommandExtend},
			})
			if r.Promise != nil {
				t.Errorf("%q promises an answer", c.text)
			}
			said, _, _ := strings.Cut(summary(r), "! ")
			if diff := cmp.Diff(c.want, strings.TrimSpace(said)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.text, diff)
			}
			if c.want == "" && len(r.Problems) == 0 {
				t.Errorf("%q is neither taken nor asked about", c.text)
			}
		})
	}
}

// TestTimeThatIsNeededIsAPromiseWhereNoDayIsAsked tells a mail that asks by which
// day from others.
func TestTimeThatIsNeededIsAPromiseWhereNoDayIsAsked(t *testing.T) {
	t.Parallel()
	r := Read("We need until 5 March", Context{Questions: acceptEnglish, Locale: "en", Today: cadence.Date{Year: 2026, Month: 2, Day: 13}})
	if r.Promise == nil || r.Promise.Until.String() != "2026-03-05" || len(r.Answers) > 0 {
		t.Errorf("answers %v, promise %v; want a promise until 2026-03-05", r.Answers, r.Promise)
	}
}
