package config

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type checkInDecl struct {
	header
	recurrence
	reminders
	asked
	Title   field[words]
	Kickoff field[bool]
	Ask     field[[]field[ref]]
	About   field[[]field[partnership.Topic]]
	Window  field[cadence.Span]
}

func (c *checkInDecl) schema() schema {
	return schema{
		doc: "A regular round of questions by mail.",
		attributes: c.with(true,
			attribute{name: "title", value: spokenLine(&c.Title, titleLimit), doc: "What mails call it; without one its name has to do."},
			attribute{name: "kickoff", standard: "false", value: truth(&c.Kickoff), doc: "Whether a first round goes out as soon as the partnership is active: at the same time of day on the next business day, or at once where no calendar declares hours."},
			attribute{name: "ask", required: true, value: listOf(&c.Ask, personOrRole), doc: "Who is asked, such as [role.lead] or [person.lars, person.conor]."},
			attribute{name: "about", value: listOf(&c.About, topic), doc: "What is asked without spelling it out."},
			attribute{name: "window", standard: `"3bd"`, value: span(&c.Window, false), doc: "How long answers count as in time, from the moment at which the mail goes out."},
			c.reminders.attribute(),
			c.asked.attribute(),
		),
		blocks: []nested{labelled("question", "a key", &c.Questions)},
	}
}

func topic(f *field[partnership.Topic]) binding { return oneOf(f, partnership.Topics()) }

// usualCheckInWindow is the window of domain 4.5.
var usualCheckInWindow = cadence.Span{Count: 3, Unit: cadence.BusinessDays}

func (c *checkInDecl) check(s *scope) {
	s.checkPeopleIn(c.Ask, &c.header, "asked")
	c.checkQuestions(s)
	c.reminders.check(s, &c.header, c.Window.or(usualCheckInWindow))
	c.checkWindow(s, &c.header, c.Window, usualCheckInWindow)
}

// checkQuestions reports a check-in that asks nothing, and keys that an answer
// line could not tell from a figure's.
func (c *checkInDecl) checkQuestions(s *scope) {
	c.asked.check(s, &c.header, "check-in")
	c.checkKPIs(s, &c.header)
	if c.any() || c.mayLack("question") || c.given["about"] && (!c.About.set || c.About.partial) {
		return
	}
	switch topics := plain(c.About.value); {
	case len(topics) == 0:
		s.report(codeNothingAsked, c.named(), "The check-in %q asks nothing. Write about = [\"kpis\"], or add a question block.", c.name)
	case len(s.kpis) == 0 && len(s.root.Goals) > 0 && !s.root.mayLack("kpi") && slices.Equal(topics, []partnership.Topic{partnership.TopicKPIs}):
		// A partnership without goals begins with finding some; until then no check-in runs.
		s.report(codeNothingAsked, c.at(c.About.at), "The check-in asks about KPIs only, and the partnership has none. Add a kpi to a goal, another topic or a question.")
	}
}

func (c *checkInDecl) compile(s *scope) partnership.CheckIn {
	window := c.Window.or(usualCheckInWindow)
	checkIn := partnership.CheckIn{
		ID: c.name, Title: s.say(c.Title), Rule: c.rule(), Kickoff: c.Kickoff.value,
		Ask: s.peopleOf(c.Ask.value), About: []partnership.Topic{},
		Window: window, Remind: c.reminders.compile(window),
		Questions: c.asked.compile(s),
	}
	for _, t := range partnership.Topics() {
		if slices.Contains(plain(c.About.value), t) {
			checkIn.About = append(checkIn.About, t)
		}
	}
	return checkIn
}
