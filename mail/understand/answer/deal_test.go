package answer

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// TestWhatIsSaidOfOneQuestionIsNotTakenForAnother deals check-ins in one breath, on
// Friday 30 January 2026. Each line is a kind of value that was once given to the
// wrong question, or taken though it was none.
func TestWhatIsSaidOfOneQuestionIsNotTakenForAnother(t *testing.T) {
	t.Parallel()
	figure := func(id, text, unit string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindNumber, Text: text, Unit: unit}
	}
	churn := figure("churn", "How many customers cancelled?", "customers")
	nps := partnership.Question{ID: "nps", Kind: partnership.KindNPS, Text: "How likely are you to recommend us (0-10)?"}
	humidity, alarms := figure("humidity", "How high was the humidity?", "%"), figure("alarms", "How many alarms went off?", "alarms")
	ontime := partnership.Question{ID: "ontime", Kind: partnership.KindYesNo, Text: "Will you finish on time?"}
	stop := partnership.Question{ID: "stop", Kind: partnership.KindText, Text: "Is there anything that holds you back?"}
	next := partnership.Question{ID: "next", Kind: partnership.KindText, Text: "What is the next step?"}
	problems := partnership.Question{ID: "problems", Kind: partnership.KindYesNo, Text: "Are there any problems?"}
	material := partnership.Question{ID: "material", Kind: partnership.KindYesNo, Text: "Do you have all the material you need?"}
	revenue := partnership.Question{ID: "revenue", Kind: partnership.KindMoney, Text: "Какой была выручка за прошлый месяц?", Unit: "тыс ₽"}
	deals := figure("deals", "Сколько сделок закрыли?", "сделок")
	for _, c := range []struct {
		name      string
		questions []partnership.Question
		text      string
		want      string
		until     string // the day of a promise
	}{
		{"what the writer adds of themselves", []partnership.Question{churn, nps}, "churn was two customers, and I'd give you an 8", "churn = 2\nnps = 8", ""},
		{"a figure before a name is that name's", []partnership.Question{humidity, alarms}, "humidity was fine (55 %) and two alarms went off, both false", "humidity = 55\nalarms = 2", ""},
		{"the reason of a no is no text", []partnership.Question{ontime, stop}, "No, we need about a week longer.", "ontime = no", ""},
		{"a label in the question's own words", []partnership.Question{churn, next}, "Churn 2. Next step: site survey in Rotterdam.", "churn = 2\nnext = site survey in Rotterdam.", ""},
		{"a farewell is no text", []partnership.Question{churn, next}, "Churn 2. Next step: site survey. Warmly yours, Ada", "churn = 2\nnext = site survey.", ""},
		{"a role and a name below are no text", []partnership.Question{churn, next}, "churn: 2\nnext: site survey\n\nTomasz, shift B", "churn = 2\nnext = site survey", ""},
		{"problems named behind their label", []partnership.Question{churn, problems}, "churn 2, problems: the headsets", "churn = 2\nproblems = yes", ""},
		{"solved problems behind their label", []partnership.Question{churn, problems}, "churn 2, problems: all solved", "churn = 2", ""},
		{"an exception behind a no", []partnership.Question{churn, problems}, "churn 2. No problems, apart from the rain.", "churn = 2", ""},
		{"what is missing says that not all is there", []partnership.Question{churn, material}, "churn 2. Material: the badges are still missing.", "churn = 2\nmaterial = no", ""},
		{"nothing that is missing says nothing of the kind", []partnership.Question{churn, material}, "churn 2. Material: nothing is missing.", "churn = 2", ""},
		{"nobody knows several figures", []partnership.Question{churn, alarms}, "No idea about churn or alarms, Kim does those", "churn = unknown\nalarms = unknown", ""},
		{"what was names no question", []partnership.Question{deals, revenue}, "Сделок 6, было 7. Выручка 760, было 650.", "deals = 6\nrevenue = 760", ""},
		{"who is still at it does not know", []partnership.Question{deals, revenue}, "Сделок 6\nВыручка - бухгалтерия ещё не дала", "deals = 6\nrevenue = unknown", ""},
		{"names stand before their figures, misspelt", []partnership.Question{churn, humidity, alarms}, "churn 2 humidty 55 alrams 3", "churn = 2\nhumidity = 55\nalarms = 3", ""},
		{"names stand behind their figures", []partnership.Question{churn, alarms, nps}, "2 customers cancelled 3 alarms went off nps 8", "churn = 2\nalarms = 3\nnps = 8", ""},
		{"what is withheld is neither none nor unknown", []partnership.Question{deals, revenue}, "Сделок 6. Выручку не раскрываем, это коммерческая тайна.", "deals = 6", ""},
		{"digits with a space are one figure", []partnership.Question{deals, revenue}, "Закрыли 1 900 сделок, выручка 760 тысяч", "deals = 1900\nrevenue = 760", ""},
		{"a point for another one's name", []partnership.Question{churn, nps}, "I can only give you the churn today, it's 4.", "churn = 4", ""},
		{"how sure somebody is, in other words", []partnership.Question{churn, nps}, "churn 2. And I'd give you a solid nine.", "churn = 2\nnps = 9", ""},
		{"only the rest is well", []partnership.Question{churn, problems}, "churn 2. One machine hums, the rest is fine.", "churn = 2", ""},
		{"a lead before a list", []partnership.Question{churn, alarms}, "Hello from Leith, in short: 2 customers cancelled, alarms 3", "churn = 2\nalarms = 3", ""},
		{"a weekday keeps its time of day", []partnership.Question{deals, revenue}, "В понедельник после обеда пришлю цифры.", "", "2026-02-02"},
		{"the day of an old plan is no promise's", []partnership.Question{deals, revenue}, "Планировали 25-го, но не успеваем, цифры пришлём.", "", "0000-00-00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Context{Questions: c.questions, Locale: "en", Today: cadence.Date{Year: 2026, Month: 1, Day: 30}})
			r.Problems = nil
			if diff := cmp.Diff(c.want, summary(r)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.text, diff)
			}
			switch {
			case (r.Promise != nil) != (c.until != ""):
				t.Errorf("%q: promise %v, want until %q", c.text, r.Promise, c.until)
			case r.Promise != nil && r.Promise.Until.String() != c.until:
				t.Errorf("%q: promise until %s, want %s", c.text, r.Promise.Until, c.until)
			}
		})
	}
}

// TestAnotherValueBesideAFigureLeavesItOpen tells what is only usual, possible or
// off by so much from the figure itself.
func TestAnotherValueBesideAFigureLeavesItOpen(t *testing.T) {
	t.Parallel()
	days := partnership.Question{ID: "days", Kind: partnership.KindNumber, Text: "How many days will it take?", Unit: "days"}
	for text, want := range map[string]string{
		"14 days, give or take two": "14", "14 дней, плюс-минус два": "14", "9, with better coffee it would have been a 10": "9",
		"5, should be 6": "", "14, а при предоплате 12": "", "14 or 12": "",
	} {
		r := Read(text, Context{Questions: []partnership.Question{days}, Locale: "en"})
		got := ""
		if len(r.Answers) > 0 {
			got = r.Answers[0].Value.String()
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
