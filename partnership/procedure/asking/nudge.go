package asking

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Nudges are what an admin can do about those who are asked, whatever they are asked:
// remind them now, send them the mail again, give them more time.
func Nudges() []procedure.CommandDoc {
	return []procedure.CommandDoc{
		{
			Name:        procedure.Remind,
			Description: `Remind a person now, or without one all who have not answered; the next reminder does not come twice. {"person": "lars"}`,
		},
		{
			Name:        procedure.Resend,
			Description: `Send a person the mail that asks once more, as a mail of its own. {"person": "lars", "reason": "was in the spam folder"}`,
		},
	}
}

// Extending gives those who have not answered more time.
func Extending() procedure.CommandDoc {
	return procedure.CommandDoc{
		Name:        procedure.Extend,
		Description: `Give a person more time, or without one all who have not answered; they get a reminder with the new day. {"to": "2026-12-04", "reason": "the books are not closed"}`,
	}
}

// Reminds reports whether a command is one of Nudges.
func Reminds(name procedure.CommandName) bool {
	return name == procedure.Remind || name == procedure.Resend
}

// IsNudge reports whether a command is one of them or Extending, which a circle carries out.
func IsNudge(name procedure.CommandName) bool {
	return Reminds(name) || name == procedure.Extend
}

// CheckNudge refuses what would reach nobody, and says why.
func (c *Circle) CheckNudge(b *procedure.Base, cmd procedure.Command, now time.Time) error {
	doing := fmt.Sprintf("%s in %s", cmd.Name, b.Workflow)
	switch {
	case b.Ended || b.Decided != "" && c.Closed() || c.Closed():
		return fmt.Errorf("%s: its time is over, and nobody is asked in it any more", doing)
	case b.Paused():
		return fmt.Errorf("%s: the partnership is paused; resume it first", doing)
	case cmd.Person != "" && c.askedOf(cmd.Person) < 0:
		return fmt.Errorf("%s: %q is not asked in it; asked are %s", doing, cmd.Person, strings.Join(c.people(), ", "))
	case cmd.Name == procedure.Resend && cmd.Person == "":
		return fmt.Errorf("%s: say to whom; asked are %s", doing, strings.Join(c.people(), ", "))
	}
	if cmd.Name == procedure.Extend {
		if err := c.checkExtended(doing, cmd, now); err != nil {
			return err
		}
	}
	if len(c.within(cmd, now)) > 0 {
		return nil
	}
	if cmd.Person == "" {
		return fmt.Errorf("%s: there is nobody who was asked and has not answered", doing)
	}
	return fmt.Errorf("%s: %s", doing, c.Asks[c.askedOf(cmd.Person)].unreached(now))
}

// people are who is asked.
func (c *Circle) people() []string {
	var list []string
	for _, a := range c.Asks {
		list = append(list, a.Person)
	}
	return procedure.Once(list)
}

// unreached says why a nudge does nothing for somebody.
func (a Ask) unreached(now time.Time) string {
	switch {
	case a.Voluntary():
		return a.Person + " is asked nothing that has to be answered"
	case a.Complete():
		return a.Person + " has answered already"
	case a.lost():
		return "no mail reaches " + a.Person + "; write their new address into the spec and apply it"
	case a.Covered:
		return "somebody else is asked in the place of " + a.Person
	case !now.Before(a.Due) && a.Arrived():
		return a.Person + " was asked until " + procedure.Local(a.Due, a.City) + ", which is over"
	case a.Remark() != "":
		return a.Person + ": " + a.Remark()
	default:
		return a.Person + " has not got the mail that asks yet"
	}
}

// within are the places of those whom a command is about and whom it can reach.
func (c *Circle) within(cmd procedure.Command, now time.Time) []int {
	var list []int
	for i, a := range c.Asks {
		about := cmd.Person == "" || a.Person == cmd.Person || a.For == cmd.Person
		waits := a.chased() || cmd.Name == procedure.Resend && a.Arrived() && a.Voluntary() && !a.lost() && !a.Covered
		if about && waits && now.Before(a.Due) && a.Failed == "" {
			list = append(list, i)
		}
	}
	return list
}

// checkExtended refuses a day that gives nobody more time.
func (c *Circle) checkExtended(doing string, cmd procedure.Command, now time.Time) error {
	for _, i := range c.within(cmd, now) {
		a := c.Asks[i]
		due, ok := a.extended(cmd.To, now)
		switch {
		case !ok:
			return fmt.Errorf(`%s: write in "to" until when like 2026-12-04, or for how long like 2d or 1 week`, doing)
		case !due.After(a.Due):
			return fmt.Errorf("%s: %s is asked until %s already; name a later day", doing, a.Person, procedure.Local(a.Due, a.City))
		case due.After(a.Due.AddDate(0, 0, mostExtended)):
			return fmt.Errorf("%s: %s is more than %d days after %s; change the window in the spec instead", doing, cmd.To, mostExtended, procedure.Local(a.Due, a.City))
		}
	}
	return nil
}

// mostExtended is by how many days a window can be made longer at a time.
const mostExtended = 60

// extended is until when somebody is asked with more time: at the same hour, on another day.
func (a Ask) extended(to string, now time.Time) (time.Time, bool) {
	agreed, today := cadence.DateOf(a.Due), cadence.DateOf(now.In(a.Due.Location()))
	day, err := cadence.ParseDate(Extended(to, agreed.String(), today.String()))
	if err != nil {
		return time.Time{}, false
	}
	return time.Date(day.Year, day.Month, day.Day, a.Due.Hour(), a.Due.Minute(), a.Due.Second(), 0, a.Due.Location()), true
}

// nudge carries out what CheckNudge has let pass.
func (c *Circle) nudge(d Desk, cmd procedure.Command) []Happening {
	if !IsNudge(cmd.Name) || c.CheckNudge(d.Base, cmd, d.Now) != nil || cmd.ID != "" && !d.Seen.Add("command:"+cmd.ID) {
		return nil
	}
	var people []string
	var happened []Happening
	for _, i := range c.within(cmd, d.Now) {
		a := &c.Asks[i]
		people = append(people, a.Person)
		switch cmd.Name {
		case procedure.Remind:
			c.remindNow(d, a, cmd.ID)
		case procedure.Extend:
			a.Due, _ = a.extended(cmd.To, d.Now)
			c.remindNow(d, a, cmd.ID)
			a.remindAgain(d.Now)
			happened = append(happened, Happening{Kind: Nudged, Ask: a})
		default: // Resend
			a.Key = "" // the circle posts what has no letter
		}
	}
	c.noteNudge(d, cmd, procedure.Once(people))
	return happened
}

// remindNow sends a reminder out of turn. It stands for the next one that was planned, so
// that nobody is reminded twice in a short time.
func (c *Circle) remindNow(d Desk, a *Ask, id string) {
	a.Reminded = min(a.Reminded+1, len(a.Remind))
	l := c.letter(d, a, procedure.FormReminder, fmt.Sprintf("remind%s-now-%s/%s", stageKey(c.Stage), id, a.keyed()))
	l.Number, l.Of, l.Understood, l.Until = max(a.Reminded, 1), max(len(a.Remind), 1), a.Answers(), a.Due
	d.Out.Add(procedure.Send{Letter: l})
}

// remindAgain has one reminder come in the second half of what is left, if none is planned.
func (a *Ask) remindAgain(now time.Time) {
	if a.Reminded == len(a.Remind) {
		half := now.Add(a.Due.Sub(now) / 2)
		a.Remind = append(slices.Clip(a.Remind), half.In(a.Due.Location()))
	}
}

func (c *Circle) noteNudge(d Desk, cmd procedure.Command, people []string) {
	did := map[procedure.CommandName]string{
		procedure.Remind: "had %s reminded", procedure.Resend: "had the mail sent to %s again", procedure.Extend: "gave %s more time",
	}[cmd.Name]
	text := d.Title + ": an admin " + fmt.Sprintf(did, list(people, len(people)))
	if cmd.Name == procedure.Extend {
		text += ", until " + cmd.To
	}
	if why := strings.TrimSpace(cmd.Reason); why != "" {
		text += ": " + why
	}
	d.Note(d.Out, d.Now, procedure.Entry{Kind: procedure.EntryCommand, Actor: procedure.Admin, Text: text}, string(cmd.Name), cmd.ID)
}
