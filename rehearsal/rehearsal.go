// Package rehearsal plays a spec against personas on a virtual clock, without a
// server. It steps the very procedures that the workflows run, so what it
// prints is what the server would do.
package rehearsal

import (
	"cmp"
	"container/heap"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/examining"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// Event is one thing that happened in a rehearsal. Which texts are set depends
// on the kind: begin, mail, reply, measure, outcome or phase.
type Event struct {
	At       time.Time `json:"at"`
	Kind     string    `json:"kind"`
	Workflow string    `json:"workflow"`
	Template string    `json:"template,omitempty"`
	// Reminder counts the reminders of a mail, from 1.
	Reminder int `json:"reminder,omitempty"`
	// Templates are those of the asks that stand together in the mail.
	Templates []string `json:"templates,omitempty"`
	// Also are the templates of notices that travel in the same mail.
	Also    []string `json:"also,omitempty"`
	From    string   `json:"from,omitempty"` // address of the reply's writer
	To      string   `json:"to,omitempty"`   // address of the mail's reader
	Subject string   `json:"subject,omitempty"`
	Text    string   `json:"text,omitempty"`
	Outcome string   `json:"outcome,omitempty"`
	Note    string   `json:"note,omitempty"` // why nobody took a reply
}

// Kinds of events that do not come from the journal.
const (
	KindMail  = "mail"
	KindReply = "reply"
)

// OutcomeRefused is that of a command which could not be carried out.
const OutcomeRefused = "refused"

// Mail is a letter in words. Sent is what whoever composed it knows beside them, for when it
// is answered.
type Mail struct {
	Subject, Text string
	Sent          any
}

// Options are what a rehearsal needs of the world. The same calls give the same.
type Options struct {
	Kinds []procedure.Kind
	// Compose words a letter as the server would, with the notices that travel in
	// the same mail. It is called by several goroutines at once.
	Compose func(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, s standing.Standing, at time.Time) (Mail, error)
	// Understand reads a persona's answer to a letter as the server would, if it
	// would take it.
	Understand func(r Reaction, reader partnership.Person, l procedure.Letter, mail Mail) (procedure.Reply, Fate)
	// Receive reads a mail that nobody asked for as the server would, if it would
	// take it. The writer's open asks come the latest first.
	Receive func(w Unasked, open []procedure.Letter) (procedure.Reply, Fate)
	Cast    *Cast
	// Tally counts what people had to do, if it is set.
	Tally *Tally
	// Orders are what admins do meanwhile.
	Orders []Order
	// Until is when the rehearsal stops.
	Until time.Time
	// Known says that people know the partnership already: nobody is welcomed.
	Known bool
	// Watch looks at what a moment has left of each procedure that it touched, if it is set.
	Watch func(Glimpse)
}

// Glimpse is a procedure that goes on, when all of a moment has happened.
type Glimpse struct {
	At        time.Time
	Workflow  string
	Procedure procedure.Procedure
	Alarm     time.Time // when it wakes by itself; zero: never
	Card      string
}

// Order is a command that an admin gives the partnership at a time.
type Order struct {
	At      time.Time
	Command procedure.Command
}

// Run plays one partnership from its first day until o.Until and returns what
// happened, in order.
func Run(spec partnership.Spec, o Options) ([]Event, error) {
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return nil, fmt.Errorf("rehearse %s: %w", spec.Slug, err)
	}
	st := &stage{
		spec: spec, options: o, zone: zone,
		now:      cadence.In(declaredOn(spec), cadence.Clock{}, zone),
		specs:    map[string]partnership.Spec{spec.Digest(): spec},
		cast:     map[string]*actor{},
		together: kinds.Together(o.Kinds),
		post:     post{daily: map[daily]time.Time{}},
		desk:     newDesk(),
	}
	o.Tally.begin(spec, kinds.Free(o.Kinds), o.Until.In(zone))
	p := lifecycle.New(spec)
	if o.Known {
		p.Known(st.now)
	}
	st.enter(spec.Slug, p)
	for _, order := range o.Orders {
		st.schedule(order.At, func() error { return st.obey(order.Command) })
	}
	if err := st.expectUnasked(); err != nil {
		return nil, fmt.Errorf("rehearse %s: %w", spec.Slug, err)
	}
	played := st.play()
	events, err := st.desk.clear(spec.Slug, zone, st.events)
	if err = cmp.Or(err, played); err == nil {
		o.Tally.end(spec, st.readings, o.Until.In(zone))
	}
	return events, err
}

// play goes through what happens until the end.
func (st *stage) play() error {
	for st.agenda.Len() > 0 {
		c := heap.Pop(&st.agenda).(*cue)
		if c.at.After(st.options.Until) {
			return nil
		}
		if c.at.After(st.now) {
			st.watch()
			st.now = c.at
		}
		if err := c.play(); err != nil {
			return fmt.Errorf("rehearse %s at %s: %w", st.spec.Slug, st.now.In(st.zone).Format(time.RFC3339), err)
		}
	}
	return nil
}

// stage is the world of one rehearsal.
type stage struct {
	spec     partnership.Spec
	specs    map[string]partnership.Spec // by digest
	options  Options
	zone     *time.Location
	now      time.Time
	agenda   cues
	cued     int
	cast     map[string]*actor // by workflow ID; looked up, never ranged over
	readings []measure.Reading
	ledger   []ledger.Entry
	decided  []procedure.Entry // lines of the log of decisions
	events   []Event
	post     post
	touched  []string // who has stepped in this moment, if somebody watches
	desk     desk
	asks     []procedure.Letter // what people were asked, the latest last
	heard    int                // unasked mails so far
	sealed   []sealedAsk
	rounds   []round         // of surveys
	together asking.Together // which letters may stand together in one mail
}

// actor is a procedure on the stage.
type actor struct {
	procedure procedure.Procedure
	ended     bool
	alarm     int       // the number of its latest Wake; earlier ones are void
	wakes     time.Time // when that is; zero: never
	card      string
}

func (st *stage) enter(id string, p procedure.Procedure) {
	st.cast[id] = &actor{procedure: p}
	st.cue(st.now, id, procedure.Event{Kind: procedure.Started})
}

// cue schedules an event for a procedure.
func (st *stage) cue(at time.Time, id string, ev procedure.Event) {
	st.schedule(at, func() error { return st.step(id, ev) })
}

func (st *stage) schedule(at time.Time, play func() error) {
	st.cued++
	heap.Push(&st.agenda, &cue{at: at, number: st.cued, play: play})
}

// obey has the partnership carry out an admin's command. What it refuses changes
// nothing.
func (st *stage) obey(c procedure.Command) error {
	a := st.cast[st.spec.Slug]
	err := a.procedure.Check(c, st.now)
	if a.ended {
		err = fmt.Errorf("%s: the partnership has ended", c.Name)
	}
	if err != nil {
		st.log(Event{Kind: procedure.EntryCommand, Workflow: st.spec.Slug, Text: "Refused: " + err.Error(), Outcome: OutcomeRefused})
		return nil
	}
	return st.step(st.spec.Slug, procedure.Event{Kind: procedure.Commanded, Command: &c})
}

func (st *stage) step(id string, ev procedure.Event) error {
	a, ok := st.cast[id]
	if !ok || a.ended {
		return nil
	}
	if st.options.Watch != nil && !slices.Contains(st.touched, id) {
		st.touched = append(st.touched, id)
	}
	if !a.wakes.After(st.now) {
		a.wakes = time.Time{} // it has rung
	}
	return st.perform(id, a, a.procedure.Step(ev, st.now))
}

func (st *stage) perform(id string, a *actor, effects []procedure.Effect) error {
	for _, effect := range effects {
		var err error
		switch e := effect.(type) {
		case procedure.Record:
			st.record(e)
		case procedure.Send:
			st.send(e.Letter)
		case procedure.Recall:
			st.post.recall(id, e)
		case procedure.Tell:
			message := e.Message
			st.cue(st.now, e.To, procedure.Event{Kind: procedure.Told, Message: &message})
		case procedure.Wake:
			st.wake(id, a, e.At)
		case procedure.Begin:
			err = st.begin(e)
		case procedure.Plan:
			err = st.plan(id, e)
		case procedure.Publish:
			err = st.publish(id, e)
		case procedure.Reckon, procedure.Examine, procedure.Tally:
			st.cue(st.now, id, st.learn(id, e))
		case procedure.End, procedure.Show:
			a.turn(effect)
		case procedure.Book:
			st.book(e.Entries)
		case procedure.Keep:
			st.specs[e.Spec.Digest()] = e.Spec
		case procedure.Await, procedure.Respond, procedure.Release, procedure.Forget:
			// Mail arrives at once, no persona is doubted, and a rehearsal keeps nothing.
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// turn is how a procedure shows itself now, or that it is over.
func (a *actor) turn(effect procedure.Effect) {
	if shown, ok := effect.(procedure.Show); ok {
		a.card = shown.Card
		return
	}
	a.ended = true
}

// watch shows what has become of the procedures that the moment has touched.
func (st *stage) watch() {
	for _, id := range st.touched {
		if a := st.cast[id]; !a.ended {
			st.options.Watch(Glimpse{At: st.now, Workflow: id, Procedure: a.procedure, Alarm: a.wakes, Card: a.card})
		}
	}
	st.touched = st.touched[:0]
}

// learn finds out what a procedure wonders about.
func (st *stage) learn(id string, effect procedure.Effect) procedure.Event {
	switch e := effect.(type) {
	case procedure.Reckon:
		reckoning := timing.Reckon(st.spec, e)
		return procedure.Event{Kind: procedure.Reckoned, Reckoning: &reckoning}
	case procedure.Examine:
		examined := examining.Look(e, st.wrote)
		return procedure.Event{Kind: procedure.Looked, Examined: &examined}
	case procedure.Tally:
		return procedure.Event{Kind: procedure.Tallied, Tally: &procedure.Tallies{Questions: st.tally(id, e)}}
	default:
		return procedure.Event{Kind: procedure.Woke}
	}
}

func (st *stage) begin(e procedure.Begin) error {
	kind, ok := kinds.Of(st.options.Kinds, e.Type)
	if !ok || kind.New == nil {
		return fmt.Errorf("begin %s: no procedure of type %s is known", e.Brief.Workflow, e.Type)
	}
	p, _ := kind.New(st.specs[e.Brief.Spec], e.Brief)
	st.enter(e.Brief.Workflow, p)
	return nil
}

func (st *stage) record(r procedure.Record) {
	st.readings = append(st.readings, r.Readings...)
	for _, e := range r.Entries {
		if e.Kind == procedure.EntryReply {
			continue // the persona's reply is an event already, with its text
		}
		if e.Decision != nil {
			st.decided = append(st.decided, e)
		}
		st.log(Event{Kind: e.Kind, Workflow: e.Workflow, Text: e.Text, Outcome: string(e.Outcome)})
	}
}

// decisions is the log of decisions; a rehearsal has one partnership.
func (st *stage) decisions(string) ([]procedure.Decision, error) {
	return procedure.DecisionsIn(st.decided), nil
}

// days are what has become of milestones.
func (st *stage) days(slug string) ([]procedure.AgreedDay, error) {
	if a, ok := st.cast[slug]; ok {
		if dated, ok := a.procedure.(procedure.Dated); ok {
			return dated.Days(), nil
		}
	}
	return nil, nil
}

func (st *stage) log(ev Event) {
	ev.At = st.now.In(st.zone)
	st.events = append(st.events, ev)
}

func (st *stage) wake(id string, a *actor, at time.Time) {
	a.alarm++
	a.wakes = at
	set := a.alarm
	if at.IsZero() {
		return
	}
	st.schedule(at, func() error {
		if a.alarm != set {
			return nil
		}
		return st.step(id, procedure.Event{Kind: procedure.Woke})
	})
}

func (st *stage) plan(id string, p procedure.Plan) error {
	agenda, err := timing.Plan(st.options.Kinds, st.spec, p)
	if err != nil {
		return err
	}
	st.cue(st.now, id, procedure.Event{Kind: procedure.Planned, Agenda: &agenda})
	return nil
}

// reply delivers a persona's reaction to whoever waits for it.
func (st *stage) reply(id string, l procedure.Letter, person partnership.Person, asked *draft, r Reaction) error {
	reply, fate := procedure.Reply{Class: procedure.ReplyAuto, Until: r.Away}, Fate{}
	if r.Away == "" {
		mail, err := asked.read()
		if err != nil {
			return err
		}
		reply, fate = st.options.Understand(r, person, l, mail)
	}
	reply.ID, reply.Ask, reply.Person = id, l.Ask, l.Person
	st.log(Event{Kind: KindReply, Workflow: l.Workflow, From: person.Email, Text: r.Text, Outcome: fate.State, Note: fate.Reason})
	if fate != (Fate{}) {
		return nil
	}
	if len(l.Parts) > 0 {
		return st.takeTogether(l, reply)
	}
	return st.take(l, reply)
}

// take gives a reply to a letter to whoever waits for it, or to the partnership.
func (st *stage) take(l procedure.Letter, reply procedure.Reply) error {
	if l.Sealed {
		kept := st.sealedOf(l)
		kept.Take(reply.Kept(l.Questions))
		if l.Anonymous {
			reply = reply.Ballot(l.Questions, kept.answered())
		} else {
			reply = reply.Seal(l.Questions, timing.Colleagues(st.spec, reply.Person))
		}
	}
	to := l.Workflow
	if !st.running(to) {
		to, reply.Of = l.Slug, l.Workflow
	}
	if st.cast[l.Slug].ended && to == l.Slug && reply.Class.Written() {
		st.send(lifecycle.AfterTheEnd(l.Slug, l.Spec, l.Workflow, l.Questions, reply, st.now))
		return nil
	}
	return st.step(to, procedure.Event{Kind: procedure.Replied, Reply: &reply})
}

func (st *stage) running(workflow string) bool {
	a := st.cast[workflow]
	return a != nil && !a.ended
}

// cue is something that will happen; cues of one instant happen in the order in
// which they were given.
type cue struct {
	at     time.Time
	number int
	play   func() error
}

type cues []*cue

func (c cues) Len() int { return len(c) }
func (c cues) Less(i, j int) bool {
	if !c[i].at.Equal(c[j].at) {
		return c[i].at.Before(c[j].at)
	}
	return c[i].number < c[j].number
}
func (c cues) Swap(i, j int) { c[i], c[j] = c[j], c[i] }
func (c *cues) Push(x any)   { *c = append(*c, x.(*cue)) }
func (c *cues) Pop() any {
	old := *c
	last := old[len(old)-1]
	*c = old[:len(old)-1]
	return last
}
