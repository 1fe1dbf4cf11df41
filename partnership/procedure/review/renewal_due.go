package review

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

const (
	// leastLeft is how long before the last day it is not worth while to ask any more: the
	// end has begun by then.
	leastLeft = 45 * 24 * time.Hour
	// renewedAt is the hour at which people are asked at the earliest.
	renewedAt = 9
)

// renewal is the review in which it is decided whether the partnership goes on: once a term,
// in good time before its last day. It is none where nobody has agreed on anything, or where
// the end is decided already.
func renewal(h procedure.Horizon) (procedure.Calendar, error) {
	var all procedure.Calendar
	spec := h.Spec
	if spec.Agreement == nil && spec.Exit == nil || h.Leaves || len(spec.Heads()) < len(spec.Parties) {
		return all, nil
	}
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return all, err
	}
	day, ok := renewalDay(spec, zone)
	if !ok {
		return all, nil
	}
	at := cadence.In(day, cadence.Clock{Hour: renewedAt}, zone)
	ends := cadence.In(spec.End.AddDays(1), cadence.Clock{}, zone)
	begun := slices.ContainsFunc(h.Begun, func(b procedure.Begun) bool {
		return b.Type == Type && b.Name == partnership.RenewalName && !b.At.Before(at)
	})
	declared := []procedure.Rhythm{{Type: Type, Name: partnership.RenewalName, Terms: spec.End.String()}}
	if begun {
		all.Declared = declared
		return all, nil
	}
	if at = procedure.Later(at, h.After).In(zone); ends.Sub(at) < leastLeft {
		return all, nil
	}
	round := timing.Round{Type: Type, Noun: Noun, Name: partnership.RenewalName, Window: windowOf(partnership.Review{Window: spec.RenewalTimes().Window})}
	for _, head := range spec.Heads() {
		round.Ask = append(round.Ask, head.ID)
	}
	o, err := timing.Once(h, round, at)
	if err != nil {
		return all, err
	}
	o.Terms = spec.End.String()
	all.Declared, all.Occasions = declared, []procedure.Occasion{o}
	return all, nil
}

// renewalDay is the day on which it is asked about first. The usual time does for a term
// whose first half is over by then.
func renewalDay(spec partnership.Spec, zone *time.Location) (day cadence.Date, ok bool) {
	ends := cadence.In(spec.End.AddDays(1), cadence.Clock{}, zone)
	day = cadence.DateOf(spec.RenewalTimes().Before.Before(ends, spec.CalendarNamed(spec.Calendar)))
	half := spec.Start.AddDays(spec.Start.DaysUntil(spec.End) / 2)
	if spec.Renewal != nil {
		half = spec.Start
	}
	return day, !day.Before(half)
}
