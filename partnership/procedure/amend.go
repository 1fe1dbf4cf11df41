package procedure

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
)

// Accepts refuses a spec that cannot take the place of the one in force.
func (p *Partnership) Accepts(spec partnership.Spec) error {
	if p.Phase == PhaseClosed {
		return fmt.Errorf("apply spec of %s: the partnership is closed; give the new one another slug", spec.Slug)
	}
	return nil
}

// amend adopts a changed spec. Open asks and measurements stay, what is due
// already is begun, and what has not begun yet is planned anew. It reports
// whether nothing else can be decided before that agenda is there: the old one
// may end a partnership that the spec has just prolonged.
func (p *Partnership) amend(out *effects, spec partnership.Spec, now time.Time) (waits bool) {
	digest := spec.Digest()
	if digest == p.Digest {
		return false
	}
	old, after := p.Declared, now
	p.Declared, p.Digest = spec, digest
	p.record(out, now, EntryCommand, "The spec was changed")
	if p.Rules >= rulesOfAdoption {
		p.tellAmended(out, old)
		p.forgetLeft()
		after = p.catchUp(out, old, now)
	}
	p.Agenda.Occasions, p.Agenda.Complete = nil, true
	out.add(Plan{After: after, Kickoff: len(p.Begun) == 0})
	return p.Rules >= rulesOfAdoption
}

// catchUp begins what is due by the agenda so far: a changed spec may arrive
// after a long outage, before the timer that is due too. It returns the time
// from which to plan anew, which is earlier than now when the agenda ran out:
// what it did not reach follows the changed spec.
func (p *Partnership) catchUp(out *effects, old partnership.Spec, now time.Time) (after time.Time) {
	if p.Declared.Start == old.Start {
		p.activate(out, now)
	}
	if p.Phase == PhaseActive {
		if last, ranOut := p.beginPassed(out, now); ranOut {
			return last
		}
	}
	return now
}

// tellAmended lets the open rounds write by the new spec from now on.
func (p *Partnership) tellAmended(out *effects, old partnership.Spec) {
	people := changedPeople(old, p.Declared)
	for _, r := range p.Running {
		p.Recorded++
		out.add(Tell{To: r.Workflow, Report: Report{
			ID: fmt.Sprintf("%s#%d", p.Declared.Slug, p.Recorded), From: p.Declared.Slug, Kind: ReportAmended,
			Spec: p.Digest, People: people,
		}})
	}
}

// forgetLeft drops what people said is in the way who are not there any more.
func (p *Partnership) forgetLeft() {
	p.Blockers = slices.DeleteFunc(p.Blockers, func(b Blocker) bool {
		_, there := p.Declared.Person(b.Person)
		return !there
	})
}

// changedPeople lists whom a changed spec reaches in another way or not at all.
func changedPeople(old, changed partnership.Spec) []PersonChange {
	var list []PersonChange
	for _, person := range people(old) {
		now, there := changed.Person(person.ID)
		c := PersonChange{Person: person.ID, Name: now.Name, Left: !there, Moved: there && now.Email != person.Email}
		if c.Left || c.Moved || now.Name != person.Name {
			list = append(list, c)
		}
	}
	for _, person := range people(changed) {
		if _, known := old.Person(person.ID); !known {
			list = append(list, PersonChange{Person: person.ID, Name: person.Name})
		}
	}
	return list
}

func people(spec partnership.Spec) []partnership.Person {
	var list []partnership.Person
	for _, party := range spec.Parties {
		list = append(list, party.People...)
	}
	return list
}
