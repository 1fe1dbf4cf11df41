package lifecycle

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// followsUp reports whether the partnership goes by rules under which what a round
// leaves behind has consequences.
func (p *Partnership) followsUp() bool { return p.Rules >= 2 }

// ends reports whether the last day has passed: nothing is begun then.
func (p *Partnership) ends(now time.Time) bool {
	return p.Phase == PhaseClosed || !p.Agenda.EndsAt.IsZero() && !now.Before(p.Agenda.EndsAt)
}

// reporters are those who have measured.
func reporters(readings []measure.Reading) []string {
	var people []string
	for _, r := range readings {
		people = append(people, r.Reporter)
	}
	return people
}

// followUp does what the time asks for of whatever is missing.
func (p *Partnership) followUp(out *procedure.Out, now time.Time) {
	if p.Phase == PhaseClosed || !p.consented() {
		return
	}
	p.forgive(out, now)
	p.grade(out, now)
	if p.runs() {
		p.climbSilent(out, now)
		p.climbDiffering(out, now)
		p.climbWarnings(out, now)
		p.lookAtClock(out, now)
		p.remindLeads(out, now)
		p.remindWelcomed(out, now)
	}
}

// judge looks at what was measured, once a round is over: figures that are
// corrected within it alarm nobody. Closed says that one is over now.
func (p *Partnership) judge(out *procedure.Out, m condition.Moment, now time.Time) {
	if !p.followsUp() || p.ends(now) {
		return
	}
	p.warn(out, now)
	p.celebrate(out, now)
	p.lookOut(out, m, now)
}

// overAt reports whether a report tells of a round that is over.
func (p *Partnership) overAt(m procedure.Message) bool {
	running := func(r Running) bool { return r.Workflow == m.From && r.Shown.Outcome != "" }
	return closes(m) || len(m.Readings) > 0 && slices.ContainsFunc(p.Running, running)
}

// closes reports whether a round is over with a report.
func closes(m procedure.Message) bool {
	return slices.ContainsFunc(m.Facts, func(f procedure.Fact) bool { return f.Kind == procedure.FactClosed })
}

// momentOf is what is over with a report: a check-in, or a review of progress that has come
// out. News says that the report has the outcome.
func (p *Partnership) momentOf(r Running, m procedure.Message, news bool) condition.Moment {
	v, _, _ := p.Declared.Review(r.Name)
	review := r.Type == procedure.Review && v.Method == partnership.ReviewProgress && news
	return condition.Moment{
		CheckIn: r.Type == procedure.CheckIn && closes(m), Review: review && m.Shown.Outcome != procedure.OutcomeWithdrawn,
	}
}

// lookAgain looks at the conditions where a report changes what they are about, although no
// round is over.
func (p *Partnership) lookAgain(out *procedure.Out, m procedure.Message, now time.Time) {
	if changesHealth(m) {
		p.lookOut(out, condition.Moment{}, now)
	}
}

// changesHealth reports whether a report tells of something agreed that is late, or settled,
// of a conflict, or of money.
func changesHealth(m procedure.Message) bool {
	agreed := func(f procedure.Fact) bool { return f.Kind == procedure.FactLate || f.Kind == procedure.FactMet }
	return m.Course != nil && m.Course.Outcome != "" && m.Course.Type != procedure.Agreement && m.Course.Type != procedure.Meeting || m.Dispute != nil || len(m.Entries) > 0 || slices.ContainsFunc(m.Facts, agreed)
}

// nextFollowUp is when to look again; zero for never. A pause holds all of it.
func (p *Partnership) nextFollowUp() time.Time {
	var next time.Time
	if !p.runs() {
		return next
	}
	for i := range p.Silent {
		next = sooner(next, p.Silent[i].Ladder.Next())
	}
	for _, d := range p.Differences {
		if !d.Told {
			next = sooner(next, d.LeadsAt)
		}
	}
	for _, w := range p.Warnings {
		if w.waits() {
			next = sooner(next, w.TellAt)
		}
	}
	for _, c := range p.Channels {
		if c.Left.asked() {
			next = sooner(next, c.Left.RemindAt)
		}
	}
	for _, w := range p.Welcomed {
		if w.waits() {
			next = sooner(next, w.RemindAt)
		}
	}
	return sooner(sooner(next, p.nextGraded()), p.nextCondition())
}

// sooner is the earlier of two instants, of which zero is never.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// shiftFollowUps moves what is still to come by the time of a pause.
func (p *Partnership) shiftFollowUps(by time.Duration) {
	for i := range p.Silent {
		p.Silent[i].Ladder.Shift(by)
	}
	for i := range p.Differences {
		p.Differences[i].LeadsAt = p.Differences[i].LeadsAt.Add(by)
	}
	for i := range p.Warnings {
		if w := &p.Warnings[i]; w.waits() {
			w.TellAt = w.TellAt.Add(by)
		}
	}
	for _, c := range p.Channels {
		if c.Left.asked() && !c.Left.RemindAt.IsZero() {
			c.Left.RemindAt = c.Left.RemindAt.Add(by)
		}
	}
	for i := range p.Welcomed {
		if w := &p.Welcomed[i]; w.waits() {
			w.RemindAt = w.RemindAt.Add(by)
		}
	}
}

// reckoned takes the instants that only calendars know.
func (p *Partnership) reckoned(r procedure.Reckoning) {
	for i := range p.Silent {
		p.Silent[i].Ladder.Reckoned(p.Silent[i].clock(), r)
	}
	for i := range p.Differences {
		d := &p.Differences[i]
		for _, instant := range r.Instants {
			if instant.Key == d.clock() {
				d.LeadsAt = instant.At
			}
		}
	}
	for _, c := range p.Channels {
		for _, instant := range r.Instants {
			if c.Left.asked() && instant.Key == c.clock() {
				c.Left.RemindAt = instant.At
			}
		}
	}
	p.reckonedWelcomes(r)
	for i := range p.Warnings {
		w := &p.Warnings[i]
		for _, instant := range r.Instants {
			if instant.Key == w.clock() && !w.Over {
				w.TellAt = instant.At
			}
		}
	}
}

// tells reports whether somebody is there to be told something now: mail reaches
// them, they want it, and nobody says that they are away.
func (p *Partnership) tells(id string, now time.Time) bool {
	person, there := p.Declared.Person(id)
	_, away := p.Presence.AwayUntil(id)
	return there && !away && p.reachOf(id).Lost == "" && !p.Presence.HasStopped(id) && !person.AbsentOn(cadence.DateOf(p.here(now)))
}
