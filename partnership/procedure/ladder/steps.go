package ladder

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Defaults of the ladder of a milestone (domain 4.5): the owner and their own
// lead, then the leads of both sides, then the executives.
var defaults = []struct {
	id    string
	after int // business days
}{{"owner", 2}, {"leads", 5}, {"executives", 10}}

// Steps are those that the spec declares for a kind of thing, "milestone" or
// another of partnership.Escalates, or else the defaults. The owner is who has to
// act, and other is who waits on the other side; of a consortium only their two
// sides are alarmed.
func Steps(spec partnership.Spec, kind, owner, other string) []Step {
	sides := sidesOf(spec, owner, other)
	i := slices.IndexFunc(spec.Escalations, func(e partnership.Escalation) bool { return e.ID == kind })
	if i < 0 {
		return sides.defaults(owner)
	}
	var steps []Step
	for _, declared := range spec.Escalations[i].Steps {
		s := Step{ID: declared.ID, After: declared.After, Repeat: declared.Repeat, Urgent: declared.Urgent}
		if declared.Owner {
			s.Notify = known(spec, owner)
		}
		for _, id := range sides.concerned(spec, declared.Notify) {
			if !slices.Contains(s.Notify, id) {
				s.Notify = append(s.Notify, id)
			}
		}
		steps = append(steps, s)
	}
	return steps
}

// sides are the parties of the owner and of whoever waits.
type sides []partnership.Party

func sidesOf(spec partnership.Spec, people ...string) sides {
	var list sides
	for _, id := range people {
		party, ok := spec.PartyOf(id)
		if ok && !slices.ContainsFunc(list, func(p partnership.Party) bool { return p.ID == party.ID }) {
			list = append(list, party)
		}
	}
	return list
}

func (s sides) defaults(owner string) []Step {
	var leads, executives []string
	for _, party := range s {
		if p, ok := party.Head(); ok {
			leads = append(leads, p.ID)
		}
		if p, ok := party.With(partnership.RoleExecutive); ok {
			executives = append(executives, p.ID)
		}
	}
	var steps []Step
	for n, d := range defaults {
		step := Step{ID: d.id, After: cadence.Span{Count: d.after, Unit: cadence.BusinessDays}}
		switch n {
		case 0:
			step.Notify = []string{owner}
			if len(leads) > 0 && leads[0] != owner {
				step.Notify = append(step.Notify, leads[0])
			}
		case 1:
			step.Notify = leads
		default:
			step.Notify, step.Repeat = executives, mostRepeats
		}
		steps = append(steps, step)
	}
	return steps
}

// concerned leaves out people who have left, and those of parties that the matter
// is not between, unless nobody else is named.
func (s sides) concerned(spec partnership.Spec, people []string) []string {
	var all, own []string
	for _, id := range people {
		party, ok := spec.PartyOf(id)
		if !ok {
			continue
		}
		all = append(all, id)
		if slices.ContainsFunc(s, func(p partnership.Party) bool { return p.ID == party.ID }) {
			own = append(own, id)
		}
	}
	if len(own) > 0 {
		return own
	}
	return all
}

func known(spec partnership.Spec, person string) []string {
	if _, ok := spec.Person(person); !ok {
		return nil
	}
	return []string{person}
}
