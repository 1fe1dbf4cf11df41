package compose

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// passed are check-ins that somebody has let pass, a fortnight apart.
func passed(n int) []lifecycle.Passed {
	var list []lifecycle.Passed
	for i := range n {
		list = append(list, lifecycle.Passed{About: "fortnightly", Due: sentAt.AddDate(0, 0, 14*(i-n)+12)})
	}
	return list
}

func latenessFixtures() []fixture {
	tells := func(name string, c lifecycle.Lateness) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateCheckInLate, reader).With(c)
		}}
	}
	over := func(name string, why lifecycle.Over) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			l := partnershipNotice(procedure.TemplateAllClear, reader).With(lifecycle.Lateness{
				People: []lifecycle.LatePerson{{Person: "sofie", Rounds: passed(1), Over: why}},
			})
			l.Phrases = lifecycle.PhrasesHeardAgain
			return l
		}}
	}
	next := sentAt.Add(72 * time.Hour)
	one := func(n int, next time.Time, people ...string) []lifecycle.LatePerson {
		return []lifecycle.LatePerson{{Person: "sofie", Rounds: passed(n), Next: next, NextPeople: people}}
	}
	mine := func(name string, n int, people ...string) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateCheckInLate, reader).With(lifecycle.Lateness{
				Mine: true, People: []lifecycle.LatePerson{{Person: reader, Rounds: passed(n), NextPeople: people}},
			})
		}}
	}
	return []fixture{
		mine("check-in-late-mine", 1, "sofie"),
		mine("check-in-late-mine-again", 2, "petr"),
		mine("check-in-late-mine-last", 4),
		tells("check-in-late", lifecycle.Lateness{People: one(1, time.Time{}, "petr")}),
		tells("check-in-late-declared", lifecycle.Lateness{People: one(1, next, "petr")}),
		tells("check-in-late-executive", lifecycle.Lateness{Executive: true, People: one(3, time.Time{})}),
		tells("check-in-late-several", lifecycle.Lateness{People: append(one(2, time.Time{}, "petr"), lifecycle.LatePerson{Person: "petr", Rounds: passed(1)})}),
		over("check-in-heard", lifecycle.OverAnswered),
		over("check-in-heard-away", lifecycle.OverAway),
		over("check-in-heard-gone", lifecycle.OverGone),
	}
}
