package kinds_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// world is what surrounds one procedure in a script: a clock, a mail server with
// moods, calendars, and whatever people, admins and other procedures think of.
// All of it is drawn by chance.
type world struct {
	t      testing.TB
	chance *rand.Rand
	rules  int

	p     procedure.Procedure
	blank func() procedure.Procedure
	spec  partnership.Spec
	specs map[string]partnership.Spec // by digest
	now   time.Time
	alarm time.Time
	ended bool
	steps int
	count int // of mails, messages and commands

	written map[string]bool    // keys of letters
	post    []procedure.Letter // in the outbox
	follows []procedure.Event  // what the last step wanted to know
	awaited []string           // letters whose arrival an activity waits for
	replies []procedure.Reply  // so far, to be delivered again
	orders  []procedure.Message
	think   func() (procedure.Event, bool) // what somebody does next
	rests   func() bool                    // it may wait for people without a clock
	card    string                         // as shown last
	alarms  map[string]string              // what alarms have said, and their keys; nil: nobody looks
}

func newWorld(t testing.TB, chance *rand.Rand, rules int) *world {
	return &world{t: t, chance: chance, rules: rules, specs: map[string]partnership.Spec{}, written: map[string]bool{}}
}

func (w *world) know(spec partnership.Spec) string {
	w.spec = spec
	digest := spec.Digest()
	w.specs[digest] = spec
	return digest
}

// one draws with a chance of one in n.
func (w *world) one(n int) bool { return w.chance.IntN(n) == 0 }

func draw[T any](w *world, of ...T) T { return of[w.chance.IntN(len(of))] }

// id numbers what is delivered.
func (w *world) id(kind string) string {
	w.count++
	return fmt.Sprintf("%s-%d", kind, w.count)
}

// kept is how many steps are taken for one before which the state is compared
// with what JSON makes of it, and replaced by that.
const kept = 5

// Step steps the procedure, and looks whether it may leave the world like that.
func (w *world) Step(ev procedure.Event, now time.Time) []performed {
	if w.steps++; w.steps%kept == 0 {
		w.carryOver()
	}
	var list []performed
	effects := w.p.Step(ev, now)
	for _, e := range effects {
		list = append(list, performed{e, now})
		w.perform(e)
	}
	w.summarised(effects)
	w.moves(ev)
	return list
}

// carryOver is what a continue-as-new does.
func (w *world) carryOver() {
	state, err := json.Marshal(w.p)
	if err != nil {
		w.t.Fatal(err)
	}
	next := w.blank()
	if err := testkit.KeepsState(state, next); err != nil {
		w.t.Errorf("step %d: %v", w.steps, err)
	}
	w.p = next
}

// summarised holds all that an admin reads beside timers, activities and
// workflows to a line.
func (w *world) summarised(effects []procedure.Effect) {
	for _, effect := range effects {
		switch e := effect.(type) {
		case procedure.Wake:
			if !e.At.IsZero() {
				testkit.CheckSummary(w.t, e.Summary)
			}
		case procedure.Await:
			testkit.CheckSummary(w.t, e.Summary)
		case procedure.Begin:
			testkit.CheckSummary(w.t, e.Summary)
		}
	}
}

// deliverable wants a letter to be one that the outbox sends: another of the
// same key it has already, and what is too late it drops.
func (w *world) deliverable(l procedure.Letter) {
	if w.written[l.Key] {
		w.t.Errorf("a second letter %s was written at %s", l.Key, w.now)
	}
	if !l.Until.IsZero() && !l.Until.After(w.now) {
		w.t.Errorf("the letter %s is written when it is too late to send it", l.Key)
	}
	w.written[l.Key] = true
}

// moves wants a clock wherever nothing is about to happen by itself, unless the
// procedure has ended or is paused, which its card says.
func (w *world) moves(ev procedure.Event) {
	if w.ended || len(w.follows) > 0 || !w.alarm.IsZero() {
		return
	}
	if p, ok := w.p.(interface{ Paused() bool }); ok && p.Paused() {
		return
	}
	if w.rests != nil && w.rests() {
		return
	}
	w.t.Errorf("after %s at %s nothing will ever happen", happened(ev), w.now)
}

// perform does what the shell does with an effect.
func (w *world) perform(effect procedure.Effect) {
	switch e := effect.(type) {
	case procedure.Send:
		w.deliverable(e.Letter)
		w.alarmedTwice(e.Letter)
		if e.Letter.Opens {
			w.post = append(w.post, e.Letter)
		}
	case procedure.Recall:
		w.post = slices.DeleteFunc(w.post, func(l procedure.Letter) bool { return e.All || slices.Contains(e.Keys, l.Key) })
	case procedure.Await:
		w.awaited = append(w.awaited, e.Keys...)
	case procedure.Wake:
		w.alarm = e.At
	case procedure.Reckon:
		w.reckon(e)
	case procedure.Plan:
		agenda, err := timing.Plan(kinds.All(), w.specs[e.Spec], e)
		if err != nil {
			w.t.Fatal(err)
		}
		agenda.Rules = w.rules
		w.follows = append(w.follows, procedure.Event{Kind: procedure.Planned, Agenda: &agenda})
	case procedure.Examine:
		w.follows = append(w.follows, procedure.Event{Kind: procedure.Looked, Examined: w.examined(e)})
	case procedure.Publish:
		w.follows = append(w.follows, procedure.Event{Kind: procedure.Published, Publication: w.publication(e)})
	case procedure.Tally:
		w.follows = append(w.follows, procedure.Event{Kind: procedure.Tallied, Tally: w.tallies(e)})
	case procedure.End:
		w.ended = true
	case procedure.Show:
		w.card = e.Card
	case procedure.Begin, procedure.Tell, procedure.Record, procedure.Book, procedure.Respond, procedure.Forget:
	}
}

// reckon answers all that a step wants to know at once, before an agenda comes.
func (w *world) reckon(e procedure.Reckon) {
	known := timing.Reckon(w.specs[e.Spec], e)
	if len(w.follows) > 0 && w.follows[0].Kind == procedure.Reckoned {
		r := w.follows[0].Reckoning
		r.Instants, r.StandIns = append(r.Instants, known.Instants...), append(r.StandIns, known.StandIns...)
		return
	}
	w.follows = slices.Insert(w.follows, 0, procedure.Event{Kind: procedure.Reckoned, Reckoning: &known})
}

// next is what happens next: what the step before wanted to know, an alarm, a
// mail that arrives, or what somebody thinks of.
func (w *world) next([]performed) (procedure.Event, time.Time, bool) {
	switch {
	case w.steps == 0:
		return procedure.Event{Kind: procedure.Started}, w.now, true
	case w.ended:
		return procedure.Event{}, w.now, false
	case len(w.follows) > 0:
		ev := w.follows[0]
		w.follows = w.follows[1:]
		return ev, w.now, true
	}
	if ev, ok := w.activity(); ok {
		return ev, w.now, true
	}
	for {
		if !w.alarm.IsZero() && w.one(3) {
			return w.ring(), w.now, true
		}
		w.pass()
		if ev, ok := w.think(); ok {
			return ev, w.now, true
		}
	}
}

// ring lets the alarm go off, mostly in time.
func (w *world) ring() procedure.Event {
	w.now = procedure.Later(w.now, w.alarm)
	if w.one(8) { // nothing ran for a while
		w.now = w.now.Add(time.Duration(w.chance.IntN(30*24)) * time.Hour)
	}
	w.alarm = time.Time{}
	return procedure.Event{Kind: procedure.Woke}
}

// pass lets time go on, irregularly: several things may happen at one moment,
// and now and then something overtakes an alarm that is due.
func (w *world) pass() {
	later := w.now
	switch w.chance.IntN(6) {
	case 0, 1:
		return
	case 2:
		later = later.Add(time.Duration(w.chance.IntN(90)) * time.Second)
	case 3, 4:
		later = later.Add(time.Duration(w.chance.IntN(20*60)) * time.Minute)
	case 5:
		later = later.Add(time.Duration(w.chance.IntN(6*24)) * time.Hour)
	}
	if !w.alarm.IsZero() && later.After(w.alarm) && !w.one(6) {
		later = procedure.Later(w.now, w.alarm)
	}
	w.now = later
}

// activity is what comes of waiting for letters: most are taken at once, some
// are still waiting after some minutes.
func (w *world) activity() (procedure.Event, bool) {
	if len(w.awaited) == 0 || w.one(4) {
		return procedure.Event{}, false
	}
	keys := w.awaited
	w.awaited = nil
	w.now = w.now.Add(time.Duration(w.chance.IntN(40)) * time.Second)
	var arrivals []procedure.Arrival
	for _, key := range keys {
		if a, ok := w.depart(key); ok {
			arrivals = append(arrivals, a)
		}
	}
	return procedure.Event{Kind: procedure.Arrived, Arrivals: arrivals}, len(arrivals) > 0
}

// postman is what he says of a letter that nobody waits for any more.
func (w *world) postman() (procedure.Event, bool) {
	if len(w.post) == 0 {
		return procedure.Event{}, false
	}
	a, ok := w.depart(draw(w, w.post...).Key)
	m := procedure.Message{ID: w.id("post"), From: "postman", Arrivals: []procedure.Arrival{a}}
	return procedure.Event{Kind: procedure.Told, Message: &m}, ok
}

// depart draws a letter's fate.
func (w *world) depart(key string) (procedure.Arrival, bool) {
	i := slices.IndexFunc(w.post, func(l procedure.Letter) bool { return l.Key == key })
	if i < 0 {
		return procedure.Arrival{}, false // recalled
	}
	l := &w.post[i]
	if opens := timing.Opens(w.specs[l.Spec], l.Person, w.now); opens.After(w.now) {
		return procedure.Arrival{Key: key, Held: opens}, true
	}
	a := timing.Depart(w.specs[l.Spec], l, w.now)
	switch w.chance.IntN(12) {
	case 0:
		return procedure.Arrival{Key: key, Reason: "the mail server is away"}, true
	case 1:
		a = procedure.Arrival{Key: key, Refused: true, Reason: "no such mailbox"}
	case 2:
		a = procedure.Arrival{Key: key, Unwritten: true, Reason: "a template fails"}
	default:
		a.At = w.now
	}
	w.post = slices.Delete(w.post, i, i+1)
	return a, true
}

// again delivers something once more, as signals may be.
func (w *world) again() (procedure.Event, bool) {
	switch {
	case len(w.replies) > 0 && w.one(2):
		r := draw(w, w.replies...)
		return procedure.Event{Kind: procedure.Replied, Reply: &r}, true
	case len(w.orders) > 0:
		m := draw(w, w.orders...)
		return procedure.Event{Kind: procedure.Told, Message: &m}, true
	}
	return procedure.Event{}, false
}

// mail delivers a reply.
func (w *world) mail(r procedure.Reply) (procedure.Event, bool) {
	r.ID = w.id("mail")
	r.Source = "<" + r.ID + "@example>"
	w.replies = append(w.replies, r)
	return procedure.Event{Kind: procedure.Replied, Reply: &r}, true
}

// message delivers what another procedure says.
func (w *world) message(m procedure.Message) (procedure.Event, bool) {
	m.ID = w.id("message")
	w.orders = append(w.orders, m)
	return procedure.Event{Kind: procedure.Told, Message: &m}, true
}

// command sends an admin's command. What is refused does not reach the
// procedure, as a rule: it may become impossible between the two. Nobody types
// two within a second.
func (w *world) command(c procedure.Command) (procedure.Event, bool) {
	w.now = w.now.Add(time.Second)
	refused := w.p.Check(c, w.now) != nil
	c.ID = w.id("update")
	return procedure.Event{Kind: procedure.Commanded, Command: &c}, !refused || w.one(5)
}

// day is a day around now.
func (w *world) day() string { return w.now.AddDate(0, 0, w.chance.IntN(12)-3).Format(time.DateOnly) }
