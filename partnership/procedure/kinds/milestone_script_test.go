package kinds_test

import (
	"strings"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// beginMilestone is a milestone of some partnership, begun at its warning.
func beginMilestone(w *world) {
	spec := drawSpec(w)
	spec.CheckIns = nil
	spec.End = spec.Start.AddDays(364)
	owner, other := draw(w, spec.Parties[0].People...), draw(w, spec.Parties[1].People...)
	m := partnership.Milestone{ID: "rules", Title: "Rules signed", Due: spec.Start.AddDays(w.chance.IntN(40)), Owner: owner.ID}
	if w.one(2) {
		m.AcceptBy = other.ID
	}
	if w.one(2) {
		m.Acceptance = "One page, signed"
	}
	spec.Goals[0].Milestones = []partnership.Milestone{m, {ID: "launch", Due: m.Due.AddDays(30), Owner: other.ID, DependsOn: []string{"rules"}}}
	if w.one(3) {
		spec.Escalations = []partnership.Escalation{{ID: "milestone", Steps: []partnership.EscalationStep{
			{ID: "owner", After: specs.Span("1bd"), Owner: true},
			{ID: "nobody", After: specs.Span("2bd")},
			{ID: "all", After: specs.Span("4bd"), Notify: []string{owner.ID, other.ID}, Repeat: 1},
		}}}
	}
	agenda, err := timing.Plan(kinds.All(), spec, procedure.Plan{Spec: w.know(spec), After: solarNoon(spec)})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, o := range agenda.Agreed {
		if o.Name == "leads/rules" {
			w.now = o.At
			w.p, _ = milestone.Kind().New(w.spec, procedure.Brief{
				Slug: w.spec.Slug, Spec: w.spec.Digest(), Workflow: o.Workflow(w.spec.Slug), Rules: w.rules, Occasion: o,
			})
		}
	}
	w.blank = milestone.Kind().Blank
	w.rests = func() bool { return somebodyIsAsked(w) }
	w.think = func() (procedure.Event, bool) { return milestoneEvent(w, w.p.(*milestone.Milestone)) }
}

// somebodyIsAsked reports whether a milestone waits for a person: once its ladder is
// spent nothing follows by itself, and its card says so.
func somebodyIsAsked(w *world) bool {
	for _, in := range w.p.(*milestone.Milestone).Inquiries {
		if !in.Over && len(in.Circle.Open(w.now)) > 0 {
			return true
		}
	}
	return strings.Contains(w.card, "nothing follows by itself")
}

// solarNoon is a moment before the partnership's first day in every zone.
func solarNoon(spec partnership.Spec) time.Time {
	day := spec.Start.AddDays(-2)
	return time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)
}

// milestoneEvent is something that happens to a milestone.
func milestoneEvent(w *world, m *milestone.Milestone) (procedure.Event, bool) {
	asks := []asking.Ask{{ID: "letter", AskTimes: procedure.AskTimes{Person: m.Owner}}}
	for _, in := range m.Inquiries {
		asks = append(asks, in.Circle.Asks...)
	}
	a := asks[max(0, len(asks)-1-w.chance.IntN(3))]
	r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 25:
		answer(w, a, &r)
		return w.mail(r)
	case n < 33:
		r.Commands = []partnership.Command{{Name: partnership.CommandDone}}
		return w.mail(r)
	case n < 40:
		r.Commands = []partnership.Command{{Name: partnership.CommandExtend, Argument: draw(w, "", "5d", w.day(), "2029-01-01")}}
		return w.mail(r)
	case n < 46:
		r.Class, r.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(r)
	case n < 50:
		r.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(r)
	case n < 58:
		return w.again()
	case n < 85:
		return w.postman()
	case n < 89:
		return w.command(typed(w, a))
	case n < 92:
		return procedure.Event{Kind: procedure.Woke}, true
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: milestoneOrder(w, m)})
	}
}

// milestoneOrder is what the partnership wants; few orders end a milestone.
func milestoneOrder(w *world, m *milestone.Milestone) *procedure.Order {
	switch n := w.chance.IntN(20); {
	case n < 8:
		return &procedure.Order{Kind: draw(w, procedure.OrderPause, procedure.OrderResume)}
	case n < 12:
		return &procedure.Order{
			Kind: draw(w, procedure.OrderMove, procedure.OrderMet, procedure.OrderWaive, procedure.OrderAnew),
			Day:  draw(w, m.Occasion.Date, w.day()), By: procedure.Admin, Reason: "on the phone",
		}
	case n < 13:
		return &procedure.Order{Kind: procedure.OrderWithdraw, Gone: w.one(2)}
	default:
		old, changed := w.spec, amended(w)
		return &procedure.Order{Kind: procedure.OrderAmended, Spec: w.know(changed), People: procedure.ChangedPeople(old, changed)}
	}
}
