package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// The last word counts where words say so; without them two values stay open.
func TestCorrectionsTakeThePlaceOfWhatStoodBefore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"I wrote 72, make that 75", "75"},
		{"72, sorry, 75", "75"},
		{"72... no, 75", "75"},
		{"Please ignore my 72 - it is 75.", "75"},
		{"75, not 72", "75"},
		{"not 72 but 75", "75"},
		{"please replace 72 by 75", "75"},
		{"yesterday 40, today 46", "46"},
		{"up from 40 to 46", "46"},
		{"72\n\nP.S. make it 75", "75"},
		{"вчера 40, сегодня уже 46", "46"},
		{"было 40 стало 46", "46"},
		{"72, точнее 75", "75"},
		{"исправьте 72 на 75", "75"},
		{"72\nой, 75 конечно", "75"},
		{"46, вчера ошиблась, было 45", "46"},
		{"85 + 45 = 130", "130"},
		{"61, the plan said 70", "61"},
		{"46. Хотя возможно 45", ""},
		{"72\n75", ""},
		{"I reported 72 but the CRM had duplicates, 70 is the clean number", ""},
		{"CRM says 130, our own sheet says 142.", ""},
		{"72 was wrong, please do not use it", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			got, why := readAnswer(change, prose.Normalise(c.text), Context{Locale: localeRussian, Today: cadence.Date{Year: 2026, Month: 3, Day: 11}})
			switch {
			case c.want == "" && why == understood:
				t.Errorf("read as %s, want it asked back", got.value)
			case c.want != "" && (why != understood || got.value.String() != c.want):
				t.Errorf("got %s, reason %d, want %s", got.value, why, c.want)
			}
		})
	}
}

func TestRoughFiguresAreTakenAndCalledThat(t *testing.T) {
	t.Parallel()
	for text, rough := range map[string]bool{
		"about 130": true, "~130": true, "130-ish": true, "at least 130": true, "130, not final": true, "130 (preliminary)": true,
		"около 130": true, "примерно 130": true, "предварительно 130": true, "не менее 130": true, "130, ещё уточняем": true,
		"130": false, "exactly 130": false, "ровно 130": false,
	} {
		got, why := readAnswer(leads, prose.Normalise(text), Context{Locale: localeRussian})
		if why != understood || got.rough != rough {
			t.Errorf("%q: rough %t, reason %d, want rough %t", text, got.rough, why, rough)
		}
	}
}

func TestValuesFarOffTheCourseAreUnlikely(t *testing.T) {
	t.Parallel()
	q := change
	q.Last, q.Target = dec("120"), dec("130")
	for text, unlikely := range map[string]bool{"130": false, "12000": false, "130000": true, "-5": true, "0": false} {
		u := Read(text, Context{Questions: []partnership.Question{q}, Locale: "en"})
		if len(u.Answers) != 1 || u.Answers[0].Unlikely != unlikely {
			t.Errorf("%q: %+v, want unlikely %t", text, u.Answers, unlikely)
		}
	}
}

// What says more than the figure or the day stays open.
func TestAFigureOfAnotherThingStaysOpen(t *testing.T) {
	t.Parallel()
	tons, share := leads, otif
	tons.Unit, tons.Text = "t", "How many tonnes did you deliver this month?"
	share.Unit = "%"
	for _, text := range []string{"3 tonnes a day", "12 t per week", "61 truckloads", "40 t last month", "8 man-days", "130 in Poland", "up three points", "a couple of dozen", "пара десятков"} {
		if got, why := readAnswer(tons, prose.Normalise(text), Context{Locale: "en"}); why == understood {
			t.Errorf("%q was read as %s", text, got.value)
		}
	}
	for _, text := range []string{"0.4", ".4", "47 deliveries", "3‰", "3 of 25", "+2 pp"} {
		if got, why := readAnswer(share, prose.Normalise(text), Context{Locale: "en"}); why == understood {
			t.Errorf("%q was read as %s %%", text, got.value)
		}
	}
	today := cadence.Date{Year: 2026, Month: 3, Day: 11}
	for _, text := range []string{"ping me after the 10th", "slipped from the 9th, new day unknown", "invoice dated 7 May", "the meeting is on 7 May", "27 April for the first site", "готов с 3 марта", "end of next week"} {
		if d, _, why := readDate(due, text, today); why == understood {
			t.Errorf("%q was read as %s", text, d)
		}
	}
}
