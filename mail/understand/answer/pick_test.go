package answer

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// which asks to pick from a list of five.
func which() partnership.Question {
	lowest, highest := decimal.NewFromInt(1), decimal.NewFromInt(5)
	return partnership.Question{ID: "remarks", Kind: partnership.KindPick, Text: "Which of the numbered remarks do you take up?", Min: &lowest, Max: &highest, Optional: true}
}

func TestReadPick(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1, 3": "1, 3", "3": "3", "1,3": "1, 3", "3 and 1": "1, 3", "1, 2, and 5": "1, 2, 5", "1 и 3": "1, 3", "1; 3.": "1, 3", "1 & 3": "1, 3",
		"#1, #3": "1, 3", "№1 и №3": "1, 3", "2-4": "2, 3, 4", "1, 3–5": "1, 3, 4, 5", "1, 1": "1", "remarks 1 and 3": "1, 3", "Замечания 1 и 3": "1, 3",
		"We take up 1 and 3": "1, 3", "Возьмём 1 и 3": "1, 3", "remark 2": "2", "1, 3. Thanks!": "1, 3",
		"all": "1, 2, 3, 4, 5", "All of them.": "1, 2, 3, 4, 5", "все": "1, 2, 3, 4, 5", "Всё": "1, 2, 3, 4, 5", "все замечания": "1, 2, 3, 4, 5", "we take up all": "1, 2, 3, 4, 5",
		"none": "none", "None of them": "none", "нет": "none", "ни одного": "none", "ничего": "none", "No.": "none",
		"don't know": "unknown", "не знаю": "unknown",
		// What could be something else is asked back.
		"6": "beyond", "0": "beyond", "1, 7": "beyond", "4-9": "beyond", "1,000": "beyond", "12": "beyond",
		"1 of 5": "unclear", "2 of them": "unclear", "3 remarks": "unclear", "1/5": "unclear", "1.3": "unclear", "not 3": "unclear", "all but 2": "unclear", "все, кроме 2": "unclear",
		"1, maybe 3": "unclear", "1 and 3, not 2": "unclear", "4-2": "unclear", "1 - 3": "unclear", "-1": "unclear", "1 3rd": "unclear", "no 3": "unclear", "1 3": "unclear", "4 1, 3": "unclear", "2 calls a week": "unclear", "1, 3 on Monday": "unclear",
		"yes": "nothing", "some": "nothing", "the first": "nothing", "A call each Monday": "nothing", "not all": "nothing", "all going to plan": "nothing", "не все": "nothing",
	} {
		r, why := readAnswer(which(), text, Context{Locale: "en"})
		got := map[reason]string{understood: r.value.String(), reasonPickBeyond: "beyond", reasonPick: "unclear", reasonNoPick: "nothing"}[why]
		if got != want {
			t.Errorf("%q is read as %q (%d), want %q", text, got, why, want)
		}
	}
}

// ofTheLeads asks what is done by when, or why nothing; which of five remarks are taken up,
// and why not the others.
func ofTheLeads() []partnership.Question {
	return []partnership.Question{
		{ID: "do", Kind: partnership.KindText, Text: "What will your side do about it?"},
		{ID: "by", Kind: partnership.KindDate, Text: "By which day?", Optional: true},
		{ID: "why-not", Kind: partnership.KindText, Text: "If nothing: why?", Optional: true},
		which(),
		{ID: "why-not-others", Kind: partnership.KindText, Text: "Why not the others?", Optional: true},
	}
}

// A reply gives each question its own, and a number that could be meant for another
// thing is recorded nowhere.
func TestPicksAmongOtherAnswers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1, 3":               "remarks=1, 3",
		"1 and 3":            "remarks=1, 3",
		"1 и 3":              "remarks=1, 3",
		"2":                  "remarks=2",
		"all":                "remarks=1, 2, 3, 4, 5",
		"4) 1, 3":            "remarks=1, 3",
		"4) 1 and 3":         "remarks=1, 3",
		"4: 1,3":             "remarks=1, 3",
		"4. 2":               "remarks=2",
		"4) все":             "remarks=1, 2, 3, 4, 5",
		"4) none":            "remarks=none",
		"remarks: 1, 3":      "remarks=1, 3",
		"remarks 1 and 3":    "remarks=1, 3",
		"We take up 1 and 3": "remarks=1, 3",
		"1) A call each Monday\n2) 8 Dec 2026\n4) 1, 3\n5) No budget": "do=A call each Monday|by=2026-12-08|remarks=1, 3|why-not-others=No budget",
		"1) A call each Monday; 2) 8 Dec 2026; 4) 1, 3":               "do=A call each Monday|by=2026-12-08|remarks=1, 3",
		"1) A call each Monday\n4) 2":                                 "do=A call each Monday|remarks=2",
		"4) 1, 3\nThe others cost too much":                           "remarks=1, 3|why-not-others=The others cost too much",
		"4 1, 3":                                                      "?4", "1 3": "?4", "3, and a call each Monday": "?I",
		"4) 2\n\nBest regards,\nLars":                           "remarks=2",
		"4) 1, 3\n5) they cost too much before spring":          "remarks=1, 3|why-not-others=they cost too much before spring",
		"3) We have no budget before spring":                    "why-not=We have no budget before spring",
		"5) We have no budget before spring":                    "why-not-others=We have no budget before spring",
		"1) A call\n4) 1, 7":                                    "do=A call|?4",
		"1) A call each Monday at nine; 2) 8 Dec 2026; 4) 1, 3": "do=A call each Monday at nine|by=2026-12-08|remarks=1, 3",
		"1) Созвон каждый понедельник в девять; 2) 8 декабря 2026 г.; 4) 1, 3": "do=Созвон каждый понедельник в девять|by=2026-12-08|remarks=1, 3",
		"4) 7":            "?4",
		"4) 1, maybe 3":   "?4",
		"4) some of them": "?4",
		"1) 1, 3":         "?1",
		"1) 3":            "?1",
		"4) 1\n4) 3":      "?4",
	} {
		r := Read(text, Context{Questions: ofTheLeads(), Locale: "en", Today: cadence.Date{Year: 2026, Month: 12, Day: 1}})
		var got []string
		for _, a := range r.Answers {
			got = append(got, a.Question+"="+a.Value.String())
		}
		for _, p := range r.Problems {
			got = append(got, "?"+p[:1])
		}
		if line := strings.Join(got, "|"); line != want {
			t.Errorf("%q is read as %s, want %s\n%v", text, line, want, r.Problems)
		}
	}
}

func TestWhatIsNoPickIsAskedBackWithWhatWasSeen(t *testing.T) {
	t.Parallel()
	for locale, want := range map[string]string{
		"en": `4) Which of the numbered remarks do you take up? "1, 7" has a number that is not in the list, so none of them counts yet; please send all that you mean from 1 to 5, like 1, 3`,
		"ru": `4) Which of the numbered remarks do you take up? в ответе "1, 7" есть номер, которого нет в списке, поэтому пока не учтён ни один; пришлите, пожалуйста, все нужные номера от 1 до 5, например 1, 3`,
	} {
		r := Read("4) 1, 7", Context{Questions: ofTheLeads(), Locale: locale})
		if len(r.Problems) != 1 || r.Problems[0] != want {
			t.Errorf("in %s: %q", locale, r.Problems)
		}
	}
}
