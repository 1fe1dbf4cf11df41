package kinds_test

import (
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// beginAgreement is the first revision of some partnership's terms.
func beginAgreement(w *world) {
	spec := drawSpec(w)
	spec.End = spec.Start.AddDays(364)
	times := partnership.UsualAgreement()
	if w.one(2) {
		times.Signing, times.Expires = specs.Span(draw(w, "3bd", "14d")), specs.Span("30d")
	}
	spec.Agreement = &times
	for _, party := range spec.Parties {
		party.People[0].Roles = []partnership.Role{draw(w, partnership.RoleLead, partnership.RoleSignatory)}
	}
	if w.one(2) {
		spec.Escalations = []partnership.Escalation{{ID: agreement.Noun, Steps: []partnership.EscalationStep{
			{ID: "signer", After: specs.Span("2bd"), Owner: true, Repeat: w.chance.IntN(3)},
			{ID: "all", After: specs.Span("5bd"), Notify: everyone(spec)},
		}}}
	}
	w.now = cadence.In(spec.Start.AddDays(-20), cadence.Clock{Hour: 9}, time.UTC)
	o := procedure.Occasion{
		Type: agreement.Type, Noun: agreement.Noun, Name: "1", Date: spec.Start.AddDays(-20).String(), At: w.now, Agreed: true,
		Until: cadence.In(spec.End.AddDays(1), cadence.Clock{}, time.UTC),
	}
	w.p, _ = agreement.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: w.know(spec), Workflow: o.Workflow(spec.Slug), Rules: w.rules, Occasion: o,
	})
	w.blank = agreement.Kind().Blank
	w.think = func() (procedure.Event, bool) { return agreementEvent(w, w.p.(*agreement.Agreement)) }
}

// agreementEvent is something that happens to an agreement.
func agreementEvent(w *world, s *agreement.Agreement) (procedure.Event, bool) {
	if s.Paused() && w.one(3) {
		return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderResume}})
	}
	asks := append([]asking.Ask{}, s.Understanding.Asks...)
	if len(s.Signing.Asks) > 0 && (len(asks) == 0 || !w.one(5)) {
		asks = s.Signing.Asks
	}
	if len(asks) == 0 {
		return w.postman()
	}
	a := draw(w, asks...)
	r := procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer, Proof: draw(w, "dkim", "dmarc", "spf", "local")}
	switch n := w.chance.IntN(100); {
	case n < 20:
		r.Commands = []partnership.Command{{Name: partnership.CommandSign}}
		return w.mail(r)
	case n < 26:
		r.Commands = []partnership.Command{{Name: partnership.CommandWithdraw}}
		return w.mail(r)
	case n < 28:
		r.Commands = []partnership.Command{{Name: partnership.CommandDecline, Argument: draw(w, "", "the share is wrong", "нет срока")}}
		return w.mail(r)
	case n < 40:
		answer(w, a, &r)
		return w.mail(r)
	case n < 46:
		r.Class, r.Until = draw(w, procedure.ReplyPromise, procedure.ReplyAuto), draw(w, "", w.day())
		return w.mail(r)
	case n < 50:
		r.Class = draw(w, procedure.ReplyBounce, procedure.ReplyUnread)
		return w.mail(r)
	case n < 56:
		return w.again()
	case n < 85:
		return w.postman()
	case n < 90:
		return procedure.Event{Kind: procedure.Woke}, true
	default:
		return w.message(procedure.Message{From: w.spec.Slug, Order: agreementOrder(w, s)})
	}
}

// agreementOrder is what the partnership wants.
func agreementOrder(w *world, s *agreement.Agreement) *procedure.Order {
	switch n := w.chance.IntN(20); {
	case n < 8:
		return &procedure.Order{Kind: draw(w, procedure.OrderPause, procedure.OrderResume)}
	case n < 9:
		return &procedure.Order{Kind: procedure.OrderWithdraw, Reason: draw(w, procedure.VoidAmended, procedure.VoidElsewhere, procedure.VoidEnded)}
	case n < 14 && len(s.Remarks) > 0:
		return &procedure.Order{Kind: procedure.OrderMet, Item: draw(w, s.Remarks...).Item}
	default:
		old, changed := w.spec, amended(w)
		return &procedure.Order{Kind: procedure.OrderAmended, Spec: w.know(changed), People: procedure.ChangedPeople(old, changed)}
	}
}
