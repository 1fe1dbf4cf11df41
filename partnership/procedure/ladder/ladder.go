// Package ladder is how something that is late climbs: step by step, to more
// people each time, until it is settled. Who had one step gets the next only if
// it says something new, each step can name the one that follows, and whoever was
// alarmed hears when it is over (procedures 0.4).
package ladder

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const (
	// mostRepeats is how often the same alarm may be raised again.
	mostRepeats = 2
	// apart is the time between repeats.
	apart = 7 * 24 * time.Hour
	// punctual is how late a step may be taken and still count as on time. Later
	// than that, those above it keep their distance.
	punctual = time.Hour
)

// Step is one step of a ladder.
type Step struct {
	ID string `json:"id"`
	// After is counted from the moment at which the thing became late.
	After  cadence.Span `json:"after"`
	Notify []string     `json:"notify,omitempty"` // person IDs; none: the step is skipped
	// Repeat is how often the step is repeated, a week apart.
	Repeat int `json:"repeat,omitempty"`
	// Urgent alarms go out at any hour.
	Urgent bool `json:"urgent,omitempty"`
	// At is when the step is due, once that was reckoned.
	At time.Time `json:"at,omitzero"`
}

// Ladder is how far something has climbed.
type Ladder struct {
	Steps []Step `json:"steps,omitempty"`
	// Taken counts the steps that lie behind, skipped ones too, and Repeated how
	// often the latest of them was repeated.
	Taken    int `json:"taken,omitempty"`
	Repeated int `json:"repeated,omitempty"`
	// Alarmed are those who were told, in the order in which they were.
	Alarmed []Alarmed `json:"alarmed,omitempty"`
}

// Alarmed is a person who was told that something is late, and what was news then.
type Alarmed struct {
	Person string `json:"person"`
	News   string `json:"news,omitempty"`
	// Letters are the keys of those that told them, oldest first.
	Letters []string `json:"letters,omitempty"`
}

// Alarm is a step that is taken.
type Alarm struct {
	Step
	// To are those who hear of it: who was told before hears again only if there
	// is something new, or if the step is repeated.
	To []string
	// Number counts the repeats; 0 is the first time.
	Number int
	// Skipped says that the step has nobody to notify.
	Skipped bool
}

// Instants asks when the steps are due, as a person's calendar counts from a
// moment. The name keeps two ladders apart.
func (l *Ladder) Instants(name, person string, from time.Time) []procedure.Instant {
	var list []procedure.Instant
	for _, s := range l.Steps {
		list = append(list, procedure.Instant{Key: key(name, s), Person: person, From: from, Span: s.After})
	}
	return list
}

func key(name string, s Step) string { return name + "/" + s.ID }

// Reckoned takes the answer. Steps keep their order also where a declared one is
// due before the one below it.
func (l *Ladder) Reckoned(name string, r procedure.Reckoning) {
	for i := range l.Steps {
		for _, known := range r.Instants {
			if known.Key == key(name, l.Steps[i]) {
				l.Steps[i].At = known.At
			}
		}
		if i > 0 && !l.Steps[i].At.IsZero() { // one that was just added is yet to be reckoned
			l.Steps[i].At = procedure.Later(l.Steps[i].At, l.Steps[i-1].At).In(l.Steps[i].At.Location())
		}
	}
}

// Climb takes the step that is due, one at a time, or repeats the latest. News is
// whatever an alarm has to say beside the step; it tells two mails apart. After an
// outage the steps above keep their distance: nobody is passed over who could have
// acted.
func (l *Ladder) Climb(now time.Time, news string) (a Alarm, climbs bool) {
	at, repeat := l.next()
	if at.IsZero() || now.Before(at) {
		return Alarm{}, false
	}
	if late := now.Sub(at); late > punctual {
		l.delay(late)
	}
	if repeat {
		l.Repeated++
		a = Alarm{Step: l.Steps[l.Taken-1], Number: l.Repeated}
		a.To = slices.Clone(a.Notify)
	} else {
		a = Alarm{Step: l.Steps[l.Taken], Skipped: len(l.Steps[l.Taken].Notify) == 0}
		l.Taken, l.Repeated = l.Taken+1, 0
		a.To = l.unaware(a.Notify, news)
	}
	for _, person := range a.To {
		l.Tell(person, news)
	}
	return a, true
}

// next is when the ladder is climbed or the latest alarm repeated; zero for never.
func (l *Ladder) next() (at time.Time, repeat bool) {
	if l.Taken < len(l.Steps) {
		at = l.Steps[l.Taken].At
	}
	if l.Taken > 0 {
		latest := l.Steps[l.Taken-1]
		again := latest.At.Add(time.Duration(l.Repeated+1) * apart)
		if l.Repeated < min(latest.Repeat, mostRepeats) && len(latest.Notify) > 0 && (at.IsZero() || again.Before(at)) {
			return again, true
		}
	}
	return at, false
}

// Next is when something is to be done, zero for never.
func (l *Ladder) Next() time.Time {
	at, _ := l.next()
	return at
}

// Coming is the next step that somebody will hear of, for the mail that names it.
func (l *Ladder) Coming() (Step, bool) {
	for _, s := range l.Steps[min(l.Taken, len(l.Steps)):] {
		if len(s.Notify) > 0 {
			return s, true
		}
	}
	return Step{}, false
}

// Latest is the step that was taken last.
func (l *Ladder) Latest() (Step, bool) {
	if l.Taken == 0 {
		return Step{}, false
	}
	return l.Steps[l.Taken-1], true
}

// Spent reports whether nothing follows any more.
func (l *Ladder) Spent() bool { return l.Next().IsZero() }

// Shift moves what is still to come: the time in which it did not count.
func (l *Ladder) Shift(by time.Duration) { l.delay(by) }

// delay moves the steps that were not taken, and the repeats of the latest.
func (l *Ladder) delay(by time.Duration) {
	for i := max(l.Taken-1, 0); i < len(l.Steps); i++ {
		l.Steps[i].At = l.Steps[i].At.Add(by)
	}
}

// Without forgets a person who has left.
func (l *Ladder) Without(person string) {
	for i := range l.Steps {
		l.Steps[i].Notify = slices.DeleteFunc(slices.Clone(l.Steps[i].Notify), func(id string) bool { return id == person })
	}
	l.Alarmed = slices.DeleteFunc(l.Alarmed, func(a Alarmed) bool { return a.Person == person })
}

// Follow has the steps tell those whom they tell by a changed spec, and returns who would have
// heard of the steps that lie behind and has not: times and steps stay as they were, and so does
// who is told where the steps themselves are others.
func (l *Ladder) Follow(steps []Step) (unaware []string) {
	same := func(a, b Step) bool { return a.ID == b.ID && a.After == b.After }
	if !slices.EqualFunc(l.Steps, steps, same) {
		return nil
	}
	for i := range l.Steps {
		before := l.Steps[i].Notify
		l.Steps[i].Notify = steps[i].Notify
		for _, person := range steps[i].Notify {
			if i < l.Taken && !slices.Contains(before, person) && l.index(person) < 0 {
				unaware = append(unaware, person)
			}
		}
	}
	return procedure.Once(unaware)
}

// Succeed has somebody told by the steps that tell another; in their place, unless that one
// is still to be told.
func (l *Ladder) Succeed(before, person string, stays bool) {
	for i := range l.Steps {
		var notify []string
		for _, id := range l.Steps[i].Notify {
			if id != before || stays {
				notify = append(notify, id)
			}
			if id == before {
				notify = append(notify, person)
			}
		}
		l.Steps[i].Notify = procedure.Once(notify)
	}
}

// AllClear lists everybody who was alarmed, each once, and forgets them: they hear
// that it is over.
func (l *Ladder) AllClear() []Alarmed {
	alarmed := l.Alarmed
	l.Alarmed = nil
	return alarmed
}

// Wrote notes the letter by which a person is told. One that has not gone out yet when
// it is over is taken back.
func (l *Ladder) Wrote(person, key string) {
	if i := l.index(person); i >= 0 {
		l.Alarmed[i].Letters = append(l.Alarmed[i].Letters, key)
	}
}

// LettersOf are the keys of the letters that told some people.
func LettersOf(alarmed []Alarmed) []string {
	var keys []string
	for _, a := range alarmed {
		keys = append(keys, a.Letters...)
	}
	return procedure.Once(keys)
}

// Of finds what a person was told.
func Of(alarmed []Alarmed, person string) (Alarmed, bool) {
	i := slices.IndexFunc(alarmed, func(a Alarmed) bool { return a.Person == person })
	if i < 0 {
		return Alarmed{}, false
	}
	return alarmed[i], true
}

// People are those who were alarmed.
func (l *Ladder) People() []string {
	var people []string
	for _, a := range l.Alarmed {
		people = append(people, a.Person)
	}
	return people
}

// unaware are those who have not been told this news.
func (l *Ladder) unaware(people []string, news string) []string {
	var list []string
	for _, person := range people {
		i := l.index(person)
		if (i < 0 || l.Alarmed[i].News != news) && !slices.Contains(list, person) {
			list = append(list, person)
		}
	}
	return list
}

// Tell notes that a person was told, such as one who stands in for another.
func (l *Ladder) Tell(person, news string) {
	if i := l.index(person); i >= 0 {
		l.Alarmed[i].News = news
		return
	}
	l.Alarmed = append(l.Alarmed, Alarmed{Person: person, News: news})
}

func (l *Ladder) index(person string) int {
	return slices.IndexFunc(l.Alarmed, func(a Alarmed) bool { return a.Person == person })
}
