package answer

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// asksOf are the questions of a check-in in which an answer can have a rival.
func asksOf(t *testing.T) []partnership.Question {
	t.Helper()
	last := func(s string) *decimal.Decimal {
		d, err := decimal.NewFromString(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	one, five := last("1"), last("5")
	return []partnership.Question{
		{ID: "boats", Kind: partnership.KindNumber, Text: "Boats repaired in April", Last: last("46")},
		{ID: "income", Kind: partnership.KindMoney, Text: "Income from the yard in April", Unit: "EUR", Last: last("31000")},
		{ID: "hands", Kind: partnership.KindNumber, Text: "Apprentices in the yard"},
		{ID: "mood", Kind: partnership.KindScale, Text: "Mood in the yard", Min: one, Max: five},
		{ID: "crane", Kind: partnership.KindYesNo, Text: "Is the crane approved?"},
		{ID: "wish", Kind: partnership.KindText, Text: "What should we change?", Optional: true},
	}
}

func readRival(questions []partnership.Question, text string) string {
	r := Read(text, Context{Questions: questions, Locale: "en", Today: cadence.Date{Year: 2026, Month: 5, Day: 11}})
	r.Problems = nil
	return summary(r)
}

func TestAnAnswerWithARivalInTheMailIsAskedBack(t *testing.T) {
	t.Parallel()
	questions := asksOf(t)
	for _, c := range []struct{ name, text, want string }{
		{"a sum of what stands beside it is nobody else's figure", "We repaired 12 boats, 58 in all now. Mood 4.", "boats = 12\nmood = 4"},
		{"two figures with one name", "boats 44\nmood 4\n\nnoted at 15:30: boats 48", "mood = 4"},
		{"another figure that may be meant", "boats 44. Mood 4, maybe 5.", "boats = 44"},
		{"a list told apart by what nobody asked for", "44 without tenders, 51 with tenders", ""},
		{"words about a figure are no wish", "boats 44, so we're 6 short of target. Mood 4.", "boats = 44\nmood = 4"},
		{"a yes that names nothing", "boats 44. It is what it is.", "boats = 44"},
	} {
		if diff := cmp.Diff(c.want, readRival(questions, c.text)); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", c.name, c.text, diff)
		}
	}
}

func TestACorrectionBelongsToTheFigureBeforeIt(t *testing.T) {
	t.Parallel()
	questions := asksOf(t)
	for _, c := range []struct{ name, text, want string }{
		{"that may be of either", "44 boats. Mood 4. Correction, 48 and 5.", ""},
		{"with what was wrong with it", "Boats 440. Wait, one nought too many: 44. Mood 4.", "boats = 44\nmood = 4"},
		{"that names its question", "boats 44\nmood 4\nupdate 15:30: boats 45", "boats = 45\nmood = 4"},
		{"that calls its answer by a number", "1) 44\n4) 4\n\nEdit: 4) should be 5", "boats = 44\nmood = 5"},
		{"words that give a point take none back", "boats 44, income 30k. Call it a 4.", "boats = 44\nincome = 30000"},
	} {
		if diff := cmp.Diff(c.want, readRival(questions, c.text)); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", c.name, c.text, diff)
		}
	}
}

func TestAMailThatFitsInOneWayOnlyIsTaken(t *testing.T) {
	t.Parallel()
	questions := asksOf(t)
	for _, c := range []struct{ name, text, want string }{
		{"a figure with its name, another month in brackets", "Boats 44 (March: 46), mood 4", "boats = 44\nmood = 4"},
		{"a label before what it names", "Mood... 4, being honest. Boats 44.", "boats = 44\nmood = 4"},
		{"a short list from the first question on", "44 boats, 30k, 3", "boats = 44\nincome = 30000\nhands = 3"},
		{"all are denied", "Nobody of the apprentices left, 44 boats", "boats = 44\nhands = 0"},
		{"the name of a question before its words", "boats 44. What to change: the tide table.", "boats = 44\nwish = the tide table."},
		{"a name without an answer", "boats 44\nchange - ", "boats = 44"},
	} {
		if diff := cmp.Diff(c.want, readRival(questions, c.text)); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", c.name, c.text, diff)
		}
	}
}

func TestAFigureWithoutANameIsThatOfTheOnlyQuestionOnWhoseCourseItLies(t *testing.T) {
	t.Parallel()
	questions := asksOf(t)[:2]
	for text, want := range map[string]string{"We are at 44.": "boats = 44", "We are at 31,400.": "income = 31400", "We are at 700.": "", "We are at 44 or so, if all goes well.": ""} {
		if diff := cmp.Diff(want, readRival(questions, text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestAYesAndAFigureInOneBreath(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{
		{ID: "hall", Kind: partnership.KindYesNo, Text: "Shall we book the venue in Porto?"},
		{ID: "guests", Kind: partnership.KindNumber, Text: "How many people come from your side?"},
	}
	for text, want := range map[string]string{
		"Book it for 8":                     "hall = yes\nguests = 8",
		"Fine, and between 6 and 8 people.": "hall = yes",
		"Book it for 8, or 12 in June?":     "",
		"6 adults, 2 kids":                  "",
	} {
		if diff := cmp.Diff(want, readRival(questions, text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}
