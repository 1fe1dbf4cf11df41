// Package solo plays one procedure on a clock of its own and writes down what it
// wants done, so that a test reads as a timeline. The procedure has mail and a
// calendar; nobody else is there. What it tells, begins and shows is kept for
// the test to look at, and what others tell it the test says.
//
// Before every step the state goes through JSON, as in a continue-as-new:
// whatever it forgets, a play sees.
package solo

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// Play is one procedure and what it has done so far.
type Play struct {
	P   procedure.Procedure
	Now time.Time
	// Down says that the mail server takes nothing: letters stay in Post.
	Down bool
	// Post are the letters that ask and have not gone out.
	Post []procedure.Letter

	Letters []procedure.Letter // all that were written
	Told    []procedure.Tell
	Begun   []procedure.Begin
	Entries []procedure.Entry
	Booked  []ledger.Entry
	// Recalled is what the latest step that took letters back took back.
	Recalled []procedure.Recall
	Shown    procedure.Show
	Answer   string            // to the latest command
	Forget   *procedure.Forget // the latest
	Effects  []procedure.Effect
	Alarm    time.Time
	Why      string // of the alarm
	Ended    bool
	// Look says what is found in sealed answers; nil: they are neither sharp, nor
	// copied, nor blank.
	Look func(procedure.Examine) procedure.Examined
	// Publish says what a survey came to; nil: nobody has answered.
	Publish func(procedure.Publish) procedure.Publication
	// Tally says what sealed answers come to; nil: nobody has answered.
	Tally func(procedure.Tally) procedure.Tallies

	t     rapid.TB
	blank func() procedure.Procedure
	kinds []procedure.Kind
	specs map[string]partnership.Spec
	log   []string
	count int
	steps int
}

// New prepares a play that is to begin at a time. Kinds are those that an agenda
// is planned of.
func New(t rapid.TB, spec partnership.Spec, p procedure.Procedure, blank func() procedure.Procedure, at time.Time, kinds ...procedure.Kind) *Play {
	t.Helper()
	s := &Play{P: p, Now: at, t: t, blank: blank, kinds: kinds, specs: map[string]partnership.Spec{}}
	s.Know(spec)
	return s
}

// Start begins.
func (s *Play) Start() *Play {
	s.t.Helper()
	return s.Step(procedure.Event{Kind: procedure.Started})
}

// At reads an instant in UTC: "2026-12-01 10:00".
func At(s string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, time.UTC)
	if err != nil {
		panic(err)
	}
	return at
}

// Know puts a spec where it is found by its digest, which it returns.
func (s *Play) Know(spec partnership.Spec) string {
	s.specs[spec.Digest()] = spec
	return spec.Digest()
}

// Step applies an event and carries out what concerns mail, time and calendars.
func (s *Play) Step(ev procedure.Event) *Play {
	s.t.Helper()
	s.carryOver()
	s.Effects = s.P.Step(ev, s.Now)
	s.noteRecalls()
	var next []func()
	for _, effect := range s.Effects {
		if then := s.perform(effect); then != nil {
			next = append(next, then)
		}
	}
	for _, then := range next {
		then()
	}
	return s
}

func (s *Play) noteRecalls() {
	var list []procedure.Recall
	for _, effect := range s.Effects {
		if r, ok := effect.(procedure.Recall); ok {
			list = append(list, r)
		}
	}
	if len(list) > 0 {
		s.Recalled = list
	}
}

// perform returns what leads to another step.
func (s *Play) perform(effect procedure.Effect) (then func()) {
	switch e := effect.(type) {
	case procedure.Send:
		// What does not ask goes out at once here, unless it is to wait and is taken back.
		if wanted, _ := e.Letter.Wanted(func([]string) (bool, error) { return true, nil }); !wanted {
			return nil
		}
		s.Letters = append(s.Letters, e.Letter)
		if e.Letter.Opens {
			s.Post = append(s.Post, e.Letter)
		}
		s.note("%s %s to %s", e.Letter.Key, e.Letter.Template, e.Letter.Person)
	case procedure.Recall:
		s.recall(e)
	case procedure.Wake:
		s.Alarm, s.Why = e.At, e.Summary
	case procedure.Begin:
		s.Begun = append(s.Begun, e)
		s.note("begin %s", e.Brief.Workflow)
	case procedure.Tell:
		s.tell(e)
	case procedure.Release:
		s.note("release %s of %s", e.Mail, e.Person)
	case procedure.Record:
		s.record(e)
	case procedure.Keep:
		s.Know(e.Spec)
	case procedure.Book:
		s.Booked = append(s.Booked, e.Entries...)
	case procedure.Forget:
		s.Forget = &e
		s.note("forget on %s", e.At.UTC().Format(time.DateOnly))
	case procedure.Show:
		s.Shown = e
	case procedure.Respond:
		s.Answer = e.Text
	case procedure.End:
		s.Ended, s.Alarm = true, time.Time{}
		s.note("end %s", e.Outcome)
	default:
		return s.answer(effect)
	}
	return nil
}

// answer is the step with what an effect asks for.
func (s *Play) answer(effect procedure.Effect) (then func()) {
	switch e := effect.(type) {
	case procedure.Await:
		return func() { s.await(e.Keys) }
	case procedure.Reckon:
		reckoning := timing.Reckon(s.specs[e.Spec], e)
		return func() { s.Step(procedure.Event{Kind: procedure.Reckoned, Reckoning: &reckoning}) }
	case procedure.Examine:
		examined := procedure.Examined{Of: e.Of}
		if s.Look != nil {
			examined = s.Look(e)
		}
		return func() { s.Step(procedure.Event{Kind: procedure.Looked, Examined: &examined}) }
	case procedure.Publish:
		var p procedure.Publication
		if s.Publish != nil && !e.Discard {
			p = s.Publish(e)
		}
		s.note("publish, discard %t", e.Discard)
		return func() { s.Step(procedure.Event{Kind: procedure.Published, Publication: &p}) }
	case procedure.Tally:
		var tallies procedure.Tallies
		if s.Tally != nil {
			tallies = s.Tally(e)
		}
		return func() { s.Step(procedure.Event{Kind: procedure.Tallied, Tally: &tallies}) }
	case procedure.Plan:
		agenda, err := timing.Plan(s.kinds, s.specs[e.Spec], e)
		if err != nil {
			s.t.Fatal(err)
		}
		return func() { s.Step(procedure.Event{Kind: procedure.Planned, Agenda: &agenda}) }
	}
	return nil
}

func (s *Play) tell(e procedure.Tell) {
	s.Told = append(s.Told, e)
	if e.Message.Order != nil {
		s.note("order %s to %s", e.Message.Order.Kind, e.To)
	}
}

func (s *Play) record(r procedure.Record) {
	for _, entry := range r.Entries {
		s.Entries = append(s.Entries, entry)
		switch entry.Kind {
		case procedure.EntryOutcome, procedure.EntryPhase, procedure.EntryCommand, procedure.EntryMeasure:
			s.note("%s: %s", entry.Kind, entry.Text)
		}
	}
}

// recall takes letters back that have not gone out.
func (s *Play) recall(r procedure.Recall) {
	back := func(l procedure.Letter) bool {
		back := r.All || slices.Contains(r.Keys, l.Key) || l.Person == r.Person
		if back {
			s.note("recalled %s", l.Key)
		}
		return back
	}
	s.Post = slices.DeleteFunc(s.Post, back)
	s.Letters = slices.DeleteFunc(s.Letters, func(l procedure.Letter) bool { return !l.Opens && l.NotBefore.After(s.Now) && back(l) })
}

// await delivers letters at once, if the mail server does.
func (s *Play) await(keys []string) {
	if s.Down {
		return
	}
	var arrivals []procedure.Arrival
	for _, key := range keys {
		if a, ok := s.depart(key); ok {
			arrivals = append(arrivals, a)
		}
	}
	if len(arrivals) > 0 {
		s.Step(procedure.Event{Kind: procedure.Arrived, Arrivals: arrivals})
	}
}

// Arrive lets letters that the mail server did not take arrive now, as the
// postman says it when nobody waits for them any more.
func (s *Play) Arrive(keys ...string) *Play {
	s.t.Helper()
	var arrivals []procedure.Arrival
	for _, key := range keys {
		a, ok := s.depart(key)
		if !ok {
			s.t.Fatalf("no letter %s is in the outbox", key)
		}
		arrivals = append(arrivals, a)
	}
	return s.News(arrivals...)
}

// News is what the postman says of letters.
func (s *Play) News(arrivals ...procedure.Arrival) *Play {
	s.t.Helper()
	return s.Tell(procedure.Message{Arrivals: arrivals})
}

func (s *Play) depart(key string) (procedure.Arrival, bool) {
	i := slices.IndexFunc(s.Post, func(l procedure.Letter) bool { return l.Key == key })
	if i < 0 {
		return procedure.Arrival{}, false
	}
	l := s.Post[i]
	s.Post = slices.Delete(s.Post, i, i+1)
	a := timing.Depart(s.specs[l.Spec], &l, s.Now)
	a.At = s.Now
	return a, true
}

// Tell delivers a message twice, as signals may be.
func (s *Play) Tell(m procedure.Message) *Play {
	s.t.Helper()
	s.count++
	m.ID = fmt.Sprintf("message-%d", s.count)
	first, again := m, m
	s.Step(procedure.Event{Kind: procedure.Told, Message: &first})
	if !s.Ended {
		s.Step(procedure.Event{Kind: procedure.Told, Message: &again})
	}
	return s
}

// Order is what the partnership wants.
func (s *Play) Order(o procedure.Order) *Play {
	s.t.Helper()
	return s.Tell(procedure.Message{Order: &o})
}

// Reply delivers a mail, which gets an ID unless it has one.
func (s *Play) Reply(r procedure.Reply) *Play {
	s.t.Helper()
	if r.ID == "" {
		s.count++
		r.ID = fmt.Sprintf("mail-%d", s.count)
	}
	if r.Class == "" {
		r.Class = procedure.ReplyAnswer
	}
	return s.Step(procedure.Event{Kind: procedure.Replied, Reply: &r})
}

// Command carries out an admin's command, which must not be refused.
func (s *Play) Command(c procedure.Command) *Play {
	s.t.Helper()
	if err := s.P.Check(c, s.Now); err != nil {
		s.t.Fatalf("%s was refused: %v", c.Name, err)
	}
	s.count++
	c.ID = fmt.Sprintf("update-%d", s.count)
	return s.Step(procedure.Event{Kind: procedure.Commanded, Command: &c})
}

// Until lets time pass. Whoever asked to be woken is, and letters go out that
// were held for their readers' hours.
func (s *Play) Until(when string) *Play {
	s.t.Helper()
	return s.Pass(At(when))
}

// Pass lets time pass until an instant.
func (s *Play) Pass(end time.Time) *Play {
	s.t.Helper()
	for range 10_000 {
		at, held := s.next()
		if at.IsZero() || at.After(end) {
			s.Now = end
			return s
		}
		s.Now = procedure.Later(s.Now, at)
		if held != "" {
			s.Arrive(held)
			continue
		}
		s.Alarm = time.Time{}
		s.Step(procedure.Event{Kind: procedure.Woke})
	}
	s.t.Fatal("the procedure never comes to rest")
	return s
}

// next is what happens first: the alarm, or a letter whose time has come.
func (s *Play) next() (at time.Time, held string) {
	if s.Ended {
		return time.Time{}, ""
	}
	at = s.Alarm
	for _, l := range s.Post {
		if !s.Down && (at.IsZero() || !l.NotBefore.After(at)) {
			at, held = procedure.Later(l.NotBefore, s.Now), l.Key
		}
	}
	return at, held
}

// Stand lets time pass in which nothing runs.
func (s *Play) Stand(until string) *Play {
	s.Now = At(until)
	return s
}

// Wake is what a timer does.
func (s *Play) Wake() *Play {
	s.t.Helper()
	return s.Step(procedure.Event{Kind: procedure.Woke})
}

// Expect compares the timeline since the last Expect or Skip.
func (s *Play) Expect(want ...string) *Play {
	s.t.Helper()
	if got, want := strings.Join(s.log, "\n"), strings.Join(want, "\n"); got != want {
		s.t.Errorf("the timeline differs\n--- got\n%s\n--- want\n%s", got, want)
	}
	return s.Skip()
}

// Skip forgets the timeline so far.
func (s *Play) Skip() *Play {
	s.log = nil
	return s
}

// Lines are the timeline since the last Expect or Skip.
func (s *Play) Lines() []string { return slices.Clone(s.log) }

// Letter finds the latest letter of a key.
func (s *Play) Letter(key string) procedure.Letter {
	s.t.Helper()
	for _, l := range slices.Backward(s.Letters) {
		if l.Key == key {
			return l
		}
	}
	s.t.Fatalf("no letter %s was written", key)
	return procedure.Letter{}
}

// Wrote reports whether a letter of that key was written.
func (s *Play) Wrote(key string) bool {
	return slices.ContainsFunc(s.Letters, func(l procedure.Letter) bool { return l.Key == key })
}

func (s *Play) note(format string, args ...any) {
	s.log = append(s.log, s.Now.UTC().Format("01-02 15:04 ")+fmt.Sprintf(format, args...))
}

// looked is how many steps are taken for one whose state is compared with what
// came out of JSON: looking takes longer than all the rest. It is a prime, so
// that no script of a fixed length is looked at in the same places only.
const looked = 7

// carryOver puts the state through JSON.
func (s *Play) carryOver() {
	s.t.Helper()
	body, err := json.Marshal(s.P)
	if err != nil {
		s.t.Fatal(err)
	}
	next := s.blank()
	if err := json.Unmarshal(body, next); err != nil {
		s.t.Fatal(err)
	}
	if s.steps++; s.steps%looked == 1 {
		if diff := cmp.Diff(s.P, next, cmpopts.EquateEmpty()); diff != "" {
			s.t.Fatalf("the state does not survive JSON (-before +after):\n%s", diff)
		}
	}
	s.P = next
}
