// Package timing turns declared rhythms into instants: occasions, windows,
// reminders, and who stands in for somebody who is away. It is the one place
// where procedures meet zones and calendars, and it runs outside of workflows:
// what it says is recorded.
package timing

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// agendaLength bounds a planned agenda. It keeps a state small and still lets
// one planning serve many rounds.
const agendaLength = 12

// Plan computes the occasions of all kinds that follow a time.
func Plan(kinds []procedure.Kind, spec partnership.Spec, plan procedure.Plan) (procedure.Agenda, error) {
	if !plan.Ends.IsZero() && plan.Ends.Before(spec.End) {
		spec.End = plan.Ends
	}
	h := procedure.Horizon{
		Spec: There(spec, plan.Presence), After: plan.After, Kickoff: plan.Kickoff, Begun: plan.Begun, Courses: plan.Courses, Limit: agendaLength, Leaves: !plan.Ends.IsZero(),
	}
	planned, err := agenda(kinds, h)
	if err != nil || len(plan.Presence.Stopped) == 0 {
		return planned, err
	}
	// A rhythm in which nobody wants to be asked is declared all the same.
	h.Spec, h.Limit = spec, 1
	whole, err := agenda(kinds, h)
	planned.Declared = whole.Declared
	return planned, err
}

// Between computes every occasion from a time until another, for people who want
// to see the calendar. Rounds that kick off are shown at the start of the
// partnership; applied later than that, they go out when applied. Begun are the
// rounds so far, if the partnership runs already.
func Between(kinds []procedure.Kind, spec partnership.Spec, from, until time.Time, begun []procedure.Begun) ([]procedure.Occasion, error) {
	starts := cadence.In(spec.Start, cadence.Clock{}, from.Location())
	planned, err := agenda(kinds, procedure.Horizon{
		Spec: spec, After: from.Add(-time.Nanosecond), Kickoff: !from.After(starts) && len(begun) == 0, Begun: begun, Until: until,
	})
	for i, o := range planned.Occasions {
		if o.At.Before(from) { // an agreed day whose time to begin has passed
			planned.Occasions[i].At = from
		}
	}
	return planned.Occasions, err
}

// agenda merges the occasions of all kinds.
func agenda(kinds []procedure.Kind, h procedure.Horizon) (procedure.Agenda, error) {
	zone, err := cadence.LoadZone(h.Spec.Zone)
	if err != nil {
		return procedure.Agenda{}, fmt.Errorf("plan partnership %s: %w", h.Spec.Slug, err)
	}
	a := procedure.Agenda{
		Rules:    procedure.Rules,
		From:     h.After.In(zone),
		StartsAt: cadence.In(h.Spec.Start, cadence.Clock{}, zone),
		EndsAt:   cadence.In(h.Spec.End.AddDays(1), cadence.Clock{}, zone),
		Complete: true,
	}
	for _, kind := range kinds {
		if kind.Due == nil {
			continue
		}
		due, err := kind.Due(h)
		if err != nil {
			return procedure.Agenda{}, fmt.Errorf("plan %s of %s: %w", kind.Noun, h.Spec.Slug, err)
		}
		a.Declared = append(a.Declared, due.Declared...)
		a.Occasions = append(a.Occasions, due.Occasions...)
		a.Complete = a.Complete && !due.More
	}
	a.Occasions = slices.DeleteFunc(a.Occasions, func(o procedure.Occasion) bool {
		return !h.Until.IsZero() && !o.At.Before(h.Until)
	})
	slices.SortStableFunc(a.Occasions, func(x, y procedure.Occasion) int {
		if d := x.At.Compare(y.At); d != 0 {
			return d
		}
		if d := strings.Compare(string(x.Type), string(y.Type)); d != 0 {
			return d
		}
		return strings.Compare(x.Name, y.Name)
	})
	if h.Limit > 0 { // a running partnership plans again and again; agreed days are few, and known once
		agreed := func(o procedure.Occasion) bool { return o.Agreed }
		for _, o := range a.Occasions {
			if agreed(o) {
				a.Agreed = append(a.Agreed, o)
			}
		}
		a.Occasions = slices.DeleteFunc(a.Occasions, agreed)
	}
	cut(&a, h.Limit)
	return a, nil
}

// cut keeps the first occasions. Those of one instant stay together, because
// the next agenda is planned strictly after the last occasion of this one.
func cut(a *procedure.Agenda, limit int) {
	if limit == 0 || len(a.Occasions) <= limit {
		return
	}
	for limit < len(a.Occasions) && a.Occasions[limit].At.Equal(a.Occasions[limit-1].At) {
		limit++
	}
	if limit < len(a.Occasions) {
		a.Occasions, a.Complete = a.Occasions[:limit], false
	}
}
