package kinds_test

import (
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// beginMeeting is a meeting of some partnership, with a short notice or a long one, with a rule
// by which it decides or without, or one without an agenda.
func beginMeeting(w *world) {
	spec := drawSpec(w)
	spec.CheckIns = nil
	spec.End = spec.Start.AddDays(364)
	m := partnership.Meeting{
		ID: "regular", Rule: specs.Rule("month", "second thursday", "14:00"), Invite: everyone(spec), Duration: specs.Span("1h"),
		Notice: specs.Span(draw(w, "7d", "30d", "2bd")), Informal: w.one(4),
	}
	if !m.Informal && w.one(3) {
		spec.DecisionRules = []partnership.DecisionRule{{ID: "all", OnePerParty: true}}
		m.By = "all"
	}
	if w.one(2) {
		m.Chair = m.Invite[0]
	}
	if m.Informal {
		for _, p := range spec.Parties {
			m.Hosts = append(m.Hosts, p.ID)
		}
	}
	spec.Meetings = []partnership.Meeting{m}
	agenda, err := timing.Plan([]procedure.Kind{meeting.Kind()}, spec, procedure.Plan{Spec: w.know(spec), After: cadence.In(spec.Start, cadence.Clock{}, time.UTC)})
	if err != nil || len(agenda.Occasions) == 0 {
		w.t.Fatal("no meeting is planned", err)
	}
	o := agenda.Occasions[0]
	w.now = o.At
	w.p, _ = meeting.Kind().New(w.spec, procedure.Brief{
		Slug: w.spec.Slug, Spec: w.spec.Digest(), Workflow: o.Workflow(w.spec.Slug), Rules: w.rules, Occasion: o,
	})
	w.blank = meeting.Kind().Blank
	w.think = func() (procedure.Event, bool) { return meetingEvent(w, w.p.(*meeting.Meeting)) }
}

// meetingAsks are those of the meeting that are of interest now.
func meetingAsks(m *meeting.Meeting) (asks []asking.Ask) {
	for _, c := range []asking.Circle{m.Inviting, m.Doubting, m.Noting, m.Revising, m.Accepting} {
		if len(c.Asks) > 0 {
			asks = append(asks, c.Asks...)
		}
	}
	return asks
}

// meetingEvent is something that happens to a meeting.
func meetingEvent(w *world, m *meeting.Meeting) (procedure.Event, bool) {
	if m.Paused() && w.one(3) {
		return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderResume}})
	}
	asks := meetingAsks(m)
	if len(asks) == 0 {
		return procedure.Event{Kind: procedure.Woke}, true
	}
	a := asks[len(asks)-1-w.chance.IntN(min(len(asks), 5))]
	reply := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 50:
		meetingAnswer(w, a, m, &reply)
		return w.mail(reply)
	case n < 54:
		reply.Class, reply.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(reply)
	case n < 57:
		reply.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(reply)
	case n < 63:
		return w.again()
	case n < 82:
		return w.postman()
	case n < 86:
		return procedure.Event{Kind: procedure.Woke}, true
	case n < 91:
		return w.command(meetingCommand(w, m, a))
	case n < 94:
		return w.message(procedure.Message{From: w.spec.Slug, Order: draw(w,
			&procedure.Order{Kind: procedure.OrderAnew}, &procedure.Order{Kind: procedure.OrderMove, Day: m.Starts.Add(time.Hour).Format(time.RFC3339)},
		)})
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: surveyOrder(w)})
	}
}

// meetingAnswer answers a mail about a meeting, with commands or without.
func meetingAnswer(w *world, a asking.Ask, m *meeting.Meeting, r *procedure.Reply) {
	if w.one(5) {
		r.Commands = append(r.Commands, draw(w,
			partnership.Command{Name: partnership.CommandMove, Argument: m.Starts.AddDate(0, 0, w.chance.IntN(9)-2).Format("2006-01-02 15:04")},
			partnership.Command{Name: partnership.CommandMove, Argument: "to some day"}, partnership.Command{Name: partnership.CommandCancel, Argument: "ill"},
			partnership.Command{Name: partnership.CommandObject, Argument: "not so"}, partnership.Command{Name: partnership.CommandObject},
			partnership.Command{Name: partnership.CommandStatus},
		))
	}
	if w.one(4) {
		return
	}
	for _, q := range a.Questions {
		answer := partnership.Answer{Question: q.ID, Value: partnership.TextValue("the stand")}
		switch q.Kind {
		case partnership.KindYesNo:
			answer.Value = partnership.BoolValue(!w.one(3))
			if w.one(8) {
				answer.Value = partnership.UnknownValue()
			}
		case partnership.KindChoice:
			answer.Value = partnership.TextValue(draw(w, q.Choices...))
		case partnership.KindMinutes:
			answer.Minutes = drawMinutes(w, q)
		default:
		}
		if q.Optional && w.one(2) {
			continue
		}
		r.Answers = append(r.Answers, answer)
	}
}

// drawMinutes are some minutes, sound or not.
func drawMinutes(w *world, q partnership.Question) *partnership.Minutes {
	m := partnership.Minutes{All: w.one(2), Missed: w.one(12), Nothing: w.one(4), Stands: w.one(10)}
	if !m.All && !w.one(4) {
		m.Present = []string{draw(w, q.Choices...)}
	}
	if w.one(2) {
		m.Decisions = append(m.Decisions, partnership.MinutedDecision{Text: draw(w, "May", "June"), Unanimous: w.one(2), Against: draw(w, nil, []string{draw(w, q.Choices...)})})
	}
	if w.one(2) {
		m.Actions = append(m.Actions, partnership.MinutedAction{Who: draw(w, append([]string{partnership.MinutedSelf, "Zoe"}, q.Choices...)...), What: draw(w, "the list", "the stand"), Due: draw(w, "", "2020-01-01", "2030-01-01")})
	}
	if w.one(6) {
		m.Unclear = append(m.Unclear, partnership.UnclearLine{Line: "?", Why: partnership.LineUnclear})
	}
	return &m
}

// meetingCommand is something that an admin orders.
func meetingCommand(w *world, m *meeting.Meeting, a asking.Ask) procedure.Command {
	c := draw(w,
		procedure.Command{Name: procedure.MoveMeeting, To: m.Starts.AddDate(0, 0, 1).Format("2006-01-02 15:04")}, procedure.Command{Name: procedure.CancelMeeting},
		procedure.Command{Name: procedure.EndStage},
		procedure.Command{Name: procedure.RecordMinutes, Present: []string{a.Person}, Actions: []procedure.TypedAction{{Owner: a.Person, What: "the list"}}},
		procedure.Command{Name: procedure.AnswerFor, Person: a.Person, Answers: []procedure.TypedAnswer{{Question: a.Questions[0].ID, Value: "yes"}}},
	)
	c.Reason = draw(w, "told me", "told me", "")
	return c
}
