package commitments_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// leads is a figure of Lars that is off track; he has three business days to say what
// is done about it.
func leads() procedure.Item {
	return procedure.Item{
		ID: "c-1", Kind: procedure.ItemCorrective, What: "Leads", Owner: "lars", For: "tom", Within: cadence.Span{Count: 3, Unit: cadence.BusinessDays},
	}
}

func TestWhatIsDoneAboutAFigureIsATaskThatIsChased(t *testing.T) {
	t.Parallel()
	s := play(t, leads()).Until("2026-12-03 12:00").Skip()
	if !s.Wrote("ask-corrective-0-1/lars") {
		t.Fatalf("nobody is asked:\n%s", strings.Join(s.Lines(), "\n"))
	}
	says(s, "corrective", "lars", words("action", "Call the ten largest\ncustomers"))
	if it := item(s, "c-1"); it.Kind != procedure.ItemCorrective {
		t.Errorf("without a day it is %+v", it)
	}
	says(s, "corrective", "lars", day("day", "2026-12-01"))
	if got := explained(s); got != "item-past" {
		t.Errorf("of a day gone by it says %q", got)
	}
	s.Skip()
	says(s, "corrective", "lars", day("day", "2026-12-10")).Expect(
		"12-03 12:00 receipt/mail-3 receipt to lars",
		"12-03 12:00 phase: Commitment c-1 is taken by lars, due 2026-12-10",
		"12-03 12:00 item-answered/c-1/tom/2026-12-10/mail-3 item-answered to tom",
		"12-03 12:00 item-answered/c-1/sofie/2026-12-10/mail-3 item-answered to sofie",
	)
	if got := explained(s); got != "item-noted-taken" {
		t.Errorf("the receipt says %q", got)
	}
	it := item(s, "c-1")
	if it.Kind != procedure.ItemTask || it.What != "Call the ten largest customers" || it.Stage != procedure.ItemOpen || it.Due != "2026-12-10" {
		t.Errorf("the answer makes it %+v", it)
	}
	s.Until("2026-12-16 00:00").Expect(
		"12-10 08:00 ask-due-0-2/lars commitments-due to lars",
		"12-11 00:00 phase: Commitment c-1 is late",
		"12-15 08:00 phase: Commitment c-1: step owner",
		"12-15 08:00 late/c-1/lars/owner/0/1797321600 item-late to lars",
		"12-15 08:00 late/c-1/sofie/owner/0/1797321600 item-late to sofie",
	)
}

func TestAFigureOfWhichNobodySaysWhatIsDoneGoesToTheLeadAndOntoTheCard(t *testing.T) {
	t.Parallel()
	s := play(t, leads()).Until("2026-12-07 13:00")
	if !s.Wrote("ask-corrective-0-2/sofie") {
		t.Fatalf("the lead is not asked:\n%s", strings.Join(s.Lines(), "\n"))
	}
	s.Until("2026-12-20 00:00")
	if !strings.Contains(s.Shown.Card, "nothing follows by itself") {
		t.Errorf("the card says\n%s", s.Shown.Card)
	}
	says(s, "corrective", "sofie", words("action", "We hire a freelancer"), day("day", "2026-12-22"))
	if it := item(s, "c-1"); it.Owner != "sofie" || it.Kind != procedure.ItemTask {
		t.Errorf("whoever says so owes it: %+v", it)
	}
}

func TestDeclaredTimesAreOwedBesideThePlan(t *testing.T) {
	t.Parallel()
	part := func(name, what string, days int) procedure.Item {
		return procedure.Item{ID: "c-1-" + name, What: what, Owner: "lars", For: "tom", Within: cadence.Span{Count: days, Unit: cadence.BusinessDays}}
	}
	s := play(t, leads(), part("contain", "Limit the harm: Leads", 2), part("cause", "Find the cause: Leads", 7))
	for id, want := range map[string]string{"c-1-contain": "2026-12-04", "c-1-cause": "2026-12-11"} {
		if it := item(s, id); it.Due != want || it.AskAt.IsZero() {
			t.Errorf("%s is due %s, want %s: %+v", id, it.Due, want, it)
		}
	}
	rows := of(s).Inquiries[0].Content.Items
	if len(rows) != 3 || rows[1].Due != "2026-12-04" || rows[2].Due != "2026-12-11" {
		t.Errorf("the mail shows %+v", rows)
	}
	s.Until("2026-12-04 12:00")
	says(s, "due", "lars", yes("c-1-contain"))
	if of(s).Inquiries[0].Over {
		t.Error("with the harm limited nobody is asked any more what is done about it")
	}
}

func TestWhatIsOnTrackAgainNeedsNoAnswerAndWhatWasPromisedStays(t *testing.T) {
	t.Parallel()
	over := procedure.Order{Kind: procedure.OrderWaive, Item: "c-1"}
	s := play(t, leads()).Until("2026-12-03 12:00").Skip().Order(over)
	if it := item(s, "c-1"); it.Stage != procedure.ItemDropped {
		t.Errorf("it is %+v", it)
	}
	for _, l := range s.Letters {
		if l.Template == "item-dropped" && (l.Person != "lars" || !l.Rides) {
			t.Errorf("%s hears of it, riding %t", l.Person, l.Rides)
		}
	}
	promised := play(t, leads()).Until("2026-12-03 12:00")
	says(promised, "corrective", "lars", words("action", "Call them"), day("day", "2026-12-10"))
	promised.Order(over)
	if it := item(promised, "c-1"); it.Stage != procedure.ItemOpen {
		t.Errorf("what was promised is %+v", it)
	}
	_ = specs.Duo
}
