package lifecycle

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// keep holds the readings that formulas need: of each KPI those of the latest
// periods, and of a cumulative one what its total is made of. Everything older
// is in the store. A KPI that was taken out of the spec keeps what it had, in
// case it comes back.
func (p *Partnership) keep(readings []measure.Reading) {
	for _, r := range readings {
		if !slices.ContainsFunc(p.Readings, func(known measure.Reading) bool { return known.ID == r.ID }) {
			p.sureOf(r)
			p.Readings = append(p.Readings, r)
		}
	}
	var kept []measure.Reading
	var horizons []horizon
	for _, r := range p.Readings {
		i := slices.IndexFunc(horizons, func(h horizon) bool { return h.kpi == r.KPI })
		if i < 0 {
			i, horizons = len(horizons), append(horizons, p.horizon(r.KPI))
		}
		if p.needed(r, horizons[i]) {
			kept = append(kept, r)
		}
	}
	p.Readings = kept
}

// sureOf counts how sure somebody is, for when it is known what came of it. Of several words
// in one round the latest counts.
func (p *Partnership) sureOf(r measure.Reading) {
	if r.KPI != confidence || !p.followsUp() {
		return
	}
	var before *measure.Reading
	for i := range p.Readings {
		if known := &p.Readings[i]; known.KPI == r.KPI && known.Reporter == r.Reporter && known.Period == r.Period {
			before = known
		}
	}
	p.Sure = standing.Say(p.Sure, r, before)
}

// keptPeriods is enough for the current value and for "falling twice" (F4).
const keptPeriods = 3

// horizon is how far back the latest periods of a KPI reach.
type horizon struct{ kpi, oldest, latest string }

func (p *Partnership) horizon(kpi string) horizon {
	var periods []string
	for _, r := range p.Readings {
		if r.KPI == kpi {
			periods = append(periods, r.Period)
		}
	}
	slices.Sort(periods)
	periods = slices.Compact(periods)
	return horizon{kpi: kpi, oldest: periods[max(0, len(periods)-keptPeriods)], latest: periods[len(periods)-1]}
}

// needed reports whether a formula may still look at a reading.
func (p *Partnership) needed(r measure.Reading, h horizon) bool {
	goal, k, declared := p.Declared.KPI(r.KPI)
	switch {
	case r.Period >= h.oldest:
		return true
	case !declared:
		return r.KPI != confidence && r.KPI != standing.QuestionTending && r.KPI != standing.QuestionAtmosphere
	default:
		return k.Direction == partnership.Cumulative && inTotal(goal, k, r, h.latest) && p.counts(r, k)
	}
}

// inTotal reports whether a total as of the latest period, or of any later one,
// may cover a reading.
func inTotal(goal partnership.Goal, k partnership.KPI, r measure.Reading, latest string) bool {
	rolling := standing.Target(k).Rolling
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
func (p *Partnership) counts(r measure.Reading, k partnership.KPI) bool {
	period := slices.DeleteFunc(standing.Of(p.Readings, r.KPI), func(o measure.Reading) bool { return o.Period != r.Period })
	current, _, _ := measure.Current(period, standing.Target(k))
	return current.ID == r.ID
}
