package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// TestWhoSpeaksForASideIsAskedForItsHoursOnceAQuarter asks nobody in the first three months,
// of which nothing could be said, and no member.
func TestWhoSpeaksForASideIsAskedForItsHoursOnceAQuarter(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Ask = []string{"lars", "sofie", "tom"}
	var asked []string
	for _, b := range begin(t, spec, "2026-12-01 09:00").until("2027-11-30 12:00").Begun {
		if len(b.Brief.Tending) > 0 {
			asked = append(asked, b.Brief.Occasion.Date+" "+strings.Join(b.Brief.Tending, " "))
		}
	}
	want := []string{"2027-03-09 sofie tom", "2027-06-01 sofie tom", "2027-09-07 sofie tom"}
	if !slices.Equal(asked, want) {
		t.Errorf("asked are %q, want %q", asked, want)
	}
}

func TestUnderTheFirstRulesNobodyIsAskedForHours(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Ask = []string{"sofie"}
	l := begin(t, spec, "2026-12-01 09:00")
	l.partnership().Rules = 1
	for _, b := range l.until("2027-04-01 12:00").Begun {
		if len(b.Brief.Tending) > 0 {
			t.Errorf("%s asks %v", b.Brief.Occasion.Date, b.Brief.Tending)
		}
	}
}

func TestTheCardShowsTheHoursOfEachSide(t *testing.T) {
	t.Parallel()
	l := running(t)
	if strings.Contains(l.Shown.Card, "Hours for the partnership itself") {
		t.Errorf("of no hours it says\n%s", l.Shown.Card)
	}
	l.report(first, procedure.Message{Readings: []measure.Reading{{
		ID: "h1", KPI: standing.QuestionTending, Period: "2026-12-01", Value: *specs.Number("", "12").Value.Number, Reporter: "sofie", At: solo.At("2026-12-01 12:00"),
	}}})
	if want := "North: 12 in the three months before 2026-12-01"; !strings.Contains(l.Shown.Card, want) {
		t.Errorf("the card lacks %q:\n%s", want, l.Shown.Card)
	}
}
