package kinds_test

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/vote"
)

// beginVote is a vote of some partnership by one of the rules that there are.
func beginVote(w *world) {
	spec := drawSpec(w)
	spec.CheckIns = nil
	spec.End = spec.Start.AddDays(364)
	rule := partnership.DecisionRule{ID: "rule"}
	if w.one(2) {
		share := decimal.RequireFromString(draw(w, "0.5", "0.6667", "1"))
		rule.Quorum, rule.Majority = &share, &share
	}
	rule.OnePerParty = w.one(3)
	if w.one(2) {
		rule.WrittenProcedure = specs.Span(draw(w, "5bd", "10d"))
	}
	if w.one(3) {
		rule.Consultation = specs.Span("5bd")
	}
	if w.one(2) {
		rule.VetoWindow = specs.Span("15d")
	}
	if w.one(3) {
		rule.SilenceConsents, rule.Notice = true, specs.Span("30d")
		if w.one(2) {
			rule.Extension = specs.Span("60d")
		}
	}
	spec.DecisionRules = []partnership.DecisionRule{rule}
	w.know(spec)
	w.now = cadence.In(spec.Start, cadence.Clock{Hour: 9}, time.UTC)
	o := procedure.Occasion{Type: vote.Type, Noun: vote.Noun, Name: "1", Date: spec.Start.String(), At: w.now, Agreed: true}
	w.p, _ = vote.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: spec.Digest(), Workflow: o.Workflow(spec.Slug), Rules: w.rules, Occasion: o,
		Motion: &procedure.Motion{Rule: "rule", Text: "The fair", By: procedure.Admin, Raised: w.now},
	})
	w.blank = vote.Kind().Blank
	w.think = func() (procedure.Event, bool) { return voteEvent(w, w.p.(*vote.Vote)) }
}

// voteEvent is something that happens to a vote.
func voteEvent(w *world, v *vote.Vote) (procedure.Event, bool) {
	if v.Paused() && w.one(3) {
		return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderResume}})
	}
	asks := v.Consulting.Asks
	if len(v.Voting.Asks) > 0 {
		asks = v.Voting.Asks
	}
	for _, later := range [][]asking.Ask{v.Standing.Asks, v.Vetoing.Asks} {
		if len(later) > 0 && !w.one(5) {
			asks = later
		}
	}
	if len(asks) == 0 {
		return procedure.Event{Kind: procedure.Woke}, true
	}
	a := draw(w, asks...)
	reply := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer}
	switch n := w.chance.IntN(100); {
	case n < 40:
		word := draw(w, "for", "for", "against: too dear", "abstain", "veto: our tariff")
		reply.Answers = []partnership.Answer{{Question: vote.Question, Value: partnership.TextValue(word)}}
		return w.mail(reply)
	case n < 48:
		reply.Commands = []partnership.Command{{Name: partnership.CommandVeto, Argument: draw(w, "our tariff", "", "-")}}
		return w.mail(reply)
	case n < 55:
		reply.Class, reply.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(reply)
	case n < 60:
		reply.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(reply)
	case n < 65:
		return w.again()
	case n < 85:
		return w.postman()
	case n < 90:
		return procedure.Event{Kind: procedure.Woke}, true
	case n < 93:
		return w.command(procedure.Command{Name: procedure.EndStage, Reason: draw(w, "", "we go on")})
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: surveyOrder(w)})
	}
}
