package asking_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TestWhateverHappensNobodyIsWronged plays random mails, absences, promises,
// pauses, outages and arrivals. The play itself proves that every state reached
// survives JSON.
func TestWhateverHappensNobodyIsWronged(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := ask(rt, with(everybody(specs.Duo()), reminders("30%", "60%")), func(s *table, _ *poll) {
			s.Down = rapid.Bool().Draw(rt, "down")
		})
		for range rapid.IntRange(1, 12).Draw(rt, "events") {
			s.happen(rt)
			s.fair(rt)
		}
	})
}

// happen lets one thing happen.
func (s *table) happen(t *rapid.T) {
	who := rapid.IntRange(0, len(s.circle().Asks)-1).Draw(t, "who")
	a := s.circle().Asks[who]
	r := procedure.Reply{Person: a.Person, Ask: a.ID}
	day := s.Now.AddDate(0, 0, rapid.IntRange(-3, 20).Draw(t, "days")).Format(time.DateOnly)
	switch rapid.SampledFrom([]string{"time", "time", "answer", "away", "promise", "bounce", "unread", "pause", "resume", "mail", "stand", "admin"}).Draw(t, "what") {
	case "time":
		s.Pass(s.Now.Add(time.Duration(rapid.IntRange(1, 60).Draw(t, "hours")) * time.Hour))
	case "stand":
		s.Now = s.Now.Add(time.Duration(rapid.IntRange(1, 60).Draw(t, "hours")) * time.Hour)
	case "answer":
		r.Answers = []partnership.Answer{specs.Number("mql", fmt.Sprint(rapid.IntRange(1, 3).Draw(t, "value")))}
		s.Reply(r)
	case "away":
		r.Class, r.Until = procedure.ReplyAuto, rapid.SampledFrom([]string{"", day}).Draw(t, "until")
		s.Reply(r)
	case "promise":
		r.Class, r.Until = procedure.ReplyPromise, rapid.SampledFrom([]string{"", day}).Draw(t, "until")
		s.Reply(r)
	case "bounce":
		r.Class = procedure.ReplyBounce
		s.Reply(r)
	case "unread":
		r.Class = procedure.ReplyUnread
		s.Reply(r)
	case "pause":
		s.order(procedure.OrderPause)
	case "resume":
		s.order(procedure.OrderResume)
	case "mail":
		s.Down = !s.Down
		for !s.Down && len(s.Post) > 0 && !s.Post[0].NotBefore.After(s.Now) {
			s.Arrive(s.Post[0].Key)
		}
	case "admin":
		s.Command(procedure.Command{
			Name: procedure.AnswerFor, Person: a.Person, Answers: []procedure.TypedAnswer{{Question: "mql", Value: "4"}},
		})
	}
}

// fair looks for what may never be so, whatever has happened.
func (s *table) fair(t *rapid.T) {
	letters := map[string]int{}
	for _, l := range s.Letters {
		letters[l.Key]++
	}
	for key, n := range letters {
		if n > 1 {
			t.Fatalf("%d letters have the key %s", n, key)
		}
	}
	for _, a := range s.circle().Asks {
		if a.Late(s.Now) && !a.Arrived() {
			t.Fatalf("%s is late and was never asked", a.Person)
		}
		if a.Reminded > 0 && !a.Arrived() {
			t.Fatalf("%s was reminded and never asked", a.Person)
		}
		if a.Promise != nil && a.Promise.Count > 2 {
			t.Fatalf("%s promised %d times", a.Person, a.Promise.Count)
		}
		if a.Due.After(solo.At("2027-12-31 00:00")) || a.Due.Before(solo.At(start)) {
			t.Fatalf("%s has until %s", a.Person, a.Due)
		}
		for _, r := range a.Remind {
			if r.IsZero() {
				t.Fatalf("%s is reminded at %v", a.Person, a.Remind)
			}
		}
	}
	p := s.P.(*poll)
	waiting := false
	for _, a := range s.circle().Asks {
		waiting = waiting || a.Arrived() && !a.Complete() && !a.Bounced && !a.Covered && s.Now.Before(a.Due)
	}
	if waiting && !p.Paused() && !s.circle().Closed() && s.Alarm.IsZero() {
		t.Fatal("somebody is waited for without a clock")
	}
	if !s.Alarm.IsZero() && p.Paused() {
		t.Fatal("a paused circle has a clock")
	}
}
