package standing

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Verification is how sure a value is. The words are those of outputs for programs: never
// change one.
type Verification string

// How a value was verified.
const (
	AsReported Verification = "reported" // nobody else has said anything of it
	ByBoth     Verification = "both"     // people of two sides say the same
	ByAdmin    Verification = "admin"    // an admin has recorded it
)

// Source is a value of a KPI, and where it comes from.
type Source struct {
	measure.Reading
	// Counts says that the value is the one of its period, and Disputed that people
	// report it differently, so that the less favourable one counts.
	Counts, Disputed bool
	// Corrects is the value that the same person gave of the period before.
	Corrects *measure.Reading
	Verified Verification
}

// Sources says of each reading of a KPI whether it counts in its period, what it corrects,
// and how it was verified, in the order in which they came.
func Sources(spec partnership.Spec, k partnership.KPI, readings []measure.Reading) []Source {
	list := make([]Source, len(readings))
	for i, r := range readings {
		list[i] = Source{Reading: r, Verified: AsReported}
		var period []measure.Reading
		for j, other := range readings {
			if other.Period != r.Period {
				continue
			}
			period = append(period, other)
			if j < i && other.Reporter == r.Reporter {
				list[i].Corrects = &readings[j]
			}
		}
		current, disputed, _ := measure.Current(period, Target(k))
		list[i].Counts = current.ID == r.ID
		list[i].Disputed = disputed && list[i].Counts
		list[i].Verified = verified(spec, r, measure.Claims(period))
	}
	return list
}

// verified holds a reading against what others last said of the period.
func verified(spec partnership.Spec, r measure.Reading, claims []measure.Reading) Verification {
	if r.Reporter == measure.Arbiter {
		return ByAdmin
	}
	side, known := spec.PartyOf(r.Reporter)
	for _, c := range claims {
		if other, there := spec.PartyOf(c.Reporter); known && there && other.ID != side.ID && c.Value.Equal(r.Value) {
			return ByBoth
		}
	}
	return AsReported
}

// Latest is the source of what a KPI stands at: the one that counts of the latest period. It
// reports false when nothing was measured.
func Latest(spec partnership.Spec, k partnership.KPI, readings []measure.Reading) (Source, bool) {
	var period []measure.Reading
	for _, r := range Of(readings, k.ID) {
		switch {
		case len(period) == 0 || r.Period == period[0].Period:
			period = append(period, r)
		case r.Period > period[0].Period:
			period = []measure.Reading{r}
		}
	}
	for _, s := range Sources(spec, k, period) {
		if s.Counts {
			return s, true
		}
	}
	return Source{}, false
}
