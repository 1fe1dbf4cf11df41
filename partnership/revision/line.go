package revision

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// line is everything that one thing does in the time that is looked at.
type line struct {
	path    partnership.Path
	subject Subject
	person  string
	first   Times
	all     []procedure.AskTimes // or rounds, of which only Send is set
}

func (l line) key() string { return string(l.path) + " " + l.person }

// same reports whether nothing happens at another time or to somebody else.
func (l line) same(o line) bool {
	return l.first.Next.Equal(o.first.Next) && slices.EqualFunc(l.all, o.all, func(a, b procedure.AskTimes) bool {
		return a.Person == b.Person && a.Send.Equal(b.Send) && a.Due.Equal(b.Due) &&
			slices.EqualFunc(a.Remind, b.Remind, time.Time.Equal)
	})
}

// planner lists the lines of a spec from now up to a horizon.
type planner struct {
	spec       partnership.Spec
	zone       *time.Location
	now, until time.Time
	begun      []procedure.Begun
	kinds      []procedure.Kind
	lines      []line
}

func plan(kinds []procedure.Kind, spec partnership.Spec, now time.Time, horizon time.Duration, begun []procedure.Begun) ([]line, error) {
	if spec.Slug == "" {
		return nil, nil
	}
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return nil, err
	}
	p := planner{spec: spec, zone: zone, now: now.In(zone), until: now.Add(horizon), begun: begun, kinds: kinds}
	p.day("start", TermMoves, spec.Start)
	p.day("end", TermMoves, spec.End)
	for _, c := range spec.CheckIns {
		if err := p.asks(c); err != nil {
			return nil, err
		}
	}
	if err := p.rounds(); err != nil {
		return nil, err
	}
	p.targets()
	return p.lines, nil
}

// day adds a day that has not passed.
func (p *planner) day(path partnership.Path, subject Subject, d cadence.Date) {
	if d.IsZero() || d.Before(cadence.DateOf(p.now)) {
		return
	}
	p.lines = append(p.lines, line{
		path: path, subject: subject, first: Times{Next: cadence.In(d, cadence.Clock{}, p.zone), Zone: p.zone.String(), Day: true},
	})
}

// targets adds the due days of milestones and obligations.
func (p *planner) targets() {
	for _, g := range p.spec.Goals {
		for _, m := range g.Milestones {
			p.day(partnership.Path("").Block("goal", g.ID).Block("milestone", m.ID), TargetMoves, m.Due)
		}
	}
	for _, party := range p.spec.Parties {
		for _, o := range party.Obligations {
			p.day(partnership.Path("").Block("party", party.ID).Block("obligation", o.ID), TargetMoves, o.Due)
		}
	}
}

// asks adds a line for each person of a check-in.
func (p *planner) asks(c partnership.CheckIn) error {
	occasions, err := p.occasions(procedure.CheckIn, c.ID)
	if err != nil {
		return err
	}
	index := map[string]int{} // of a person's line
	for _, o := range occasions {
		for _, ask := range o.Asks {
			person := ask.Person
			if ask.For != "" {
				person = ask.For
			}
			i, ok := index[person]
			if !ok {
				i = len(p.lines)
				index[person] = i
				p.lines = append(p.lines, line{
					path: partnership.Path("").Block("check_in", c.ID), subject: AskMoves, person: person, first: firstOf(ask),
				})
			}
			p.lines[i].add(ask, o.At.Before(p.until))
		}
	}
	return nil
}

// occasions are the rounds that a kind of procedure begins up to the horizon, or else the
// next one.
func (p *planner) occasions(kind procedure.Type, name string) ([]procedure.Occasion, error) {
	bringer := kind
	if kind == procedure.Report {
		bringer = procedure.Partnership
	}
	one := slices.DeleteFunc(slices.Clone(p.kinds), func(k procedure.Kind) bool { return k.Type != bringer })
	other := func(o procedure.Occasion) bool { return o.Type != kind || o.Name != name }
	occasions, err := timing.Between(one, p.spec, p.now, p.until, p.begun)
	occasions = slices.DeleteFunc(occasions, other)
	if err != nil || len(occasions) > 0 {
		return occasions, err
	}
	agenda, err := timing.Plan(one, p.spec, procedure.Plan{After: p.now, Begun: p.begun})
	occasions = slices.DeleteFunc(agenda.Occasions, other)
	return occasions[:min(1, len(occasions))], err
}

func firstOf(ask procedure.AskTimes) Times {
	t := Times{Next: ask.Send, Zone: ask.Send.Location().String(), Due: ask.Due}
	if len(ask.Remind) > 0 {
		t.Reminder = ask.Remind[0]
	}
	if ask.For != "" {
		t.To = ask.Person
	}
	return t
}

// add appends what happens; only what lies within the horizon is counted.
func (l *line) add(ask procedure.AskTimes, within bool) {
	l.all = append(l.all, ask)
	if within {
		l.first.Within++
	}
}
