package lint_test

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/condition"
)

func cadenceCases() []ruleCase {
	return []ruleCase{
		{
			"rare", func(s *partnership.Spec) { s.CheckIns[0].Rule = rule("2 months", "first tuesday", "10:00") },
			[]string{`cad-rare at "check_in.fortnightly/every"`},
			nil,
		},
		{"six weeks", func(s *partnership.Spec) { s.CheckIns[0].Rule = rule("6 weeks", "tuesday", "10:00") }, []string{}, nil},
		{"none", func(s *partnership.Spec) { s.CheckIns = nil }, []string{`cad-rare at ""`}, nil},
		{
			"daily mail", func(s *partnership.Spec) { s.CheckIns[0].Rule = rule("day", "", "10:00") },
			[]string{`cad-load at ""`},
			[]string{`"ben" (5.6 mails, 0.7 hours) and "eva"`},
		},
		{"long meetings", func(s *partnership.Spec) {
			s.Meetings[0].Rule, s.Meetings[0].Duration = rule("week", "friday", "10:00"), span("3h")
		}, []string{`cad-load at ""`}, []string{`more than 4 mails or 2 hours of "ann" (1.1 mails, 3.0 hours)`}},
	}
}

func methodCases() []ruleCase {
	return []ruleCase{
		{
			"several", func(s *partnership.Spec) { s.Conflict, s.Meetings, s.Goals[0].Owner = nil, nil, "" },
			[]string{`smart-s-owner at "goal.leads/owner"`, `method-missing at ""`},
			[]string{"", "Missing: a goal that is SMART in every letter, a conflict ladder and an informal meeting."},
		},
		{
			"all reviews", func(s *partnership.Spec) { s.Reviews, s.Surveys = nil, nil },
			[]string{`method-missing at ""`},
			[]string{"Missing: a review of progress, a SWOT review, feedback by survey and a financial review."},
		},
		{"a formal meeting reviews progress", func(s *partnership.Spec) {
			s.Reviews = []partnership.Review{s.Reviews[0], s.Reviews[2]}
			s.Meetings = append(s.Meetings, partnership.Meeting{ID: "steering", Rule: rule("month", "first thursday", "15:00")})
		}, []string{}, nil},
		{"closed check-in", func(s *partnership.Spec) { s.CheckIns[0].Questions = nil }, []string{`openq-missing at "check_in.fortnightly"`}, nil},
		{"closed survey", func(s *partnership.Spec) {
			s.Surveys[0].Template, s.Surveys[0].Questions = "", []partnership.Question{{ID: "recommend", Kind: partnership.KindNPS}}
		}, []string{`openq-missing at "survey.pulse"`}, nil},
	}
}

func surveyCases() []ruleCase {
	return []ruleCase{
		{"open about names", func(s *partnership.Spec) { s.Surveys[0].MinN, s.Surveys[0].Anonymous = 0, false }, []string{}, nil},
		{
			"few are asked", func(s *partnership.Spec) { s.Surveys[0].Ask = []string{"ann", "ben", "cat"} },
			[]string{`surv-audience at "survey.pulse/min_n"`},
			[]string{"asks 3 people but publishes nothing below 5 answers"},
		},
		{"after an event", func(s *partnership.Spec) { s.Surveys[0].Rule, s.Surveys[0].After = nil, partnership.AfterGoal }, []string{}, nil},
	}
}

func ladderCases() []ruleCase {
	steps := func(change func([]partnership.EscalationStep)) mutations {
		return func(s *partnership.Spec) { change(s.Escalations[0].Steps) }
	}
	return []ruleCase{
		{
			"backwards in time", steps(func(l []partnership.EscalationStep) { l[2].After = span("100h") }),
			[]string{`esc-order at "escalation.milestone/step.executives/after"`},
			[]string{"comes 100h after the due time, not later than \"leads\" at 5bd"},
		},
		{
			"down the ranks", steps(func(l []partnership.EscalationStep) { l[2].Notify = []string{"cat"} }),
			[]string{`esc-order at "escalation.milestone/step.executives/notify"`},
			[]string{"less authority"},
		},
		{
			"the same people", steps(func(l []partnership.EscalationStep) { l[2].Notify = l[1].Notify }),
			[]string{`esc-order at "escalation.milestone/step.executives/notify"`},
			[]string{"the same people"},
		},
		{"a conflict sinks", func(s *partnership.Spec) {
			l := s.Conflict.Levels
			l[1], l[2] = l[2], l[1]
		}, []string{`esc-order at "conflict/level.leads"`}, nil},
	}
}

func endCases() []ruleCase {
	planned := []string{`condition-planned at "guard.watch/when"`}
	watching := func(text string) mutations {
		when, err := condition.Parse(text)
		if err != nil {
			panic(err)
		}
		return func(s *partnership.Spec) { s.Guards = []partnership.Guard{{ID: "watch", When: when}} }
	}
	half := decimal.NewFromInt(50)
	return []ruleCase{
		{"no exit", func(s *partnership.Spec) { s.Exit = nil }, []string{`exit-incomplete at ""`}, []string{"an exit block is missing"}},
		{"no triggers", func(s *partnership.Spec) { s.Exit.Triggers = nil }, []string{`exit-incomplete at "exit"`}, []string{"triggers are missing"}},
		{"no continuity", func(s *partnership.Spec) { s.Exit.Continuity = "" }, []string{`exit-incomplete at "exit"`}, []string{"continuity is missing"}},
		{"a value that the plan passes", watching("kpi.mql < 150"), planned, []string{"This is so on 2027-01-01 if everything goes as planned"}},
		{"for as long as the plan needs", watching("kpi.mql < 150 for 2 reviews"), planned, nil},
		{"for longer", watching("kpi.mql < 150 for 3 reviews"), []string{}, nil},
		{"months of it", watching("kpi.mql < 150 for 5 months"), []string{}, nil},
		{"a value that it does not pass", watching("kpi.mql < 120 or kpi.mql > 200"), []string{}, nil},
		{"a verdict", watching("kpi.mql = red"), []string{}, nil},
		{"the pace", watching("pace.leads < 0.95"), []string{}, nil},
		{"beside the pace", watching("kpi.mql < 150 and pace.leads < 0.95"), []string{}, nil},
		{"one of two", watching("pace.leads < 0.95 or goal.leads >= 50%"), planned, nil},
		{"a milestone that is met", watching("milestone.rules = met"), planned, nil},
		{"a milestone that is late", watching("milestone.rules = overdue"), []string{}, nil},
		{"fewer days than between check-ins", watching("days_silent > 10"), planned, nil},
		{"more days", watching("days_silent > 20"), []string{}, nil},
		{"nothing that is planned", watching("health = red or response_rate < 80%"), []string{}, nil},
		{"no money", func(s *partnership.Spec) {
			s.Parties[0].Contributes[0].Money, s.Parties[0].Contributes[0].Hours = nil, &half
		}, []string{`fin-budget at "budget"`}, nil},
		{"a budget", func(s *partnership.Spec) {
			s.Parties[0].Contributes[0].Money, s.Budget = nil, &half
		}, []string{}, nil},
		{"half of the shares", func(s *partnership.Spec) { s.Parties[1].Share = &half }, []string{`fin-shares at "party.b/share"`}, []string{"sum to 50 %"}},
		{"a rate that looks like a share", func(s *partnership.Spec) {
			r := decimal.RequireFromString("0.12")
			s.DiscountRate = &r
		}, []string{`fin-rate at "discount_rate"`}, []string{"write discount_rate = 12."}},
		{"a rate of one percent, and none", func(s *partnership.Spec) {
			r := decimal.NewFromInt(1)
			s.DiscountRate = &r
		}, []string{}, nil},
		{"all shares", func(s *partnership.Spec) { s.Parties[0].Share, s.Parties[1].Share = &half, &half }, []string{}, nil},
	}
}

func dateCases() []ruleCase {
	office := cadence.Calendar{
		Name:     "office",
		Workdays: []time.Weekday{time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday},
		Hours:    &cadence.Hours{From: cadence.Clock{Hour: 9}, Until: cadence.Clock{Hour: 17}},
	}
	move := func(zone, every, on, at string) mutations {
		return func(s *partnership.Spec) {
			s.Calendars = []cadence.Calendar{office}
			s.Parties[1].People[1].Zone, s.Parties[1].People[1].Calendar = zone, "office"
			s.Surveys, s.Reviews = s.Surveys[:0], []partnership.Review{}
			s.Meetings = nil
			s.CheckIns[0].Rule = rule(every, on, at)
		}
	}
	methods := `method-missing at ""`
	return []ruleCase{
		{"fits", move("Europe/Oslo", "2 weeks", "tuesday", "10:00"), []string{methods}, nil},
		{
			"never a workday", move("Europe/Oslo", "2 weeks", "friday", "10:00"),
			[]string{methods, `date-closed at "check_in.fortnightly/on"`},
			[]string{"", `Every check-in "fortnightly" falls on a day on which "eva" does not work.`},
		},
		{"sometimes a workday", move("Europe/Oslo", "month", "15th", "10:00"), []string{methods}, nil},
		{"before the hours", move("Europe/Oslo", "2 weeks", "tuesday", "08:00"), []string{methods, `date-hours at "check_in.fortnightly/at"`}, nil},
		{"evening there", move("Asia/Vladivostok", "2 weeks", "tuesday", "10:00"), []string{methods, `date-hours at "check_in.fortnightly/at"`}, nil},
		{"morning there", move("Asia/Tashkent", "2 weeks", "tuesday", "10:00"), []string{methods}, nil},
		{"in summer only", move("Africa/Lagos", "2 weeks", "tuesday", "09:30"), []string{methods}, nil},
		{
			"set on a weekend", func(s *partnership.Spec) { s.Meetings[0].Rule = rule("6 weeks", "saturday", "10:00") },
			[]string{`date-closed at "meeting.coffee/on"`},
			[]string{"is set on a Saturday, on which nobody works, so it always moves to the next business day"},
		},
		{"skipped for ever", func(s *partnership.Spec) {
			s.Meetings[0].Rule = rule("month", "last sunday", "10:00")
			s.Meetings[0].Rule.OnHoliday = cadence.HolidaySkip
		}, []string{`date-closed at "meeting.coffee/on"`}, []string{"so it never takes place"}},
		{"next day there", move("Pacific/Auckland", "2 weeks", "thursday", "22:00"), []string{methods, `date-closed at "check_in.fortnightly/on"`}, nil},
	}
}
