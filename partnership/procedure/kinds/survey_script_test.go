package kinds_test

import (
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// beginSurvey is the first round of a survey of some partnership.
func beginSurvey(w *world) {
	var agenda procedure.Agenda
	for len(agenda.Occasions) == 0 {
		spec := drawSpec(w)
		spec.CheckIns = nil
		spec.End = spec.Start.AddDays(364)
		rule := draw(w, specs.Rule("2 weeks", "tuesday", "10:00"), specs.Rule("month", "first friday", "10:00"))
		v := partnership.Survey{
			ID: "pulse", Rule: &rule, Ask: everyone(spec), Window: specs.Span(draw(w, "2bd", "5bd")), Remind: []cadence.Span{specs.Span("60%")},
			Template: draw(w, partnership.SurveyTemplates()...), Anonymous: w.one(2),
		}
		if v.Anonymous {
			v.MinN, v.ByParty = 3, w.one(2)
		}
		spec.Surveys = []partnership.Survey{v}
		after := cadence.In(spec.Start.AddDays(-1), cadence.Clock{}, time.UTC)
		var err error
		agenda, err = timing.Plan([]procedure.Kind{survey.Kind()}, spec, procedure.Plan{Spec: w.know(spec), After: after})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	o := agenda.Occasions[0]
	w.now = o.At
	w.p, _ = survey.Kind().New(w.spec, procedure.Brief{
		Slug: w.spec.Slug, Spec: w.spec.Digest(), Workflow: o.Workflow(w.spec.Slug), Rules: w.rules, Occasion: o,
	})
	w.blank = survey.Kind().Blank
	w.think = func() (procedure.Event, bool) { return surveyEvent(w, w.p.(*survey.Survey)) }
}

// publication is what a survey came to: anything that so many answers can.
func (w *world) publication(e procedure.Publish) *procedure.Publication {
	if e.Discard {
		return &procedure.Publication{}
	}
	p := procedure.Publication{Answered: w.chance.IntN(len(e.Voters) + 1)}
	p.Shown = p.Answered > 0 && p.Answered >= e.Rule.Floor
	if p.Shown {
		p.Remarks, p.Least = w.chance.IntN(3), draw(w, "", e.Voters[0].Party)
	}
	return &p
}

// surveyEvent is something that happens to a survey.
func surveyEvent(w *world, s *survey.Survey) (procedure.Event, bool) {
	if s.Paused() && w.one(3) {
		return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderResume}})
	}
	asks := append([]asking.Ask{}, s.Circle.Asks...)
	if len(s.Leads.Asks) > 0 && !w.one(4) {
		asks = s.Leads.Asks
	}
	a := draw(w, asks...)
	r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 45:
		answer(w, a, &r)
		if s.Circle.Holds(a.ID) {
			r = surveyed(s, a, r)
		}
		return w.mail(r)
	case n < 50:
		r.Class, r.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(r)
	case n < 54:
		r.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(r)
	case n < 62:
		return w.again()
	case n < 85:
		return w.postman()
	case n < 90:
		return procedure.Event{Kind: procedure.Woke}, true
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: surveyOrder(w)})
	}
}

// surveyed is a reply as the intake lets a survey hear it.
func surveyed(s *survey.Survey, a asking.Ask, r procedure.Reply) procedure.Reply {
	if !s.Anonymous {
		return r.Seal(a.Questions, nil)
	}
	var answered []string
	for _, one := range r.Answers {
		answered = append(answered, one.Question)
	}
	return r.Ballot(a.Questions, answered)
}

// surveyOrder is what the partnership wants.
func surveyOrder(w *world) *procedure.Order {
	switch n := w.chance.IntN(10); {
	case n < 5:
		return &procedure.Order{Kind: draw(w, procedure.OrderPause, procedure.OrderResume)}
	case n < 6:
		return &procedure.Order{Kind: procedure.OrderWithdraw, Gone: w.one(2)}
	default:
		old, changed := w.spec, amended(w)
		return &procedure.Order{Kind: procedure.OrderAmended, Spec: w.know(changed), People: procedure.ChangedPeople(old, changed)}
	}
}
