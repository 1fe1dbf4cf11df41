package kinds_test

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// beginReview is the first SWOT of some partnership.
func beginReview(w *world) { beginReviewOf(w, partnership.ReviewSWOT, nil) }

// beginHealthReview is the first review of some partnership's health, of which more or less
// is known.
func beginHealthReview(w *world) {
	counted := health.Counted{Part: w.chance.IntN(10), Whole: 10, Known: w.one(2)}
	h := health.Of([]health.Dimension{
		health.OfGoals([]health.Paced{{Goal: "g", Pace: measure.Some(decimal.New(w.chance.Int64N(12), -1))}}), health.OfOperations(counted, counted, counted),
		health.OfIssues([]health.Open{{Level: w.chance.IntN(4)}}),
	}, 0, health.Memory{})
	beginReviewOf(w, partnership.ReviewHealth, &health.Report{Health: h})
}

// beginMoneyReview is the first review of what some partnership costs and brings.
func beginMoneyReview(w *world) { beginReviewOf(w, partnership.ReviewFinancial, nil) }

// beginProgressReview is the first review of what some partnership has reached.
func beginProgressReview(w *world) { beginReviewOf(w, partnership.ReviewProgress, nil) }

// beginRenewal is the review in which some partnership decides whether it goes on.
func beginRenewal(w *world) {
	var agenda procedure.Agenda
	for len(agenda.Occasions) == 0 { // where a party has nobody to ask there is none
		spec := drawSpec(w)
		spec.CheckIns, spec.Reviews, spec.Exit = nil, nil, &partnership.Exit{}
		spec.End = spec.Start.AddDays(364)
		agenda = planReviews(w, spec)
	}
	startReview(w, agenda.Occasions[0], &health.Report{})
}

// beginReviewOf is the first review of a method.
func beginReviewOf(w *world, m partnership.ReviewMethod, looksAt *health.Report) {
	var agenda procedure.Agenda
	for len(agenda.Occasions) == 0 {
		spec := drawSpec(w)
		spec.CheckIns = nil
		if m == partnership.ReviewFinancial {
			spec.Currency = "EUR"
		}
		spec.End = spec.Start.AddDays(364)
		v := partnership.Review{
			ID: string(m), Method: m, Ask: everyone(spec), Window: specs.Span(draw(w, "2bd", "5bd")),
			Rule: draw(w, specs.Rule("month", "first friday", "10:00"), specs.Rule("quarter", "first tuesday", "10:00")),
		}
		if w.one(2) {
			v.Chair = draw(w, v.Ask...)
		}
		spec.Reviews = []partnership.Review{v}
		agenda = planReviews(w, spec)
	}
	startReview(w, agenda.Occasions[0], looksAt)
}

func planReviews(w *world, spec partnership.Spec) procedure.Agenda {
	w.t.Helper()
	after := cadence.In(spec.Start.AddDays(-1), cadence.Clock{}, time.UTC)
	agenda, err := timing.Plan([]procedure.Kind{review.Kind()}, spec, procedure.Plan{Spec: w.know(spec), After: after})
	if err != nil {
		w.t.Fatal(err)
	}
	return agenda
}

func startReview(w *world, o procedure.Occasion, looksAt *health.Report) {
	w.now = o.At
	w.p, _ = review.Kind().New(w.spec, procedure.Brief{
		Slug: w.spec.Slug, Spec: w.spec.Digest(), Workflow: o.Workflow(w.spec.Slug), Rules: w.rules, Occasion: o, Overdue: draw(w, 0, 0, 2), Health: looksAt,
	})
	w.blank = review.Kind().Blank
	w.think = func() (procedure.Event, bool) { return reviewEvent(w, w.p.(*review.Review)) }
}

// examined is what is found in sealed answers; of statements some say nothing, and some
// the same.
func (w *world) examined(e procedure.Examine) *procedure.Examined {
	found := procedure.Examined{Of: e.Of}
	for i := range e.Of {
		switch {
		case !e.Sort || w.one(4):
		case len(found.Groups) > 0 && w.one(3) && e.Of[found.Groups[0][0]].Part == e.Of[i].Part:
			found.Groups[0] = append(found.Groups[0], i)
		default:
			found.Groups = append(found.Groups, []int{i})
		}
	}
	return &found
}

// tallies are what sealed answers come to: any marks.
func (w *world) tallies(e procedure.Tally) *procedure.Tallies {
	var t procedure.Tallies
	for _, g := range e.Groups {
		for _, q := range e.Questions {
			of := procedure.TalliedQuestion{Question: q.ID, Group: g.Name, N: w.chance.IntN(3)}
			if of.N > 0 {
				of.Values = []procedure.TalliedValue{{Value: draw(w, "1", "5", "1, 2", "unknown"), N: of.N}}
			}
			t.Questions = append(t.Questions, of)
		}
	}
	if len(e.Groups) > 0 {
		return &t
	}
	for _, q := range e.Questions {
		of := procedure.TalliedQuestion{Question: q.ID, N: w.chance.IntN(3)}
		if of.N > 0 {
			of.Values = []procedure.TalliedValue{{Value: draw(w, "1 1", "4 3", "unknown"), N: of.N}}
		}
		t.Questions = append(t.Questions, of)
	}
	return &t
}

// reviewEvent is something that happens to a review.
func reviewEvent(w *world, r *review.Review) (procedure.Event, bool) {
	if r.Paused() && w.one(3) {
		return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderResume}})
	}
	asks := append([]asking.Ask{}, r.Collecting.Asks...)
	for _, later := range [][]asking.Ask{r.Reconciling.Asks, r.Reading.Asks, r.Deciding.Asks} {
		if len(later) > 0 && (len(asks) == 0 || !w.one(5)) {
			asks = later
		}
	}
	if len(asks) == 0 { // nobody is there who could be asked
		return procedure.Event{Kind: procedure.Woke}, true
	}
	a := draw(w, asks...)
	reply := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 45:
		answer(w, a, &reply)
		if !r.Deciding.Holds(a.ID) && (r.Method == partnership.ReviewSWOT || r.Method == partnership.ReviewProgress || r.Method == partnership.ReviewRenewal) {
			reply = reply.Seal(a.Questions, nil)
		}
		return w.mail(reply)
	case n < 50:
		reply.Class, reply.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(reply)
	case n < 54:
		reply.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(reply)
	case n < 62:
		return w.again()
	case n < 85:
		return w.postman()
	case n < 88:
		return procedure.Event{Kind: procedure.Woke}, true
	case n < 91:
		return w.command(procedure.Command{Name: procedure.AnswerFor, Person: a.Person, Reason: "told me", Answers: []procedure.TypedAnswer{{
			Question: a.Questions[0].ID, Value: procedure.Text(draw(w, "1=2", "A stand", "-", "300")),
		}}})
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: surveyOrder(w)})
	}
}
