package meeting_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
)

// agreedOn is a meeting with a decision, of which all have read the minutes.
func agreedOn(t *testing.T) *play {
	t.Helper()
	return call(t, meets(), "2026-12-20").comes(true, "lars", "tom").untilHeld().writes(decided("The pilot begins in May"))
}

func (p *play) untilHeld() *play {
	p.t.Helper()
	p.Until(held)
	return p
}

func (p *play) reminders() (list []procedure.Letter) {
	for _, l := range p.Letters {
		if l.Template == meeting.TemplateMinutes && l.Form == procedure.FormReminder {
			list = append(list, l)
		}
	}
	return list
}

func TestWhoSaysThatTheyComeIsOnRecordWithTheNextThingThatIsWritten(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20").comes(true, "lars", "tom")
	answered := func(e procedure.Entry) bool { return e.Kind == procedure.EntryReply && e.Actor == "tom" }
	if slices.ContainsFunc(p.Entries, answered) {
		t.Error("a yes alone is written at once, which costs an event")
	}
	p.Until(held)
	i := slices.IndexFunc(p.Entries, answered)
	if i < 0 {
		t.Fatal("nothing says that tom has answered")
	}
	if at := p.Entries[i].At; !at.Before(p.state().Starts) {
		t.Errorf("the entry is of %s, not of when he answered", at)
	}
}

func TestNobodyIsWokenForAnAgendaThatStandsInTheInvitation(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	if ends := p.state().Ends; !p.Alarm.Equal(ends) {
		t.Errorf("it is woken at %s (%s), before it is over at %s", p.Alarm, p.Why, ends)
	}
}

func TestRemindersOfMinutesWaitWithThePostmanUntilTheyAreDue(t *testing.T) {
	t.Parallel()
	p := agreedOn(t)
	list := p.reminders()
	if len(list) != 2 {
		t.Fatalf("%d reminders wait, want 2", len(list))
	}
	due := p.state().Accepting.LastDue()
	for _, l := range list {
		if !l.NotBefore.After(p.Now) || !l.NotBefore.Before(due) {
			t.Errorf("the reminder to %s goes at %s, minutes are accepted at %s", l.Person, l.NotBefore, due)
		}
	}
	if !p.Alarm.Equal(due) {
		t.Errorf("it is woken at %s (%s), not at the end of the window", p.Alarm, p.Why)
	}
}

func TestWhoAnswersIsNotRemindedAndTheOtherIs(t *testing.T) {
	t.Parallel()
	p := agreedOn(t)
	p.Reply(procedure.Reply{Ask: p.ask(p.state().Accepting, "tom").ID, Person: "tom", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{
		{Question: meeting.QuestionAccept, Value: partnership.BoolValue(true)},
	}})
	if list := p.reminders(); len(list) != 0 {
		t.Fatalf("%d reminders still wait", len(list))
	}
	p.Until("2027-02-01 10:00")
	list := p.reminders()
	if len(list) != 1 || list[0].Person != "sofie" {
		t.Errorf("reminded are %+v, want sofie alone", list)
	}
	p.ends(procedure.OutcomeAccepted)
}

func TestAPauseTakesTheRemindersBackAndTheyGoAfterIt(t *testing.T) {
	t.Parallel()
	p := agreedOn(t)
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	if list := p.reminders(); len(list) != 0 {
		t.Fatalf("%d reminders go out in a pause", len(list))
	}
	p.Stand("2027-02-01 10:00").Order(procedure.Order{Kind: procedure.OrderResume})
	p.Until("2027-03-01 10:00")
	if list := p.reminders(); len(list) != 2 {
		t.Errorf("%d are reminded after the pause, want 2: silence counts only then", len(list))
	}
	p.ends(procedure.OutcomeAccepted)
}
