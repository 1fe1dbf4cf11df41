package kinds_test

import (
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// beginCheckIn is the first round of some partnership, mostly begun in time.
func beginCheckIn(w *world) {
	var agenda procedure.Agenda
	for len(agenda.Occasions) == 0 {
		spec := drawSpec(w)
		after := cadence.In(spec.Start.AddDays(-1), cadence.Clock{}, time.UTC)
		var err error
		agenda, err = timing.Plan(kinds.All(), spec, procedure.Plan{Spec: w.know(spec), After: after, Kickoff: true})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	o := agenda.Occasions[0]
	w.now = o.At
	if w.one(5) {
		w.now = w.now.Add(time.Duration(w.chance.IntN(300)) * time.Minute)
	}
	w.p, _ = checkin.Kind().New(w.spec, procedure.Brief{
		Slug: w.spec.Slug, Spec: w.spec.Digest(), Workflow: procedure.WorkflowID(w.spec.Slug, o.Noun, o.Name, o.Date), Rules: w.rules, Occasion: o,
	})
	w.blank = checkin.Kind().Blank
	w.think = func() (procedure.Event, bool) { return roundEvent(w, w.p.(*checkin.CheckIn)) }
}

// roundEvent is something that happens to a round.
func roundEvent(w *world, c *checkin.CheckIn) (procedure.Event, bool) {
	if c.Paused() && w.one(4) {
		return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderResume}})
	}
	a := draw(w, c.Circle.Asks...)
	r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 35:
		answer(w, a, &r)
		return w.mail(r)
	case n < 43:
		r.Class, r.Until = procedure.ReplyPromise, draw(w, "", w.day())
		return w.mail(r)
	case n < 50:
		r.Class, r.Until = procedure.ReplyAuto, draw(w, "", w.day())
		return w.mail(r)
	case n < 55:
		r.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread, procedure.ReplyUnread)
		return w.mail(r)
	case n < 63:
		return w.again()
	case n < 82:
		return w.postman()
	case n < 87:
		return w.command(typed(w, a))
	case n < 90:
		return procedure.Event{Kind: procedure.Woke}, true // somebody asks to look
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: order(w, c)})
	}
}

// order is what the partnership wants. A pause that is on is likely to end.
func order(w *world, c *checkin.CheckIn) *procedure.Order {
	switch n := w.chance.IntN(20); {
	case c.Paused() && n < 12:
		return &procedure.Order{Kind: procedure.OrderResume}
	case n < 10:
		return &procedure.Order{Kind: procedure.OrderPause}
	case n < 11:
		return &procedure.Order{Kind: procedure.OrderWithdraw, Gone: w.one(2)}
	case n < 12:
		return &procedure.Order{Kind: procedure.OrderResume}
	default:
		old, changed := w.spec, amended(w)
		return &procedure.Order{Kind: procedure.OrderAmended, Spec: w.know(changed), People: procedure.ChangedPeople(old, changed)}
	}
}

// answer fills a reply: some of the questions, thanks alone, what nobody can
// read, or a command.
func answer(w *world, a asking.Ask, r *procedure.Reply) {
	switch w.chance.IntN(12) {
	case 0: // thanks alone
	case 1:
		r.Problems = []string{"a lot"}
	case 2:
		r.Commands = []partnership.Command{{Name: draw(w, partnership.CommandStatus, partnership.CommandHelp)}}
	case 3:
		r.Answers = []partnership.Answer{specs.Number("unasked", "1")}
	}
	for _, q := range a.Questions {
		if !w.one(4) {
			r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: value(w, q), Raw: "x"})
		}
	}
}

// value is one of few, so that people repeat and correct themselves.
func value(w *world, q partnership.Question) partnership.Value {
	if w.one(10) {
		return partnership.UnknownValue()
	}
	switch q.Kind {
	case partnership.KindYesNo:
		return partnership.BoolValue(w.one(2))
	case partnership.KindText, partnership.KindChoice:
		return partnership.TextValue(draw(w, "red", "нет", "blue"))
	case partnership.KindTask:
		switch w.chance.IntN(6) {
		case 0, 1:
			return partnership.BoolValue(true)
		case 2:
			return partnership.BoolValue(false)
		case 3:
			return partnership.TextValue(draw(w, "need help from Tom", "ждём банк"))
		}
		return partnership.DateValue(specs.Date(w.day()))
	case partnership.KindPick:
		return partnership.PickValue(draw(w, nil, []int{1}, []int{q.Listed()}))
	case partnership.KindDate:
		return partnership.DateValue(specs.Date(w.day()))
	default:
		return specs.Number("", draw(w, "1", "2", "5")).Value
	}
}

// typed is what an admin enters for somebody, or another command by mistake.
func typed(w *world, a asking.Ask) procedure.Command {
	if w.one(6) {
		return procedure.Command{Name: draw(w, procedure.Pause, procedure.RecordKPI, procedure.EndNow)}
	}
	c := procedure.Command{Name: procedure.AnswerFor, Person: draw(w, a.Person, a.Subject(), "nobody"), Reason: "told on the phone"}
	for _, q := range a.Questions {
		if w.one(2) {
			c.Answers = append(c.Answers, procedure.TypedAnswer{Question: q.ID, Value: procedure.Text(draw(w, "1", "2", "yes", "red"))})
		}
	}
	return c
}
