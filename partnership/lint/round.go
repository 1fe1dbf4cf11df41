package lint

import (
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// round is anything that comes back and takes people's time.
type round struct {
	kind    string
	id      string
	rule    *cadence.Rule
	people  []string
	mails   int // to each person, each time
	minutes int // of each person, each time
	social  bool
}

func (r *round) path() partnership.Path { return whole.Block(r.kind, r.id) }

// What one round costs a person, in minutes, where the spec does not say it.
// docs/guide/checks.md states these assumptions.
const (
	checkInMinutes = 5
	meetingMinutes = 60
	surveyMinutes  = 10
	ideasMinutes   = 30
	reviewMinutes  = 30
	reportMinutes  = 10
)

// roundsOf lists everything with a rhythm. A survey that an event starts has
// none.
func roundsOf(spec *partnership.Spec) []round {
	rounds := make([]round, 0, len(spec.CheckIns)+len(spec.Meetings)+len(spec.Surveys)+len(spec.Reviews)+len(spec.Reports))
	add := func(kind, id string, rule *cadence.Rule, people []string, mails, minutes int) *round {
		rounds = append(rounds, round{kind, id, rule, people, mails, minutes, false})
		return &rounds[len(rounds)-1]
	}
	for i := range spec.CheckIns {
		r := &spec.CheckIns[i]
		add("check_in", r.ID, &r.Rule, r.Ask, 1, checkInMinutes)
	}
	for i := range spec.Meetings {
		r := &spec.Meetings[i]
		mails := 2 // the invitation and the minutes
		if r.Informal {
			mails = 1
		}
		add("meeting", r.ID, &r.Rule, r.Invite, mails, lasting(r.Duration)).social = r.Informal
	}
	for i := range spec.Surveys {
		if r := &spec.Surveys[i]; r.Rule != nil {
			add("survey", r.ID, r.Rule, r.Ask, 1, surveyMinutes)
		}
	}
	for i := range spec.Ideas {
		if r := &spec.Ideas[i]; r.Rule != nil {
			add("ideas", r.ID, r.Rule, r.Ask, 3, ideasMinutes) // to propose, to weigh, and the outcome
		}
	}
	for i := range spec.Reviews {
		r := &spec.Reviews[i]
		add("review", r.ID, &r.Rule, r.Ask, 2, reviewMinutes) // the questions and the outcome
	}
	for i := range spec.Reports {
		r := &spec.Reports[i]
		add("report", r.ID, &r.Rule, r.To, 1, reportMinutes)
	}
	return rounds
}

// lasting is a meeting's length in minutes; a day of meeting has eight hours.
func lasting(s cadence.Span) int {
	switch s.Unit {
	case cadence.Minutes:
		return s.Count
	case cadence.HoursUnit:
		return 60 * s.Count
	case cadence.Days, cadence.BusinessDays:
		return 8 * 60 * s.Count
	default:
		return meetingMinutes
	}
}

// interval is the usual number of days from one round to the next.
func interval(rule *cadence.Rule) float64 {
	count, unit := 1, rule.Every
	if number, rest, ok := strings.Cut(rule.Every, " "); ok {
		count, _ = strconv.Atoi(number) // canonical text of a sound rule
		unit = rest
	}
	days := 1.0
	switch strings.TrimSuffix(unit, "s") {
	case "week":
		days = 7
	case "month":
		days = 365.25 / 12
	case "quarter":
		days = 365.25 / 4
	case "year":
		days = 365.25
	}
	return max(1, float64(count)) * days
}
