package procedure

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// keep holds the readings that formulas need: of each KPI those of the latest
// periods, and of a cumulative one what its total is made of. Everything older
// is in the store. A KPI that was taken out of the spec keeps what it had, in
// case it comes back.
func (p *Partnership) keep(readings []measure.Reading) {
	for _, r := range readings {
		if !slices.ContainsFunc(p.Readings, func(known measure.Reading) bool { return known.ID == r.ID }) {
			p.Readings = append(p.Readings, r)
		}
	}
	var kept []measure.Reading
	for _, r := range p.Readings {
		if p.needed(r) {
			kept = append(kept, r)
		}
	}
	p.Readings = kept
}

// keptPeriods is enough for the current value and for "falling twice" (F4).
const keptPeriods = 3

// needed reports whether a formula may still look at a reading.
func (p *Partnership) needed(r measure.Reading) bool {
	newer := p.newerPeriods(r)
	if len(newer) < keptPeriods {
		return true
	}
	goal, k, declared := p.Declared.KPI(r.KPI)
	if !declared {
		return r.KPI != QuestionConfidence
	}
	return k.Direction == partnership.Cumulative && inTotal(goal, k, r, slices.Max(newer)) && p.counts(r)
}

// newerPeriods lists the periods of the KPI that are newer than a reading's.
func (p *Partnership) newerPeriods(r measure.Reading) []string {
	var newer []string
	for _, other := range p.Readings {
		if other.KPI == r.KPI && other.Period > r.Period && !slices.Contains(newer, other.Period) {
			newer = append(newer, other.Period)
		}
	}
	return newer
}

// inTotal reports whether a total as of the latest period, or of any later one,
// may cover a reading.
func inTotal(goal partnership.Goal, k partnership.KPI, r measure.Reading, latest string) bool {
	rolling := target(k).Rolling
	asOf, err := cadence.ParseDate(latest)
	from := goal.Start
	if err == nil && !rolling.IsZero() && from.Before(rolling.SubtractFrom(asOf)) {
		from = rolling.SubtractFrom(asOf)
	}
	return r.Period >= from.String()
}

// counts reports whether a reading is the one that stands for its period. Old
// periods are not corrected any more, so the others can go, and a year of
// weekly readings of several people stays small.
func (p *Partnership) counts(r measure.Reading) bool {
	_, k, _ := p.Declared.KPI(r.KPI)
	period := slices.DeleteFunc(readingsOf(p.Readings, r.KPI), func(o measure.Reading) bool { return o.Period != r.Period })
	current, _, _ := measure.Current(period, target(k))
	return current.ID == r.ID
}
