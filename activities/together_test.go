package activities_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// lineAsk needs only a line of somebody.
func lineAsk(person, of string, at time.Time) procedure.Letter {
	l := ask(person)
	l.Key, l.Template, l.Ask, l.At = of, "milestone-due", "a/"+of, at
	l.Asking = procedure.Asking{Due: noon.AddDate(0, 0, 1), Questions: []partnership.Question{{ID: "done", Kind: partnership.KindYesNo}}}
	return l
}

// counted has its window counted from the arrival.
func counted(l procedure.Letter) procedure.Letter {
	l.Template, l.Window = "milestone-acceptance", procedure.Window{Span: cadence.Span{Count: 4, Unit: cadence.HoursUnit}}
	return l
}

func (o *office) keys() []string {
	var keys []string
	for _, m := range o.mails {
		keys = append(keys, m[:len("one")])
	}
	return keys
}

func TestAsksOfOneMomentAreOneMail(t *testing.T) {
	t.Parallel()
	o := newOffice(lineAsk("sofie", "one", noon), lineAsk("sofie", "two", noon.Add(5*time.Second)), lineAsk("eve", "not", noon), ask("sofie"))
	o.together.Lines = []procedure.Template{"milestone-due", "milestone-acceptance"}
	o.rounds(t, 5, 10*time.Second)
	o.check(t, "mails", []string{"ask/sofie: composed 12:00, due 16:00", "one: composed 12:00, with two"}, withoutDue(o.mails))
	o.check(t, "letters", map[string]string{"one": "sent", "two": "sent", "not": "unwritten", "ask/sofie": "sent"}, o.outbox.states())
	var heard []string
	for _, told := range o.procedures.told["duo/round"] {
		for _, a := range told.Arrivals {
			heard = append(heard, a.Key)
		}
	}
	for _, key := range []string{"one", "two"} {
		if !slices.Contains(heard, key) {
			t.Errorf("nobody heard that %s has arrived: %v", key, heard)
		}
	}
	last := o.outbox.asks[len(o.outbox.asks)-1]
	if len(last.Parts) != 2 || len(last.Questions) != 2 {
		t.Errorf("kept of the mail is %+v", last)
	}
}

// The mail is carried by the first of its asks, which need not be the one that the
// postman comes upon first.
func TestAnAskThatAnotherHasTakenAlongIsNotComposedAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(lineAsk("sofie", "two", noon), lineAsk("sofie", "one", noon))
	o.together.Lines = []procedure.Template{"milestone-due"}
	o.now = noon.Add(time.Minute)
	o.rounds(t, 2, time.Minute)
	o.check(t, "mails", []string{"one"}, o.keys())
	o.check(t, "composed letters", []string{"one"}, o.composed)
}

// An ask whose window counts from its arrival waits for the next morning when there was
// such a mail today; what is due does not.
func TestASecondMailOfADayWaitsIfNobodyLosesTime(t *testing.T) {
	t.Parallel()
	o := newOffice(lineAsk("sofie", "one", noon))
	o.together.Lines = []procedure.Template{"milestone-due", "milestone-acceptance"}
	o.rounds(t, 4, 20*time.Second)
	o.outbox.post(counted(lineAsk("sofie", "two", o.now)))
	o.rounds(t, 4, time.Hour)
	o.check(t, "mails of the day", []string{"one"}, o.keys())
	o.outbox.post(lineAsk("sofie", "due", o.now))
	o.rounds(t, 3, time.Minute)
	o.check(t, "mails after another that is due", []string{"one", "due"}, o.keys())
	if text := o.mails[1]; !strings.Contains(text, "with two") {
		t.Errorf("what waited was not taken along: %s", text)
	}
	o.outbox.post(counted(lineAsk("sofie", "new", o.now)))
	o.now = noon.Add(20 * time.Hour)
	o.rounds(t, 2, time.Minute)
	o.check(t, "mails of the next morning", []string{"one", "due", "new"}, o.keys())
}

func TestOneThatHasNoWordsDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	o := newOffice(lineAsk("sofie", "one", noon), lineAsk("sofie", "two", noon))
	o.together.Lines, o.unworded = []procedure.Template{"milestone-due"}, []string{"two"}
	o.rounds(t, 4, time.Minute)
	o.check(t, "letters", map[string]string{"one": "sent", "two": "unwritten"}, o.outbox.states())
}

func TestAMailThatIsNotTakenIsTriedWithAllThatStandsInIt(t *testing.T) {
	t.Parallel()
	o := newOffice(lineAsk("sofie", "one", noon), lineAsk("sofie", "two", noon))
	o.together.Lines = []procedure.Template{"milestone-due"}
	o.now = noon.Add(time.Minute)
	o.server = func(string) error { o.server = nil; return failure(activities.DeliveryTemporary) }
	o.rounds(t, 3, time.Minute)
	o.check(t, "letters", map[string]string{"one": "sent", "two": "sent"}, o.outbox.states())
	o.check(t, "mails", []string{"one", "one"}, o.keys())
}

// lateNotice tells somebody of trouble.
func lateNotice(person, of string, at time.Time) procedure.Letter {
	l := notice(of, person)
	l.Template, l.Rides, l.Until, l.At = "milestone-late", false, time.Time{}, at
	return l
}

func TestAlarmsOfOneDayAreOneMail(t *testing.T) {
	t.Parallel()
	over := lateNotice("sofie", "end", noon.Add(time.Hour))
	over.Template = procedure.TemplateAllClear
	o := newOffice(lateNotice("sofie", "one", noon), lateNotice("sofie", "two", noon.Add(5*time.Second)), lateNotice("hans", "his", noon))
	o.together.Alarms = []procedure.Template{procedure.TemplateAllClear, "milestone-late"}
	o.rounds(t, 5, 10*time.Second)
	o.check(t, "mails", []string{"one", "his"}, o.keys())
	o.check(t, "letters", map[string]string{"one": "sent", "two": "sent", "his": "sent"}, o.outbox.states())
	if kept := o.outbox.asks[0]; len(kept.Parts) != 2 || len(kept.Questions) != 0 {
		t.Errorf("kept of the mail is %+v", kept)
	}
	// Another alarm waits for the next morning; that something is over does not.
	o.now = noon.Add(time.Hour)
	o.outbox.post(lateNotice("sofie", "new", o.now), over)
	o.rounds(t, 4, time.Minute)
	o.check(t, "letters in the afternoon", map[string]string{"one": "sent", "two": "sent", "his": "sent", "end": "sent", "new": "sent"}, o.outbox.states())
	o.outbox.post(lateNotice("sofie", "far", o.now))
	o.rounds(t, 4, time.Minute)
	o.check(t, "letters in the evening", "waiting", o.outbox.states()["far"])
	o.now = noon.Add(24 * time.Hour)
	o.rounds(t, 2, time.Minute)
	o.check(t, "letters on the next day", "sent", o.outbox.states()["far"])
}

func withoutDue(mails []string) []string {
	var list []string
	for _, m := range mails {
		if i := len(m) - len(", due 12:00"); i > 0 && m[:3] == "one" {
			m = m[:i]
		}
		list = append(list, m)
	}
	return list
}

func TestAReplyToWhatStoodTogetherReachesEach(t *testing.T) {
	t.Parallel()
	parts := []procedure.Part{
		{Ask: "a1", Workflow: "duo/commitments", Questions: []partnership.Question{{ID: "contract", Kind: partnership.KindTask}}},
		{Ask: "a2", Workflow: "duo/milestone", Questions: []partnership.Question{{ID: "accept", Kind: partnership.KindYesNo}}},
	}
	h := newHouse(answer())
	h.inbox.ask.Parts = parts
	h.inbox.ask.Questions = []partnership.Question{{ID: "1/contract", Kind: partnership.KindTask}, {ID: "2/accept", Kind: partnership.KindTask}}
	h.procedures.running = []string{"duo", "duo/commitments", "duo/milestone"}
	h.reader.understood = activities.Understanding{Answers: []partnership.Answer{
		{Question: "1/contract", Value: partnership.BoolValue(true)}, {Question: "2/accept", Value: partnership.BoolValue(true)},
	}}
	if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxAccepted {
		t.Errorf("the mail was %s, %v", taken.State, err)
	}
	var heard []string
	for _, workflow := range []string{"duo/commitments", "duo/milestone"} {
		for _, r := range h.procedures.replies[workflow] {
			for _, a := range r.Answers {
				heard = append(heard, workflow+" "+r.Ask+" "+a.Question)
			}
		}
	}
	if diff := cmp.Diff([]string{"duo/commitments a1 contract", "duo/milestone a2 accept"}, heard); diff != "" {
		t.Errorf("heard (-want +got):\n%s", diff)
	}
}
