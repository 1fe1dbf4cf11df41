package answer

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// ward are the questions of a check-in whose answers are of several kinds.
var ward = []partnership.Question{
	{ID: "beds", Kind: partnership.KindNumber, Text: "Beds occupied today"},
	{ID: "staff", Kind: partnership.KindNumber, Text: "Nurses on sick leave"},
	{ID: "drug", Kind: partnership.KindYesNo, Text: "Any shortage of drugs?"},
	{ID: "visit", Kind: partnership.KindDate, Text: "When is the next joint ward round?"},
}

func TestARunOfNamesAndValuesIsPartedThoughSomeAreWords(t *testing.T) {
	t.Parallel()
	wantAnswers(t, ward, "beds 39 nurses 7 shortage yes insulin visit fri", map[string]string{"beds": "39", "staff": "7", "drug": "yes", "visit": "2026-01-23"})
	wantAnswers(t, ward, "39 7 yes and no fri", nil)
}

func TestACorrectionByItselfBelongsToTheFigureBeforeIt(t *testing.T) {
	t.Parallel()
	tickets := []partnership.Question{{ID: "sold", Kind: partnership.KindNumber, Text: "Tickets sold"}, {ID: "left", Kind: partnership.KindNumber, Text: "Tickets left"}}
	wantAnswers(t, tickets, "Sold 320. No wait. 302.", map[string]string{"sold": "302"})
	wantAnswers(t, tickets, "Sold: 320\nLeft: 80\n\nPS: sold was 302", map[string]string{"sold": "302", "left": "80"})
}

func TestWhatIsTheSameButForOneFigureIsNotThatFigure(t *testing.T) {
	t.Parallel()
	last := decimal.NewFromInt(5)
	asked := []partnership.Question{
		{ID: "tickets", Kind: partnership.KindNumber, Text: "Tickets solved this week"},
		{ID: "response", Kind: partnership.KindNumber, Text: "Average response time", Unit: "h", Last: &last},
	}
	wantAnswers(t, asked, "All as last time except tickets, which were 230.", map[string]string{"tickets": "230", "response": "5"})
}

func TestAUnitIsNeverDropped(t *testing.T) {
	t.Parallel()
	power := []partnership.Question{
		{ID: "kwh", Kind: partnership.KindNumber, Text: "Power used in July", Unit: "kWh"},
		{ID: "peak", Kind: partnership.KindNumber, Text: "Peak load", Unit: "kW"},
	}
	wantAnswers(t, power, "61 kW", map[string]string{"peak": "61"})
}

func TestADayOnWhichItWasDoneAnswersWhenItWillBe(t *testing.T) {
	t.Parallel()
	asked := []partnership.Question{{ID: "go", Kind: partnership.KindDate, Text: "When can we switch over to the new system?"}}
	wantAnswers(t, asked, "It was switched over on 12 January.", map[string]string{"go": "2026-01-12"})
	wantAnswers(t, asked, "It was planned for 12 January.", nil)
	wantAnswers(t, asked, "5 working days from now", map[string]string{"go": "2026-01-26"})
	wantAnswers(t, asked, "21 January suits us. So does the 22nd.", nil)
}

func TestAYesToAPartIsNoYes(t *testing.T) {
	t.Parallel()
	asked := []partnership.Question{{ID: "ok", Kind: partnership.KindYesNo, Text: "Do you agree to publish the results in July?"}}
	for _, text := range []string{"Ok to publish the charts, the names stay out", "Yes to July, the list of names is a different story", "I see no reason to hurry."} {
		wantAnswers(t, asked, text, nil)
	}
	wantAnswers(t, asked, "I see no reason to wait.", map[string]string{"ok": "yes"})
	wantAnswers(t, asked, "Not ideal, but yes.", map[string]string{"ok": "yes"})
}

// wantAnswers reads a reply of Monday, 19 January 2026.
func wantAnswers(t *testing.T, questions []partnership.Question, text string, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for _, a := range Read(text, Context{Questions: questions, Locale: "en", Today: cadence.Date{Year: 2026, Month: 1, Day: 19}}).Answers {
		got[a.Question] = a.Value.String()
	}
	if len(got) != len(want) {
		t.Errorf("%q: %v, want %v", text, got, want)
		return
	}
	for id, v := range want {
		if got[id] != v {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
