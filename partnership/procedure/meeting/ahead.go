package meeting

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Who reads minutes and agrees says nothing, and is reminded once that silence counts
// (procedures 0.3). So as a rule nothing happens from the minutes until they are accepted, and
// the meeting need not be woken in between: the reminders wait with the postman, who is told
// to forget them as soon as anything happens after all.

// Ahead is where the reminders are of those who can object to the minutes. Values are written
// into histories.
type Ahead string

// Where they are. Before, nobody has been told to remind.
const (
	AheadWaiting Ahead = "waiting" // with the postman
	AheadBack    Ahead = "back"    // taken back: they go one by one
)

// remindAhead hands the reminders over once all know of the minutes.
func (s *step) remindAhead() {
	c := &s.Accepting
	open := s.Stage == Minuted && s.Decided == "" && !s.Paused() && len(c.Asks) > 0 && !c.Closed()
	if !s.Sparing || s.Ahead != "" || !open || slices.ContainsFunc(c.Asks, s.special) {
		return
	}
	p, _ := s.partOf(c.Asks[0].ID)
	d := s.desk(p)
	for i := range c.Asks {
		a := &c.Asks[i]
		l := c.Letter(d, a, procedure.FormReminder, s.aheadKey(a.Person))
		l.Number, l.Of, l.Until, l.NotBefore = 1, 1, a.Due, a.Remind[0]
		s.out.Add(procedure.Send{Letter: l})
		a.Reminded = 1
	}
	s.Ahead = AheadWaiting
}

// special reports whether somebody is not simply to be reminded when the time has come.
func (s *step) special(a asking.Ask) bool {
	said := len(a.Given) > 0 || a.Promise != nil || a.Away != ""
	return said || !a.Arrived() || a.Left() || a.Covered || a.Reminded > 0 || len(a.Remind) != 1 || !s.now.Before(a.Remind[0])
}

func (s *step) aheadKey(person string) string {
	return fmt.Sprintf("remind-ahead-%s/%s", s.Accepting.Stage, person)
}

// regret takes the reminders back that have not gone out when something happens: from then on
// each goes when its time has come, to whoever is still to be reminded.
func (s *step) regret(ev procedure.Event) {
	switch ev.Kind {
	case procedure.Replied, procedure.Told, procedure.Commanded:
	default:
		return
	}
	keys := s.waiting()
	if len(keys) == 0 {
		return
	}
	s.out.Add(procedure.Recall{Keys: keys})
	for i := range s.Accepting.Asks {
		if a := &s.Accepting.Asks[i]; s.now.Before(a.Remind[0]) {
			a.Reminded = 0
		}
	}
	s.Ahead = AheadBack
}

// waiting are the keys of the reminders that wait with the postman.
func (s *step) waiting() []string {
	var keys []string
	for _, a := range s.Accepting.Asks {
		if s.Ahead == AheadWaiting && s.now.Before(a.Remind[0]) {
			keys = append(keys, s.aheadKey(a.Person))
		}
	}
	return keys
}
