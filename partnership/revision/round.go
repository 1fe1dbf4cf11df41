package revision

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// rounds adds a line for everything but check-ins that follows a rule.
func (p *planner) rounds() error {
	for _, m := range p.spec.Meetings {
		if err := p.round("meeting", m.ID, m.Rule); err != nil {
			return err
		}
	}
	for _, s := range p.spec.Surveys {
		if s.Rule == nil {
			continue // an event starts it
		}
		if err := p.planned("survey", procedure.Survey, s.ID); err != nil {
			return err
		}
	}
	for _, i := range p.spec.Ideas {
		if i.AtStart() {
			continue // no day brings it
		}
		if err := p.planned("ideas", procedure.Ideas, i.ID); err != nil {
			return err
		}
	}
	for _, r := range p.spec.Reviews {
		if err := p.planned("review", procedure.Review, r.ID); err != nil {
			return err
		}
	}
	for _, r := range p.spec.Reports {
		if err := p.planned("report", procedure.Report, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// planned adds the line of what a kind of procedure begins by a rule: its first round may
// be a later one than the rule's, as of what looks back on something.
func (p *planner) planned(block string, kind procedure.Type, id string) error {
	occasions, err := p.occasions(kind, id)
	if err != nil || len(occasions) == 0 {
		return err
	}
	l := line{
		path: partnership.Path("").Block(block, id), subject: RoundMoves,
		first: Times{Next: occasions[0].At, Zone: p.zone.String()},
	}
	for _, o := range occasions {
		l.add(procedure.AskTimes{Send: o.At}, o.At.Before(p.until))
	}
	p.lines = append(p.lines, l)
	return nil
}

func (p *planner) round(kind, id string, rule cadence.Rule) error {
	schedule := cadence.Schedule{
		Rule: rule, Zone: p.spec.Zone, Calendar: p.spec.CalendarNamed(p.spec.Calendar),
		Start: p.spec.Start, End: p.spec.End,
	}
	timetable, err := schedule.Timetable()
	if err != nil {
		return fmt.Errorf("plan %s %s: %w", kind, id, err)
	}
	times := timetable.Between(p.now, p.until)
	within := len(times)
	if next, ok := timetable.Next(p.now); within == 0 && ok {
		times = append(times, next)
	}
	if len(times) == 0 {
		return nil
	}
	l := line{
		path: partnership.Path("").Block(kind, id), subject: RoundMoves,
		first: Times{Next: times[0], Zone: p.zone.String(), Within: within},
	}
	for _, at := range times {
		l.all = append(l.all, procedure.AskTimes{Send: at})
	}
	p.lines = append(p.lines, l)
	return nil
}
