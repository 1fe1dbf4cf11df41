package conflict_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// dice is a conflict that is played by chance, without a detour through JSON.
type dice struct {
	t       *testing.T
	spec    partnership.Spec
	c       *conflict.Conflict
	random  *rand.Rand
	now     time.Time
	alarm   time.Time
	ended   bool
	depth   int
	held    []held
	replies int
	letters []procedure.Letter
	log     []string
}

func (d *dice) step(ev procedure.Event) {
	if d.ended {
		return
	}
	d.depth++
	defer func() {
		if d.depth--; d.depth == 0 {
			d.alive()
		}
	}()
	effects := d.c.Step(ev, d.now)
	var keys []string
	var next []procedure.Event
	for _, effect := range effects {
		switch e := effect.(type) {
		case procedure.Send:
			d.letters = append(d.letters, e.Letter)
			if e.Letter.Opens {
				keys = append(keys, e.Letter.Key)
			}
		case procedure.Reckon:
			reckoning := timing.Reckon(d.spec, e)
			next = append(next, procedure.Event{Kind: procedure.Reckoned, Reckoning: &reckoning})
		case procedure.Examine:
			x := procedure.Examined{Of: e.Of, Copied: d.random.IntN(4) == 0, Blank: d.random.IntN(8) == 0}
			if d.random.IntN(3) == 0 {
				x.Sharp = []string{conflict.QuestionHappened}
			}
			next = append(next, procedure.Event{Kind: procedure.Looked, Examined: &x})
		case procedure.Wake:
			d.alarm = e.At
		case procedure.End:
			d.ended, d.alarm = true, time.Time{}
		}
	}
	for _, ev := range next {
		d.step(ev)
	}
	for _, key := range keys {
		if d.random.IntN(20) > 0 {
			d.arrive(key)
		} else { // the mail server is away for some days
			d.held = append(d.held, held{key, d.now.Add(time.Duration(d.random.IntN(72)) * time.Hour)})
		}
	}
}

func (d *dice) arrive(key string) {
	for _, l := range d.letters {
		if l.Key == key {
			a := timing.Depart(d.spec, &l, d.now)
			a.At, a.Key = d.now, key
			d.step(procedure.Event{Kind: procedure.Arrived, Arrivals: []procedure.Arrival{a}})
			return
		}
	}
}

type held struct {
	key string
	at  time.Time
}

// alive wants somebody's turn or a clock in every state.
func (d *dice) alive() {
	if !d.ended && d.alarm.IsZero() && len(d.held) == 0 {
		d.fail("no clock runs")
	}
}

func (d *dice) fail(why string) {
	d.t.Helper()
	log := d.log
	if len(log) > 40 {
		log = log[len(log)-40:]
	}
	d.t.Fatalf("%s at %s, %s on level %d\n%v", why, d.now, d.c.Stage, d.c.Dispute.Level, log)
}

func (d *dice) note(format string, args ...any) {
	d.log = append(d.log, fmt.Sprintf(format, args...)+"\n")
}

// pass lets time go by, with every alarm in it.
func (d *dice) pass(until time.Time) {
	for range 10_000 {
		if len(d.held) > 0 && !d.held[0].at.After(until) && (d.alarm.IsZero() || !d.alarm.Before(d.held[0].at)) {
			h := d.held[0]
			d.held, d.now = d.held[1:], procedure.Later(d.now, h.at)
			d.note("%s %s arrives", d.now.Format(time.DateTime), h.key)
			d.arrive(h.key)
			continue
		}
		if d.ended || d.alarm.IsZero() || d.alarm.After(until) {
			d.now = procedure.Later(d.now, until)
			return
		}
		d.now, d.alarm = procedure.Later(d.now, d.alarm), time.Time{}
		d.note("%s alarm", d.now.Format(time.DateTime))
		d.step(procedure.Event{Kind: procedure.Woke})
	}
	d.fail("it never comes to rest")
}

// answer has somebody answer some of what they are asked, now or long ago.
func (d *dice) answer() {
	if len(d.c.Inquiries) == 0 {
		return
	}
	i := len(d.c.Inquiries) - 1 - d.random.IntN(min(4, len(d.c.Inquiries)))
	in := d.c.Inquiries[i]
	if len(in.Circle.Asks) == 0 {
		return
	}
	a := in.Circle.Asks[0]
	r := procedure.Reply{Person: a.Person, Ask: a.ID, Class: procedure.ReplyAnswer, ID: fmt.Sprint("r", d.replies)}
	d.replies++
	for _, q := range a.Questions {
		if d.random.IntN(6) > 0 {
			r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: d.value(q)})
		}
	}
	if d.random.IntN(10) == 0 {
		r.Class = procedure.ReplyPromise
		r.Answers = nil
	}
	sealed := r.Seal(a.Questions, nil)
	d.note("%s %s answers %s with %d", d.now.Format(time.DateTime), a.Person, in.Kind, len(r.Answers))
	d.step(procedure.Event{Kind: procedure.Replied, Reply: &sealed})
}

func (d *dice) value(q partnership.Question) partnership.Value {
	switch q.Kind {
	case partnership.KindYesNo:
		return partnership.BoolValue(d.random.IntN(3) > 0)
	case partnership.KindChoice:
		return partnership.TextValue(q.Choices[d.random.IntN(len(q.Choices))])
	case partnership.KindDate:
		return partnership.DateValue(cadence.DateOf(d.now).AddDays(d.random.IntN(40)))
	default:
		return partnership.TextValue("words")
	}
}

func (d *dice) command() {
	names := append(conflict.Kind().Items, partnership.CommandDelegate)
	people := []string{"lars", "mia", "sofie", "tom", "ingrid", "aoife"}
	person, name := people[d.random.IntN(len(people))], names[d.random.IntN(len(names))]
	ask := procedure.AskID(d.c.Workflow, "letter", person)
	for _, in := range d.c.Inquiries {
		for _, a := range in.Circle.Asks {
			if a.Person == person {
				ask = a.ID
			}
		}
	}
	argument := ""
	switch name {
	case partnership.CommandWait, partnership.CommandExtend:
		argument = fmt.Sprintf("%dd", d.random.IntN(20))
	case partnership.CommandProposal, partnership.CommandAgreed, partnership.CommandNotQuite:
		argument = "words"
	case partnership.CommandDelegate:
		argument = people[d.random.IntN(len(people))]
	}
	if name == partnership.CommandWithdraw && d.random.IntN(3) > 0 {
		return
	}
	r := procedure.Reply{Person: person, Ask: ask, Class: procedure.ReplyAnswer, ID: fmt.Sprint("r", d.replies), Commands: []partnership.Command{{Name: name, Argument: argument}}}
	d.replies++
	sealed := r.Seal(nil, func(id string) string { return id })
	d.note("%s %s writes %s", d.now.Format(time.DateTime), person, name)
	d.step(procedure.Event{Kind: procedure.Replied, Reply: &sealed})
}

func (d *dice) order() {
	orders := []procedure.Order{
		{Kind: procedure.OrderLevel, Level: "leads", Reason: "said so"},
		{Kind: procedure.OrderLevel, Stage: "exploring", Reason: "said so"},
		{Kind: procedure.OrderLevel, Stage: "proposed", Reason: "said so"},
		{Kind: procedure.OrderLevel, Stage: "follow_up", Reason: "said so"},
		{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Away: []procedure.Absent{{Person: "lars", Until: cadence.DateOf(d.now).AddDays(60)}}}},
		{Kind: procedure.OrderReach, Reach: []procedure.Reach{{Person: "tom", Lost: procedure.LossDead}}},
		{Kind: procedure.OrderJoin},
		{Kind: procedure.OrderPause},
		{Kind: procedure.OrderResume},
		{Kind: procedure.OrderExternal, Day: "2027-01-01", Reason: "filed"},
		{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Stopped: []string{"mia"}}},
		{Kind: procedure.OrderAmended, Spec: d.spec.Digest(), People: []procedure.PersonChange{{Person: "mia", Left: true}}},
		{Kind: procedure.OrderWithdraw},
	}
	o := orders[d.random.IntN(len(orders))]
	d.replies++
	d.note("%s order %s", d.now.Format(time.DateTime), o.Kind)
	d.step(procedure.Event{Kind: procedure.Told, Message: &procedure.Message{ID: fmt.Sprint("m", d.replies), Order: &o}})
}

// TestNoConflictIsEverStuck plays conflicts by chance: in every state a clock runs,
// and left alone each ends with an outcome that both sides are told of.
func TestNoConflictIsEverStuck(t *testing.T) {
	t.Parallel()
	scripts := 10_000
	if testing.Short() {
		scripts = 500
	}
	spec := two()
	spec.Conflict = nil
	outside := two()
	outside.Conflict = &partnership.Conflict{
		CoolingOff: cadence.Span{Count: 2, Unit: cadence.Days},
		FollowUp:   []cadence.Span{{Count: 30, Unit: cadence.Days}},
		Levels: []partnership.ConflictLevel{
			{ID: "direct", Parties: true, Within: cadence.Span{Count: 10, Unit: cadence.BusinessDays}},
			{ID: "leads", Who: []string{"sofie", "tom"}, Within: cadence.Span{Count: 10, Unit: cadence.BusinessDays}},
			{ID: "mediator", Contact: "mediator@resolve.example", Alternate: "second@resolve.example", Within: cadence.Span{Count: 60, Unit: cadence.Days}},
			{ID: "claim", External: true, Within: cadence.Span{Count: 90, Unit: cadence.Days}, RefusedAfter: cadence.Span{Count: 30, Unit: cadence.Days}},
			{ID: "court", External: true, Within: cadence.Span{Count: 90, Unit: cadence.Days}},
		},
	}
	outcomes := map[procedure.Outcome]int{}
	for script := range scripts {
		d := &dice{t: t, spec: spec, random: rand.New(rand.NewPCG(5, uint64(script))), now: solo.At("2026-12-01 10:00")}
		if script%2 == 1 {
			d.spec = outside
		}
		p, _ := conflict.Kind().New(d.spec, procedure.Brief{
			Slug: "duo", Spec: d.spec.Digest(), Workflow: "duo/conflict/1", Rules: procedure.Rules,
			Occasion: procedure.Occasion{Type: conflict.Type, Noun: conflict.Noun, Name: "1", Agreed: true, At: d.now},
			Dispute:  &procedure.Dispute{Number: 1, Raiser: "lars", RaisedAt: d.now},
		})
		d.c = p.(*conflict.Conflict)
		d.step(procedure.Event{Kind: procedure.Started})
		for range 10 + d.random.IntN(30) {
			d.pass(d.now.Add(time.Duration(d.random.IntN(48)) * time.Hour))
			switch d.random.IntN(10) {
			case 0, 1, 2:
				d.command()
			case 3:
				if d.random.IntN(4) == 0 {
					d.order()
				}
			default:
				d.answer()
			}
		}
		d.pass(d.now.AddDate(3, 0, 0))
		if !d.ended {
			d.fail(fmt.Sprintf("script %d has not ended", script))
		}
		outcomes[d.c.Decided]++
		if d.c.Dispute.Level > 0 {
			d.explained()
		}
	}
	t.Logf("%d scripts: %v", scripts, outcomes)
	for _, o := range []procedure.Outcome{procedure.OutcomeResolved, procedure.OutcomeWithdrawn, procedure.OutcomeLapsed, procedure.OutcomeExternal} {
		if outcomes[o] == 0 {
			t.Errorf("none came out %s", o)
		}
	}
}

// explained wants the last thing that both sides hear to be how it has come out.
func (d *dice) explained() {
	for i, side := range d.c.Sides {
		heard := false
		for _, l := range d.letters {
			heard = heard || l.Person == side.Speaker && l.Template == conflict.TemplateNews
		}
		stopped := d.c.Presence.HasStopped(side.Speaker) || procedure.ReachOf(d.c.Reach, side.Speaker).Lost != ""
		own := i == 0 && d.c.Decided == procedure.OutcomeWithdrawn
		if !heard && !stopped && !own {
			d.fail(fmt.Sprintf("%s never heard how it came out: %s", side.Speaker, d.c.Decided))
		}
	}
}
