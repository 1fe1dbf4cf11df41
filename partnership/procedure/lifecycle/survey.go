package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// longestSurvey is how long a survey that an event has begun may wait for the mail
// server: no other round ends it.
const longestSurvey = 60 * 24 * time.Hour

// survey begins the surveys that follow an event. Of people who were concerned by it, if
// any are named, only they are asked. While a round is open, and on its day, another
// event begins none: nobody is asked the same twice in a week.
func (p *Partnership) survey(out *procedure.Out, event partnership.SurveyTrigger, of string, concerned []string, now time.Time) {
	if !p.followsUp() {
		return
	}
	for _, v := range p.Declared.Surveys {
		if v.After != event {
			continue
		}
		o := p.surveyNow(v, concerned, now)
		switch {
		case !p.runs():
			p.recall(now, fmt.Sprintf("Survey %s does not begin for %s: the partnership is %s", v.ID, of, p.Phase))
		case len(o.Asks) == 0:
			p.recall(now, fmt.Sprintf("Survey %s asks nobody about %s: it asks none of those concerned", v.ID, of))
		case p.openRound(o) || p.begunAfter(o):
			p.recall(now, fmt.Sprintf("Survey %s does not begin for %s: it has begun already", v.ID, of))
		default:
			p.begin(out, o, now)
			p.markBegun(o)
		}
	}
}

// surveyNow is the round of a survey that begins at once. When each may be asked, and
// until when, is known when their mail is sent.
func (p *Partnership) surveyNow(v partnership.Survey, concerned []string, now time.Time) procedure.Occasion {
	until := now.Add(longestSurvey)
	o := procedure.Occasion{
		Type: procedure.Survey, Noun: procedure.NounSurvey, Name: v.ID, Date: cadence.DateOf(p.here(now)).String(), At: now, Closes: until, Until: until,
	}
	for _, id := range v.Ask {
		if len(concerned) > 0 && !slices.Contains(concerned, id) {
			continue
		}
		if person, there := p.Declared.Person(id); there {
			o.Asks = append(o.Asks, procedure.AskTimes{Person: id, Send: now, City: cadence.City(person.Zone)})
		}
	}
	return o
}

// openRound reports whether a round of the same survey still asks.
func (p *Partnership) openRound(o procedure.Occasion) bool {
	return slices.ContainsFunc(p.Running, func(r Running) bool {
		return r.Type == o.Type && r.Name == o.Name && r.Shown.Outcome == ""
	})
}

// surveyAfter begins what follows something that is done, or a meeting without an agenda.
func (p *Partnership) surveyAfter(out *procedure.Out, f procedure.Fact, from string, now time.Time) {
	if f.Kind == procedure.FactGathered {
		p.gathered(out, f, from, now)
		return
	}
	p.settled(f, from, now)
	p.surveyMilestone(out, from, now)
}

// surveyMilestone begins what follows a milestone that is met. What is done of what was
// promised is told of in the same way, by the workflow that keeps all of it.
func (p *Partnership) surveyMilestone(out *procedure.Out, workflow string, now time.Time) {
	i := slices.IndexFunc(p.Running, func(r Running) bool { return r.Workflow == workflow && r.Type == procedure.Milestone })
	if i >= 0 {
		p.survey(out, partnership.AfterMilestone, "the milestone "+p.Running[i].Name, nil, now)
	}
}

// nextGraded is when the last day of a goal has passed that a survey follows.
func (p *Partnership) nextGraded() time.Time {
	var next time.Time
	if !slices.ContainsFunc(p.Declared.Surveys, func(v partnership.Survey) bool { return v.After == partnership.AfterGoal }) {
		return next
	}
	for _, g := range p.Declared.Goals {
		if !slices.Contains(p.Graded, g.ID) {
			next = sooner(next, cadence.In(g.Due.AddDays(1), cadence.Clock{}, p.Agenda.From.Location()))
		}
	}
	return next
}
