package timing

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// There is the spec with what people have said of themselves: an absence counts
// like a declared one, and whoever wants no mail is nobody's deputy and not asked,
// as if they had left.
func There(spec partnership.Spec, p procedure.Presence) partnership.Spec {
	if p.IsZero() {
		return spec
	}
	whole := spec
	spec.Parties = slices.Clone(spec.Parties)
	for i := range spec.Parties {
		var people []partnership.Person
		for _, person := range spec.Parties[i].People {
			if p.HasStopped(person.ID) {
				continue
			}
			if until, away := p.AwayUntil(person.ID); away {
				person.Absences = append(slices.Clone(person.Absences), partnership.Absence{Until: until})
			}
			person.Deputy = deputyOf(whole, person, p)
			people = append(people, person)
		}
		spec.Parties[i].People = people
	}
	return spec
}

// deputyOf is the first of the chain of deputies who wants mail.
func deputyOf(spec partnership.Spec, person partnership.Person, p procedure.Presence) string {
	next := person.Deputy
	for hops := 0; p.HasStopped(next) && hops < len(p.Stopped); hops++ {
		deputy, _ := spec.Person(next)
		next = deputy.Deputy
	}
	if p.HasStopped(next) {
		return "" // a circle
	}
	return next
}
