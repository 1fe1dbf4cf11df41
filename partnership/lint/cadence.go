package lint

import (
	"fmt"
	"slices"
)

// CAD: often enough to notice, seldom enough to bear.
const (
	CadenceRare ID = "cad-rare"
	CadenceLoad ID = "cad-load"
)

const (
	daysPerWeek = 7.0
	// longestSilence is the longest time between check-ins, in days.
	longestSilence = 6 * daysPerWeek
	// mailsPerWeek and minutesPerWeek are the most that one partnership may ask of
	// a person in an average week.
	mailsPerWeek   = 4
	minutesPerWeek = 120
	// workdaysPerWeek bounds a daily round: business days are at most five.
	workdaysPerWeek = 5
)

func (c *checker) cadence() {
	c.silence()
	c.load()
}

// silence reports that nobody asks how the goals go for longer than six weeks.
func (c *checker) silence() {
	if len(c.spec.Goals) == 0 {
		return
	}
	var most *round
	for i := range c.rounds {
		if r := &c.rounds[i]; r.kind == "check_in" && (most == nil || interval(r.rule) < interval(most.rule)) {
			most = r
		}
	}
	switch {
	case most == nil:
		c.find(CadenceRare, whole, "No check-in asks how the goals go. Add a check_in block that comes back at least every 6 weeks, such as every = \"2 weeks\".")
	case interval(most.rule) > longestSilence:
		c.find(CadenceRare, most.path().Attribute("every"), "The most frequent check-in, %q, comes back every %s. Goals that nobody asks about for more than 6 weeks drift; ask at least every 6 weeks.", most.id, most.rule.Every)
	}
}

// load reports the people of whom an average week asks too much.
func (c *checker) load() {
	var burdened []string
	for _, p := range c.people {
		mails, minutes := c.weekOf(p.ID)
		if mails > mailsPerWeek || minutes > minutesPerWeek {
			burdened = append(burdened, fmt.Sprintf("%q (%.1f mails, %.1f hours)", p.ID, mails, minutes/60))
		}
	}
	if len(burdened) > 0 {
		c.find(CadenceLoad, whole, "An average week asks more than %d mails or %d hours of %s. Ask less often, or fewer people.",
			mailsPerWeek, minutesPerWeek/60, list(burdened))
	}
}

// weekOf adds up what an average week asks of a person. Reminders are not
// counted: they come to those who do not answer.
func (c *checker) weekOf(person string) (mails, minutes float64) {
	for i := range c.rounds {
		r := &c.rounds[i]
		if !slices.Contains(r.people, person) {
			continue
		}
		times := min(daysPerWeek/interval(r.rule), workdaysPerWeek)
		mails += times * float64(r.mails)
		minutes += times * float64(r.minutes)
	}
	return mails, minutes
}
