package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// handed are the items that were handed over to be kept.
func (l *life) handed() []procedure.Item {
	var items []procedure.Item
	for _, b := range l.Begun {
		if b.Brief.Order != nil && b.Brief.Order.Sides == nil {
			items = append(items, b.Brief.Order.Items...)
		}
	}
	for _, e := range l.Told {
		if o := e.Message.Order; o != nil && o.Kind == procedure.OrderItems && o.Sides == nil {
			items = append(items, o.Items...)
		}
	}
	return items
}

// goesRed has the KPI of a house be off track two rounds running.
func goesRed(l *life) *life {
	return l.until("2027-01-26 11:00").brings("2027-01-26", "lars mql 121").until("2027-02-09 11:00").brings("2027-02-09", "lars mql 122")
}

func TestTheOwnerOfAFigureThatIsOffTrackIsAskedWhatIsDoneAboutIt(t *testing.T) {
	t.Parallel()
	l := goesRed(open(t, owned()))
	items := l.handed()
	if len(items) != 1 {
		t.Fatalf("handed over are %+v", items)
	}
	i := items[0]
	if i.Kind != procedure.ItemCorrective || i.What != "mql" || i.Owner != "mia" || i.For != "tom" || i.Within != specs.Span("3bd") {
		t.Errorf("it is %+v", i)
	}
	for _, w := range l.Letters {
		if w.Template == lifecycle.TemplateEarlyWarning && w.Rides != (w.Person == "mia") {
			t.Errorf("the warning to %s rides along: %t", w.Person, w.Rides)
		}
	}
	// Once it is on track again nobody has to answer, and the next time is another.
	l.until("2027-03-09 11:00").brings("2027-03-09", "lars mql 200")
	last := l.Told[len(l.Told)-1].Message.Order
	waived := slices.ContainsFunc(l.Told, func(e procedure.Tell) bool {
		o := e.Message.Order
		return o != nil && o.Kind == procedure.OrderWaive && o.Item == i.ID && o.By == ""
	})
	if !waived {
		t.Errorf("the last order is %+v", last)
	}
	l.until("2027-03-23 11:00").brings("2027-03-23", "lars mql 130").until("2027-04-06 11:00").brings("2027-04-06", "lars mql 131")
	if again := l.handed(); len(again) != 2 || again[1].ID == i.ID {
		t.Errorf("after it came back there are %+v", again)
	}
}

func TestDeclaredTimesMakeThreeDaysOfIt(t *testing.T) {
	t.Parallel()
	times := func(id, plan string) partnership.CorrectiveAction {
		return partnership.CorrectiveAction{ID: id, Contain: specs.Span("48h"), Cause: specs.Span("7bd"), Plan: specs.Span(plan)}
	}
	for _, tc := range []struct {
		name     string
		declared []partnership.CorrectiveAction
		plan     string
	}{
		{"the only one", []partnership.CorrectiveAction{times("quality", "14bd")}, "14bd"},
		{"named like the figure", []partnership.CorrectiveAction{times("quality", "14bd"), times("leads", "10bd"), times("mql", "5bd")}, "5bd"},
		{"named like the goal", []partnership.CorrectiveAction{times("quality", "14bd"), times("leads", "10bd")}, "10bd"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			spec := owned()
			spec.Corrections = tc.declared
			items := goesRed(open(t, spec)).handed()
			if len(items) != 3 {
				t.Fatalf("handed over are %+v", items)
			}
			if items[0].Within != specs.Span(tc.plan) || items[1].What != "Limit the harm: mql" || items[1].Within != specs.Span("48h") || items[2].What != "Find the cause: mql" || items[2].Within != specs.Span("7bd") {
				t.Errorf("they are %+v", items)
			}
			for _, part := range items[1:] {
				if part.Kind != procedure.ItemTask || !strings.HasPrefix(part.ID, items[0].ID+"-") || part.Owner != "mia" {
					t.Errorf("a part is %+v", part)
				}
			}
		})
	}
}

// TestWhatSomebodyCannotOpenIsOwedByWhoLooksAfterIt asks each half-year.
func TestWhatSomebodyCannotOpenIsOwedByWhoLooksAfterIt(t *testing.T) {
	t.Parallel()
	spec := house()
	spec.Resources = []partnership.Resource{
		{ID: "folder", Title: "Campaign material", Kind: partnership.Folder, URL: "https://drive.example", Owner: "tom"},
		{ID: "board", Kind: partnership.Dashboard, URL: "https://board.example", Access: []string{"tom"}},
		{ID: "list", Kind: partnership.Document, URL: "https://list.example", Access: []string{"mia"}},
	}
	l := begin(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	asked := func() []string { return l.Begun[len(l.Begun)-1].Brief.Access }
	if got := asked(); !slices.Equal(got, []string{"lars", "mia"}) {
		t.Errorf("asked are %v", got)
	}
	l.report(round("2026-12-01"), procedure.Message{Shut: []procedure.Shut{{Person: "mia", Resource: "folder"}, {Person: "mia", Resource: "list"}, {Person: "mia", Resource: "gone"}}})
	items := l.handed()
	if len(items) != 2 {
		t.Fatalf("handed over are %+v", items)
	}
	if i := items[0]; i.What != `Give Mia access to "Campaign material"` || i.Owner != "tom" || i.For != "mia" || i.Proposed || i.Within != specs.Span("3bd") {
		t.Errorf("it is %+v", i)
	}
	if i := items[1]; i.Owner != "sofie" {
		t.Errorf("of what nobody looks after the lead of the first party lets people in: %+v", i)
	}
	rounds := 0
	for _, b := range l.until("2027-06-15 11:00").Begun {
		if b.Type == procedure.CheckIn && len(b.Brief.Access) > 0 {
			rounds++
		}
	}
	if rounds != 2 {
		t.Errorf("within half a year and two weeks they are asked %d times, want 2", rounds)
	}
}

func TestALeadIsRemindedOnceWhoTakesOver(t *testing.T) {
	t.Parallel()
	l := open(t, house()).report(round("2026-12-01"), procedure.Message{Facts: []procedure.Fact{{
		Kind: procedure.FactDeparted, Of: "lars", At: solo.At("2026-12-01 11:00"), Departure: &procedure.Departure{Name: "Mia", Spoken: true},
	}}})
	reminders := func() []string {
		var list []string
		for _, w := range l.Letters {
			if w.Template == lifecycle.TemplateSuccessor && w.Form == procedure.FormReminder {
				list = append(list, w.Person+" "+w.At.Format("01-02 15:04"))
			}
		}
		return list
	}
	l.shows("a reminder follows on 4 Dec")
	l.until("2026-12-20 11:00").shows("nothing follows by itself")
	if got := reminders(); !slices.Equal(got, []string{"sofie 12-04 11:00"}) {
		t.Errorf("the reminders are %v", got)
	}
	answered := open(t, house()).report(round("2026-12-01"), procedure.Message{Facts: []procedure.Fact{{
		Kind: procedure.FactDeparted, Of: "lars", At: solo.At("2026-12-01 11:00"), Departure: &procedure.Departure{Name: "Mia", Spoken: true},
	}}})
	p := answered.partnership()
	answered.Reply(procedure.Reply{Person: "sofie", Ask: p.SuccessorAsk(p.Channels[0]), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{{Question: "successor", Value: partnership.BoolValue(true)}}})
	l = answered.until("2026-12-20 11:00")
	if got := reminders(); len(got) != 0 {
		t.Errorf("after an answer there are %v", got)
	}
}

func TestAPlanSaysWhatToWriteForWhomMailDoesNotReach(t *testing.T) {
	t.Parallel()
	l := open(t, house()).report(round("2026-12-01"), procedure.Message{Facts: []procedure.Fact{
		{Kind: procedure.FactReturned, Of: "lars", At: solo.At("2026-12-01 11:00"), Setback: procedure.SetbackPermanent},
	}})
	spec := l.partnership().Declared
	want := []string{`No mail reaches Lars at lars@north.example since 1 Dec: write the right ` + "`email`" + ` into person "lars".`}
	if got := l.partnership().ToWrite(spec); !slices.Equal(got, want) {
		t.Errorf("it says %q, want %q", got, want)
	}
	changed := clone(t, spec)
	changed.Parties[0].People[0].Email = "lars@new.example"
	if got := l.partnership().ToWrite(changed); len(got) != 0 {
		t.Errorf("of a spec that has another address it says %q", got)
	}
}
