package lifecycle

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// amend adopts a changed spec. What is due already is begun by the spec so far,
// open asks and measurements stay, and what has not begun yet is planned anew.
// Nothing else can be decided before that agenda is there: the old one may end a
// partnership that the spec has just prolonged.
func (p *Partnership) amend(out *procedure.Out, spec partnership.Spec, now time.Time) {
	old := p.Declared
	if old.Agreement == nil && spec.Agreement != nil { // what runs already is asked for no consent
		p.Consent.At = now
	}
	after := p.catchUp(out, spec, now)
	p.Declared, p.Digest = spec, spec.Digest()
	p.record(out, now, procedure.EntryCommand, "The spec was changed")
	p.takeIn(old)
	p.forgetParties()
	p.follow(out, now)
	p.tellOfPeople(out, old, spec, now)
	p.reconsent(out, old, now)
	if p.prolonged(old) {
		p.order(out, p.exit(), procedure.Order{Kind: procedure.OrderStay}, now)
		p.recant(out, now)
	}
	changed := procedure.Order{Kind: procedure.OrderAmended, Spec: p.Digest, People: procedure.ChangedPeople(old, spec), Reach: p.reach()}
	for _, r := range p.Running {
		if r.Type == procedure.Agreement && (p.Proposed != nil || !r.waits()) {
			continue // it goes by what is proposed, or has come out
		}
		if r.Standing {
			p.orderItems(out, r.Workflow, changed, now)
			continue
		}
		p.order(out, r.Workflow, amending(r, changed, old, spec), now)
	}
	p.unreport(out, now, p.unwanted)
	p.forgetLeft()
	p.forgetPresence(now)
	p.Agenda.Occasions, p.Agenda.Complete = nil, true
	out.Add(p.plan(after, !p.begunAny()))
}

// catchUp begins what is due by the agenda so far: a changed spec may arrive
// after a long outage, before the timer that is due too. It returns the time
// from which to plan anew, which is earlier than now when the agenda ran out:
// what it did not reach follows the changed spec.
func (p *Partnership) catchUp(out *procedure.Out, changed partnership.Spec, now time.Time) (after time.Time) {
	if changed.Start == p.Declared.Start {
		p.activate(out, now)
	}
	if p.runs() {
		if last, ranOut := p.beginPassed(out, now); ranOut {
			return last
		}
	}
	return now
}

// forgetLeft drops what is known of people who are not there any more: their welcome, and
// what they said is in the way.
func (p *Partnership) forgetLeft() {
	p.Welcomed = slices.DeleteFunc(p.Welcomed, func(w Welcomed) bool {
		_, there := p.Declared.Person(w.Person)
		return !there
	})
	p.Blockers = slices.DeleteFunc(p.Blockers, func(b procedure.Blocker) bool {
		_, there := p.Declared.Person(b.Person)
		return !there
	})
}
