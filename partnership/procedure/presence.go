package procedure

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Presence is what people of a partnership have said by mail about being there:
// who is away, and who wants no more mail. The partnership keeps it, and every
// procedure goes by it.
type Presence struct {
	Away []Absent `json:"away,omitempty"`
	// Stopped are people to whom nothing is sent but answers to what they write.
	Stopped []string `json:"stopped,omitempty"`
}

// Absent is a person who has said that they are away.
type Absent struct {
	Person string       `json:"person"`
	Until  cadence.Date `json:"until"` // the last day, in their own zone
}

// IsZero reports whether nobody has said anything.
func (p Presence) IsZero() bool { return len(p.Away) == 0 && len(p.Stopped) == 0 }

// AwayUntil is the last day of a person's absence.
func (p Presence) AwayUntil(person string) (cadence.Date, bool) {
	i := slices.IndexFunc(p.Away, func(a Absent) bool { return a.Person == person })
	if i < 0 {
		return cadence.Date{}, false
	}
	return p.Away[i].Until, true
}

// HasStopped reports whether a person wants no mail.
func (p Presence) HasStopped(person string) bool { return slices.Contains(p.Stopped, person) }

// Leave is the presence with a person away until a day.
func (p Presence) Leave(person string, until cadence.Date) Presence {
	p = p.Return(person)
	p.Away = append(p.Away, Absent{Person: person, Until: until})
	return p
}

// Return is the presence with a person here again.
func (p Presence) Return(person string) Presence {
	return p.KeepAway(func(a Absent) bool { return a.Person != person })
}

// KeepAway is the presence with those absences only that are wanted.
func (p Presence) KeepAway(wanted func(Absent) bool) Presence {
	p.Away = slices.DeleteFunc(slices.Clone(p.Away), func(a Absent) bool { return !wanted(a) })
	return p
}

// Stop is the presence with a person who wants no mail.
func (p Presence) Stop(person string) Presence {
	p = p.Start(person)
	p.Stopped = append(p.Stopped, person)
	return p
}

// Start is the presence with a person who wants mail.
func (p Presence) Start(person string) Presence {
	p.Stopped = slices.DeleteFunc(slices.Clone(p.Stopped), func(id string) bool { return id == person })
	return p
}
