package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
)

// promptness reads how all together and each party of a spec have answered the check-ins of
// the last 90 days (F6), in the order of the spec; parties of which nobody was asked are left
// out. Who still has time to answer does not count yet.
func promptness(ctx context.Context, s *store.Store, spec partnership.Spec, now time.Time) ([]measure.PartyPromptness, error) {
	rows, err := s.Procedures(ctx, spec.Slug, string(procedure.CheckIn))
	if err != nil {
		return nil, err
	}
	var all []asking.Response
	for _, row := range rows {
		var c checkin.CheckIn
		if err := json.Unmarshal(row.State, &c); err != nil {
			return nil, fmt.Errorf("read state of %s: %w", row.Workflow, err)
		}
		if c.Occasion.At.After(now.Add(-lifecycle.LookBack)) {
			all = append(all, c.Circle.Responses()...)
		}
	}
	all = slices.DeleteFunc(all, func(r asking.Response) bool { return r.At.IsZero() && now.Before(r.Due) })
	var list []measure.PartyPromptness
	for _, party := range append([]partnership.Party{{}}, spec.Parties...) {
		var responses []measure.Response
		var people []string
		for _, r := range all {
			if party.ID != "" && r.Party != party.ID {
				continue
			}
			one, err := responseOf(spec, r)
			if err != nil {
				return nil, err
			}
			responses, people = append(responses, one), append(people, r.Person)
		}
		if len(responses) > 0 {
			list = append(list, measure.PartyPromptness{Party: party.ID, People: len(procedure.Once(people)), Promptness: measure.PromptnessOf(responses)})
		}
	}
	return list, nil
}

// responseOf reckons how long an answer took in the business hours of who gave it. Of what
// an admin has entered nobody knows that.
func responseOf(spec partnership.Spec, r asking.Response) (measure.Response, error) {
	one := measure.Response{Answered: !r.At.IsZero(), OnTime: !r.At.After(r.Due)}
	person, there := spec.Person(r.Person)
	if !one.Answered || !there || r.Typed || r.Asked.IsZero() {
		return one, nil
	}
	zone, err := cadence.LoadZone(person.Zone)
	if err != nil {
		return one, err
	}
	took := spec.CalendarNamed(person.Calendar).OpenBetween(r.Asked.In(zone), r.At)
	one.Hours = measure.Some(decimal.NewFromInt(int64(took / time.Minute)).Div(decimal.NewFromInt(60)))
	return one, nil
}
