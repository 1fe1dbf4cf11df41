package checkin

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// askDuties asks whether somebody is here for what the page about the partnership says,
// which travels with the mail.
func askDuties(person partnership.Person) partnership.Question {
	q := asking.DutiesQuestion(person.Language)
	q.Optional = true
	return q
}

// duty notes what somebody says of it, for the next report.
func (c *CheckIn) duty(h asking.Happening) {
	if d, said := asking.DutyOf(h.Ask.Subject(), h.Reply.ID, h.Answers); said && h.Ask.For == "" {
		c.Untold.Duties = append(c.Untold.Duties, d)
	}
}

// askAccess asks whether somebody can open what they have to be able to open.
func (c *CheckIn) askAccess(spec partnership.Spec, person partnership.Person) []partnership.Question {
	shared := asking.SharedWith(spec, person.ID)
	c.Shared = append(c.Shared, shared...)
	return asking.AccessQuestions(shared, person.Language)
}

// shut is what somebody says that they cannot open.
func (c *CheckIn) shut(h asking.Happening) []procedure.Shut {
	if h.Ask.For != "" || !asking.AboutAccess(h.Answers) {
		return nil
	}
	theirs := slices.DeleteFunc(slices.Clone(c.Shared), func(s asking.Shared) bool { return s.Person != h.Ask.Subject() })
	return asking.ShutOut(theirs, partnership.Answers(h.Ask.Answers()))
}
